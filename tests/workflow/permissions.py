"""The files of expected permissions, and how each of their rows is tried."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models import Nomination, db
from models.enums import Action, Level, State
from tests.workflow.world import BATCH, dossier, good_inputs, traces, try_act
from workflow.errors import ClosedError, NotAllowedError, NotFoundError
from workflow.people import Person

REFUSALS = {"forbidden": NotAllowedError, "hidden": NotFoundError, "closed": ClosedError}
CODES = {"allow": 302, "forbidden": 403, "hidden": 404, "closed": 409}
AFTER_AWARD = {Action.REVOKE, Action.CORRECT, Action.HAND_OVER}
Key = tuple[str, str, str, str]


class Row(NamedTuple):
    role: str
    action: str
    form: str
    state: str
    case: str
    expected: str

    @property
    def dossier(self) -> Key:
        return self.action, self.form, self.state, self.case


def read_rows(name: str) -> list[Row]:
    with (Path(__file__).parents[1] / name).open(encoding="utf-8") as file:
        return [Row(**one) for one in csv.DictReader(file)]


def ready_for(action: Action, state: State, *, form: str, unit_name: str) -> Nomination:
    """A dossier of that unit in that state, with all that the act asks for."""
    set_by = Level.PROVINCE if state is State.SENT_TO_PROVINCE else Level.DISTRICT
    return dossier(
        state, form=form, unit_name=unit_name, received=action is not Action.RECEIVE,
        appraised=action not in (Action.RECEIVE, Action.APPRAISE),
        on_list=action in (Action.SEND, Action.FORWARD)
        or (action is Action.AWARD and state is State.TOWN_REVIEWED),
        hold=(Level.TOWN if state is State.UNIT_APPROVED else set_by) if action is Action.RELEASE else None,
    )  # fmt: skip


def prepare(row: Row, units: Mapping[str, str], lies_at: State) -> Nomination:
    """The dossier of a row: everything is ready for the act, but for what the case changes.

    `units`: whose dossier it is, by the case; `lies_at`: where one lies before its award.
    """  # fmt: skip
    action = Action(row.action)
    if row.case == "wrong_state":
        return dossier(
            lies_at if action in AFTER_AWARD else State.AWARDED, form=row.form, unit_name=units["own_unit"]
        )
    return ready_for(action, State(row.state), form=row.form, unit_name=units[row.case])


def assert_the_door_answers(row: Row, nomination_id: int, actor: Person) -> None:
    """It does what the file says: one event and one version more, or the refusal and no trace."""
    nomination = db.session.get_one(Nomination, nomination_id)
    before = traces(nomination.id)
    if row.expected == "allow":
        outcome = try_act(Action(row.action), nomination, actor)
        assert [one.id for one in outcome.nominations] == [nomination.id]
        after = traces(nomination.id)
        assert after["events"] == before["events"] + 1
        assert after["row"]["version"] == before["row"]["version"] + 1
        return
    with pytest.raises(REFUSALS[row.expected]) as refusal:
        try_act(Action(row.action), nomination, actor)
    assert refusal.type is REFUSALS[row.expected]
    assert traces(nomination.id) == before


def sample_over_http(rows: list[Row]) -> list[Row]:
    """Each act once where it is allowed, and one refusal of each kind for each role.

    Submissions and decisions have pages of their own; their acts are tested in tests/views.
    """
    found: dict[tuple[str, ...], Row] = {}
    batch = {one.value for one in BATCH}
    for row in rows:
        if row.action in batch:
            continue
        key = (row.action,) if row.expected == "allow" else (row.role, row.expected)
        found.setdefault(key, row)
    return list(found.values())


def assert_a_browser_gets_it(row: Row, nomination: Nomination, office: Flask, browser: FlaskClient) -> None:
    """The same answer over HTTP, for a dossier that was just made in a context of the caller."""
    db.session.commit()
    before, form = traces(nomination.id), form_of(Action(row.action), nomination)
    code, number = nomination.code, nomination.id
    db.session.remove()
    answer = browser.post(f"/nominations/{code}/actions/{row.action}", data=form)
    assert answer.status_code == CODES[row.expected], answer.get_data(as_text=True)[:3000]
    with office.app_context():
        after = traces(number)
    if row.expected == "allow":
        assert after["events"] == before["events"] + 1
    else:
        assert after == before


def form_of(action: Action, nomination: Nomination) -> dict[str, str]:
    inputs = good_inputs(action, nomination)
    form = {name: str(value) for name, value in inputs.items() if name not in ("items", "remarks")}
    for one in inputs.get("items", []):
        form |= {f"met-{one['criterion_id']}": "yes", f"remark-{one['criterion_id']}": ""}
    form |= {f"on-{name}": text for name, text in inputs.get("remarks", {}).items()}
    return form | {"version": str(nomination.version)}
