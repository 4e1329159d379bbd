"""The list that is open to everybody before the meeting: off by default, and the vote waits for it."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from documents.gather import paper_of
from documents.pdf import render_pdf
from models import AuditEvent, Document, PublicComment, ReviewMeeting, db
from models.enums import DocumentType, MeetingState, Role, State
from tests.documents.reading import text_of
from tests.workflow.sittings import ENDING, as_member, attend, council, sheet
from tests.workflow.world import dossier, person
from workflow import meetings
from workflow.errors import InputError, NotAllowedError, NotReadyError
from workflow.meetings import commenting
from workflow.people import Person

WORDS = {
    "received_on": "02/06/2025",
    "sender": "Phùng Thị Lụa",
    "text": "Đề nghị xem lại số buổi dọn vệ sinh.",
}


def published() -> tuple[ReviewMeeting, Person]:
    meeting, clerk, _rows = council(comment_days="5")
    commenting.open_comments(meeting, clerk, meeting.version)
    attend(meeting, clerk, 5)
    return meeting, clerk


def test_an_office_that_chose_nothing_opens_no_list(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    with pytest.raises(NotReadyError, match="không lấy ý kiến công khai"):
        commenting.open_comments(meeting, clerk, meeting.version)
    assert commenting.lists_open_today() == []
    attend(meeting, clerk, 5)
    meetings.open_vote(meeting, clerk, meeting.version)
    assert meeting.state is MeetingState.VOTING


def test_the_vote_waits_until_the_last_day_is_over(inside: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting, clerk, _rows = council(comment_days="5")
    attend(meeting, clerk, 5)
    with pytest.raises(NotReadyError, match="chưa công khai danh sách"):
        meetings.open_vote(meeting, clerk, meeting.version)
    commenting.open_comments(meeting, clerk, meeting.version)
    # 2 June is a Monday; five working days on is the Monday after.
    assert (meeting.comments_from, meeting.comments_until) == (date(2025, 6, 2), date(2025, 6, 9))
    for day in (date(2025, 6, 2), date(2025, 6, 9)):
        monkeypatch.setattr(commenting, "today", lambda day=day: day)
        assert commenting.lists_open_today() == [meeting]
        with pytest.raises(NotReadyError, match="đến hết ngày 09/06/2025"):
            meetings.open_vote(meeting, clerk, meeting.version)
    monkeypatch.setattr(commenting, "today", lambda: date(2025, 6, 10))
    assert commenting.lists_open_today() == []
    meetings.open_vote(meeting, clerk, meeting.version)
    assert meeting.state is MeetingState.VOTING


def test_a_list_that_is_open_takes_no_more_dossiers_but_lets_one_go(inside: Flask) -> None:
    meeting, clerk = published()
    commenting.note_comment(
        meeting, clerk, WORDS | {"nomination_id": meeting.agenda[0].nomination_id}, meeting.version
    )
    ids = [one.nomination_id for one in meeting.agenda]
    with pytest.raises(NotReadyError, match="không thêm hồ sơ được"):
        meetings.set_agenda(meeting, clerk, [*ids, dossier(State.UNIT_APPROVED).id], meeting.version)
    meetings.set_agenda(meeting, clerk, ids[1:], meeting.version)
    db.session.flush()
    assert [one.nomination_id for one in meeting.agenda] == ids[1:]
    assert len(meetings.comments_on(meeting)) == 1
    with pytest.raises(NotReadyError, match="đã được công khai"):
        commenting.open_comments(meeting, clerk, meeting.version)


def test_the_log_of_the_dossier_tells_that_a_comment_came_and_not_from_whom(inside: Flask) -> None:
    meeting, clerk = published()
    row = meeting.agenda[0].nomination
    commenting.note_comment(meeting, clerk, WORDS | {"nomination_id": str(row.id)}, meeting.version)
    db.session.flush()
    kept = db.session.scalars(db.select(PublicComment).filter_by(meeting_id=meeting.id)).one()
    assert (kept.nomination_id, kept.sender, kept.text) == (row.id, WORDS["sender"], WORDS["text"])
    query = db.select(AuditEvent).filter_by(action="note_comment").order_by(AuditEvent.id)
    by_stream = {one.stream.partition(":")[0]: {value.field for value in one.values}
                 for one in db.session.scalars(query)}  # fmt: skip
    assert by_stream == {
        "meeting": {"received_on", "sender", "text", "code"}, "nomination": {"received_on"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "bad"),
    [("nomination_id", "999999"), ("nomination_id", "x"), ("received_on", "01/06/2025"),
     ("received_on", "03/06/2025"), ("sender", ""), ("text", "")],
)  # fmt: skip
def test_what_is_written_down_wrongly_is_told_at_its_field(inside: Flask, name: str, bad: str) -> None:
    meeting, clerk = published()
    raw = WORDS | {"nomination_id": meeting.agenda[0].nomination_id} | {name: bad}
    with pytest.raises(InputError) as refusal:
        commenting.note_comment(meeting, clerk, raw, meeting.version)
    assert set(refusal.value.fields) == {name}


def test_only_the_clerk_opens_a_list_and_writes_comments_down(inside: Flask) -> None:
    meeting, clerk, _rows = council(comment_days="5")
    for role in (Role.CHAIR, Role.COUNCIL):
        with pytest.raises(NotAllowedError):
            commenting.open_comments(meeting, person(role), meeting.version)
        with pytest.raises(NotAllowedError):
            commenting.note_comment(meeting, person(role), WORDS, meeting.version)
    with pytest.raises(NotReadyError, match="chưa được công khai"):
        commenting.note_comment(meeting, clerk, WORDS, meeting.version)


def test_the_minutes_tell_the_days_and_how_many_comments_came(
    inside: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, clerk = published()
    commenting.note_comment(
        meeting, clerk, WORDS | {"nomination_id": meeting.agenda[0].nomination_id}, meeting.version
    )
    monkeypatch.setattr(commenting, "today", lambda: date(2025, 6, 10))
    meetings.open_vote(meeting, clerk, meeting.version)
    for member in meeting.present:
        meetings.cast(meeting, as_member(member), sheet(meeting, "for", "for"))
    db.session.flush()
    meetings.close(meeting, clerk, ENDING, meeting.version)
    db.session.flush()
    document = db.session.scalars(
        db.select(Document).filter_by(meeting_id=meeting.id, type=DocumentType.MINUTES)
    ).one()
    text = " ".join(text_of(render_pdf(paper_of(document, "http://office.example"))).split())
    assert "công khai để lấy ý kiến từ ngày 02 tháng 6 năm 2025 đến hết ngày 09 tháng 6 năm 2025" in text
    assert "số ý kiến nhận được: 01" in text
    assert WORDS["sender"] not in text
