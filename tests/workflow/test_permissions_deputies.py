"""A deputy tries what the holder may do: `permissions_deputies.csv`, through the door."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from commands.demo import commune
from models import Appointment, Delegation, Nomination, Organisation, User, db
from models.enums import Action, Level, Role, State
from tests.workflow.conftest import DAY as TOWN_DAY
from tests.workflow.permissions import REFUSALS, ready_for
from tests.workflow.world import LEVELS, UNIT, organisation, person, traces, try_act
from workflow.accounts import new_user
from workflow.dates import today
from workflow.people import Person, load_user, person_of

DAY = timedelta(days=1)
COMMUNE_UNIT = "Hội LHPN xã"
# What the colleague is by himself; nothing of it acts on a dossier.
OWN = {Level.TOWN: Role.COUNCIL}
Row = dict[str, str]


def rows_of(procedure: str) -> list[Row]:
    with (Path(__file__).parents[1] / "permissions_deputies.csv").open(encoding="utf-8") as file:
        return [one for one in csv.DictReader(file) if one["procedure"] == procedure]


def name(row: Row) -> str:
    return "-".join(row.values())


def colleague_at(place: Organisation) -> User:
    """Somebody of the same office who may do nothing there by himself."""
    user = new_user(name="Lộc Thị Thay Mặt", username="thay.mat", email=None)
    own = OWN.get(place.level, Role.AUDITOR)
    user.appointments.append(Appointment(organisation_id=place.id, role=own, valid_from=date(2025, 1, 1)))
    db.session.add(user)
    db.session.flush()
    return user


def ten_days(role: Role, holder: Person, deputy: User, place: Organisation) -> Delegation:
    """The colleague is the holder's deputy from tomorrow, for ten days."""
    held = db.session.scalars(
        db.select(Appointment).filter_by(user_id=holder.id, role=role, organisation_id=place.id)
    ).one()
    row = Delegation(appointment_id=held.id, deputy_id=deputy.id, made_by_id=holder.id, signing="KT.", title="Cấp phó",
                     valid_from=today() + DAY, valid_to=today() + 10 * DAY)  # fmt: skip
    # The demo's own deputy of the chair steps aside.
    db.session.execute(db.delete(Delegation).filter_by(appointment_id=held.id))
    db.session.add(row)
    db.session.flush()
    return row


def expect(row: Row, unit_name: str, first: str, patch: pytest.MonkeyPatch) -> None:
    """Try the act of that row on its day; the dossier is made on the `first`."""
    patch.setenv("DEMO_DATE", first)
    role, action = Role(row["role"]), Action(row["action"])
    place = organisation(unit_name).at(LEVELS.get(role, Level.TOWN))
    nomination = ready_for(action, State(row["state"]), form=row["form"], unit_name=unit_name)
    holder, deputy = person(role, unit_name), colleague_at(place)
    given = ten_days(role, holder, deputy, place)
    nominee = {"deputy_is_nominee": deputy.id, "holder_is_nominee": holder.id}.get(row["case"])
    nomination.nominee.user_id = nominee
    db.session.flush()
    day = {"before": given.valid_from - DAY, "last_day": given.valid_to, "after": given.valid_to + DAY}
    patch.setenv("DEMO_DATE", str(day.get(row["case"], given.valid_from)))
    db.session.expire_all()
    check(action, nomination, person_of(load_user(id=deputy.id)), row["expected"], holder.name)


def check(action: Action, nomination: Nomination, actor: Person, expected: str, holder: str) -> None:
    before = traces(nomination.id)
    if expected == "allow":
        try_act(action, nomination, actor)
        query = "SELECT on_behalf FROM audit_event WHERE nomination_id = :id ORDER BY id DESC LIMIT 1"
        assert db.session.scalar(db.text(query), {"id": nomination.id}).startswith(holder)
        assert traces(nomination.id)["events"] == before["events"] + 1
        return
    with pytest.raises(REFUSALS[expected]) as refusal:
        try_act(action, nomination, actor)
    assert refusal.type is REFUSALS[expected]
    assert traces(nomination.id) == before


@pytest.mark.parametrize("row", rows_of("district"), ids=name)
def test_a_deputy_in_a_town(inside: Flask, monkeypatch: pytest.MonkeyPatch, row: Row) -> None:
    expect(row, UNIT, TOWN_DAY, monkeypatch)


@pytest.mark.parametrize("row", rows_of("commune"), ids=name)
def test_a_deputy_in_a_commune(commune_inside: Flask, monkeypatch: pytest.MonkeyPatch, row: Row) -> None:
    expect(row, COMMUNE_UNIT, str(commune.DAY), monkeypatch)
