"""How wide words stand on the page, for the renderer that cannot ask its reader: Typst measures them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst

from documents.fonts import chosen_font
from documents.layout import LAYOUT

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "documents"


@dataclass(frozen=True)
class Cut:
    """The letters: their size in points, and whether they are bold or italic."""

    size: float
    bold: bool = False
    italic: bool = False


@lru_cache(maxsize=512)
def width_of(text: str, cut: Cut) -> float:
    """The width of the text on one line, in millimetres."""
    return _asked(text, cut, None)


@lru_cache(maxsize=512)
def even_width(text: str, cut: Cut, room: float) -> float:
    """The narrowest width in which the text takes no more lines than in `room`, both in millimetres."""
    return _asked(text, cut, room)


def _asked(text: str, cut: Cut, room: float | None) -> float:
    asked = {"text": text, "size": cut.size, "bold": cut.bold, "italic": cut.italic, "room": room}
    font = chosen_font()
    found = typst.query(
        str(TEMPLATES / "measure.typ"),
        "<width>",
        field="value",
        one=True,
        root=str(TEMPLATES),
        font_paths=font.files,
        ignore_system_fonts=True,
        sys_inputs={
            "paper": json.dumps(asked, ensure_ascii=False),
            "measures": json.dumps(LAYOUT.as_dict()),
            "family": font.family,
        },
    )
    return float(json.loads(found))
