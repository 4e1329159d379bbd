"""The calendar that is in force, read from its table once in each transaction."""

from __future__ import annotations

from datetime import date

from models import Holiday, db
from workflow.dates import Calendar, today


def calendar() -> Calendar:
    """The working days as the table has them now; a page may ask for it at every row."""
    session = db.session()
    read_in, known = session.info.get("calendar", (None, None))
    if known is None or read_in is not session.get_transaction():
        known = _read()
        session.info["calendar"] = (session.get_transaction(), known)
    return known


def working_days_left(day: date) -> int:
    """How many working days are left after today, up to and with that day; below zero, how many too late."""
    if day < today():
        return -len(calendar().days_after(day, today()))
    return len(calendar().days_after(today(), day))


def forget_calendar() -> None:
    """Read it anew when it is next asked for: somebody changed it in this transaction."""
    db.session.info.pop("calendar", None)


def _read() -> Calendar:
    off: set[date] = set()
    worked: set[date] = set()
    for day, is_workday in db.session.execute(db.select(Holiday.day, Holiday.is_workday)):
        (worked if is_workday else off).add(day)
    return Calendar(frozenset(off), frozenset(worked))
