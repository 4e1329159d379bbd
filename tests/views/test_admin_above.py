"""The admin of a town says of the district, where nobody has an account, that it works outside the system."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from models import Appointment, AuditEvent, Organisation, Setting, db
from models.enums import Level, State
from tests.workflow.world import UNIT, dossier, organisation
from workflow.outside import OUTSIDE, is_outside, read_anew

FORM = {"valid_from": "01/06/2025", "source": "Công văn 44/UBND-NV ngày 26/5/2025"}


@pytest.fixture
def places(office: Flask) -> Iterator[dict[str, int]]:
    """The numbers of the offices; what the test has said of the district is forgotten after it."""
    with office.app_context():
        town = organisation(UNIT).at(Level.TOWN)
        far = db.session.scalars(
            db.select(Organisation.id).filter(Organisation.level == Level.TOWN, Organisation.id != town.id)
            .order_by(Organisation.id)
        ).first()  # fmt: skip
        found = {"town": town.id, "district": town.at(Level.DISTRICT).id, "far": far}
    yield found
    with office.app_context():
        db.session.execute(db.delete(Setting).filter_by(key=OUTSIDE))
        people_of(found["district"], leave=False)
        db.session.commit()


def people_of(district: int, *, leave: bool) -> None:
    until = date(2025, 5, 31) if leave else None
    db.session.execute(db.update(Appointment).filter_by(organisation_id=district).values(valid_to=until))


def left_alone(office: Flask, places: dict[str, int]) -> None:
    with office.app_context():
        people_of(places["district"], leave=True)
        db.session.commit()


def say(browser, places: dict[str, int], above: str = "district", **more: str):
    return browser.post(f"/admin/organisations/{places['town']}/above/{places[above]}", data=FORM | more)


def test_of_an_office_with_people_nothing_is_said_from_below(office, client_of, places) -> None:
    admin = client_of("admin")
    page = admin.get(f"/admin/organisations/{places['town']}/settings").get_data(as_text=True)
    assert "Có người dùng hệ thống" in page
    assert "Nơi đó dùng phần mềm riêng" not in page
    assert say(admin, places).status_code == 403
    with office.app_context():
        assert db.session.scalars(db.select(Setting).filter_by(key=OUTSIDE)).all() == []


def test_of_an_office_without_people_it_is_said_with_the_source_and_logged(office, client_of, places) -> None:
    left_alone(office, places)
    admin, settings = client_of("admin"), f"/admin/organisations/{places['town']}/settings"
    assert "sẽ không có người nhận" in admin.get(settings).get_data(as_text=True)
    assert say(admin, places).location == settings
    assert "Dùng phần mềm riêng từ 01/06/2025" in admin.get(settings).get_data(as_text=True)
    with office.app_context():
        read_anew()
        assert is_outside(dossier(State.SENT_TO_DISTRICT), Level.DISTRICT)
        event = db.session.scalars(
            db.select(AuditEvent).filter_by(stream=f"organisation:{places['district']}", action="change_setting")
            .order_by(AuditEvent.id.desc())
        ).first()  # fmt: skip
        assert (event.role, event.organisation_id) == ("admin", places["town"])


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_is_kept(office, client_of, places) -> None:
    left_alone(office, places)
    answer = say(client_of("admin"), places, source="", valid_from="31/02/2025")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="source-error"' in page
    assert 'id="valid_from-error"' in page
    assert 'value="31/02/2025"' in page


@pytest.mark.parametrize(("who", "above"), [("admin", "town"), ("admin", "far"), ("clerk", "district")])
def test_nobody_says_it_of_another_office_and_only_an_admin_says_it(
    office, client_of, places, who, above
) -> None:
    left_alone(office, places)
    assert say(client_of(who), places, above).status_code in (403, 404)
    with office.app_context():
        assert db.session.scalars(db.select(Setting).filter_by(key=OUTSIDE)).all() == []
