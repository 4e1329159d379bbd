"""The admin keeps the tables of prize money: new figures from a day on, each with its source."""

from __future__ import annotations

from datetime import date

import pytest

from models import AuditEvent, AwardForm, BaseSalary, db
from models.enums import Level, NomineeKind
from workflow.money import Rounding, prizes_of

SALARY = {"amount": "2.700.000", "valid_from": "01/07/2027", "source": "Nghị định số 99/2027/NĐ-CP"}
COEFFICIENT = {"form": "Giấy khen", "granter_level": "town", "nominee_kind": "individual",
               "coefficient": "0,4", "valid_from": "01/07/2027", "source": "Nghị định số 100/2027/NĐ-CP"}  # fmt: skip


def test_a_new_figure_counts_from_its_day_and_stands_in_the_log(office, client_of):
    admin = client_of("admin")
    assert admin.post("/admin/money/salary", data=SALARY).status_code == 302
    assert admin.post("/admin/money/coefficient", data=COEFFICIENT).status_code == 302
    page = admin.get("/admin/money").get_data(as_text=True)
    assert "2.700.000" in page
    assert "0,4" in page
    form = AwardForm(name="Giấy khen của Chủ tịch UBND xã", granter_level=Level.TOWN)
    kind = NomineeKind.INDIVIDUAL
    with office.app_context():
        before = prizes_of(form, [kind], Rounding.NONE, date(2027, 6, 30))[kind]
        after = prizes_of(form, [kind], Rounding.NONE, date(2027, 7, 1))[kind]
        assert (before.paid, after.paid) == (759_000, 1_080_000)
        acts = db.session.scalars(db.select(AuditEvent.action).order_by(AuditEvent.id.desc()).limit(2)).all()
        assert acts == ["add_prize_coefficient", "add_base_salary"]


def test_a_day_that_has_a_figure_is_refused(client_of):
    twice = SALARY | {"valid_from": "01/07/2024"}
    answer = client_of("admin").post("/admin/money/salary", data=twice)
    assert answer.status_code == 422
    assert "Đã có một dòng từ ngày này." in answer.get_data(as_text=True)


@pytest.mark.parametrize("typed", ["0", "-1", "1e9", "0,0001", "NaN", "abc", "9" * 400])
def test_a_coefficient_that_is_none_is_refused_and_stays_in_its_field(office, client_of, typed):
    answer = client_of("admin").post("/admin/money/coefficient", data=COEFFICIENT | {"coefficient": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.get_data(as_text=True)


def test_a_figure_without_a_source_is_refused(office, client_of):
    assert client_of("admin").post("/admin/money/salary", data=SALARY | {"source": ""}).status_code == 422
    with office.app_context():
        assert db.session.scalar(db.select(db.func.count()).select_from(BaseSalary)) >= 3


@pytest.mark.parametrize("who", ["clerk", "district", "auditor"])
def test_only_an_admin_keeps_the_tables(client_of, who):
    assert client_of(who).get("/admin/money").status_code == 403
