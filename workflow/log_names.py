"""The names behind the numbers that events hold, read for a whole page in one statement."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import String, cast, func, literal, union_all

from models import (
    AuditEvent,
    AuditValue,
    AwardForm,
    Campaign,
    Criterion,
    Decision,
    Nomination,
    Organisation,
    Submission,
    User,
    db,
)

Key = tuple[str, str]
Names = dict[Key, tuple[str, str]]
CLAIM = re.compile(r"claim-([0-9]{1,9})")
# Fields that hold the number of a row, and of which kind.
NUMBERED = {
    "award_form_id": "form", "parent_id": "organisation", "organisation_id": "organisation",
    "unit_id": "organisation", "town_id": "organisation", "submission_id": "submission",
}  # fmt: skip
NUMBER = func.to_char(Submission.number, "FM999900")
# Each kind: the column that is its key, then a text, then a second one.
KINDS: dict[str, tuple[Any, Any, Any]] = {
    "nomination": (Nomination.id, Nomination.code, Nomination.name),
    "campaign": (Campaign.id, Campaign.short_title, literal("")),
    "submission": (Submission.id, func.coalesce(NUMBER + "/" + Submission.symbol, ""), literal("")),
    "decision": (Decision.id, Decision.number + "/" + Decision.symbol, literal("")),
    "organisation": (Organisation.id, Organisation.name, literal("")),
    "account": (User.id, User.full_name, literal("")),
    "criterion": (Criterion.id, cast(Criterion.position, String), Criterion.text),
    "form": (AwardForm.id, AwardForm.name, literal("")),
    "forms_of": (AwardForm.campaign_id, AwardForm.code, AwardForm.name),
}


def pair_of(value: AuditValue) -> tuple[Any, Any]:
    """What the field was, and what it became."""
    before, after = json.loads(value.value)
    return before, after


def subject_of(event: AuditEvent) -> Key:
    """What the act was about: the dossier, or whatever its chain belongs to."""
    if event.nomination_id:
        return "nomination", str(event.nomination_id)
    kind, _sign, number = event.stream.partition(":")
    return kind, number


def names_behind(events: Iterable[AuditEvent]) -> Names:
    """The names of all that these events speak of."""
    return names_of({key for event in events for key in _keys_of(event)})


def names_of(keys: set[Key]) -> Names:
    """The names of these rows; a row that is gone has none."""
    parts = []
    for kind, (column, text, more) in KINDS.items():
        ids = [int(number) for one, number in keys if one == kind and number.isdecimal()]
        if ids:
            columns = (literal(kind), cast(column, String), cast(text, String), cast(more, String))
            parts.append(db.select(*columns).where(column.in_(ids)))
    if not parts:
        return {}
    found: Names = {}
    for kind, number, text, more in db.session.execute(union_all(*parts)):
        if kind == "forms_of":
            kind, number, text, more = "form_code", f"{number}.{text}", more, ""
        found[kind, number] = (text, more)
    return found


def _keys_of(event: AuditEvent) -> Iterator[Key]:
    yield subject_of(event)
    for value in event.values:
        if claim := CLAIM.fullmatch(value.field):
            yield "criterion", claim[1]
        elif value.field in NUMBERED:
            yield from ((NUMBERED[value.field], str(one)) for one in pair_of(value) if one is not None)
        elif value.field in ("remarks", "items", "field"):
            yield from (("criterion", number) for number in _criteria_in(value))
        elif "." in value.field and event.stream.startswith("campaign:"):
            yield "forms_of", event.stream.partition(":")[2]


def _criteria_in(value: AuditValue) -> Iterator[str]:
    for one in filter(None, pair_of(value)):
        if value.field == "items":
            yield from (str(item.get("criterion_id")) for item in one)
        else:
            names = [one] if isinstance(one, str) else one
            yield from (found[1] for name in names if (found := CLAIM.fullmatch(name)))
