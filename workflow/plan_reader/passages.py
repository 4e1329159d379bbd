"""The lines of the text beside a field: those that it came from, with the ones around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.plan_reader.dates import place_of_day
from workflow.plan_reader.keys import fold

MOST = 40


@dataclass(frozen=True)
class Shown:
    """A line as the page shows it, with the words that are marked; `is_apart` where lines were left out before."""

    number: int
    before: str
    marked: str
    after: str
    is_apart: bool


@dataclass(frozen=True)
class Passage:
    """The lines, and how many more there are than the page shows."""

    lines: list[Shown]
    more: int = 0


def passage(text_lines: list[str], hits: list[int], value: Any = None) -> Passage:
    """The passage of a field; of a line that holds the value and more, the value alone is marked."""
    wanted = sorted(set(hits))
    shown, near = set(wanted[:MOST]), set()
    for number in shown:
        near |= {_next(text_lines, number, -1), _next(text_lines, number, 1)}
    found: list[Shown] = []
    for number in sorted((shown | near) - {0}):
        is_apart = bool(found) and _next(text_lines, found[-1].number, 1) != number
        parts = _parts(text_lines[number - 1], value) if number in shown else (text_lines[number - 1], "", "")
        before, marked, after = (one.replace("\t", "   ") for one in parts)
        found.append(Shown(number, before, marked, after, is_apart))
    return Passage(found, len(wanted) - len(shown))


def _parts(line: str, value: Any) -> tuple[str, str, str]:
    """What stands before, in and after the value; all of the line where it does not stand there as it is."""
    if isinstance(value, date):
        begin, end = place_of_day(fold(line), value)
        return line[:begin], line[begin:end], line[end:]
    words = [one for one in str(value or "").split("\n") if one in line and one.strip()]
    if not words:
        return "", line, ""
    word = max(words, key=len)
    before, _word, after = line.partition(word)
    return before, word, after


def _next(text_lines: list[str], number: int, step: int) -> int:
    """The next line that is not empty, or 0."""
    place = number + step
    while 0 < place <= len(text_lines) and not text_lines[place - 1]:
        place += step
    return place if 0 < place <= len(text_lines) else 0
