"""Working days: the arithmetic against a plain model, and the calendar that the table gives."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Holiday, db
from workflow.dates import Calendar
from workflow.working_days import calendar, forget_calendar

FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)
DAYS = st.dates(FIRST, LAST)
CALENDARS = st.builds(
    lambda off, worked: Calendar(frozenset(off), frozenset(one for one in worked if one.weekday() >= 5)),
    st.sets(DAYS, max_size=60), st.sets(DAYS, max_size=30),
)  # fmt: skip


def is_worked(calendar: Calendar, day: date) -> bool:
    if day in calendar.worked:
        return True
    return day.isoweekday() <= 5 and day not in calendar.off


@given(CALENDARS, DAYS, st.integers(0, 60))
def test_so_many_working_days_lie_between(calendar, start, days):
    end = calendar.add(start, days)
    worked = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    worked = [day for day in worked if is_worked(calendar, day)]
    assert len(worked) == days
    assert worked == calendar.days_after(start, end)
    assert end == (worked[-1] if worked else start)


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_so_many_working_days_lie_between_backwards(calendar, end, days):
    start = calendar.add(end, -days)
    worked = [day for n in range((end - start).days) if is_worked(calendar, day := start + timedelta(n))]
    assert (len(worked), worked[0]) == (days, start)


@given(CALENDARS, DAYS, st.integers(0, 30), st.integers(0, 30))
def test_to_go_on_where_one_stopped_leads_to_the_same_day(calendar, start, first, then):
    assert calendar.add(calendar.add(start, first), then) == calendar.add(start, first + then)


@given(CALENDARS, DAYS, DAYS, st.integers(1, 40))
def test_a_day_off_more_never_makes_a_due_date_earlier(calendar, start, off, days):
    more = Calendar(calendar.off | {off}, calendar.worked)
    assert more.add(start, days) >= calendar.add(start, days)


@given(CALENDARS, DAYS, DAYS)
def test_none_lie_after_where_the_end_is_not_later(calendar, start, end):
    days = calendar.days_after(start, end)
    assert days == sorted(set(days))
    assert (end > start) or not days


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        # Around Tết of 2025, and the Saturday of 26/4 that was worked for 2/5.
        (date(2025, 1, 24), 1, date(2025, 2, 3)),
        (date(2025, 4, 25), 1, date(2025, 4, 26)),
        (date(2025, 4, 29), 1, date(2025, 5, 5)),
        (date(2024, 2, 7), 2, date(2024, 2, 16)),
        (date(2026, 1, 9), 1, date(2026, 1, 10)),
        (date(2025, 6, 2), 10, date(2025, 6, 16)),
    ],
)
def test_the_calendar_of_the_state_is_known(inside, start, days, due):
    assert calendar().add(start, days) == due


def test_the_calendar_is_read_once_until_it_changes(inside):
    known = calendar()
    assert calendar() is known
    day = date(2025, 6, 12)
    db.session.add(Holiday(day=day, name="Thử"))
    db.session.flush()
    forget_calendar()
    assert not calendar().is_worked(day)
    db.session.rollback()
    assert calendar().is_worked(day)
