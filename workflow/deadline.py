"""The due date of a dossier: in working days, standing still while it is away or held.

Three columns say it: `due_from`, the day on which it began to run (or to run again); `due_days`,
how many working days were left that day; `due_on`, where that leads. While the dossier lies
elsewhere only `due_days` is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models import Hold, Nomination, db
from workflow.dates import today
from workflow.working_days import calendar


def begin(nomination: Nomination, day: date, days: int) -> None:
    """The clock starts on that day with so many working days."""
    nomination.due_from, nomination.due_days = day, days
    settle([nomination])


def pause(nomination: Nomination) -> None:
    """The dossier leaves whoever was being timed; what is left is kept."""
    if nomination.due_from is None or nomination.due_days is None:
        return
    run = set(calendar().days_after(nomination.due_from, today()))
    nomination.due_days -= len(run - _held_days(nomination, _holds_of([nomination])))
    nomination.due_from = nomination.due_on = None


def resume(nomination: Nomination) -> None:
    """It is back: the days that were left run on; where none was, it is due today."""
    if nomination.due_days is not None:
        begin(nomination, today(), max(nomination.due_days, 0))


def settle(nominations: Iterable[Nomination]) -> None:
    """Reckon their `due_on` anew, as when a hold has ended or the calendar has changed."""
    running = [one for one in nominations if one.due_from is not None]
    holds = _holds_of(running)
    for one in running:
        assert one.due_from is not None  # The two are set together.
        assert one.due_days is not None
        days = one.due_days + len(_held_days(one, holds))
        one.due_on = calendar().add(one.due_from, days)


def _holds_of(nominations: list[Nomination]) -> list[Hold]:
    """All that ever stood on these nominees, read in one statement."""
    nominees = {one.nominee_id for one in nominations}
    return list(db.session.scalars(db.select(Hold).filter(Hold.nominee_id.in_(nominees)))) if nominees else []


def _held_days(nomination: Nomination, holds: list[Hold]) -> set[date]:
    """The working days since `due_from` on which a hold stood, each once."""
    assert nomination.due_from is not None  # The callers have seen it.
    worked, held = calendar(), set()
    for one in holds:
        if one.nominee_id == nomination.nominee_id and one.nomination_id in (None, nomination.id):
            start = max(one.set_on, nomination.due_from)
            held.update(worked.days_after(start, one.released_on or today()))
    return held
