"""What stands before a heading or an item: Phần, I., A., 1., 2.1, a), a dash."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.plan_reader.keys import fold

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
ORDINALS = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8}
LETTERS = f"abcd{chr(0x111)}eghiklmnopqrstuvxy"
PARTS = re.compile(
    r"^(?P<name>phan|chuong|muc|dieu)\s+(?:thu\s+)?"
    r"(?P<at>[ivx]{1,5}|\d{1,2}|nhat|hai|ba|tu|nam|sau|bay|tam)(?=$|[\s.:\-/)])[\s.:\-/)]*"
)
BULLETS = (
    ("dash", re.compile(r"^[-\u2013\u2014\u2212\u2010\u2011](?![-\u2013\u2014\d])\s*(?=\S)")),
    ("plus", re.compile(r"^\+\s*(?=\S)")),
    ("star", re.compile(r"^\*\s*(?=\S)")),
    (
        "dot",
        re.compile(
            r"^(?:[\u2022\u25cf\u25aa\u25e6\u25cb\u25a0\u2713\u2714\u27a2\u00b7]\s*|o\s(?=[^\W\d_]))(?=\S)"
        ),
    ),
)
NUMBERED = (
    ("roman", re.compile(r"^(?P<at>[IVX]{1,6})\s*(?:[.)/:]|\s[-\u2013])\s*(?=\S)")),
    ("upper", re.compile(r"^(?P<at>[A-EGHK])\s*[.)/]\s*(?=\S)")),
    ("dotted", re.compile(r"^(?P<at>\d{1,2}(?:\.\d{1,2}){1,3})\s*[.):/](?:\s+|(?=\D))(?=\S)")),
    ("dotted", re.compile(r"^(?P<at>\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[\"\u201c]?[^\W\d_])")),
    ("num", re.compile(r"^(?P<at>\d{1,2})\s*\.(?:\s+|(?=\D))(?=\S)")),
    ("paren", re.compile(r"^\(?(?P<at>\d{1,2})\s*(?:\)\s*|/\s+)(?=\S)")),
    ("lower", re.compile(r"^\(?(?P<at>[a-z\u0111])\s*[).](?!\d)\s*(?=\S)")),
    ("lower", re.compile(r"^(?P<at>[a-z\u0111])/\s+(?=\S)")),
)
BARE = re.compile(r"^(?:[IVX]{1,6}|[A-K]|\d{1,2}(?:\.\d{1,2})*|[a-z\u0111])\s*[.)/:]$|^[-\u2013+*\u2022]$")


@dataclass(frozen=True)
class Marker:
    """Its kind, its label as written, and its place in its row (0 for a bullet)."""

    kind: str
    label: str
    at: int = 0

    @property
    def is_bullet(self) -> bool:
        """Whether it only begins an item, without a number."""
        return self.at == 0


def read_marker(text: str) -> tuple[Marker | None, str]:
    """The marker that the text begins with, if any, and the text behind it."""
    for kind, pattern in BULLETS:
        if found := pattern.match(text):
            return Marker(kind, found[0].strip()), text[found.end() :]
    if found := PARTS.match(fold(text[:40])):
        return _part(found, text)
    for kind, pattern in NUMBERED:
        if found := pattern.match(text):
            label = found[0].strip()
            depth = found["at"].count(".")
            return Marker(f"{kind}{depth}" if depth else kind, label, _place(kind, found["at"])), text[
                found.end() :
            ]
    return None, text


def is_bare(text: str) -> bool:
    """Whether there is nothing but a marker."""
    return bool(BARE.match(text))


def _part(found: re.Match[str], text: str) -> tuple[Marker | None, str]:
    """ "Phần thứ nhất" begins a part; "Mục II của Kế hoạch này" within a sentence does not."""
    rest, at = text[found.end() :], found["at"]
    if not text[0].isupper() or (rest and not rest[0].isupper()):
        return None, text
    place = int(at) if at.isdecimal() else ORDINALS.get(at) or _roman(at.upper())
    return Marker(found["name"], text[: found.end()].strip(), place), rest


def _place(kind: str, at: str) -> int:
    if kind == "roman":
        return _roman(at)
    if kind == "upper":
        return ord(at) - ord("A") + 1
    if kind == "lower":
        return LETTERS.find(at) + 1 or 1
    return int(at.rsplit(".", 1)[-1]) or 1


def _roman(letters: str) -> int:
    values = [ROMAN.get(one, 0) for one in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < after else one for one, after in pairs) or 1
