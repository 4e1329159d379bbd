"""The calendar of working days: which is in force, and how an admin changes it. The caller commits."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import extract
from sqlalchemy.exc import IntegrityError

from models import Holiday, Nomination, db
from workflow import deadline
from workflow.actions import record
from workflow.dates import SATURDAY
from workflow.errors import InputError
from workflow.inputs import Field, Inputs, read_date, read_flag, read_inputs, read_line
from workflow.people import Person, Post
from workflow.shared_tables import keeper_post
from workflow.working_days import forget_calendar

FIELDS = (
    Field("day", read_date), Field("name", read_line), Field("is_workday", read_flag, required=False),
    Field("is_certain", read_flag, required=False), Field("source", read_line),
)  # fmt: skip


def years() -> list[int]:
    """The years that have a day in the calendar, the latest first."""
    year = extract("year", Holiday.day)
    return [int(one) for one in db.session.scalars(db.select(year).distinct().order_by(year.desc()))]


def holidays_in(year: int) -> list[Holiday]:
    """The days of that year, in order."""
    days = Holiday.day.between(date(year, 1, 1), date(year, 12, 31))
    return list(db.session.scalars(db.select(Holiday).filter(days).order_by(Holiday.day)))


def add_holiday(person: Person, raw: Inputs) -> tuple[date, int]:
    """Add a day off, or a day that is worked in exchange; the day, and how many due dates moved with it.

    Raises `InputError`: a day that is there already, or one that is worked (or not) anyhow.
    """
    post = keeper_post(person)
    clean = read_inputs(FIELDS, raw)
    is_weekend = clean["day"].weekday() >= SATURDAY
    if clean["is_workday"] and not is_weekend:
        raise InputError({"day": _("Chỉ thứ Bảy, Chủ nhật mới làm bù.")})
    if is_weekend and not clean["is_workday"]:
        raise InputError({"day": _("Thứ Bảy, Chủ nhật đã là ngày nghỉ; không cần ghi.")})
    db.session.add(Holiday(**clean))
    try:
        db.session.flush()
    except IntegrityError:
        raise InputError({"day": _("Ngày này đã có trong lịch.")}) from None
    said = {name: (None, value) for name, value in clean.items()}
    return clean["day"], _log("add_holiday", person, post, said)


def remove_holiday(person: Person, holiday_id: int) -> tuple[date, int] | None:
    """Take a day out of the calendar; as `add_holiday`. None where it is gone already."""
    post = keeper_post(person)
    query = db.select(Holiday).filter_by(id=holiday_id).with_for_update()
    if (row := db.session.scalars(query).one_or_none()) is None:
        return None
    said = {field.name: (getattr(row, field.name), None) for field in FIELDS}
    db.session.delete(row)
    db.session.flush()
    return row.day, _log("remove_holiday", person, post, said)


def _log(action: str, person: Person, post: Post, said: dict) -> int:
    moved = _reckon_anew()
    record(action, stream=f"organisation:{post.organisation_id}", actor=person, post=post,
           changes=said | {"reckoned": (None, len(moved))}, data={"nominations": moved})  # fmt: skip
    return len(moved)


def _reckon_anew() -> list[str]:
    """Reckon every running due date by the calendar as it is now; the codes of those whose date moved."""
    forget_calendar()
    query = db.select(Nomination).filter(Nomination.due_from.is_not(None))
    running = db.session.scalars(query.order_by(Nomination.id).with_for_update(of=Nomination)).all()
    before = {one.id: one.due_on for one in running}
    deadline.settle(running)
    return [one.code for one in running if one.due_on != before[one.id]]
