"""The office is reminded of what is due: in time, once each, in one mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.notices import NOTICES
from models import AuditEvent, DueReminder, Message, Nomination, User, db
from models.enums import Level, Role, State
from tasks.reminders import send_reminders
from tests.workflow.world import TODAY, dossier, person
from workflow import deadline
from workflow.dates import Calendar
from workflow.due_reminders import OFFSETS, due_soon
from workflow.reminders import offset_due
from workflow.working_days import calendar


@pytest.fixture(autouse=True)
def only_mine(inside) -> None:
    """No dossier of the demo is due in the next days."""
    db.session.execute(db.delete(DueReminder))
    db.session.execute(db.update(Nomination).values(due_on=None, due_from=None, due_days=None))
    db.session.commit()


def due_in(days: int) -> Nomination:
    """A dossier that lies with the clerk and is due so many working days from today."""
    row = dossier(State.UNIT_APPROVED)
    deadline.begin(row, TODAY, days)
    db.session.flush()
    return row


def reminded(*rows: Nomination) -> list[int]:
    query = db.select(DueReminder.days_before).filter(DueReminder.nomination_id.in_([one.id for one in rows]))
    return list(db.session.scalars(query.order_by(DueReminder.id)))


def last_event() -> AuditEvent:
    query = db.select(AuditEvent).filter_by(action="remind_office").order_by(AuditEvent.id.desc())
    return db.session.scalars(query.limit(1)).one()


@given(st.dates(date(2025, 1, 1), date(2025, 12, 31)))
def test_each_of_the_three_comes_once_as_the_days_go_by(day):
    due_on = Calendar().add(day, 1)
    before = [Calendar().add(due_on, -n) for n in range(10, 0, -1)]
    days = [*before, due_on, Calendar().add(due_on, 1)]
    found = [offset_due(due_on, day, Calendar(), OFFSETS) for day in days]
    assert list(dict.fromkeys(one for one in found if one is not None)) == [3, 1, 0]


def test_the_clerks_get_one_mail_with_all_that_is_due(inside):
    rows = [due_in(3), due_in(1), due_in(0)]
    later = due_in(4)
    db.session.commit()
    send_reminders()
    assert sorted(reminded(*rows)) == [0, 1, 3]
    assert reminded(later) == []
    event = last_event()
    assert event.stream == f"organisation:{rows[0].town_id}"
    assert event.data["left"] == {one.code: left for one, left in zip(rows, (3, 1, 0), strict=True)}
    told = db.session.scalars(db.select(Message.recipient_id).filter_by(event_id=event.id)).all()
    assert person(Role.CLERK).id in told
    assert len(told) == len(set(told))


def test_nothing_is_said_twice(inside):
    row = due_in(1)
    db.session.commit()
    send_reminders()
    first = last_event().id
    send_reminders()
    assert reminded(row) == [1]
    assert last_event().id == first


def test_a_due_date_that_moved_is_spoken_of_anew(inside):
    row = due_in(1)
    db.session.commit()
    send_reminders()
    deadline.begin(row, TODAY, 3)
    db.session.commit()
    send_reminders()
    assert reminded(row) == [1, 3]


@pytest.mark.parametrize("change", [
    lambda row: deadline.pause(row),
    lambda row: setattr(row, "state", State.DRAFTING),
    lambda row: setattr(row, "due_on", calendar().add(TODAY, -1)),
], ids=["away", "with the unit", "late already"])  # fmt: skip
def test_nobody_is_reminded_of_what_does_not_run_here(inside, change: Callable[[Nomination], None]):
    row = due_in(1)
    change(row)
    db.session.flush()
    assert row.town_id not in due_soon()


def test_nobody_is_reminded_of_what_is_held(inside):
    row = dossier(State.UNIT_APPROVED, hold=Level.TOWN)
    row.due_from, row.due_days, row.due_on = TODAY, 1, calendar().add(TODAY, 1)
    db.session.flush()
    assert row.town_id not in due_soon()


def test_the_mail_names_each_with_its_day_and_leaves_out_what_went_on(inside):
    row, gone = due_in(0), due_in(1)
    db.session.commit()
    send_reminders()
    deadline.pause(gone)
    db.session.flush()
    clerk = db.session.get_one(User, person(Role.CLERK).id)
    notice = NOTICES["remind_office"](last_event(), clerk)
    assert notice.subject == "1 hồ sơ sắp hết hạn xét"
    assert notice.lines[1:] == (f"{row.code} – {row.name}: hôm nay, ngày 02/06/2025, là hạn cuối.",)
    assert notice.path == "/queue"
