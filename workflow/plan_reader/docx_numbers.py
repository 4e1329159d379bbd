"""The numbers that Word writes before paragraphs by itself; the text of a file does not hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
SIGNS = {"+": "+", "*": "*", "o": "-", "\u2022": "\u2022"}
LARGEST = 200


@dataclass
class Level:
    """How one level of a list is numbered."""

    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbering:
    """The lists of a file: their levels, the lists that share them, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, style: str, number: str | None, depth: int | None) -> str:
        """Count one paragraph on, and say what stands before it."""
        inherited = self._of_style(style)
        number = number if number is not None else inherited[0]
        depth = depth if depth is not None else inherited[1]
        levels = self.levels.get(self.lists.get(number, ""), {})
        if number in ("", "0") or depth not in levels:
            return ""
        counts = self._count(number, depth, levels)
        level = levels[depth]
        if level.format == "bullet":
            return SIGNS.get(level.text, "-")
        if level.format == "none":
            return ""
        return re.sub(r"%(\d)", lambda at: _written(int(at[1]) - 1, levels, counts), level.text).strip()

    def _of_style(self, style: str) -> tuple[str, int]:
        for _step in range(10):
            if style in self.styles or style not in self.parents:
                break
            style = self.parents[style]
        return self.styles.get(style, ("", 0))

    def _count(self, number: str, depth: int, levels: dict[int, Level]) -> dict[int, int]:
        counts = self.counts.setdefault(self.lists[number], {})
        start = self.restarts.get(number, {}).get(depth)
        if start is not None and (number, depth) not in self.begun:
            counts[depth] = start
        else:
            counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        self.begun.add((number, depth))
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return counts


def _written(depth: int, levels: dict[int, Level], counts: dict[int, int]) -> str:
    level = levels.get(depth, Level())
    count = counts.get(depth, level.start)
    if not 0 < count <= LARGEST:
        return str(count)
    if level.format in ("upperRoman", "lowerRoman"):
        return _cased(_roman(count), level.format)
    if level.format in ("upperLetter", "lowerLetter"):
        return _cased(chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1), level.format)
    return f"{count:02d}" if level.format == "decimalZero" else str(count)


def _cased(text: str, form: str) -> str:
    return text if form.startswith("upper") else text.lower()


def _roman(count: int) -> str:
    text = ""
    for value, letters in ROMAN:
        text += letters * (count // value)
        count %= value
    return text
