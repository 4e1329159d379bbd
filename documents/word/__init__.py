"""Blocks in, a Word file out, with the measures and the words of the PDF."""

from __future__ import annotations

from documents.blocks import Paper
from documents.layout import LAYOUT, Layout
from documents.word.package import begun, finished
from documents.word.pages import Pages
from models.enums import DocumentType

# A certificate is printed on its sheet and framed; nobody edits it.
NOT_IN_WORD = frozenset({DocumentType.CERTIFICATE})


def render_docx(paper: Paper, layout: Layout = LAYOUT) -> bytes:
    """Make the Word file; the same paper gives the same bytes. Raises `DocumentError`."""
    document = begun(layout)
    Pages(document, layout).fill(paper.blocks)
    return finished(document, paper)
