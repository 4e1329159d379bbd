"""The calendar and the money tables serve all offices, so only the highest admin changes them."""

from __future__ import annotations

from datetime import date

import pytest

from models import Appointment, Organisation, db
from models.enums import Level, Role
from tests.workflow.world import UNIT, organisation, person
from workflow.errors import NotAllowedError
from workflow.holidays import add_holiday, remove_holiday
from workflow.money_tables import add_salary
from workflow.shared_tables import keeps

pytestmark = pytest.mark.usefixtures("inside")
DAY = {"day": "12/06/2025", "name": "Nghỉ theo lệnh", "source": "Công văn 12/UBND"}


def an_admin_at(place: Organisation, valid_to: date | None = None) -> None:
    db.session.add(Appointment(user_id=person(Role.DISTRICT).id, organisation_id=place.id, role=Role.ADMIN,
                               title="Quản trị", valid_from=date(2025, 1, 1), valid_to=valid_to))  # fmt: skip
    db.session.flush()


def test_the_admin_over_whom_no_other_stands_keeps_them():
    admin = person(Role.ADMIN)
    assert keeps(admin)
    day, _moved = add_holiday(admin, DAY)
    assert day == date(2025, 6, 12)


def test_an_admin_below_another_only_reads_them():
    admin, district = person(Role.ADMIN), organisation(UNIT).at(Level.DISTRICT)
    an_admin_at(district)
    assert not keeps(admin)
    for act in (
        lambda: add_holiday(admin, DAY),
        lambda: remove_holiday(admin, 1),
        lambda: add_salary(admin, {}),
    ):
        with pytest.raises(NotAllowedError, match=district.name):
            act()


def test_a_post_above_that_is_over_takes_nothing_from_the_one_below():
    an_admin_at(organisation(UNIT).at(Level.DISTRICT), valid_to=date(2025, 5, 31))
    assert keeps(person(Role.ADMIN))


def test_nobody_else_keeps_them():
    assert not keeps(person(Role.CLERK))
    with pytest.raises(NotAllowedError):
        add_holiday(person(Role.CLERK), DAY)
