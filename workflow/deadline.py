"""The due date of a dossier: in working days, standing still while it is away or held.

Three columns say it: `due_from`, the day on which it began to run (or to run again); `due_days`,
how many working days were left that day; `due_on`, where that leads. While the dossier lies
elsewhere only `due_days` is kept.
"""

from __future__ import annotations

from datetime import date

from models import Hold, Nomination, db
from workflow.dates import add_working_days, today, working_days_after


def begin(nomination: Nomination, day: date, days: int) -> None:
    """The clock starts on that day with so many working days."""
    nomination.due_from, nomination.due_days = day, days
    settle(nomination)


def pause(nomination: Nomination) -> None:
    """The dossier leaves whoever was being timed; what is left is kept."""
    if nomination.due_from is None or nomination.due_days is None:
        return
    run = set(working_days_after(nomination.due_from, today())) - _held_days(nomination)
    nomination.due_days -= len(run)
    nomination.due_from = nomination.due_on = None


def resume(nomination: Nomination) -> None:
    """It is back: the days that were left run on; where none was, it is due today."""
    if nomination.due_days is not None:
        begin(nomination, today(), max(nomination.due_days, 0))


def settle(nomination: Nomination) -> None:
    """Reckon `due_on` anew, as when a hold has ended."""
    if nomination.due_from is not None and nomination.due_days is not None:
        days = nomination.due_days + len(_held_days(nomination))
        nomination.due_on = add_working_days(nomination.due_from, days)


def _held_days(nomination: Nomination) -> set[date]:
    """The working days since `due_from` on which a hold stood, each once."""
    db.session.flush()
    query = db.select(Hold.set_on, Hold.released_on).filter(
        Hold.nominee_id == nomination.nominee_id,
        (Hold.nomination_id == nomination.id) | Hold.nomination_id.is_(None),
    )
    since = nomination.due_from
    spans = [(max(start, since), end or today()) for start, end in db.session.execute(query)]
    return {day for start, end in spans for day in working_days_after(start, end)}
