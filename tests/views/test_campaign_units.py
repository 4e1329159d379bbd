"""A plan goes to its units: they acknowledge it and note what they do; the clerk looks and follows up."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask
from openpyxl import load_workbook

from documents.gather import paper_of
from documents.mail import compose_notice
from documents.pdf import render_pdf
from models import Activity, AuditEvent, Campaign, CampaignPaper, Document, Message, Participation, db
from models.enums import DocumentType, Role
from tests.documents.reading import flat, text_of
from tests.workflow.world import UNIT, organisation, person
from workflow import participation
from workflow.campaign_papers import signers_of

SLUG = "quoc-hoi-80-nam"
BOARD = f"/campaigns/{SLUG}/units"
GOOD = {"content": "1", "held_on": "01/06/2025", "text": "Phát thanh 12 buổi.", "attendance": "45"}


@pytest.fixture
def unit_id(office: Flask) -> int:
    with office.app_context():
        return organisation(UNIT).id


def row_of(unit_id: int) -> Participation:
    campaign = db.session.scalars(db.select(Campaign).filter_by(slug=SLUG)).one()
    return db.session.scalars(
        db.select(Participation).filter_by(campaign_id=campaign.id, unit_id=unit_id)
    ).one()


def forget(office: Flask, unit_id: int) -> None:
    """As if the unit had not heard of the plan."""
    with office.app_context():
        row = row_of(unit_id)
        row.acknowledged_on = row.followed_up_at = None
        db.session.commit()


def test_a_unit_acknowledges_once_and_the_log_says_who(office, client_of, unit_id):
    forget(office, unit_id)
    head = client_of("head")
    assert "Đã nhận kế hoạch</button>" in head.get(f"/campaigns/{SLUG}").text
    for _press in range(2):
        assert head.post(f"{BOARD}/{unit_id}/acknowledge").status_code == 302
    assert "Đã nhận kế hoạch</button>" not in head.get(f"/campaigns/{SLUG}").text
    with office.app_context():
        row = row_of(unit_id)
        assert row.acknowledged_on is not None
        assert not row.acknowledged_on_paper
        events = db.session.scalars(
            db.select(AuditEvent).filter_by(
                action="acknowledge", actor_id=row.acknowledged_by_id, stream=f"campaign:{row.campaign_id}"
            )
        ).all()
        assert events[-1].organisation_id == unit_id


def test_the_clerk_acknowledges_for_a_unit_on_paper_and_nobody_for_another(office, client_of, unit_id):
    forget(office, unit_id)
    other = organisation_id(office, "Đoàn Thanh niên")
    assert client_of("head").post(f"{BOARD}/{other}/acknowledge").status_code == 404
    assert client_of("clerk2").post(f"{BOARD}/{unit_id}/acknowledge").status_code == 404
    assert client_of("clerk").post(f"{BOARD}/{unit_id}/acknowledge").status_code == 302
    with office.app_context():
        assert row_of(unit_id).acknowledged_on_paper
        last = db.session.scalars(
            db.select(AuditEvent).filter_by(action="acknowledge").order_by(AuditEvent.id.desc()).limit(1)
        ).one()
        assert last.on_behalf == organisation(UNIT).name


def organisation_id(office: Flask, short_name: str) -> int:
    with office.app_context():
        return organisation(short_name).id


def activity_id(office: Flask, text: str) -> int:
    with office.app_context():
        return db.session.scalars(db.select(Activity.id).filter_by(text=text)).one()


def test_a_unit_notes_edits_and_removes_what_it_did(office, client_of):
    drafter = client_of("drafter")
    page = f"/campaigns/{SLUG}/activities"
    raw = GOOD | {"text": "Phát thanh hai mươi buổi."}
    picture = (io.BytesIO(b"%PDF-1.7 no paper"), "anh.pdf")
    refused = drafter.post(f"{page}/new", data=raw | {"file": picture, "held_on": "31/02/2025"})
    assert refused.status_code == 422
    assert "Phát thanh hai mươi buổi." in refused.text
    assert drafter.post(f"{page}/new", data=raw).status_code == 302
    number = activity_id(office, raw["text"])
    assert client_of("drafter.dtn").get(f"{page}/{number}").status_code == 404
    assert "Phát thanh hai mươi buổi." in client_of("clerk").get(BOARD).text
    assert "Phát thanh hai mươi buổi." not in client_of("drafter.dtn").get(f"/campaigns/{SLUG}").text
    saved = raw | {"text": "Phát thanh 21 buổi.", "version": "1"}
    assert drafter.post(f"{page}/{number}", data=saved).status_code == 302
    assert drafter.post(f"{page}/{number}", data=saved).status_code == 409
    assert drafter.post(f"{page}/{number}", data={"delete": "1", "version": "2"}).status_code == 302
    assert "Phát thanh 21 buổi." not in client_of("clerk").get(BOARD).text
    with office.app_context():
        actions = [
            one.action
            for one in db.session.scalars(db.select(AuditEvent).order_by(AuditEvent.id.desc()).limit(3))
        ]
    assert actions == ["remove_activity", "edit_activity", "note_activity"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("chair", 200), ("culture", 200), ("auditor", 200), ("drafter", 403), ("head", 403),
     ("council1", 403), ("district", 403), ("clerk2", 404), ("chair2", 404)],
)  # fmt: skip
def test_the_board_is_for_the_office_of_the_campaign(client_of, who, status):
    assert client_of(who).get(BOARD).status_code == status
    assert client_of(who).get(f"{BOARD}.xlsx").status_code == status


def test_the_board_filters_who_is_behind_and_the_sheet_has_every_unit(office, client_of):
    clerk = client_of("clerk")
    whole, behind = clerk.get(BOARD).text, clerk.get(f"{BOARD}?behind=1").text
    with office.app_context():
        campaign = db.session.scalars(db.select(Campaign).filter_by(slug=SLUG)).one()
        names = [one.name for one in participation.units_of(campaign)]
    assert whole.count('role="rowheader"') == len(names)
    assert 0 < behind.count('role="rowheader"') < len(names)
    sheet = load_workbook(io.BytesIO(clerk.get(f"{BOARD}.xlsx").data)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == names


def press(client, unit_id: int, request_id: str, **more: str):
    signer = re.search(r'<option value="(\d+)"', client.get(f"/campaigns/{SLUG}/follow-up").text)[1]
    data = {"ids": [unit_id], "due_on": "09/06/2025", "note": "Xin gửi kèm ảnh.", "signer": signer,
            "request_id": request_id}  # fmt: skip
    return client.post(f"/campaigns/{SLUG}/follow-up", data=data | more)


def count_letters(office: Flask) -> int:
    with office.app_context():
        return db.session.scalar(db.select(db.func.count(CampaignPaper.id)))


def test_one_press_tells_the_unit_and_makes_one_letter(office, client_of, unit_id):
    forget(office, unit_id)
    clerk, before = client_of("clerk"), count_letters(office)
    assert press(clerk, unit_id, "one").status_code == 302
    assert press(clerk, unit_id, "one").status_code == 302
    assert count_letters(office) == before + 1
    again = press(clerk, unit_id, "two")
    assert again.status_code == 422
    assert "Đã đôn đốc trong vòng một ngày" in again.text
    assert press(clerk, unit_id, "three", again="1").status_code == 302
    assert count_letters(office) == before + 2
    with office.app_context():
        event = db.session.scalars(
            db.select(AuditEvent).filter_by(action="follow_up", request_id="one")
        ).one()
        told = db.session.scalars(db.select(Message).filter_by(event_id=event.id)).all()
        assert {one.recipient_id for one in told} == {
            one.id for one in participation.people_of([unit_id])[unit_id]
        }
        mail = compose_notice(told[0])
        assert "chưa xác nhận đã nhận kế hoạch" in mail.text
        assert "09/06/2025" in mail.text
        document = db.session.scalars(
            db.select(Document).filter_by(type=DocumentType.FOLLOW_UP_LETTER, version=1)
        ).one()
        text = flat(text_of(render_pdf(paper_of(document, "https://x"))))
        signer = signers_of(document.campaign)[0]
    assert "V/v đôn đốc thực hiện" in text
    assert "Kính gửi: Hội Liên hiệp Phụ nữ thị trấn Bắc Sơn" in text
    assert "ngày 09 tháng 6 năm 2025" in text
    assert "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH" in text
    assert signer.user.full_name in text
    assert client_of("chair").get(f"/documents/{document.id}/progress").status_code == 200
    assert client_of("head").get(f"/documents/{document.id}/progress").status_code == 404


def test_a_press_with_nobody_ticked_or_no_day_is_refused(client_of, unit_id, office):
    forget(office, unit_id)
    clerk = client_of("clerk")
    assert press(clerk, 0, "none").status_code == 422
    refused = press(clerk, unit_id, "day", due_on="31/02/2025")
    assert refused.status_code == 422
    assert 'id="due_on-error"' in refused.text
    assert client_of("chair").get(f"/campaigns/{SLUG}/follow-up").status_code == 403


@pytest.mark.usefixtures("inside")
def test_publishing_tells_just_the_ticked_units_and_a_busy_unit_stays(unit_id):
    clerk = person(Role.CLERK)
    campaign = db.session.scalars(db.select(Campaign).filter_by(slug=SLUG)).one()
    new = Campaign(
        organisation_id=campaign.organisation_id, slug="moi", code="MOI", title="Mới", short_title="Mới",
        starts_on=campaign.starts_on, ends_on=campaign.ends_on, published=True, contents=["Một"],
    )  # fmt: skip
    db.session.add(new)
    db.session.flush()
    assert participation.address(new, clerk, [unit_id], new.version) == 1
    assert participation.address(new, clerk, [unit_id], new.version) == 0
    event = db.session.scalars(db.select(AuditEvent).filter_by(stream=f"campaign:{new.id}")).one()
    told = db.session.scalars(db.select(Message).filter_by(event_id=event.id)).all()
    assert told
    assert "Đã nhận kế hoạch" in compose_notice(told[0]).text
    other = organisation("Đoàn Thanh niên").id
    assert participation.address(new, clerk, [other], new.version) == 1
    assert [one.unit_id for one in participation.participations_of(new)] == [other]
    participation.acknowledge(new, clerk, other)
    with pytest.raises(participation.NotReadyError, match="Đoàn Thanh niên"):
        participation.address(new, clerk, [unit_id], new.version)
