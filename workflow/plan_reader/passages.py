"""The lines of the text beside a field: those that it came from, with the ones around them."""

from __future__ import annotations

from dataclasses import dataclass

AROUND = 1
MOST = 40


@dataclass(frozen=True)
class Shown:
    """A line as the page shows it; `is_apart` where lines were left out before it."""

    number: int
    text: str
    is_hit: bool
    is_apart: bool


@dataclass(frozen=True)
class Passage:
    """The lines, and how many more there are than the page shows."""

    lines: list[Shown]
    more: int = 0


def passage(text_lines: list[str], hits: list[int]) -> Passage:
    """The passage of a field; blank lines are not shown."""
    wanted = sorted(set(hits))
    shown, near = set(wanted[:MOST]), set()
    for number in shown:
        near |= {_next(text_lines, number, -1), _next(text_lines, number, 1)}
    found: list[Shown] = []
    for number in sorted((shown | near) - {0}):
        is_apart = bool(found) and _next(text_lines, found[-1].number, 1) != number
        found.append(Shown(number, text_lines[number - 1].replace("\t", "   "), number in shown, is_apart))
    return Passage(found, len(wanted) - len(shown))


def _next(text_lines: list[str], number: int, step: int) -> int:
    """The next line that is not empty, or 0."""
    place = number + step
    while 0 < place <= len(text_lines) and not text_lines[place - 1]:
        place += step
    return place if 0 < place <= len(text_lines) else 0
