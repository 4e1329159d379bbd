"""Which dossiers an office is reminded of before they are due. The caller commits.

While a dossier is with its unit it has no due date, and while it is held the date stands still
(workflow/deadline.py), so it is not spoken of then.
"""

from __future__ import annotations

from collections import defaultdict
from uuid import uuid4

from sqlalchemy.dialects.postgresql import insert

from models import DueReminder, Nomination, db
from models.enums import Role
from workflow.actions import record
from workflow.audience import holders_at
from workflow.dates import today
from workflow.lists import is_held
from workflow.notices import tell
from workflow.procedures import PROCEDURES
from workflow.reminders import offset_due
from workflow.working_days import calendar

# So many working days before the day on which it is due.
OFFSETS = (3, 1, 0)


def due_soon() -> dict[int, list[tuple[Nomination, int]]]:
    """By town, the dossiers of which a reminder is due today, each with how many days before that speaks."""
    timed = {(one.name, one.timed) for one in PROCEDURES.values()}
    last = calendar().add(today(), max(OFFSETS))
    query = db.select(Nomination).filter(
        db.tuple_(Nomination.procedure, Nomination.state).in_(timed),
        Nomination.due_on.between(today(), last), ~is_held(),
    )  # fmt: skip
    found: dict[int, list[tuple[Nomination, int]]] = defaultdict(list)
    for row in db.session.scalars(query.order_by(Nomination.due_on, Nomination.id)):
        assert row.due_on is not None  # The query asks for it.
        offset = offset_due(row.due_on, today(), calendar(), OFFSETS)
        if offset is not None:
            found[row.town_id].append((row, offset))
    return found


def remind_office(town_id: int, rows: list[tuple[Nomination, int]]) -> int:
    """Tell the clerks of the town of those that it was not told of yet, all in one mail; how many."""
    new = _note(rows)
    if not new:
        return 0
    act_id = uuid4()
    left = {row.code: len(calendar().days_after(today(), row.due_on)) for row in new if row.due_on}
    event_id = record(
        "remind_office", stream=f"organisation:{town_id}", actor=None, act_id=act_id,
        data={"nominations": [row.code for row in new], "left": left,
              "due_on": {row.code: f"{row.due_on}" for row in new}},
    )  # fmt: skip
    clerks = holders_at([(Role.CLERK, town_id)], today()).get((Role.CLERK, town_id), [])
    tell([one.user for one in clerks], action="remind_office", event_id=event_id, act_id=act_id)
    return len(new)


def _note(rows: list[tuple[Nomination, int]]) -> list[Nomination]:
    """Keep a row for each; those that had none, whoever else asks at the same time."""
    values = [
        {"nomination_id": row.id, "due_on": row.due_on, "days_before": offset, "sent_on": today()}
        for row, offset in rows
    ]
    query = insert(DueReminder).values(values).on_conflict_do_nothing().returning(DueReminder.nomination_id)
    noted = set(db.session.scalars(query))
    return [row for row, _offset in rows if row.id in noted]
