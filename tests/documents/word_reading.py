"""Reads a finished Word file the way its reader does: what stands where, in which letters."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph


@dataclass(frozen=True)
class Line:
    """A paragraph as it is shown."""

    text: str
    style: str
    fonts: set[str]
    sizes: set[float]
    bold: bool
    italic: bool
    align: int | None


def opened(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def paragraphs_of(document: Document) -> Iterator[Paragraph]:
    """All paragraphs in the order in which they are read, cell by cell."""
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                for cell in dict.fromkeys(row.cells):
                    yield from cell.paragraphs
        else:
            yield part


def text_of_word(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs_of(document))


def line_of(paragraph: Paragraph) -> Line:
    """Style and direct formatting together, as Word adds them up."""
    style = paragraph.style
    runs = [run for run in paragraph.runs if run.text]
    return Line(
        unicodedata.normalize("NFC", paragraph.text),
        style.name,
        {run.font.name or style.font.name or style.base_style.font.name for run in runs},
        {(run.font.size or style.font.size).pt for run in runs},
        all(style.font.bold if run.bold is None else run.bold for run in runs),
        all(style.font.italic if run.italic is None else run.italic for run in runs),
        style.paragraph_format.alignment if paragraph.alignment is None else paragraph.alignment,
    )


def rule_length(paragraph: Paragraph, room: float) -> float:
    """How long the drawn line of an empty paragraph is, in millimetres, in so wide a place."""
    assert not paragraph.text
    line = paragraph.style.element.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert line.get(qn("w:val")) == "single"
    shape = paragraph.paragraph_format
    return room - shape.left_indent.mm - shape.right_indent.mm


def converted(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """PDFs from Word files by a real LibreOffice, in one call for all of them."""
    for name, made in files.items():
        (folder / f"{name}.docx").write_bytes(made)
    command = [
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", "pdf", "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in files),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}
