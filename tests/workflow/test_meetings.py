"""A review meeting: its quorum, its votes, and what it opens to the dossiers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from models import AuditEvent, Ballot, MeetingMember, Nomination, db
from models.enums import Action, Attendance, MeetingState, NomineeKind, Role, State
from tests.workflow.sittings import ENDING, as_member, attend, choose, council, hold, sheet
from tests.workflow.world import dossier, person, try_act
from workflow import meetings
from workflow.errors import ClosedError, InputError, NotAllowedError, NotFoundError, NotReadyError, StaleError
from workflow.meetings import votes
from workflow.visibility import visible_to


def test_the_members_are_who_holds_a_seat_on_that_day(inside: Flask) -> None:
    meeting, _clerk, _rows = council()
    assert len(meeting.members) == 7
    assert {one.attendance for one in meeting.members} == {Attendance.ABSENT}


@pytest.mark.parametrize("secret", [False, True])
def test_a_dossier_with_more_than_half_of_all_members_passes_and_can_be_reviewed(
    inside: Flask, secret: bool
) -> None:
    meeting, clerk, rows = council(vote_secret=secret)
    hold(meeting, clerk, [("for", "for")] * 3 + [("for", "against")] * 1 + [("against", "abstain")] * 1)
    assert [(one.votes_for, one.electors, one.is_passed) for one in meeting.agenda] == [
        (4, 7, True), (3, 7, False),
    ]  # fmt: skip
    passed = try_act(Action.REVIEW, rows[0], clerk)
    assert passed.nominations[0].state is State.TOWN_REVIEWED
    with pytest.raises(NotReadyError, match=r"họp xét không thông qua: 3/7 phiếu đồng ý"):
        try_act(Action.REVIEW, rows[1], clerk)


def test_without_a_meeting_the_review_waits_where_the_town_holds_one(inside: Flask) -> None:
    choose("review_body", "council")
    row = dossier(State.UNIT_APPROVED)
    with pytest.raises(NotReadyError, match="chưa đưa ra họp xét"):
        try_act(Action.REVIEW, row, person(Role.CLERK))
    assert row.state is State.UNIT_APPROVED


def test_a_content_that_changed_after_the_vote_goes_before_the_meeting_again(inside: Flask) -> None:
    meeting, clerk, rows = council()
    hold(meeting, clerk, [("for", "for")] * 5)
    for name in ("content_hash", "approved_hash", "appraised_hash"):
        setattr(rows[0], name, "khác")
    with pytest.raises(NotReadyError, match="nội dung đã đổi sau khi họp xét"):
        try_act(Action.REVIEW, rows[0], clerk)


def test_too_few_members_cannot_begin_to_vote(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    attend(meeting, clerk, 4)
    with pytest.raises(NotReadyError, match=r"mới có 4 trên 7 thành viên có mặt, cần ít nhất 2/3"):
        meetings.open_vote(meeting, clerk, meeting.version)
    assert meeting.state is MeetingState.PREPARING


def test_a_written_ballot_is_a_vote_but_no_presence(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    attend(meeting, clerk, 4, written=3)
    with pytest.raises(NotReadyError):
        meetings.open_vote(meeting, clerk, meeting.version)
    attend(meeting, clerk, 5, written=1)
    meetings.open_vote(meeting, clerk, meeting.version)
    absent = votes.written(meeting)[0]
    meetings.enter_written(meeting, clerk, absent.id, sheet(meeting, "for", "for"))
    with pytest.raises(NotAllowedError, match="chưa ghi đồng chí có mặt"):
        meetings.cast(meeting, as_member(absent), sheet(meeting, "for", "for"))


def test_a_ballot_is_final_once_cast(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    attend(meeting, clerk, 5)
    meetings.open_vote(meeting, clerk, meeting.version)
    member = as_member(meeting.present[0])
    meetings.cast(meeting, member, sheet(meeting, "for", "for"))
    with pytest.raises(ClosedError, match="Phiếu đã được bỏ"):
        meetings.cast(meeting, member, sheet(meeting, "against", "against"))


def test_a_sheet_with_a_gap_is_not_cast(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    attend(meeting, clerk, 5)
    meetings.open_vote(meeting, clerk, meeting.version)
    with pytest.raises(InputError) as refusal:
        meetings.cast(meeting, as_member(meeting.present[0]), sheet(meeting, "for", "hôm qua"))
    assert set(refusal.value.fields) == {f"vote-{meeting.agenda[1].id}"}
    assert not meeting.present[0].has_voted


def test_nobody_votes_on_himself(inside: Flask) -> None:
    meeting, clerk, rows = council()
    attend(meeting, clerk, 5)
    rows[1].nominee.user_id = meeting.present[0].user_id
    meetings.open_vote(meeting, clerk, meeting.version)
    own = meetings.sheet_of(meeting, meeting.present[0])
    assert [one.nomination_id for one in own] == [rows[0].id]
    assert (
        votes.electors_of(next(one for one in meeting.agenda if one.nomination_id == rows[1].id), meeting)
        == 6
    )


def test_a_secret_vote_leaves_no_row_and_no_line_of_its_own(inside: Flask) -> None:
    meeting, clerk, _rows = council(vote_secret=True)
    attend(meeting, clerk, 5)
    meetings.open_vote(meeting, clerk, meeting.version)
    db.session.flush()
    stream = f"meeting:{meeting.id}"
    before = db.session.scalar(db.select(db.func.count()).select_from(AuditEvent).filter_by(stream=stream))
    meetings.cast(meeting, as_member(meeting.present[0]), sheet(meeting, "for", "against"))
    after = db.session.scalar(db.select(db.func.count()).select_from(AuditEvent).filter_by(stream=stream))
    assert after == before
    assert db.session.scalars(db.select(Ballot)).all() == []
    columns = set(MeetingMember.__table__.columns.keys())
    assert not [name for name in columns if name.endswith(("_at", "_on"))]


def test_the_ballots_of_an_open_vote_are_hidden_until_the_closing(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    attend(meeting, clerk, 5)
    meetings.open_vote(meeting, clerk, meeting.version)
    for member in meeting.present:
        meetings.cast(meeting, as_member(member), sheet(meeting, "for", "abstain"))
    assert meetings.ballots_of(meeting) == {}
    assert [one.votes_for for one in meeting.agenda] == [0, 0]
    meetings.close(meeting, clerk, ENDING, meeting.version)
    assert {len(one) for one in meetings.ballots_of(meeting).values()} == {5}
    assert [(one.votes_for, one.votes_abstain) for one in meeting.agenda] == [(5, 0), (0, 5)]


def test_it_closes_only_when_everybody_there_has_voted(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    attend(meeting, clerk, 5)
    meetings.open_vote(meeting, clerk, meeting.version)
    for member in meeting.present[:4]:
        meetings.cast(meeting, as_member(member), sheet(meeting, "for", "for"))
    with pytest.raises(NotReadyError, match=f"chưa bỏ phiếu: {meeting.present[4].name}"):
        meetings.close(meeting, clerk, ENDING, meeting.version)


def test_who_comes_second_reads_who_was_faster(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    version = meeting.version
    attend(meeting, clerk, 5)
    with pytest.raises(StaleError, match="đã ghi điểm danh lúc"):
        meetings.open_vote(meeting, clerk, version)


def test_a_member_sees_the_dossiers_of_his_agenda_and_no_others(inside: Flask) -> None:
    meeting, _clerk, rows = council()
    other = dossier(State.UNIT_APPROVED)
    member = person(Role.COUNCIL)
    seen = db.session.scalars(
        db.select(Nomination.id).filter(
            Nomination.id.in_([other.id, *(one.id for one in rows)]), visible_to(member)
        )
    )
    assert set(seen) == {one.id for one in rows}
    assert meetings.find_meeting(meeting.id, member).id == meeting.id
    with pytest.raises(NotFoundError):
        meetings.find_meeting(meeting.id, person(Role.DRAFTER))


def test_only_the_clerk_records_the_meeting(inside: Flask) -> None:
    meeting, _clerk, rows = council()
    with pytest.raises(NotAllowedError):
        meetings.set_agenda(meeting, person(Role.CHAIR), [rows[0].id], meeting.version)


@given(
    for_=st.integers(0, 15), others=st.integers(0, 15),
    ratio=st.sampled_from(["1/2", "2/3", "3/4"]),
)  # fmt: skip
def test_a_vote_passes_just_when_its_share_is_above_the_ratio(for_: int, others: int, ratio: str) -> None:
    electors = for_ + others
    share_is_above = electors > 0 and Fraction(for_, electors) > Fraction(ratio)
    assert votes.is_passed(for_, electors, ratio) is share_is_above


def test_why_somebody_is_absent_is_noted_until_he_comes(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    attend(meeting, clerk, 5)
    away = meeting.members[6]
    raw = {f"reason-{away.id}": "Đi công tác tại huyện"}
    meetings.set_attendance(meeting, clerk, {}, meeting.version, raw)
    assert away.absence_reason == "Đi công tác tại huyện"
    # Another list of who is there takes no reason away, but for the one who came.
    attend(meeting, clerk, 5, written=2)
    assert away.absence_reason == "Đi công tác tại huyện"
    attend(meeting, clerk, 7)
    assert away.absence_reason == ""
    with pytest.raises(InputError) as refusal:
        meetings.set_attendance(meeting, clerk, {}, meeting.version, {f"reason-{away.id}": "ă" * 10_001})
    assert set(refusal.value.fields) == {f"reason-{away.id}"}


def test_equal_votes_are_a_tie_among_the_like_and_choose_nobody(inside: Flask) -> None:
    meeting, clerk, rows = council()
    assert meeting.ties == []
    hold(meeting, clerk, [("for", "for")] * 4 + [("against", "against")])
    assert [[one.nomination_id for one in group] for group in meeting.ties] == [[one.id for one in rows]]
    assert all(one.is_passed for one in meeting.agenda)


def test_other_votes_are_no_tie(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    hold(meeting, clerk, [("for", "for")] * 4 + [("for", "against")])
    assert meeting.ties == []


def test_a_household_and_a_collective_do_not_compete(inside: Flask) -> None:
    meeting, clerk, rows = council()
    rows[0].kind = NomineeKind.HOUSEHOLD
    hold(meeting, clerk, [("for", "for")] * 5)
    assert meeting.ties == []
