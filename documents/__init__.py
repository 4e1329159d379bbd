"""Dossier in, paper out: blocks, measures, the renderers for PDF and Word, and the papers themselves."""
