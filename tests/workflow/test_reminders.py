"""The window of a guidance: who is told, who is reminded and when, and what becomes of what comes late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import AuditEvent, Campaign, Message, Participation, Reminder, Setting, db
from models.enums import Action, Level, Role, State
from tasks.reminders import send_reminders
from tests.workflow.world import UNIT, dossier, good_inputs, organisation, person
from workflow.actions import perform
from workflow.board import board_of
from workflow.dates import Calendar
from workflow.errors import NotReadyError
from workflow.guidance import Told, register_guidance
from workflow.reminders import OFFSETS, offset_due
from workflow.working_days import calendar

TODAY = date(2025, 6, 2)
GUIDANCE = {"guidance_number": "27/HD-UBND", "guidance_on": "01/06/2025", "guidance_issuer": "UBND huyện",
            "opens_on": "02/06/2025", "closes_on": "30/06/2025"}  # fmt: skip


@given(st.dates(date(2025, 1, 1), date(2025, 12, 31)), st.integers(0, 80))
def test_what_is_due_is_the_nearest_that_was_reached(closes_on, before):
    worked, day = Calendar(), closes_on - timedelta(days=before)
    offset, left = offset_due(closes_on, day, worked), len(worked.days_after(day, closes_on))
    if offset is None:
        assert left > max(OFFSETS) or not worked.is_worked(day)
    else:
        assert offset >= left
        assert not [one for one in OFFSETS if left <= one < offset]


@given(st.dates(date(2025, 1, 1), date(2025, 12, 31)))
def test_day_after_day_each_comes_once_and_in_order(closes_on):
    days = [closes_on - timedelta(days=n) for n in range(90, -3, -1)]
    found = [one for day in days if (one := offset_due(closes_on, day, Calendar())) is not None]
    assert list(dict.fromkeys(found)) == list(OFFSETS)


@pytest.fixture
def campaign(inside) -> Iterator[Campaign]:
    """The demo's campaign, with a window that closes in seven working days."""
    town = organisation(UNIT).at(Level.TOWN)
    row = db.session.scalars(db.select(Campaign).filter_by(organisation_id=town.id, published=True)).first()
    db.session.execute(db.delete(Reminder))
    row.closes_on = calendar().add(TODAY, 7)
    db.session.commit()
    yield row
    db.session.rollback()
    row.closes_on = None
    db.session.commit()


def behind(campaign: Campaign) -> set[int]:
    return {
        one.participation.unit_id
        for one in board_of(campaign)
        if one.people and (not one.handed_in or one.dossiers.get("drafting") or one.dossiers.get("returned"))
    }


def reminded(campaign: Campaign) -> list[tuple[int, int]]:
    rows = db.session.execute(
        db.select(Reminder.unit_id, Reminder.days_before).filter_by(campaign_id=campaign.id)
    )
    return sorted((unit_id, days) for unit_id, days in rows)


def mails() -> int:
    return db.session.scalar(db.select(db.func.count()).select_from(Message).filter_by(action="remind_units"))


def test_each_unit_that_is_behind_is_reminded_once(campaign):
    wanted, before = behind(campaign), mails()
    assert wanted
    send_reminders()
    assert reminded(campaign) == sorted((one, 7) for one in wanted)
    sent = mails() - before
    assert sent >= len(wanted)
    send_reminders()
    assert mails() - before == sent
    event = db.session.scalars(
        db.select(AuditEvent).filter_by(action="remind_units").order_by(AuditEvent.id.desc())
    ).first()
    assert event.stream == f"campaign:{campaign.id}"
    assert event.data["left"] == 7


def test_after_days_without_a_worker_only_the_nearest_is_caught_up(campaign):
    campaign.closes_on = calendar().add(TODAY, 2)
    db.session.commit()
    send_reminders()
    assert {days for _unit, days in reminded(campaign)} == {3}


@pytest.mark.parametrize("left", [31, 60])
def test_nobody_is_reminded_long_before(campaign, left):
    campaign.closes_on = calendar().add(TODAY, left)
    db.session.commit()
    send_reminders()
    assert not reminded(campaign)


def test_guidance_opens_the_window_and_tells_all_units_once(campaign):
    clerk = person(Role.CLERK)
    units = db.session.scalars(db.select(Participation.unit_id).filter_by(campaign_id=campaign.id)).all()
    told = db.select(db.func.count()).select_from(Message).filter_by(action="register_guidance")
    assert register_guidance(campaign, clerk, GUIDANCE, campaign.version) == Told(len(units), 0)
    assert db.session.scalar(told) > 0
    db.session.flush()
    assert (campaign.opens_on, campaign.closes_on) == (TODAY, date(2025, 6, 30))
    assert register_guidance(campaign, clerk, GUIDANCE, campaign.version) == Told(0, 0)


def submit(row) -> None:
    perform(Action.SUBMIT, row.id, actor=person(Role.DRAFTER), inputs=good_inputs(Action.SUBMIT, row),
            expected_version=row.version, request_id=uuid4().hex)  # fmt: skip


@pytest.mark.parametrize(("days", "is_late"), [(-1, True), (0, False), (1, False)])
def test_what_comes_after_the_last_day_is_marked(campaign, days, is_late):
    campaign.closes_on = TODAY + timedelta(days=days)
    row = dossier(State.DRAFTING)
    submit(row)
    assert row.state is State.DRAFTED
    assert row.submitted_late is is_late


def test_an_office_may_take_nothing_late_but_what_it_gave_back(campaign):
    campaign.closes_on = TODAY - timedelta(days=1)
    row = dossier(State.DRAFTING)
    db.session.add(Setting(organisation_id=row.town_id, key="late_submission", value="block",
                           valid_from=TODAY))  # fmt: skip
    db.session.flush()
    with pytest.raises(NotReadyError, match="đã hết hạn nhận hồ sơ, ngày 01/06/2025"):
        submit(row)
    row.submitted_at = db.func.now()
    db.session.flush()
    db.session.refresh(row)
    submit(row)
    assert row.state is State.DRAFTED
    assert not row.submitted_late
