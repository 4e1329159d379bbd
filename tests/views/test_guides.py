"""The culture officer sends guidance to the units, sees who has read it, and tells those who have not."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from documents.mail import compose_notice
from models import AuditEvent, Message, PublicityGuide, db
from models.enums import Role
from tests.journeys.test_main_way import a_report
from tests.workflow.world import UNIT, organisation, person
from workflow import publicity
from workflow.errors import NotReadyError

SLUG = "quoc-hoi-80-nam"
GUIDES = f"/campaigns/{SLUG}/guides"
PDF = a_report()
WORDS = {"title": "Hướng dẫn treo pa nô", "text": "Treo ở cổng.\nGửi ảnh về.", "request_id": "press-1"}


def guide_id(office: Flask, title: str) -> int:
    with office.app_context():
        return db.session.scalars(db.select(PublicityGuide.id).filter_by(title=title)).one()


def send(client, **more):
    data = WORDS | more
    if "file" not in more:
        data["file"] = (io.BytesIO(PDF), "mẫu pa nô.pdf")
    return client.post(f"{GUIDES}/new", data=data)


def test_a_guidance_reaches_every_unit_and_the_office_sees_who_read_it(office, client_of):
    culture, reader = client_of("culture"), client_of("drafter.tyt")
    assert send(culture).status_code == 302
    assert send(culture).status_code == 302  # The same press again.
    number = guide_id(office, WORDS["title"])
    with office.app_context():
        event = db.session.scalars(
            db.select(AuditEvent).filter_by(action="issue_guide").order_by(AuditEvent.id.desc())
        ).first()
        told = db.session.scalars(db.select(Message).filter_by(event_id=event.id).order_by(Message.id)).all()
        assert len({one.recipient_id for one in told}) == len(told) > 7
        mail = compose_notice(told[0])
        assert WORDS["title"] in mail.subject
        assert f"{GUIDES}/{number}" in mail.text
    page = culture.get(f"{GUIDES}/{number}").text
    assert "Nhắc" in page
    assert "chưa xem</strong>" in reader.get(f"/campaigns/{SLUG}").text
    assert "Gửi ảnh về." in reader.get(f"{GUIDES}/{number}").text
    assert (
        "chưa xem</strong>"
        not in client_of("drafter.tyt")
        .get(f"/campaigns/{SLUG}")
        .text.split("Hướng dẫn treo pa nô", 1)[1]
        .split("</p>", 1)[0]
    )
    file = reader.get(f"{GUIDES}/{number}/files/1")
    assert (file.data, file.status_code) == (PDF, 200)
    assert reader.get(f"{GUIDES}/{number}/files/2").status_code == 404
    with office.app_context():
        guide = db.session.get_one(PublicityGuide, number)
        seen = [one.unit.short_name for one in publicity.readings_of(guide) if one.readings]
    assert len(seen) == 1
    assert seen[0] in client_of("clerk").get(f"{GUIDES}/{number}").text


def test_only_units_that_have_not_read_it_are_told_again_and_once_a_day(office, client_of):
    culture = client_of("culture")
    send(culture, title="Hướng dẫn hai", request_id="press-2")
    number = guide_id(office, "Hướng dẫn hai")
    client_of("head").get(f"{GUIDES}/{number}")
    assert culture.post(f"{GUIDES}/{number}/remind").status_code == 302
    again = culture.post(f"{GUIDES}/{number}/remind")
    assert (again.status_code, "trong vòng một ngày" in again.text) == (422, True)
    with office.app_context():
        event = db.session.scalars(db.select(AuditEvent).filter_by(action="remind_guide")).one()
        told = db.session.scalars(db.select(Message).filter_by(event_id=event.id).order_by(Message.id)).all()
        places = {post.organisation.id for one in told for post in one.recipient.appointments}
        assert told
        assert organisation(UNIT).id not in places
        assert "chưa xem hướng dẫn" in compose_notice(told[0]).text


def test_a_withdrawn_guidance_is_gone_for_the_units_and_its_mail_says_so(office, client_of):
    culture, head = client_of("culture"), client_of("head")
    send(culture, title="Hướng dẫn ba", request_id="press-3")
    number = guide_id(office, "Hướng dẫn ba")
    assert head.get(f"{GUIDES}/{number}").status_code == 200
    assert culture.post(f"{GUIDES}/{number}/withdraw").status_code == 302
    assert head.get(f"{GUIDES}/{number}").status_code == 404
    assert head.get(f"{GUIDES}/{number}/files/1").status_code == 404
    assert "Đã thu lại" in client_of("clerk").get(f"{GUIDES}/{number}").text
    assert culture.post(f"{GUIDES}/{number}/withdraw").status_code == 409
    with office.app_context():
        event = db.session.scalars(
            db.select(AuditEvent).filter_by(action="issue_guide").order_by(AuditEvent.id.desc())
        ).first()
        told = db.session.scalars(db.select(Message).filter_by(event_id=event.id).limit(1)).one()
        assert "thu lại" in compose_notice(told).text


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(client_of):
    answer = send(client_of("culture"), title="", file=(io.BytesIO(b"MZ"), "x.exe"))
    assert answer.status_code == 422
    assert "Gửi ảnh về." in answer.text
    answer = send(client_of("culture"), title="", request_id="press-5")
    assert (answer.status_code, 'id="title-error"' in answer.text) == (422, True)


@pytest.mark.parametrize(
    ("who", "page", "write"),
    [
        ("clerk", 200, 403),
        ("drafter", 200, 403),
        ("auditor", 200, 403),
        ("clerk2", 404, 403),
        ("district", 404, 403),
    ],
)
def test_others_read_it_or_know_nothing_of_it_and_nobody_else_writes(office, client_of, who, page, write):
    number = guide_id(
        office, "Tuyên truyền gương điển hình trên loa truyền thanh và trong sinh hoạt khối phố"
    )
    client = client_of(who)
    assert client.get(f"{GUIDES}/{number}").status_code == page
    for act in ("remind", "withdraw"):
        assert client.post(f"{GUIDES}/{number}/{act}").status_code == write
    assert client.get(f"{GUIDES}/new").status_code == write


def test_nobody_can_be_guided_before_the_plan_has_gone_to_a_unit(office):
    with office.app_context():
        campaign = db.session.scalars(db.select(publicity.Campaign).filter_by(slug=SLUG)).one()
        culture = person(Role.CULTURE)
        for one in publicity.participations_of(campaign):
            db.session.delete(one)
        db.session.flush()
        with pytest.raises(NotReadyError, match="chưa gửi đến đơn vị nào"):
            publicity.issue_guide(campaign, culture, WORDS, (), "press-4")
        db.session.rollback()
