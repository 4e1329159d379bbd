"""Two acts that meet halfway: one waits for the other, and neither is killed for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from flask import Flask

from models import AwardForm, Hold, Nomination, Setting, Submission, db
from models.enums import Action, Role, State
from tests.workflow.sittings import DETAILS, ENDING, choose
from tests.workflow.test_guidance import register
from tests.workflow.test_meeting_forms import asked, vote
from tests.workflow.test_unit_lists import a_list
from tests.workflow.world import dossier, person, try_act
from workflow import batches, meetings
from workflow.actions import lock
from workflow.errors import InputError, NotFoundError

BLOCKED = """SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0"""


def crossed(office: Flask, begin: Callable, end: Callable, other: Callable) -> Future:
    """`other` begins when `begin` is done, and waits or is through before `end` follows; what came of it."""

    def act() -> None:
        with office.app_context():
            other()
            db.session.commit()

    with office.app_context(), ThreadPoolExecutor(1) as pool, db.engine.connect() as watcher:
        try:
            begin()
            rival = pool.submit(act)
            patience = threading.Event()
            for _try in range(600):
                if rival.done() or watcher.scalar(db.text(BLOCKED)):
                    break
                watcher.rollback()  # Within one transaction the view stays as it was first read.
                patience.wait(0.05)
            end()
            db.session.commit()
        finally:
            db.session.rollback()
        rival.exception(60)
    return rival


def test_a_dossier_is_submitted_while_the_guidance_of_its_campaign_is_registered(office: Flask) -> None:
    with office.app_context():
        number = dossier(State.DRAFTING).id
        db.session.commit()

    def found() -> Nomination:
        return db.session.get_one(Nomination, number)

    rival = crossed(
        office, lambda: lock(number, person(Role.DRAFTER)),
        lambda: try_act(Action.SUBMIT, found(), person(Role.DRAFTER)), lambda: register(found()),
    )  # fmt: skip
    rival.result()
    with office.app_context():
        assert found().state is State.DRAFTED


def test_a_meeting_is_closed_while_one_of_its_dossiers_is_held(office: Flask) -> None:
    with office.app_context():
        meeting, clerk, row = asked()
        vote(meeting, clerk, dossier=5, form=4)
        db.session.commit()
        meeting_id, number = meeting.id, row.id

    def close() -> None:
        clerk = person(Role.CLERK)
        meeting = meetings.find_meeting(meeting_id, clerk, for_writing=True)
        meetings.close(meeting, clerk, ENDING, meeting.version)

    def hold() -> None:
        try_act(Action.HOLD, db.session.get_one(Nomination, number), person(Role.CLERK))

    rival = crossed(office, lambda: lock(number, person(Role.CLERK)), hold, close)
    # The form that was chosen cannot be set while the dossier is held; that is said, and nobody is killed.
    assert not rival.exception() or "Deadlock" not in str(rival.exception())
    with office.app_context():
        assert db.session.scalar(db.select(Hold.id).filter_by(nomination_id=number))


def test_two_lists_of_a_unit_that_are_closed_at_once_never_bear_one_number(office: Flask) -> None:
    with office.app_context():
        # Nothing else that both would wait for.
        db.session.execute(db.update(AwardForm).values(ceiling=None))
        first, second = a_list(1).id, a_list(1).id
        db.session.commit()

    def close(number: int) -> None:
        head = person(Role.UNIT_HEAD)
        submission = batches.find_submission(number, head)
        batches.freeze(submission, head, submission.version, {"number": "77", "symbol": "TTr-PN"})
        db.session.flush()

    rival = crossed(office, lambda: close(first), lambda: None, lambda: close(second))
    with pytest.raises(InputError, match="Số này đã cấp"):
        rival.result()
    with office.app_context():
        assert [db.session.get_one(Submission, one).number for one in (first, second)] == [77, None]


def test_a_dossier_never_lies_before_two_meetings(office: Flask) -> None:
    with office.app_context():
        db.session.execute(db.delete(Setting).where(Setting.key == "review_body"))
        choose("review_body", "council")
        clerk, rows = person(Role.CLERK), [dossier(State.UNIT_APPROVED)]
        one, other = (meetings.convene(clerk, rows[0].campaign, DETAILS) for _each in range(2))
        db.session.commit()
        numbers, number = (one.id, other.id), rows[0].id

    def take(meeting_id: int) -> None:
        clerk = person(Role.CLERK)
        meeting = meetings.find_meeting(meeting_id, clerk, for_writing=True)
        meetings.set_agenda(meeting, clerk, [number], meeting.version)
        db.session.flush()

    rival = crossed(office, lambda: take(numbers[0]), lambda: None, lambda: take(numbers[1]))
    with pytest.raises(NotFoundError):
        rival.result()
