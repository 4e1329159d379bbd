"""The admin keeps the calendar; the due dates that run move with it, and the log says so."""

from __future__ import annotations

from datetime import date

import pytest

from models import AuditEvent, Holiday, Nomination, db
from models.enums import State
from tests.workflow.world import dossier

DAY = {"day": "11/06/2025", "name": "Nghỉ theo lệnh", "source": "Công văn 12/UBND ngày 01/6/2025"}


def due_of(office, dossier_id: int) -> date:
    with office.app_context():
        return db.session.get_one(Nomination, dossier_id).due_on


def number_of(office, day: date) -> int | None:
    with office.app_context():
        return db.session.scalar(db.select(Holiday.id).filter_by(day=day))


def test_a_day_off_moves_the_due_dates_and_its_removal_moves_them_back(office, client_of):
    with office.app_context():
        row = dossier(State.UNIT_APPROVED)
        row.due_from, row.due_days, row.due_on = date(2025, 6, 2), 10, date(2025, 6, 16)
        dossier_id, code, before = row.id, row.code, row.due_on
        db.session.commit()
    admin = client_of("admin")
    page = admin.post("/admin/holidays", data=DAY, follow_redirects=True).get_data(as_text=True)
    assert "Đã thêm ngày 11/06/2025. Đã tính lại hạn của " in page
    assert due_of(office, dossier_id) == date(2025, 6, 17)
    number = number_of(office, date(2025, 6, 11))
    page = admin.post(f"/admin/holidays/{number}/remove", follow_redirects=True).get_data(as_text=True)
    assert "Đã bỏ ngày 11/06/2025. Đã tính lại hạn của " in page
    assert due_of(office, dossier_id) == before
    with office.app_context():
        acts = db.session.scalars(db.select(AuditEvent).order_by(AuditEvent.id.desc()).limit(2)).all()
        assert [one.action for one in acts] == ["remove_holiday", "add_holiday"]
        assert all(code in one.data["nominations"] for one in acts)
    log = client_of("auditor").get("/audit")
    assert log.status_code == 200
    assert code in log.get_data(as_text=True)
    again = admin.post(f"/admin/holidays/{number}/remove", follow_redirects=True).get_data(as_text=True)
    assert "đã được bỏ từ trước" in again


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"day": "02/09/2025"}, "Ngày này đã có trong lịch."),
        ({"day": "14/06/2025"}, "đã là ngày nghỉ; không cần ghi."),
        ({"is_workday": "1"}, "Chỉ thứ Bảy, Chủ nhật mới làm bù."),
        ({"name": ""}, ""),
        ({"day": "31/02/2025"}, "Ngày không đúng."),
    ],
)
def test_what_makes_no_sense_is_refused_and_stays_typed(client_of, change, sentence):
    answer = client_of("admin").post("/admin/holidays", data=DAY | change)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert DAY["source"] in page


def test_the_days_are_listed_by_year(client_of):
    page = client_of("admin").get("/admin/holidays?year=2027").get_data(as_text=True)
    assert "05/02/2027" in page
    assert "Dự kiến, chưa đối chiếu với thông báo" in page
    assert "02/09/2026" not in page
    assert client_of("admin").get("/admin/holidays?year=99999").status_code == 404


@pytest.mark.parametrize("who", ["clerk", "head", "auditor"])
def test_only_an_admin_keeps_the_calendar(client_of, who):
    assert client_of(who).get("/admin/holidays").status_code == 403
    assert client_of(who).post("/admin/holidays", data=DAY).status_code == 403
