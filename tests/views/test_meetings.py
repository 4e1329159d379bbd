"""The pages of a review meeting: the clerk holds it, the members vote, the others are kept out."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commands.demo_commands import PASSWORD
from models import Nomination, ReviewMeeting, Setting, db
from models.enums import MeetingState, Role, State
from tests.workflow.conftest import office, own_env  # noqa: F401 (fixtures of these tests too)
from tests.workflow.world import person

DETAILS = {
    "held_on": "02/06/2025", "starts_at": "08 giờ 00", "place": "Phòng họp UBND",
    "chaired_by": "Lương Hữu Thuyết, Chủ tịch", "note_taker": "Hoàng Thị Kiều Diễm",
}  # fmt: skip


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
    assert post(clerk, where, "closing", conclusion="Nhất trí.").status_code == 302
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
