"""Every role of a commune tries every act: `permissions_commune.csv`, through the door; then over HTTP."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commands.demo_commands import PASSWORD
from models import Appointment, AwardForm, Campaign, Criterion, Nomination, Organisation, User, db
from models.enums import Action, Level, NomineeKind, Role, State
from tests.workflow.permissions import (
    Key,
    Row,
    assert_a_browser_gets_it,
    assert_the_door_answers,
    prepare,
    read_rows,
    ready_for,
    sample_over_http,
)
from tests.workflow.world import organisation, person, try_act
from workflow.accounts import hashed, new_user
from workflow.errors import NotFoundError
from workflow.people import Person

ROWS = read_rows("permissions_commune.csv")
UNIT, FAR = "Hội LHPN xã", "Thôn Ngoài"
UNITS = {"own_unit": UNIT, "other_unit": "Trung tâm PVHCC", "other_commune": FAR}
ROLES = [role for role in Role if role is not Role.DISTRICT]


def a_second_commune() -> None:
    """A commune under the same province, with one unit and a campaign that decides on the same forms."""
    province = organisation(UNIT).at(Level.PROVINCE)
    town = Organisation(
        parent=province, level=Level.TOWN, name="Ủy ban nhân dân xã Ngoài", short_name="UBND xã Ngoài"
    )
    unit = Organisation(parent=town, level=Level.UNIT, name=FAR, short_name=FAR)
    campaign = Campaign(organisation=town, slug="ngoai", code="NGOAI", title="Ngoài", short_title="Ngoài",
                        procedure="commune", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
                        published=True)  # fmt: skip
    for code, level in (("commune_merit", Level.TOWN), ("province_merit", Level.PROVINCE)):
        form = AwardForm(campaign=campaign, code=code, name=code, granter_level=level, note="",
                         required_papers={"collective": ["report"]})  # fmt: skip
        form.criteria.append(Criterion(nominee_kind=NomineeKind.COLLECTIVE, position=1, text="Tiêu biểu"))
    db.session.add_all([unit, campaign])
    db.session.flush()
    seat(unit, Role.DRAFTER, "ngoai.drafter")


def seat(place: Organisation, role: Role, username: str) -> User:
    """A new account with that one post."""
    user = new_user(name="Lường Văn Tới", username=username, email=None, password=hashed(PASSWORD))
    user.appointments.append(Appointment(organisation_id=place.id, role=role, valid_from=date(2026, 1, 1)))
    db.session.add(user)
    db.session.flush()
    return user


def made(row: Row) -> Nomination:
    return prepare(row, UNITS, State.TOWN_REVIEWED)


@pytest.fixture(scope="module")
def dossiers(commune_office: Flask) -> dict[Key, int]:
    """One dossier for each act, form, state and case; every role tries it and leaves no trace."""
    with commune_office.app_context():
        a_second_commune()
        seat(organisation(UNIT).at(Level.TOWN), Role.COUNCIL, "xa.council")
        ids = {key: made(row).id for key, row in {row.dossier: row for row in ROWS}.items()}
        db.session.commit()
        return ids


@pytest.fixture(scope="module")
def people(commune_office: Flask, dossiers) -> dict[str, Person]:
    with commune_office.app_context():
        return {role.value: person(role, UNIT) for role in ROLES}


def test_the_file_speaks_of_every_role_of_a_commune_and_of_every_act_that_it_has() -> None:
    assert len(ROWS) == len({row[:5] for row in ROWS}) == 972
    assert {row.role for row in ROWS} == {role.value for role in ROLES}
    assert {row.action for row in ROWS} == {one.value for one in Action} - {"enter", "forward"}


@pytest.mark.parametrize("row", ROWS, ids="-".join)
@pytest.mark.usefixtures("commune_inside")
def test_the_door_answers_as_the_file_says(dossiers, people, row: Row) -> None:
    assert_the_door_answers(row, dossiers[row.dossier], people[row.role])


@pytest.mark.usefixtures("commune_inside")
@pytest.mark.parametrize("form", ["commune_merit", "province_merit"])
def test_the_former_district_knows_of_nothing_that_a_commune_does(dossiers, form: str) -> None:
    officer = person(Role.DISTRICT)
    for action, state in ((Action.AWARD, State.TOWN_REVIEWED), (Action.HOLD, State.SENT_TO_PROVINCE),
                          (Action.REVOKE, State.AWARDED)):  # fmt: skip
        row = ready_for(action, state, form=form, unit_name=UNIT)
        with pytest.raises(NotFoundError):
            try_act(action, row, officer)


@pytest.fixture(scope="module")
def browsers(commune_office: Flask, people: dict[str, Person]) -> dict[str, FlaskClient]:
    clients = {}
    for role, one in people.items():
        clients[role] = commune_office.test_client()
        form = {"username": one.username, "password": PASSWORD}
        assert clients[role].post("/login", data=form).status_code == 302
    return clients


@pytest.mark.parametrize("row", sample_over_http(ROWS), ids="-".join)
def test_a_browser_gets_the_same_answer(commune_office: Flask, browsers, row: Row) -> None:
    with commune_office.app_context():
        assert_a_browser_gets_it(row, made(row), commune_office, browsers[row.role])
