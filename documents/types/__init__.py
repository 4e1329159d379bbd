"""The papers: one module for each type, from plain data to blocks."""
