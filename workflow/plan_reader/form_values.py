"""What was read, as the form on the page writes it, and where each field of the form came from."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from models.enums import Level, NomineeKind
from models.text import search_key
from workflow.inputs import LINE
from workflow.plan_reader.keys import fold
from workflow.plan_reader.reading import AwardReading, Reading

LINES = ("legal_basis", "purposes", "requirements", "contents", "subjects", "recipients")
# Shown beside the form: the campaign has no column of its own for them.
SHOWN = ("issuer", "place", "parent_number", "parent_date", "parent_issuer", "due", "signer_authority")
ACTS = re.compile(
    r"^(?:(?:ke hoach|trien khai|thuc hien|to chuc|phat dong|huong ung|va|viec|,)\s+)+(?=(?:phong trao|dot|thi dua|cuoc|\W))"
)
CODE_LENGTH = 40


def typed_of(reading: Reading, granters: Collection[Level]) -> dict[str, str]:
    """The values of the form; a field that was not found is missing."""
    values = {name: _text(name, found.value) for name, found in reading.fields.items()}
    if title := values.get("title"):
        values["short_title"] = short_title(title)
    values["forms"] = str(len(reading.award_forms))
    for place, one in enumerate(reading.award_forms):
        values |= {
            f"form-{place}-{name}": value for name, value in _form_values(one, place, granters).items()
        }
    return {name: value for name, value in values.items() if value}


def _text(name: str, value: Any) -> str:
    if name == "duties":
        return "\n\n".join(f"{one['addressees']}\n{one['text']}" for one in value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "\n".join(value) if isinstance(value, list) else str(value)


def short_title(title: str) -> str:
    """The title without the words for launching it; empty where that is still no short name."""
    found = ACTS.match(fold(title))
    short = title[found.end() if found else 0 :].strip()
    short = short[:1].upper() + short[1:]
    return short if len(short) <= LINE else ""


def _form_values(form: AwardReading, place: int, granters: Collection[Level]) -> dict[str, str]:
    level = form.granter_level
    values = {
        "keep": "1", "name": form.name, "code": _code(form.name, place),
        "granter_level": level.value if level in granters else "",
        "note": "\n".join(one.value for one in [*form.notes, *form.due]),
    }  # fmt: skip
    values |= {f"kind-{kind.value}": "1" for kind in form.kinds}
    return values | {
        f"criteria-{kind.value}": "\n".join(one.value for one in found)
        for kind, found in form.criteria.items()
    }


def _code(name: str, place: int) -> str:
    """A code for the system's own use: no plan has one."""
    words = re.sub(r"[^a-z0-9]+", "-", search_key(name))[: CODE_LENGTH - 3].strip("-")
    return words or f"hinh-thuc-{place + 1}"


def lines_of(reading: Reading) -> dict[str, list[int]]:
    """For each field of the form the lines that it was read from."""
    found = {name: list(one.lines) for name, one in reading.fields.items()}
    if "title" in found and short_title(reading.value("title")):
        found["short_title"] = found["title"]
    for place, form in enumerate(reading.award_forms):
        found |= {f"form-{place}-{name}": lines for name, lines in _form_lines(form).items() if lines}
    return found


def _form_lines(form: AwardReading) -> dict[str, list[int]]:
    found = {
        "name": form.lines if form.name else [],
        "granter_level": form.lines if form.granter_level else [],
        "note": [line for one in [*form.notes, *form.due] for line in one.lines],
    }
    for kind in NomineeKind:
        found[f"criteria-{kind.value}"] = [line for one in form.criteria.get(kind, []) for line in one.lines]
        found[f"kind-{kind.value}"] = form.kinds.get(kind, [])
    return found
