"""The closing report: its figures are those of the tables on that day, its judgement the clerk's."""

from __future__ import annotations

import pytest
from flask import Flask

from documents.gather import paper_of
from documents.pdf import render_pdf
from models import Activity, AuditEvent, Campaign, CampaignPaper, Document, Nomination, db
from models.enums import Action, DocumentType, Role, State
from tests.documents.reading import flat, text_of
from tests.workflow.world import dossier, person, try_act
from workflow import closing_report
from workflow.campaign_papers import signers_of

SLUG = "quoc-hoi-80-nam"
PAGE = f"/campaigns/{SLUG}/closing-report"


def the_campaign() -> Campaign:
    return db.session.scalars(db.select(Campaign).filter_by(slug=SLUG)).one()


def words(office: Flask, **more: str) -> dict[str, str]:
    with office.app_context():
        signer = signers_of(the_campaign())[0].user_id
    return {"assessment": "Các đơn vị hưởng ứng tốt.\nCó nhiều cách làm mới.", "shortcomings": "",
            "next_steps": "Nhân rộng cách làm hay.", "signer": str(signer), "request_id": "report-1"} | more  # fmt: skip


def in_state(*states: State) -> int:
    query = db.select(db.func.count(Nomination.id)).filter(
        Nomination.campaign_id == the_campaign().id, Nomination.state.in_(states)
    )
    return db.session.scalar(query) or 0


def test_the_figures_are_those_of_the_tables(office):
    with office.app_context():
        dossier(State.AWARDED)
        dossier(State.UNIT_APPROVED)
        dossier(State.DRAFTING)
        revoked = dossier(State.AWARDED)
        try_act(Action.REVOKE, revoked, person(Role.DISTRICT),
                inputs={"paper": "15/QĐ-UBND", "ground": "a", "reason": "Kê khai sai", "revoked_on": "02/06/2025"})  # fmt: skip
        assert revoked.state is State.REVOKED
        facts = closing_report.facts_of(the_campaign())
        forms = facts["forms"]
        assert sum(one["awarded"] for one in forms) == in_state(State.AWARDED)
        assert sum(one["revoked"] for one in forms) == in_state(State.REVOKED) == 1
        assert facts["open"] == in_state(State.DRAFTED, State.UNIT_APPROVED, State.TOWN_REVIEWED,
                                         State.SENT_TO_DISTRICT, State.SENT_TO_PROVINCE)  # fmt: skip
        assert all(
            one["proposed"] == one["open"] + one["awarded"] + one["declined"] + one["revoked"]
            for one in forms
        )
        assert sum(facts["kinds"].values()) == in_state(State.AWARDED)
        live = db.select(db.func.count(Activity.id)).filter_by(removed_at=None, campaign_id=the_campaign().id)
        assert sum(one["activities"] for one in facts["contents"]) == db.session.scalar(live)
        assert facts["told"] - facts["active"] == len(facts["silent"])
        db.session.rollback()


def test_a_report_is_numbered_once_and_says_what_stood_that_day(office, client_of):
    clerk = client_of("clerk")
    assert clerk.get(PAGE).status_code == 200
    for _press in range(2):
        assert clerk.post(PAGE, data=words(office)).status_code == 302
    with office.app_context():
        paper = db.session.scalars(db.select(CampaignPaper).filter_by(type=DocumentType.CLOSING_REPORT)).one()
        event = db.session.scalars(db.select(AuditEvent).filter_by(action="issue_report")).one()
        assert event.stream == f"campaign:{paper.campaign_id}"
        awarded = sum(one["awarded"] for one in paper.facts["forms"])
        dossier(State.AWARDED)
        db.session.flush()
        document = db.session.scalars(db.select(Document).filter_by(type=DocumentType.CLOSING_REPORT)).one()
        text = flat(text_of(render_pdf(paper_of(document, "https://x"))))
        db.session.rollback()
        assert f"{paper.title}" in text
    assert "BÁO CÁO Tổng kết" in text
    assert "IV. ĐÁNH GIÁ CHUNG Các đơn vị hưởng ứng tốt. Có nhiều cách làm mới. V. PHƯƠNG HƯỚNG" in text
    assert f"Tổng cộng {sum(one['proposed'] for one in paper.facts['forms']):02d} {awarded:02d}" in text
    assert "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH" in text
    board = clerk.get(f"/campaigns/{SLUG}/units").text
    assert f"Báo cáo tổng kết {paper.title}" in board
    assert "Nhân rộng cách làm hay." in clerk.get(PAGE).text


def test_what_is_missing_stands_at_its_field_and_what_was_typed_stays(office, client_of):
    answer = client_of("clerk").post(PAGE, data=words(office, assessment="", request_id="report-2"))
    assert answer.status_code == 422
    assert 'id="assessment-error"' in answer.text
    assert "Nhân rộng cách làm hay." in answer.text
    answer = client_of("clerk").post(PAGE, data=words(office, signer="999", request_id="report-3"))
    assert (answer.status_code, 'id="signer-error"' in answer.text) == (422, True)


@pytest.mark.parametrize(
    ("who", "status"), [("chair", 403), ("culture", 403), ("clerk2", 404), ("head", 403)]
)
def test_only_the_clerk_of_the_office_writes_it(office, client_of, who, status):
    client = client_of(who)
    assert client.get(PAGE).status_code == status
    assert client.post(PAGE, data=words(office, request_id="report-4")).status_code == status
