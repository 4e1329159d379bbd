"""The text of a PDF, a line for each paragraph, by where its lines begin and end on the page."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise

from workflow.plan_reader import pdf_words
from workflow.plan_reader.keys import is_capitals
from workflow.plan_reader.markers import read_marker

MOST_SECONDS = 60
# In points: what is a new line's indent, and how far from the edge a full line may end.
INDENT, RAGGED = 10, 0.13
SAME_LINE = 4
# A wider step than so many times the usual one parts two paragraphs.
LOOSE = 1.2


class UnreadableError(Exception):
    """PDFium crashed, or took too much time or memory."""


@dataclass
class Piece:
    """A part of a line; two columns make two parts."""

    page: int
    left: float
    right: float
    foot: float
    height: float
    text: str


@dataclass(frozen=True)
class Page:
    """The edges of the text, and from one line to the next."""

    left: float
    right: float
    pitch: float


def pdf_text(content: bytes) -> str:
    """The text of a file that `check_upload` let pass; empty for a scan."""
    return "\n".join(_paragraphs(_rows(_without_page_numbers(_pieces(content)))))


def _pieces(content: bytes) -> list[Piece]:
    command = [sys.executable, "-I", pdf_words.__file__]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableError from None
    if done.returncode:
        raise UnreadableError
    return [Piece(*json.loads(line)) for line in done.stdout.decode().splitlines()]


def _without_page_numbers(pieces: list[Piece]) -> list[Piece]:
    """A number that stands alone at the head or the foot of its page counts pages."""
    ends: dict[int, tuple[float, float]] = {}
    for one in pieces:
        low, high = ends.get(one.page, (one.foot, one.foot))
        ends[one.page] = (min(low, one.foot), max(high, one.foot))
    return [one for one in pieces
            if not (one.text.strip(" -").isdecimal() and len(one.text.strip()) < 6 and one.foot in ends[one.page])]  # fmt: skip


def _rows(pieces: list[Piece]) -> list[Piece]:
    """Pieces that stand on one line side by side, with a tab between."""
    rows: list[Piece] = []
    for one in pieces:
        last = rows[-1] if rows else None
        if (
            last
            and last.page == one.page
            and abs(last.foot - one.foot) < SAME_LINE
            and one.left >= last.right - 1
        ):
            last.text, last.right = f"{last.text.rstrip()}\t{one.text.lstrip()}", one.right
        else:
            rows.append(one)
    return rows


def _paragraphs(rows: list[Piece]) -> list[str]:
    if not rows:
        return []
    lefts, rights = sorted(one.left for one in rows), sorted(one.right for one in rows)
    page = Page(lefts[len(lefts) // 20], rights[-1 - len(rights) // 50], _pitch(rows))
    found = [rows[0].text.strip()]
    for above, one in pairwise(rows):
        if _goes_on(above, one, page):
            found[-1] = f"{found[-1]} {one.text.strip()}"
        else:
            found.append(one.text.strip())
    return found


def _pitch(rows: list[Piece]) -> float:
    """From one line to the next within a paragraph: what the closest fifth of the lines has."""
    steps = sorted(above.foot - one.foot for above, one in pairwise(rows)
                   if above.page == one.page and above.foot - one.foot > SAME_LINE)  # fmt: skip
    return steps[len(steps) // 5] if steps else 0


def _goes_on(above: Piece, one: Piece, page: Page) -> bool:
    """Whether the line is the next of the same paragraph: flush left and close under a line that was full."""
    is_flush = one.left < page.left + INDENT
    is_full = above.right > page.right - (page.right - page.left) * RAGGED
    is_table = "\t" in above.text or "\t" in one.text
    is_near = above.page != one.page or above.foot - one.foot < page.pitch * LOOSE
    is_new = bool(read_marker(one.text.strip())[0]) or is_capitals(one.text)
    return is_flush and is_full and is_near and not is_table and not is_new
