"""Words into paragraphs."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from docx.text.paragraph import Paragraph

from documents.errors import letters_refused

# XML 1.0, production 2: what no Word file can hold.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def checked(text: str) -> str:
    """The text with composed letters; `DocumentError` names what a Word file cannot hold."""
    illegal = set(ILLEGAL.findall(text))
    if illegal:
        raise letters_refused(f"U+{ord(letter):04X}" for letter in illegal)
    return unicodedata.normalize("NFC", text)


def write(paragraph: Paragraph, text: str, style: str, *, bold: bool | None = None) -> Paragraph:
    """Put words into a paragraph and give it a style, by the id of `styles.looks`."""
    paragraph._p.style = style
    if text:
        paragraph.add_run(checked(text)).bold = bold
    return paragraph


def add(place: Any, text: str, style: str) -> Paragraph:
    """A new paragraph at the end of the paper, or of a cell."""
    return write(place.add_paragraph(), text, style)
