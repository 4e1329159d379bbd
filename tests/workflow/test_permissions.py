"""Every role tries every act: `permissions.csv`, row by row, through the door; then over HTTP."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commands.demo_commands import PASSWORD
from models import Nomination, db
from models.enums import Action, Level, Role, State
from tests.workflow.world import (
    BATCH,
    OTHER_TOWN_UNIT,
    OTHER_UNIT,
    UNIT,
    dossier,
    good_inputs,
    person,
    traces,
    try_act,
)
from workflow.errors import ClosedError, NotAllowedError, NotFoundError
from workflow.people import Person


class Row(NamedTuple):
    role: str
    action: str
    form: str
    state: str
    case: str
    expected: str

    @property
    def dossier(self) -> tuple[str, str, str, str]:
        return self.action, self.form, self.state, self.case


def read_rows() -> list[Row]:
    with (Path(__file__).parents[1] / "permissions.csv").open(encoding="utf-8") as file:
        return [Row(**one) for one in csv.DictReader(file)]


ROWS = read_rows()
REFUSALS = {"forbidden": NotAllowedError, "hidden": NotFoundError, "closed": ClosedError}
CODES = {"allow": 302, "forbidden": 403, "hidden": 404, "closed": 409}
UNITS = {"own_unit": UNIT, "wrong_state": UNIT, "other_unit": OTHER_UNIT, "other_town": OTHER_TOWN_UNIT}
ACCOUNTS = {role: role for role in Role} | {Role.UNIT_HEAD: "head", Role.COUNCIL: "council1"}
AFTER_AWARD = {"revoke", "correct", "hand_over"}


def prepare(row: Row) -> Nomination:
    """The dossier of a row: everything is ready for the act, but for what the case changes."""
    action, state = Action(row.action), State(row.state)
    if row.case == "wrong_state":
        wrong = State.SENT_TO_DISTRICT if row.action in AFTER_AWARD else State.AWARDED
        return dossier(wrong, form=row.form)
    level = Level.TOWN if state is State.UNIT_APPROVED else Level.DISTRICT
    return dossier(
        state, form=row.form, unit_name=UNITS[row.case], received=action is not Action.RECEIVE,
        appraised=action not in (Action.RECEIVE, Action.APPRAISE),
        on_list=action in (Action.SEND, Action.FORWARD),
        hold=level if action is Action.RELEASE else None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def dossiers(office: Flask) -> dict[tuple[str, str, str, str], int]:
    """One dossier for each act, form, state and case; every role tries it and leaves no trace."""
    with office.app_context():
        made = {row.dossier: row for row in ROWS}
        ids = {key: prepare(row).id for key, row in made.items()}
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
def test_the_door_answers_as_the_file_says(inside: Flask, dossiers, people, row: Row) -> None:
    nomination = db.session.get(Nomination, dossiers[row.dossier])
    action, actor = Action(row.action), people[row.role]
    before = traces(nomination.id)
    if row.expected == "allow":
        outcome = try_act(action, nomination, actor)
        assert [one.id for one in outcome.nominations] == [nomination.id]
        after = traces(nomination.id)
        assert after["events"] == before["events"] + 1
        assert after["row"]["version"] == before["row"]["version"] + 1
        return
    with pytest.raises(REFUSALS[row.expected]) as refusal:
        try_act(action, nomination, actor)
    assert refusal.type is REFUSALS[row.expected]
    assert traces(nomination.id) == before


def sample_over_http() -> list[Row]:
    """Each act once where it is allowed, and one refusal of each kind for each role.

    Submissions and decisions have pages of their own; their acts are tested in tests/views.
    """
    found: dict[tuple[str, ...], Row] = {}
    batch = {one.value for one in BATCH}
    for row in ROWS:
        if row.action in batch:
            continue
        key = (row.action,) if row.expected == "allow" else (row.role, row.expected)
        found.setdefault(key, row)
    return list(found.values())


@pytest.fixture(scope="module")
def browsers(office: Flask) -> dict[str, FlaskClient]:
    clients = {}
    for role in Role:
        clients[role.value] = office.test_client()
        form = {"username": ACCOUNTS[role], "password": PASSWORD}
        assert clients[role.value].post("/login", data=form).status_code == 302
    return clients


def form_of(action: Action, nomination: Nomination) -> dict[str, str]:
    inputs = good_inputs(action, nomination)
    form = {name: str(value) for name, value in inputs.items() if name not in ("items", "remarks")}
    for one in inputs.get("items", []):
        form |= {f"met-{one['criterion_id']}": "yes", f"remark-{one['criterion_id']}": ""}
    form |= {f"on-{name}": text for name, text in inputs.get("remarks", {}).items()}
    return form | {"version": str(nomination.version)}


@pytest.mark.parametrize("row", sample_over_http(), ids="-".join)
def test_a_browser_gets_the_same_answer(office: Flask, browsers, row: Row) -> None:
    with office.app_context():
        nomination = prepare(row)
        db.session.commit()
        before, form = traces(nomination.id), form_of(Action(row.action), nomination)
        code, number = nomination.code, nomination.id
    answer = browsers[row.role].post(f"/nominations/{code}/actions/{row.action}", data=form)
    assert answer.status_code == CODES[row.expected], answer.get_data(as_text=True)[:3000]
    with office.app_context():
        after = traces(number)
    if row.expected == "allow":
        assert after["events"] == before["events"] + 1
    else:
        assert after == before
