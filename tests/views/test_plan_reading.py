"""A campaign out of its plan: read, shown beside the text, corrected, confirmed; nothing before that."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import typst
from flask.testing import FlaskClient

from commands.demo.plan import CRITERIA, PLAN
from commands.demo_commands import PASSWORD
from models import AuditEvent, Campaign, db
from models.enums import Level, NomineeKind
from tests.views.forms import read

SEED = (Path(__file__).parents[1] / "data/plan-2024.txt").read_text(encoding="utf-8")
WHERE = "/campaigns/new/plan"
MISSING = "Không tìm thấy trong văn bản"


def typed_on(answer) -> dict[str, str]:
    """What the confirmation page would send as it stands."""
    form = next(one for one in read(answer.get_data(as_text=True)).forms if "confirm" in one.controls)
    return {name: one.value for name, one in form.controls.items()
            if one.kind != "checkbox" or one.ticked}  # fmt: skip


@pytest.fixture
def clerk(client_of) -> FlaskClient:
    return client_of("clerk")


@pytest.fixture
def count_campaigns(office) -> Callable[[], int]:
    def count() -> int:
        with office.app_context():
            return db.session.scalar(db.select(db.func.count()).select_from(Campaign))

    return count


@pytest.mark.parametrize("who", ["drafter", "chair", "district", "admin"])
def test_only_the_clerk_reads_a_plan(client_of, who):
    assert client_of(who).get(WHERE).status_code == 403
    assert client_of(who).post(WHERE, data={"text": SEED}).status_code == 403


def test_the_list_of_campaigns_leads_the_clerk_there(client_of):
    assert f'href="{WHERE}"' in client_of("clerk").get("/campaigns").get_data(as_text=True)
    assert f'href="{WHERE}"' not in client_of("chair").get("/campaigns").get_data(as_text=True)


def test_reading_shows_each_passage_and_creates_nothing(clerk, count_campaigns):
    before = count_campaigns()
    text = clerk.post(WHERE, data={"text": SEED}).get_data(as_text=True)
    assert "<mark>Từ ngày ban hành Kế hoạch đến hết ngày 31/12/2025.</mark>" in text
    assert "đến hết ngày <mark>31/12/2025</mark>" in text
    assert "<mark>UBND thị trấn Bắc Sơn</mark> ban hành" in text
    assert 'id="line-41"' in text
    assert 'value="31/12/2025"' in text
    assert MISSING in text
    assert count_campaigns() == before


def test_what_the_clerk_confirms_becomes_the_campaign_with_its_forms(clerk, office):
    page = clerk.post(WHERE, data={"text": SEED})
    typed = typed_on(page) | {"code": "DOCKH", "starts_on": "10/06/2024", "form-1-like": "0"}
    answer = clerk.post(WHERE, data=typed)
    assert answer.status_code == 302, read(answer.get_data(as_text=True)).complaints
    with office.app_context():
        made = db.session.scalars(db.select(Campaign).filter_by(code="DOCKH")).one()
        for name in ("title", "purposes", "requirements", "contents", "subjects", "closing", "opening",
                     "legal_basis", "recipients", "period_text", "plan_date_text", "plan_number"):  # fmt: skip
            assert getattr(made, name) == PLAN[name], name
        assert (made.starts_on, made.ends_on) == (date(2024, 6, 10), date(2025, 12, 31))
        assert (made.signer_title, made.signer_name) == ("CHỦ TỊCH", "Nguyễn Hữu Đạt")
        assert [one["addressees"] for one in made.duties] == [one["addressees"] for one in PLAN["duties"]]
        assert [(one.name, one.granter_level) for one in made.award_forms] == [
            ("Giấy khen của Chủ tịch UBND huyện", Level.DISTRICT), ("Bằng khen của Chủ tịch UBND tỉnh", Level.PROVINCE),
        ]  # fmt: skip
        for form in made.award_forms:
            for kind, sentences in CRITERIA.items():
                assert [one.text for one in form.criteria_for(NomineeKind(kind))] == sentences
        assert not made.published
        done = db.session.scalars(
            db.select(AuditEvent.action).filter_by(stream=f"campaign:{made.id}").order_by(AuditEvent.seq)
        )
        assert done.all() == ["create", "save", "save"]


def test_a_refused_confirmation_creates_nothing_and_keeps_what_was_typed(clerk, count_campaigns):
    before = count_campaigns()
    typed = typed_on(clerk.post(WHERE, data={"text": SEED}))
    typed |= {"code": "DOCKH", "starts_on": "10/06/2024", "closing": "Lời kết mới", "form-1-code": "Sai Mã"}
    answer = clerk.post(WHERE, data=typed)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="form-1-code-error"' in text
    assert "Lời kết mới" in text
    assert 'value="Sai Mã"' in text
    assert "<mark>Từ ngày ban hành Kế hoạch đến hết ngày 31/12/2025.</mark>" in text
    assert count_campaigns() == before


def test_wrong_fields_of_campaign_and_forms_are_named_together(clerk):
    typed = typed_on(clerk.post(WHERE, data={"text": SEED})) | {"form-0-granter_level": ""}
    complaints = read(clerk.post(WHERE, data=typed).get_data(as_text=True)).complaints
    assert {"code", "starts_on", "form-0-granter_level"} <= set(complaints)


def test_a_form_that_is_not_ticked_is_not_made(clerk, office):
    typed = typed_on(clerk.post(WHERE, data={"text": SEED})) | {"code": "MOTHT", "starts_on": "10/06/2024"}
    del typed["form-1-keep"]
    assert clerk.post(WHERE, data=typed).status_code == 302
    with office.app_context():
        made = db.session.scalars(db.select(Campaign).filter_by(code="MOTHT")).one()
        assert [one.name for one in made.award_forms] == ["Giấy khen của Chủ tịch UBND huyện"]


def test_a_plan_of_another_office_is_said_to_be_one(clerk):
    text = (Path(__file__).parents[1] / "data/plans/phuong-dong-bac.txt").read_text(encoding="utf-8")
    page = clerk.post(WHERE, data={"text": text}).get_data(as_text=True)
    assert "Văn bản do “UBND PHƯỜNG ĐÔNG BẮC” ban hành" in page
    own = clerk.post(WHERE, data={"text": SEED}).get_data(as_text=True)
    assert "ban hành, còn phong trào" not in own


@pytest.mark.parametrize("text", ["", " \n\t ", "-----\n…", "\u200b"])
def test_nothing_to_read_is_said_so(clerk, text):
    answer = clerk.post(WHERE, data={"text": text})
    assert answer.status_code == 422
    assert "Không có chữ nào để đọc" in answer.get_data(as_text=True)


def test_a_file_is_read_in_place_of_the_text(clerk):
    lines = "\n\n".join(f"#par[#{json.dumps(line, ensure_ascii=False)}]" for line in SEED.split("\n") if line)
    upload = io.BytesIO(typst.compile(lines.encode()))
    page = clerk.post(WHERE, data={"text": "khác", "file": (upload, "ke-hoach.pdf")})
    assert page.status_code == 200
    assert "<mark>Nguyễn Hữu Đạt</mark>" in page.get_data(as_text=True)


def test_a_file_that_cannot_be_read_leaves_the_pasted_text_in_place(clerk):
    answer = clerk.post(WHERE, data={"text": "Đoạn đã dán", "file": (io.BytesIO(b"GIF89a"), "a.pdf")})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="file-error"' in text
    assert "Đoạn đã dán" in text


def test_markup_is_shown_as_letters_and_never_run(clerk):
    page = clerk.post(WHERE, data={"text": "<script>alert(1)</script>\nI. NỘI DUNG\n1. <b>Một</b>"})
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_a_text_that_is_too_long_comes_back_with_its_message(clerk):
    answer = clerk.post(WHERE, data={"text": "Mục đích của phong trào. " * 41_000})
    assert answer.status_code == 422
    assert "Văn bản quá dài" in answer.get_data(as_text=True)
    assert "Mục đích của phong trào. Mục đích" in answer.get_data(as_text=True)


def test_what_was_being_confirmed_when_the_session_ended_comes_back(office):
    browser = office.test_client()
    login = {"username": "clerk", "password": PASSWORD}
    browser.post("/login", data=login)
    typed = typed_on(browser.post(WHERE, data={"text": SEED})) | {"closing": "Lời kết gõ dở"}
    browser.post("/logout")
    answer = browser.post(WHERE, data=typed, headers={"Referer": f"http://localhost{WHERE}"})
    assert answer.status_code == 302
    browser.post(answer.location, data=login)
    text = browser.get(WHERE).get_data(as_text=True)
    assert "Lời kết gõ dở" in text
    assert "<mark>Nguyễn Hữu Đạt</mark>" in text
