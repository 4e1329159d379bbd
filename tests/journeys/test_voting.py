"""A secret vote at two browsers at once, and one person at two of them."""

import pytest
from playwright.sync_api import Page, expect

from models import MeetingMember, db
from models.enums import Attendance
from tests.workflow.sittings import council
from workflow import meetings


@pytest.fixture
def where(office) -> str:
    """A secret vote has begun; all seven are there."""
    with office.app_context():
        meeting, clerk, _rows = council(vote_secret=True)
        everybody = dict.fromkeys([one.id for one in meeting.members], Attendance.PRESENT.value)
        meetings.set_attendance(meeting, clerk, everybody, meeting.version)
        meetings.open_vote(meeting, clerk, meeting.version)
        number = meeting.id
        db.session.commit()
        return f"/meetings/{number}"


def fill_in(page: Page, where: str, choice: str) -> None:
    page.goto(where)
    for one in page.locator("#ballot").get_by_label(choice, exact=True).all():
        one.check()


def cast(page: Page) -> None:
    page.get_by_role("button", name="Bỏ phiếu", exact=True).click()


def test_two_members_vote_at_once_and_nobody_votes_twice(office, sit, where) -> None:
    one, two, again = sit("council1").page, sit("council2").page, sit("council1").page
    fill_in(one, where, "Đồng ý")
    fill_in(two, where, "Không đồng ý")
    fill_in(again, where, "Không đồng ý")
    press = "document.querySelector('#ballot form').requestSubmit()"
    # Neither click waits for the other's answer.
    for page in (one, two):
        page.evaluate(f"setTimeout(() => {press}, 0)")
    for page in (one, two):
        expect(page.locator("main")).to_contain_text("Đồng chí đã bỏ phiếu")
        expect(page.locator("main")).not_to_contain_text("phiếu đồng ý")
    cast(again)
    expect(again.locator("main")).to_contain_text("Phiếu đã được bỏ và không đổi được nữa.")
    clerk = sit("clerk").page
    clerk.goto(where)
    expect(clerk.locator("aside")).to_contain_text("2 trên 7 phiếu")
    with office.app_context():
        number = int(where.rpartition("/")[2])
        voted = db.session.scalars(db.select(MeetingMember.has_voted).filter_by(meeting_id=number)).all()
        assert sum(voted) == 2
        tallies = db.session.execute(
            db.text("SELECT votes_for, votes_against, votes_abstain FROM agenda_item WHERE meeting_id = :id"),
            {"id": number},
        )
        assert {tuple(row) for row in tallies} == {(1, 1, 0)}
