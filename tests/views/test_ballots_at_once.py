"""Ballots that come in the same moment, over connections of their own: none is lost, none counts twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from models import Ballot, ReviewMeeting, db
from models.enums import Attendance
from tests.workflow.conftest import inside, office, own_env  # noqa: F401 (fixtures of these tests too)
from tests.workflow.sittings import council
from workflow import meetings


@pytest.fixture(params=[False, True], ids=["open", "secret"])
def opened(office: Flask, request: pytest.FixtureRequest) -> Iterator[int]:  # noqa: F811
    """The number of a meeting where the vote has begun and all seven are there."""
    with office.app_context():
        meeting, clerk, _rows = council(vote_secret=request.param)
        everybody = dict.fromkeys([one.id for one in meeting.members], Attendance.PRESENT.value)
        meetings.set_attendance(meeting, clerk, everybody, meeting.version)
        meetings.open_vote(meeting, clerk, meeting.version)
        number = meeting.id
        db.session.commit()
    yield number
    with office.app_context():
        db.session.execute(db.text("DELETE FROM setting WHERE key IN ('review_body', 'vote_secret')"))
        db.session.commit()


@contextmanager
def held_back(engine: Engine, meeting_id: int, waiting: int) -> Iterator[None]:
    """Holds the meeting until so many wait for it, so that they surely come together."""
    with engine.connect() as holder, engine.connect() as watcher:
        holder.execute(db.text("SELECT 1 FROM review_meeting WHERE id = :id FOR UPDATE"), {"id": meeting_id})
        yield
        blocked = db.text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND cardinality(pg_blocking_pids(pid)) > 0"
        )
        patience = threading.Event()
        for _try in range(400):
            if watcher.scalar(blocked) >= waiting:
                break
            watcher.rollback()  # Within one transaction the view stays as it was first read.
            patience.wait(0.05)
        else:
            pytest.fail("they did not wait for each other")
        holder.rollback()


def at_once(office: Flask, meeting_id: int, ballots: list[tuple[FlaskClient, dict]]) -> list[int]:  # noqa: F811
    """The answers to ballots that were all sent before the first was taken."""
    with office.app_context():
        engine = db.engine
    with ThreadPoolExecutor(len(ballots)) as pool:
        with held_back(engine, meeting_id, len(ballots)):
            sent = [
                pool.submit(who.post, f"/meetings/{meeting_id}/ballot", data=data) for who, data in ballots
            ]
        return sorted(one.result().status_code for one in sent)


def said(office: Flask, meeting_id: int, vote: str) -> dict[str, str]:  # noqa: F811
    with office.app_context():
        meeting = db.session.get_one(ReviewMeeting, meeting_id)
        return {f"vote-{one.id}": vote for one in meeting.agenda}


def counted(office: Flask, meeting_id: int) -> tuple[set[int], int]:  # noqa: F811
    """How many votes stand on each dossier, and how many members are marked as having voted."""
    with office.app_context():
        meeting = db.session.get_one(ReviewMeeting, meeting_id)
        rows = {
            one.id: one.votes_for + one.votes_against + one.votes_abstain
            + db.session.scalar(db.select(db.func.count()).select_from(Ballot).filter_by(item_id=one.id))
            for one in meeting.agenda
        }  # fmt: skip
        return set(rows.values()), sum(one.has_voted for one in meeting.members)


def test_of_two_ballots_of_one_member_in_the_same_moment_one_counts(
    office: Flask, opened: int, client_of: Callable[[str], FlaskClient]  # noqa: F811
) -> None:  # fmt: skip
    browser = client_of("council1")
    another = office.test_client()
    another.set_cookie("thidua", browser.get_cookie("thidua").value)
    ballots = [(browser, said(office, opened, "for")), (another, said(office, opened, "against"))]
    assert at_once(office, opened, ballots) == [302, 409]
    assert counted(office, opened) == ({1}, 1)


def test_of_many_members_who_vote_in_the_same_moment_none_is_lost(
    office: Flask, opened: int, client_of: Callable[[str], FlaskClient]  # noqa: F811
) -> None:  # fmt: skip
    votes = ("for", "against", "abstain", "for")
    ballots = [(client_of(f"council{n}"), said(office, opened, vote)) for n, vote in enumerate(votes, 1)]
    assert at_once(office, opened, ballots) == [302] * 4
    assert counted(office, opened) == ({4}, 4)
