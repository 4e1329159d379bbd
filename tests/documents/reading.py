"""Reads a finished PDF the way its reader does: text, pages, fonts, drawn lines."""

import unicodedata
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Page:
    text: str
    width: int
    height: int
    rules: list[tuple[float, float]]
    """Drawn horizontal lines without a table's: (length in mm, height above the page's foot)."""


def pages_of(pdf: bytes) -> list[Page]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [_read(page) for page in document]


def text_of(pdf: bytes) -> str:
    return "\n".join(page.text for page in pages_of(pdf))


def flat(text: str) -> str:
    """Without line ends, to find sentences that wrap."""
    return " ".join(text.split())


def fonts_of(pdf: bytes) -> set[tuple[str, bool]]:
    with pypdfium2.PdfDocument(pdf) as document:
        fonts = [
            shown.get_font()
            for page in document
            for shown in page.get_objects(max_depth=8)
            if shown.type == raw.FPDF_PAGEOBJ_TEXT
        ]
        return {(font.get_base_name().split("+")[-1], bool(font.is_embedded)) for font in fonts}


def _read(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    text = page.get_textpage().get_text_range().replace("\r\n", "\n")
    return Page(
        unicodedata.normalize("NFC", text),
        round(width / MM),
        round(height / MM),
        _rules(page),
    )


def _rules(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    bounds = [
        shown.get_bounds() for shown in page.get_objects(max_depth=8) if shown.type == raw.FPDF_PAGEOBJ_PATH
    ]
    return [
        (round((right - left) / MM, 1), round(bottom / MM, 1))
        for left, bottom, right, top in bounds
        if top - bottom < 2 < right - left
    ]
