"""Offices that work with software of their own: what they answer comes on paper and is written down here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, cast
from sqlalchemy.dialects.postgresql import distinct_on

from models import Setting, db
from models.enums import Level
from workflow.dates import today

OUTSIDE = "outside_system"


def is_outside(row: Any, level: Level) -> Any:
    """Whether the office of that level works outside the system today: SQL on the class, Python on a row."""
    place = getattr(row, f"{level.value}_id")
    return place.in_(_ids()) if isinstance(row, type) else place in outside_today()


def is_inside(row: Any, level: Level) -> Any:
    """The opposite, in the same two ways."""
    place = getattr(row, f"{level.value}_id")
    return place.not_in(_ids()) if isinstance(row, type) else place not in outside_today()


def _ids() -> Select[Any]:
    """The offices whose own choice in force today says so; an office does not inherit it from above."""
    latest = (
        db.select(Setting.organisation_id, Setting.value)
        .filter(Setting.key == OUTSIDE, Setting.valid_from <= today())
        .ext(distinct_on(Setting.organisation_id))
        .order_by(Setting.organisation_id, Setting.valid_from.desc())
        .subquery()
    )
    return db.select(latest.c.organisation_id).filter(cast(latest.c.value, String) == "true")


def outside_today() -> frozenset[int]:
    """The same as a set, read once in a session for each day."""
    day, known = today(), db.session.info.get(OUTSIDE)
    if known is None or known[0] != day:
        known = db.session.info[OUTSIDE] = (day, frozenset(db.session.scalars(_ids())))
    return known[1]


def read_anew() -> None:
    """Forget what was read: a choice has changed."""
    db.session.info.pop(OUTSIDE, None)
