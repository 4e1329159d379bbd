"""The invitation and the minutes of a review meeting, and what becomes of a meeting before it is held."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask

from documents.gather import paper_of
from documents.notices import NOTICES
from documents.pdf import render_pdf
from models import AuditEvent, Document, Enclosure, Message, ReviewMeeting, StoredFile, User, db
from models.enums import Action, Attendance, DocumentType, MeetingState, Role, State
from tests.documents.reading import text_of
from tests.workflow.sittings import (
    DETAILS,
    ENDING,
    as_member,
    attend,
    choose,
    council,
    hold,
    sheet,
)
from tests.workflow.world import dossier, person, try_act
from workflow import meetings
from workflow.errors import InputError, NotReadyError, StaleError


def paper(meeting: ReviewMeeting, kind: DocumentType) -> str:
    """The words of the last paper of that type."""
    db.session.flush()
    query = db.select(Document).filter_by(meeting_id=meeting.id, type=kind).order_by(Document.version.desc())
    made = render_pdf(paper_of(db.session.scalars(query).first(), "http://office.example"))
    return " ".join(text_of(made).split())


def mails(meeting: ReviewMeeting, action: str) -> list[tuple[Message, str]]:
    """The mails about that act, each with its words."""
    query = (
        db.select(Message, AuditEvent).join(AuditEvent, AuditEvent.id == Message.event_id)
        .filter(AuditEvent.stream == f"meeting:{meeting.id}", Message.action == action)
    )  # fmt: skip
    found = []
    for message, event in db.session.execute(query):
        notice = NOTICES[action](event, db.session.get(User, message.recipient_id))
        found.append((message, "\n".join((notice.subject, *notice.lines, notice.path))))
    return found


def test_an_invitation_is_a_mail_to_each_member_and_a_paper_with_a_number(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    meetings.invite(meeting, clerk, meeting.version)
    told = mails(meeting, "invite_meeting")
    assert sorted(one.recipient_id for one, _text in told) == sorted(one.user_id for one in meeting.members)
    for words in ("08 giờ 00, ngày 02/06/2025", "Phòng họp UBND", "2 hồ sơ", f"/meetings/{meeting.id}"):
        assert words in told[0][1]
    text = paper(meeting, DocumentType.INVITATION)
    for words in ("GIẤY MỜI", "/GM-UBND", "08 giờ 00, ngày 02 tháng 6 năm 2025", "Lương Hữu Thuyết"):
        assert words in text
    assert all(one.name in text for one in meeting.members)


def test_nobody_is_invited_to_an_empty_agenda(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    meetings.set_agenda(meeting, clerk, [], meeting.version)
    with pytest.raises(NotReadyError, match="chưa có hồ sơ nào trong chương trình họp"):
        meetings.invite(meeting, clerk, meeting.version)


def test_who_was_invited_reads_what_changed_and_the_new_paper_has_a_new_number(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    meetings.invite(meeting, clerk, meeting.version)
    former = meeting.invitation_number
    meetings.change(
        meeting, clerk, DETAILS | {"place": "Hội trường", "held_on": "05/06/2025"}, meeting.version
    )
    told = mails(meeting, "change_meeting")
    assert len(told) == 7
    assert "ngày họp trước đây: 02/06/2025; địa điểm trước đây: Phòng họp UBND" in told[0][1]
    assert "Địa điểm: Hội trường." in told[0][1]
    assert meeting.invitation_number > former
    assert "thay cho giấy mời đã gửi" in paper(meeting, DocumentType.INVITATION)


def test_a_change_that_no_invitation_told_of_tells_nobody(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    meetings.change(meeting, clerk, DETAILS | {"place": "Hội trường"}, meeting.version)
    meetings.invite(meeting, clerk, meeting.version)
    meetings.change(
        meeting, clerk, DETAILS | {"place": "Hội trường", "note_taker": "Lê Thị Bình"}, meeting.version
    )
    assert mails(meeting, "change_meeting") == []
    assert (meeting.place, meeting.note_taker) == ("Hội trường", "Lê Thị Bình")


def test_another_day_brings_the_rules_and_the_members_of_that_day(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    leaver = db.session.get(User, meeting.members[0].user_id)
    for one in leaver.appointments:
        if one.role is Role.COUNCIL:
            one.valid_to = meeting.held_on
    kept = {one.id for one in meeting.members[1:]}
    choose("vote_secret", True)
    meetings.change(meeting, clerk, DETAILS | {"held_on": "05/06/2025"}, meeting.version)
    db.session.flush()
    assert {one.id for one in meeting.members} == kept
    assert [one.position for one in meeting.members] == list(range(1, 7))
    assert meeting.is_secret


def test_a_cancelled_meeting_sets_its_dossiers_free_and_its_members_are_told(inside: Flask) -> None:
    meeting, clerk, rows = council()
    meetings.invite(meeting, clerk, meeting.version)
    with pytest.raises(InputError):
        meetings.cancel(meeting, clerk, {"reason": " "}, meeting.version)
    meetings.cancel(meeting, clerk, {"reason": "Bão số 3."}, meeting.version)
    assert "Lý do: Bão số 3." in mails(meeting, "cancel_meeting")[0][1]
    again = meetings.convene(clerk, rows[0].campaign, DETAILS)
    db.session.flush()
    assert {one.id for one in rows} <= {one.id for one in meetings.candidates(again)}
    assert meeting not in meetings.waiting_for(clerk)
    with pytest.raises(StaleError):
        meetings.open_vote(meeting, clerk, meeting.version)


def test_a_meeting_in_which_somebody_has_voted_is_not_cancelled(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    attend(meeting, clerk, 5)
    meetings.open_vote(meeting, clerk, meeting.version)
    meetings.cast(meeting, as_member(meeting.present[0]), sheet(meeting, "for", "for"))
    with pytest.raises(NotReadyError, match="đã có người bỏ phiếu"):
        meetings.cancel(meeting, clerk, {"reason": "Bão"}, meeting.version)
    assert meeting.state is MeetingState.VOTING


def test_the_same_click_again_finds_the_meeting_that_it_made(inside: Flask) -> None:
    choose("review_body", "council")
    clerk, campaign, click = person(Role.CLERK), dossier(State.UNIT_APPROVED).campaign, uuid4().hex
    first = meetings.convene(clerk, campaign, DETAILS, click)
    assert meetings.convene(clerk, campaign, DETAILS, click) is first
    assert meetings.convene(clerk, campaign, DETAILS, uuid4().hex) is not first


def test_the_minutes_say_who_met_how_they_voted_and_what_came_of_it(inside: Flask) -> None:
    meeting, clerk, rows = council()
    attend(meeting, clerk, 5, written=1)
    meetings.open_vote(meeting, clerk, meeting.version)
    for member in meeting.present:
        meetings.cast(meeting, as_member(member), sheet(meeting, "for", "against"))
    absent = next(one for one in meeting.members if one.attendance is Attendance.WRITTEN)
    meetings.enter_written(meeting, clerk, absent.id, sheet(meeting, "for", "abstain"))
    meetings.close(meeting, clerk, ENDING, meeting.version)
    text = paper(meeting, DocumentType.MINUTES)
    for words in (
        "BIÊN BẢN", "/BB-HĐTĐKT", "Thời gian bắt đầu: 08 giờ 00, ngày 02 tháng 6 năm 2025",
        "Tổng số thành viên: 07; có mặt: 05; vắng mặt: 02 (trong đó 01 người gửi phiếu bằng văn bản)",
        "Số phiếu phát ra: 06; số phiếu thu về: 06; số phiếu hợp lệ: 06.", "6/7", "85,7%", "0/7",
        "Đề nghị khen thưởng 01 trên 02 trường hợp.", "Nhất trí.",
        "Cuộc họp kết thúc vào 10 giờ 30, ngày 02 tháng 6 năm 2025", "THƯ KÝ", "CHỦ TỌA",
        "Hoàng Thị Kiều Diễm", *(row.name for row in rows), f"{absent.name}",
    ):  # fmt: skip
        assert words in text, words
    assert "Ý KIẾN CỦA TỪNG THÀNH VIÊN" not in text


@pytest.mark.parametrize("secret", [False, True])
def test_the_minutes_list_the_votes_of_an_open_meeting_only_where_the_office_wants_it(
    inside: Flask, secret: bool
) -> None:
    meeting, clerk, _rows = council(minutes_votes=True, vote_secret=secret)
    hold(meeting, clerk, [("for", "for")] * 4 + [("for", "against")] * 3)
    text = paper(meeting, DocumentType.MINUTES)
    assert ("Ý KIẾN CỦA TỪNG THÀNH VIÊN" in text) is not secret
    if not secret:
        against = text.split("Không có ý kiến")[-1]
        assert "; ".join(one.name for one in meeting.members[4:]) in against


def test_the_signed_minutes_are_kept_with_a_closed_meeting_only(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    db.session.add(StoredFile(sha256="ab" * 32, size=1, media_type="application/pdf"))
    db.session.flush()
    scan = Enclosure(sha256="ab" * 32, filename="bien-ban.pdf", uploaded_by_id=clerk.id)
    with pytest.raises(StaleError):
        meetings.file_minutes(meeting, clerk, scan, meeting.version)
    hold(meeting, clerk, [("for", "for")] * 5)
    meetings.file_minutes(meeting, clerk, scan, meeting.version)
    assert meeting.minutes_scan.filename == "bien-ban.pdf"


def test_a_dossier_of_a_cancelled_meeting_is_still_not_reviewed(inside: Flask) -> None:
    meeting, clerk, rows = council()
    meetings.cancel(meeting, clerk, {"reason": "Bão"}, meeting.version)
    with pytest.raises(NotReadyError, match="chưa đưa ra họp xét"):
        try_act(Action.REVIEW, rows[0], clerk)


def test_the_minutes_say_why_somebody_was_absent(inside: Flask) -> None:
    meeting, clerk, _rows = council()
    raw = {f"reason-{meeting.members[6].id}": "Đi công tác tại huyện"}
    meetings.set_attendance(meeting, clerk, {}, meeting.version, raw)
    hold(meeting, clerk, [("for", "for")] * 6)
    text = paper(meeting, DocumentType.MINUTES)
    assert "(lý do: Đi công tác tại huyện)" in text
    # Where all said one thing nobody has to choose.
    assert meeting.ties == []
