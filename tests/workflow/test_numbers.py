"""Numbers of papers: from 1 each year, never given twice, in the series that the head of the office chose."""

from __future__ import annotations

import threading
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask

from models import Organisation, Setting, db
from models.enums import DocumentType, Level
from workflow.numbers import keep_paper_number, next_number, paper_number

LETTER, INVITATION, DECISION = (
    DocumentType.SUBMISSION_LETTER,
    DocumentType.INVITATION,
    DocumentType.AWARD_DECISION,
)


@pytest.fixture
def town(inside: Flask) -> Organisation:
    """An office of its own for each test: what one gives, no other has given."""
    one = Organisation(name=f"Ủy ban nhân dân xã {uuid4().hex[:6]}", short_name="Xã", level=Level.TOWN)
    db.session.add(one)
    db.session.flush()
    return one


def choose(town: Organisation, series: str) -> None:
    """The head of the office decides, from the beginning of time."""
    db.session.query(Setting).filter_by(organisation_id=town.id, key="number_series").delete()
    db.session.add(
        Setting(organisation_id=town.id, key="number_series", value=series, valid_from=date(2020, 1, 1))
    )
    db.session.flush()


def test_each_type_counts_by_itself_from_one_each_year(town):
    assert [paper_number(town, LETTER, 2025), paper_number(town, LETTER, 2025)] == [1, 2]
    assert paper_number(town, INVITATION, 2025) == 1
    assert paper_number(town, LETTER, 2026) == 1


def test_one_series_counts_all_types(town):
    choose(town, "one")
    given = [paper_number(town, kind, 2025) for kind in (LETTER, INVITATION, LETTER)]
    assert given == [1, 2, 3]
    assert paper_number(town, INVITATION, 2026) == 1


def test_a_number_given_by_hand_is_not_given_again(town):
    choose(town, "one")
    keep_paper_number(town, DECISION, 2025, 118)
    assert paper_number(town, LETTER, 2025) == 119
    keep_paper_number(town, DECISION, 2025, 7)
    assert paper_number(town, LETTER, 2025) == 120


@pytest.mark.parametrize(("first", "then"), [("type", "one"), ("one", "type")])
def test_a_choice_that_changes_within_a_year_goes_on_above_what_was_given(town, first, then):
    choose(town, first)
    given = [paper_number(town, kind, 2025) for kind in (LETTER, LETTER, LETTER, INVITATION)]
    choose(town, then)
    more = [paper_number(town, kind, 2025) for kind in (LETTER, INVITATION)]
    assert min(more) > max(given)


def test_a_book_of_its_own_is_not_touched_by_the_series_of_the_office(town):
    assert next_number(town.id, "minutes_council", 2025) == 1
    choose(town, "one")
    assert paper_number(town, LETTER, 2025) == 1
    assert next_number(town.id, "minutes_council", 2025) == 2


def test_two_at_once_get_two_numbers(town, inside):
    choose(town, "one")
    number = town.id
    db.session.commit()
    line, given = threading.Barrier(2), []

    def take() -> None:
        with inside.app_context():
            line.wait(20)
            given.append(paper_number(db.session.get_one(Organisation, number), LETTER, 2025))
            db.session.commit()
            db.session.remove()

    threads = [threading.Thread(target=take, daemon=True) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(given) == [1, 2]
