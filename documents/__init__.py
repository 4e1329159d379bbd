"""Dossier in, paper out: blocks, measures, the PDF renderer and the papers themselves."""
