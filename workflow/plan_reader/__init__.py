"""Read a plan by the regular build of such papers; what it does not say is not guessed."""

from __future__ import annotations

from flask_babel import gettext as _

from workflow.plan_reader.awards import read_awards
from workflow.plan_reader.basis import read_preamble
from workflow.plan_reader.duties import read_duties
from workflow.plan_reader.ending import cut_closing, find_ending, read_ending
from workflow.plan_reader.letterhead import find_frame, read_head, read_title
from workflow.plan_reader.lines import Paragraph, clean, join, number_lines
from workflow.plan_reader.outline import build
from workflow.plan_reader.reading import AwardReading, Found, Reading
from workflow.plan_reader.sections import read_dates, read_sections

# Headings begin long before.
MOST_PREAMBLE = 300

__all__ = ["AwardReading", "Found", "Reading", "read_plan"]


def read_plan(text: str) -> Reading:
    """What the text says of the campaign, each with the lines that say it. Never fails on a text."""
    reading = Reading(clean(text))
    lines = number_lines(reading.text)
    ending = find_ending(lines)
    frame = find_frame(lines[: ending.start])
    read_head(frame, reading)
    read_title(frame, reading)
    body = cut_closing(join(frame.body), reading)
    start = _first_heading(body)
    read_preamble(body[:start], reading)
    root = build(body[start:])
    chosen = read_sections(root, reading)
    read_dates(root, chosen, reading)
    read_duties(chosen.get("duties"), reading)
    read_awards(root, [node for topic, node in chosen.items() if topic != "criteria"], reading)
    read_ending(lines[ending.start : ending.stop], reading)
    _remark_blanks(reading)
    return reading


def _first_heading(body: list[Paragraph]) -> int:
    """Where the numbered part begins; a text without numbers begins with its first heading."""
    root = build(body[:MOST_PREAMBLE])
    first = next((node.lines[0] for node in root.children if node.kind != "text" and node.head.length), None)
    if first is None:
        return len(body) if not any(one.marker for one in body) else 0
    return next(place for place, one in enumerate(body) if one.lines[0] == first)


def _remark_blanks(reading: Reading) -> None:
    if reading.value("plan_symbol") and not reading.value("plan_number"):
        reading.remarks.append(_("Văn bản để trống số."))
    if reading.value("plan_date_text"):
        reading.remarks.append(_("Văn bản không ghi đủ ngày ban hành."))
