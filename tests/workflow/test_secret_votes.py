"""A secret vote is secret: nothing that is kept, written or sent to the database tells who chose what."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from models import ReviewMeeting, db
from tests.workflow.sittings import ENDING, as_member, attend, council, sheet
from workflow import meetings
from workflow.people import Person

TALLIES = ("votes_for", "votes_against", "votes_abstain")
VOTE = st.sampled_from(["for", "against", "abstain"])
SHEETS = st.lists(st.tuples(VOTE, VOTE), min_size=5, max_size=5)
# What the closing draws anew each time, and differs between two meetings that were alike in all else.
CHANCE = ("id", "event_id", "act_id", "at", "hash", "salt", "canonical", "head", "created_at", "closed_at")


@pytest.fixture
def opened(inside: Flask) -> tuple[ReviewMeeting, Person]:
    """A secret vote on two dossiers has begun, with five there and one who writes."""
    meeting, clerk, _rows = council(vote_secret=True)
    attend(meeting, clerk, 5, written=1)
    meetings.open_vote(meeting, clerk, meeting.version)
    db.session.flush()
    return meeting, clerk


@contextmanager
def undone(meeting: ReviewMeeting) -> Iterator[None]:
    """What is done within leaves nothing behind."""
    point = db.session.begin_nested()
    try:
        yield
    finally:
        point.rollback()
        db.session.expire_all()
        db.session.refresh(meeting)


def all_tables(without: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Every row of every table as it stands, without these columns; without the salt, without its hashes."""
    db.session.flush()
    names = db.session.scalars(
        db.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    ).all()
    assert set(db.metadata.tables) <= set(names)
    parts = [
        f"SELECT '{one}', coalesce(array_agg(r ORDER BY r), '{{}}')"
        f' FROM (SELECT (to_jsonb(t) - CAST(:without AS text[]) #- CAST(:path AS text[]))::text r FROM "{one}" t) x'
        for one in names
    ]
    hashes = ["data", "fields"] if "salt" in without else []
    query = db.text(" UNION ALL ".join(parts))
    found = db.session.execute(query, {"without": list(without), "path": hashes})
    return {name: rows for name, rows in found}


def differing(one: dict[str, list[str]], other: dict[str, list[str]]) -> set[str]:
    return {name for name in one if one[name] != other[name]}


def cast_all(meeting: ReviewMeeting, sheets: list[tuple[str, str]], order: list[int]) -> None:
    members = meeting.present
    for place in order:
        meetings.cast(meeting, as_member(members[place]), sheet(meeting, *sheets[place]))
    db.session.flush()


ORDERS = st.permutations(range(5))
QUIET = [HealthCheck.function_scoped_fixture]


@settings(max_examples=20, deadline=None, suppress_health_check=QUIET)
@given(sheets=SHEETS, others=SHEETS, order=ORDERS, other_order=ORDERS)
def test_two_votes_differ_in_the_tallies_and_in_nothing_else(
    opened, sheets, others, order, other_order
) -> None:
    meeting, _clerk = opened
    with undone(meeting):
        cast_all(meeting, sheets, order)
        first, first_rest = all_tables(), all_tables(TALLIES)
    with undone(meeting):
        cast_all(meeting, others, other_order)
        second, second_rest = all_tables(), all_tables(TALLIES)
    assert differing(first, second) <= {"agenda_item"}
    assert differing(first_rest, second_rest) == set()


@settings(max_examples=20, deadline=None, suppress_health_check=QUIET)
@given(sheets=SHEETS, order=ORDERS, swap=ORDERS)
def test_who_cast_which_sheet_makes_no_difference_not_even_in_the_order(opened, sheets, order, swap) -> None:
    meeting, _clerk = opened
    with undone(meeting):
        cast_all(meeting, sheets, list(range(5)))
        first = all_tables()
    with undone(meeting):
        cast_all(meeting, [sheets[one] for one in swap], order)
        assert differing(first, all_tables()) == set()


def test_neither_does_it_after_the_closing_with_its_log_its_mails_and_its_minutes(opened) -> None:
    meeting, clerk = opened
    sheets = [
        ("for", "against"),
        ("for", "for"),
        ("abstain", "for"),
        ("against", "against"),
        ("for", "abstain"),
    ]
    dumps = []
    for swapped in (sheets, sheets[::-1]):
        with undone(meeting):
            cast_all(meeting, swapped, [0, 1, 2, 3, 4])
            absent = next(one for one in meeting.voters if not one.has_voted)
            meetings.enter_written(meeting, clerk, absent.id, sheet(meeting, "against", "for"))
            db.session.flush()
            db.session.expire_all()
            meetings.close(meeting, clerk, ENDING, meeting.version)
            dumps.append(all_tables(CHANCE))
    assert differing(*dumps) == set()


def test_what_the_database_is_told_to_write_reads_alike_whatever_is_chosen(opened, caplog) -> None:
    meeting, _clerk = opened
    said: list[list[str]] = []

    def hear(_connection, _cursor, statement, _parameters, _context, _many) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            said[-1].append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        for pair in (("for", "for"), ("against", "abstain"), ("abstain", "for")):
            with undone(meeting):
                said.append([])
                cast_all(meeting, [pair] * 5, [0])
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
    assert said[0]
    assert said[0] == said[1] == said[2]
    # The rows of the tallies are rewritten at once, so that they lie in no order of the choices.
    assert sum("UPDATE agenda_item" in one for one in said[0]) == 1
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.INFO] == []
