"""The pages of a review meeting: the clerk holds it, the members vote, the others are kept out."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commands.demo_commands import PASSWORD
from documents.blocks import Paper, Title
from documents.pdf import render_pdf
from models import DraftBuffer, MeetingMember, Nomination, ReviewMeeting, Setting, db
from models.enums import DocumentType, MeetingState, Role, State
from tests.workflow.conftest import office, own_env  # noqa: F401 (fixtures of these tests too)
from tests.workflow.sittings import DETAILS, ENDING
from tests.workflow.world import person


@pytest.fixture
def visit(office: Flask):  # noqa: F811
    """Logs a demo account in at a browser of its own."""

    def log_in(username: str) -> FlaskClient:
        client = office.test_client()
        assert client.post("/login", data={"username": username, "password": PASSWORD}).status_code == 302
        return client

    return log_in


@pytest.fixture
def agenda(office: Flask) -> dict[str, list[int]]:  # noqa: F811
    """The town holds meetings of its council; the dossiers that wait for one, by campaign."""
    with office.app_context():
        town_id = person(Role.CLERK).posts[0].organisation_id
        for one in db.session.scalars(db.select(ReviewMeeting)):
            one.state = MeetingState.CLOSED
            for item in one.agenda:
                item.is_passed = None
        db.session.execute(db.delete(Setting).filter_by(key="review_body"))
        db.session.add(
            Setting(organisation_id=town_id, key="review_body", value="council",
                    valid_from=date(2025, 1, 1), source="QĐ 12/QĐ-UBND")
        )  # fmt: skip
        db.session.commit()
        rows = db.session.scalars(
            db.select(Nomination).filter(
                Nomination.town_id == town_id, Nomination.state == State.UNIT_APPROVED,
                Nomination.appraised_hash == Nomination.content_hash,
            )
        ).all()  # fmt: skip
        first = rows[0].campaign_id
        return {"campaign_id": first, "ids": [one.id for one in rows if one.campaign_id == first][:2]}


def page_of(client: FlaskClient, where: str) -> str:
    return client.get(where).get_data(as_text=True)


def post(client: FlaskClient, where: str, act: str, **data: object):
    """Press one button of the page as it is now."""
    version = re.search(r'name="version" value="(\d+)"', page_of(client, where))
    return client.post(f"{where}/{act}", data=data | ({"version": version[1]} if version else {}))


def convened(clerk: FlaskClient, agenda: dict) -> str:
    answer = clerk.post("/meetings", data=DETAILS | {"campaign_id": agenda["campaign_id"]})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    assert post(clerk, answer.location, "agenda", ids=agenda["ids"]).status_code == 302
    return answer.location


def opened(clerk: FlaskClient, agenda: dict) -> str:
    """A meeting where all seven are present and the vote has begun."""
    where = convened(clerk, agenda)
    names = set(re.findall(r'name="(attendance-\d+)"', page_of(clerk, where)))
    assert len(names) == 7
    assert post(clerk, where, "attendance", **dict.fromkeys(names, "present")).status_code == 302
    assert post(clerk, where, "opening").status_code == 302
    return where


def test_a_whole_meeting_from_the_agenda_to_the_result(agenda, visit):
    clerk = visit("clerk")
    where = opened(clerk, agenda)
    for number in range(1, 8):
        member = visit(f"council{number}")
        names = set(re.findall(r'name="(vote-\d+)"', page_of(member, where)))
        assert len(names) == 2
        assert member.post(f"{where}/ballot", data=dict.fromkeys(names, "for")).status_code == 302
        assert "Đồng chí đã bỏ phiếu" in page_of(member, where)
    assert "chưa có kết quả" in page_of(clerk, where)
    assert post(clerk, where, "closing", **ENDING).status_code == 302
    assert page_of(clerk, where).count("đề nghị khen thưởng: 7/7 phiếu đồng ý") == 2


def test_the_meeting_is_nobody_elses(agenda, visit):
    where = convened(visit("clerk"), agenda)
    assert visit("chair2").get(where).status_code == 404
    for stranger in ("drafter", "head", "district", "culture"):
        assert visit(stranger).get(where).status_code == 403
        assert visit(stranger).post(f"{where}/ballot").status_code == 403


def test_a_sheet_with_a_gap_comes_back_with_what_was_chosen(agenda, visit):
    where = opened(visit("clerk"), agenda)
    member = visit("council1")
    first, second = sorted(set(re.findall(r'name="(vote-\d+)"', page_of(member, where))))
    answer = member.post(f"{where}/ballot", data={first: "against"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{second}-error"' in text
    assert re.search(rf'name="{first}" value="against" checked', text)


def test_a_second_ballot_is_refused(agenda, visit):
    where = opened(visit("clerk"), agenda)
    member = visit("council2")
    names = set(re.findall(r'name="(vote-\d+)"', page_of(member, where)))
    assert member.post(f"{where}/ballot", data=dict.fromkeys(names, "for")).status_code == 302
    again = member.post(f"{where}/ballot", data=dict.fromkeys(names, "against"))
    assert again.status_code == 409
    assert "Phiếu đã được bỏ" in again.get_data(as_text=True)


def test_a_clerk_whose_office_holds_no_meeting_is_offered_none(office, agenda, visit):  # noqa: F811
    with office.app_context():
        db.session.execute(db.delete(Setting).filter_by(key="review_body"))
        db.session.commit()
    clerk = visit("clerk")
    assert 'href="/meetings/new"' not in page_of(clerk, "/meetings")
    assert clerk.post("/meetings", data=DETAILS | {"campaign_id": agenda["campaign_id"]}).status_code == 422


def test_bad_details_come_back_at_their_fields(agenda, visit):
    raw = DETAILS | {"campaign_id": agenda["campaign_id"], "held_on": "31/02/2025"}
    answer = visit("clerk").post("/meetings", data=raw)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="held_on-error"' in text
    assert "Lương Hữu Thuyết" in text


def test_a_double_click_makes_one_meeting(agenda, visit):
    clerk = visit("clerk")
    click = re.search(r'name="request_id" value="(\w+)"', page_of(clerk, "/meetings/new"))[1]
    form = DETAILS | {"campaign_id": agenda["campaign_id"], "request_id": click}
    assert clerk.post("/meetings", data=form).location == clerk.post("/meetings", data=form).location


def test_the_clerk_invites_then_moves_the_meeting_then_calls_it_off(agenda, visit):
    clerk = visit("clerk")
    where = convened(clerk, agenda)
    assert post(clerk, where, "invitation").status_code == 302
    page = page_of(clerk, where)
    assert "/GM-UBND" in page
    assert page.count("told-name") == 7
    form = page_of(clerk, f"{where}/edit")
    assert "Ghi và báo cho thành viên" in form
    version = re.search(r'name="version" value="(\d+)"', form)[1]
    moved = DETAILS | {"place": "Hội trường khối phố Hoàng Văn Thụ", "version": version}
    assert clerk.post(f"{where}/edit", data=moved | {"held_on": "31/02/2025"}).status_code == 422
    assert clerk.post(f"{where}/edit", data=moved).status_code == 302
    assert clerk.post(f"{where}/edit", data=moved).status_code == 409
    assert "Hội trường khối phố Hoàng Văn Thụ" in page_of(clerk, where)
    assert post(clerk, where, "cancel").status_code == 422
    assert post(clerk, where, "cancel", reason="Bão số 3.").status_code == 302
    assert "Bão số 3." in page_of(visit("council1"), where)


def test_the_signed_minutes_are_uploaded_and_read_by_the_members(agenda, visit):
    clerk = visit("clerk")
    where = opened(clerk, agenda)
    for number in range(1, 8):
        member = visit(f"council{number}")
        names = set(re.findall(r'name="(vote-\d+)"', page_of(member, where)))
        member.post(f"{where}/ballot", data=dict.fromkeys(names, "for"))
    assert post(clerk, where, "minutes", file=scan()).status_code == 409
    assert post(clerk, where, "closing", **ENDING).status_code == 302
    assert post(clerk, where, "minutes").status_code == 422
    assert clerk.get(f"{where}/minutes").status_code == 404
    assert post(clerk, where, "minutes", file=scan()).status_code == 302
    assert visit("council1").get(f"{where}/minutes").data.startswith(b"%PDF")
    assert visit("chair2").get(f"{where}/minutes").status_code == 404


def test_what_an_ended_session_was_voting_is_kept_nowhere(office, agenda, visit):  # noqa: F811
    where = opened(visit("clerk"), agenda)
    member = visit("council3")
    names = set(re.findall(r'name="(vote-\d+)"', page_of(member, where)))
    member.post("/account/sessions/end")
    assert member.post(f"{where}/ballot", data=dict.fromkeys(names, "against")).status_code == 302
    with office.app_context():
        kept = db.session.scalars(db.select(DraftBuffer.data)).all()
        seats = db.session.scalars(
            db.select(MeetingMember.has_voted).order_by(MeetingMember.id.desc()).limit(7)
        )
        assert not [one for one in kept if any(name.startswith("vote-") for name in one)]
        assert not any(seats)


def scan() -> tuple[io.BytesIO, str]:
    blocks = (Title("BIÊN BẢN", "Bản đã ký"),)
    paper = Paper(kind=DocumentType.MINUTES, title="", author="", subject="", blocks=blocks)
    return io.BytesIO(render_pdf(paper)), "bien-ban-da-ky.pdf"
