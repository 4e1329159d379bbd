"""The text of a plan as numbered lines, and as the paragraphs that hard line breaks had cut."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from models.text import INVISIBLE, LINE_BREAKS
from workflow.plan_reader.keys import fold, is_capitals
from workflow.plan_reader.markers import Marker, read_marker

SEARCHED = 2_000
# Two letters of text that a table, a tab or a row of spaces held apart.
COLUMNS = re.compile(r"\t+| {3,}")
# Word writes its bullets in a font of signs; these are the usual places.
SIGNS = str.maketrans(
    {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "•", "\uf02b": "+"}
)
# Room left for a number or a day to be written in by hand is no column.
BLANKS = re.compile(r"(?<=ngay)\s+|(?<=thang)\s+|\s+(?=thang\b|nam\s+[\d.]|/\s*kh)|(?<=nam)\s+(?=[\d.])")
EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
MARKDOWN_HEAD = re.compile(r"^#{1,6}\s+")
END = re.compile(r"[.;:!?…]['\"”)\]]*$|\./\.?$")
# A row of dashes under a title, an empty line of dots.
RULE = re.compile(r"^[\W_]+$")
OPENS_LOW = re.compile(r"^[\"'“(]*[^\W\d_]")


def clean(text: str) -> str:
    """The text in NFC without invisible signs and marks of emphasis; its lines keep their places."""
    text = INVISIBLE.sub("", LINE_BREAKS.sub("\n", text).translate(SIGNS))
    lines = unicodedata.normalize("NFC", text).split("\n")
    return "\n".join(_clean_line(one) for one in lines)


def _clean_line(line: str) -> str:
    line = COLUMNS.sub("\t", line)
    if len(line) < SEARCHED:
        line = _without_blanks(line)
    line = MARKDOWN_HEAD.sub("", EMPHASIS.sub("", line).strip())
    return "\t".join(" ".join(part.split()) for part in line.split("\t") if part.strip())


def _without_blanks(line: str) -> str:
    for found in reversed(list(BLANKS.finditer(fold(line)))):
        line = f"{line[: found.start()]} {line[found.end() :]}"
    return line


@dataclass(frozen=True)
class Line:
    """One line that is not empty; cells of a table are held apart by tabs."""

    number: int
    text: str
    after_gap: bool = False

    @property
    def key(self) -> str:
        """The line as it is searched."""
        return fold(self.text[:SEARCHED])


@dataclass
class Paragraph:
    """A paragraph without its marker, and the lines that it was found in."""

    text: str
    marker: Marker | None = None
    lines: list[int] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The paragraph as it is searched."""
        return fold(self.text[:SEARCHED])


def number_lines(text: str) -> list[Line]:
    """The lines that are not empty, by their place in the text, the first being 1."""
    found, gap = [], False
    for number, line in enumerate(text.split("\n"), 1):
        if line and not RULE.match(line):
            found.append(Line(number, line, gap))
        gap = not line or bool(RULE.match(line))
    return found


def join(lines: list[Line]) -> list[Paragraph]:
    """Paragraphs: what a hard break cut in two is one again."""
    width = _width_of_breaks(lines)
    found: list[Paragraph] = []
    last: Line | None = None
    for line in lines:
        text = line.text.replace("\t", " ")
        marker, rest = read_marker(text)
        if found and not found[-1].text and not marker:
            # "Phần I" on a line of its own: its title stands in the next.
            found[-1].text = text
            found[-1].lines.append(line.number)
        elif last and _goes_on(found[-1], last, line, rest if marker else text, marker, width):
            found[-1].text += f" {text}"
            found[-1].lines.append(line.number)
        else:
            found.append(Paragraph(rest, marker, [line.number]))
        last = line
    return found


def _width_of_breaks(lines: list[Line]) -> int:
    """How wide the lines were when they were broken by hand, or 0 for text that was not."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 8:
        return 0
    width = lengths[-1 - len(lengths) // 50]
    full = sum(length >= width * 0.8 for length in lengths)
    return width if 40 <= width <= 140 and full >= len(lengths) * 0.3 else 0


def _goes_on(above: Paragraph, last: Line, line: Line, rest: str, marker: Marker | None, width: int) -> bool:
    is_low = bool(OPENS_LOW.match(rest)) and rest.lstrip("\"'“(")[0].islower()
    is_forced = bool(width) and len(last.text) + 1 + len(line.text.split()[0]) > width * 0.96
    if marker:
        # A dash between two words may have come to stand first in its line.
        return bool(width) and marker.kind == "dash" and is_low and is_forced and not END.search(last.text)
    if END.search(last.text):
        return is_forced and not line.after_gap and not last.text.endswith((":", "./."))
    if is_capitals(line.text) and is_capitals(above.text):
        return not line.after_gap and (above.text.endswith(",") or bool(above.marker))
    return is_low or (is_forced and not line.after_gap)
