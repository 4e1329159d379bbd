"""The standing sentences of each type of paper, kept as data apart from the code."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from models.enums import DocumentType

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "documents" / "wording"


class Wording:
    """The sentences of one type; `say` fills in the blanks and reads nothing in the values."""

    def __init__(self, sentences: dict[str, str]) -> None:
        self.sentences = sentences

    def say(self, key: str, **values: object) -> str:
        return self.sentences[key].format(**values)


@cache
def wording_of(kind: DocumentType) -> Wording:
    return Wording(tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf-8")))
