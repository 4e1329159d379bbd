"""Every role tries every act: `permissions.csv`, row by row, through the door; then over HTTP."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commands.demo_commands import PASSWORD
from models import Nomination, db
from models.enums import Action, Role, State
from tests.workflow.permissions import (
    Key,
    Row,
    assert_a_browser_gets_it,
    assert_the_door_answers,
    prepare,
    read_rows,
    sample_over_http,
)
from tests.workflow.world import OTHER_TOWN_UNIT, OTHER_UNIT, UNIT, person
from workflow.people import Person

ROWS = read_rows("permissions.csv")
UNITS = {"own_unit": UNIT, "other_unit": OTHER_UNIT, "other_town": OTHER_TOWN_UNIT}
ACCOUNTS = {role: role for role in Role} | {Role.UNIT_HEAD: "head", Role.COUNCIL: "council1"}


def made(row: Row) -> Nomination:
    return prepare(row, UNITS, State.SENT_TO_DISTRICT)


@pytest.fixture(scope="module")
def dossiers(office: Flask) -> dict[Key, int]:
    """One dossier for each act, form, state and case; every role tries it and leaves no trace."""
    with office.app_context():
        ids = {key: made(row).id for key, row in {row.dossier: row for row in ROWS}.items()}
        db.session.commit()
        return ids


@pytest.fixture(scope="module")
def people(office: Flask) -> dict[str, Person]:
    with office.app_context():
        return {role.value: person(role) for role in Role}


def test_the_file_speaks_of_every_role_and_of_every_act_but_paper_entry() -> None:
    assert len(ROWS) == 1240
    assert len({row[:5] for row in ROWS}) == 1240
    assert {row.role for row in ROWS} == {role.value for role in Role}
    assert {row.action for row in ROWS} == {one.value for one in Action} - {"enter"}


@pytest.mark.parametrize("row", ROWS, ids="-".join)
@pytest.mark.usefixtures("inside")
def test_the_door_answers_as_the_file_says(dossiers, people, row: Row) -> None:
    assert_the_door_answers(row, dossiers[row.dossier], people[row.role])


@pytest.fixture(scope="module")
def browsers(office: Flask) -> dict[str, FlaskClient]:
    clients = {}
    for role in Role:
        clients[role.value] = office.test_client()
        form = {"username": ACCOUNTS[role], "password": PASSWORD}
        assert clients[role.value].post("/login", data=form).status_code == 302
    return clients


@pytest.mark.parametrize("row", sample_over_http(ROWS), ids="-".join)
def test_a_browser_gets_the_same_answer(office: Flask, browsers, row: Row) -> None:
    with office.app_context():
        nomination = made(row)
        assert_a_browser_gets_it(row, nomination, office, browsers[row.role])
