"""The vote: who is there, and what each says, once and for the whole agenda. The caller commits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import case, func, insert, update

from models import AgendaItem, Ballot, MeetingMember, ReviewMeeting, db
from models.enums import ATTENDANCE_LABELS, Attendance, MeetingState, State, Vote
from workflow.errors import ClosedError, InputError, NotAllowedError, NotFoundError, NotReadyError, Problem
from workflow.inputs import Field, Inputs, read_inputs, read_line
from workflow.meetings import votes
from workflow.meetings.award_forms import needless
from workflow.meetings.commenting import still_open
from workflow.meetings.finding import SEATS, clerk_post, note, open_for_writing, seat_of
from workflow.people import Person

TALLY = {Vote.FOR: "votes_for", Vote.AGAINST: "votes_against", Vote.ABSTAIN: "votes_abstain"}


def set_attendance(
    meeting: ReviewMeeting, person: Person, found: Mapping[int, str], version: int, raw: Inputs | None = None
) -> None:
    """Record who is there, who sent a ballot in writing, and who is neither.

    `raw` may say why in `reason-<member>`; who is there needs no reason.
    """
    post = open_for_writing(meeting, person, version, MeetingState.PREPARING, MeetingState.VOTING)
    fields = tuple(Field(f"reason-{one.id}", read_line, required=False) for one in meeting.members)
    reasons = read_inputs(fields, raw or {})
    changes = {}
    for member in meeting.members:
        before = _attended(member)
        try:
            attendance = Attendance(found.get(member.id, member.attendance.value))
        except ValueError:
            raise InputError({f"attendance-{member.id}": _("Chọn có mặt hoặc vắng.")}) from None
        if member.has_voted and attendance is Attendance.ABSENT:
            raise InputError({f"attendance-{member.id}": _("Người này đã bỏ phiếu.")})
        is_away = attendance is not Attendance.PRESENT
        member.attendance = attendance
        if not is_away or f"reason-{member.id}" in (raw or {}):
            member.absence_reason = reasons[f"reason-{member.id}"] or "" if is_away else ""
        if _attended(member) != before:
            changes[member.name] = (before, _attended(member))
    if changes:
        note("attendance", meeting, person, post, changes)


def _attended(member: MeetingMember) -> str:
    """As the log says it."""
    return ": ".join(filter(None, (str(ATTENDANCE_LABELS[member.attendance]), member.absence_reason)))


def open_vote(meeting: ReviewMeeting, person: Person, version: int) -> None:
    """Begin the vote on what the dossiers say now."""
    post = open_for_writing(meeting, person, version, MeetingState.PREPARING)
    problems = []
    if not meeting.agenda:
        problems.append(Problem(_("chưa có hồ sơ nào trong chương trình họp")))
    if not votes.is_quorate(meeting):
        problems.append(lacks_quorum(meeting))
    problems += [
        Problem(f"{one.nomination.code} {one.nomination.name}: " + _("không còn chờ xét ở bước này"))
        for one in meeting.dossiers
        if one.nomination.state is not State.UNIT_APPROVED
    ]
    problems += needless(meeting) + still_open(meeting)
    if problems:
        raise NotReadyError(problems)
    for item in meeting.agenda:
        item.content_hash = item.nomination.content_hash
        item.award_form = item.nomination.award_form
    meeting.state, meeting.opened_at = MeetingState.VOTING, func.clock_timestamp()
    note("open_vote", meeting, person, post, {})


def lacks_quorum(meeting: ReviewMeeting) -> Problem:
    return Problem(
        _("mới có %(n)s trên %(all)s thành viên có mặt, cần ít nhất %(quorum)s",
          n=len(meeting.present), all=len(meeting.members), quorum=meeting.quorum)
    )  # fmt: skip


def sheet_of(meeting: ReviewMeeting, member: MeetingMember) -> list[AgendaItem]:
    """The dossiers on which this member has a vote."""
    return [one for one in meeting.agenda if not votes.is_barred(one, member, meeting.heads_abstain)]


def cast(meeting: ReviewMeeting, person: Person, raw: Inputs) -> None:
    """One member's sheet for the whole agenda; final once cast.

    Of a secret vote only that he voted is kept: no row, no time and no log line of its own.
    """
    member = seat_of(meeting, person)
    if member is None:
        raise NotAllowedError(_("Đồng chí không thuộc thành phần cuộc họp này."))
    if member.attendance is not Attendance.PRESENT:
        raise NotAllowedError(_("Văn phòng chưa ghi đồng chí có mặt tại cuộc họp."))
    _cast(meeting, member, raw, is_written=False)
    if not meeting.is_secret:
        seat = next((post for post in person.posts if post.role is SEATS[meeting.body]), None)
        note("vote", meeting, person, seat, {})


def enter_written(meeting: ReviewMeeting, person: Person, member_id: int, raw: Inputs) -> None:
    """The clerk enters the ballot that an absent member sent in writing."""
    post = clerk_post(person, meeting.organisation_id)
    member = next((one for one in votes.written(meeting) if one.id == member_id), None)
    if member is None:
        raise NotFoundError(_("Không tìm thấy thành viên gửi phiếu bằng văn bản."))
    _cast(meeting, member, raw, is_written=True)
    note("written_ballot", meeting, person, post, {"member": (None, member.name)})


def _cast(meeting: ReviewMeeting, member: MeetingMember, raw: Inputs, *, is_written: bool) -> None:
    if meeting.state is not MeetingState.VOTING:
        raise ClosedError(_("Cuộc họp không ở bước bỏ phiếu."))
    if member.has_voted:
        raise ClosedError(_("Phiếu đã được bỏ và không đổi được nữa."))
    sheet = sheet_of(meeting, member)
    read = {item.id: _read_vote(raw.get(f"vote-{item.id}")) for item in sheet}
    choices = {number: vote for number, vote in read.items() if vote}
    if missing := read.keys() - choices.keys():
        raise InputError({f"vote-{number}": _("Chọn một ý kiến.") for number in sorted(missing)})
    member.has_voted = True
    if not choices:
        return
    if meeting.is_secret:
        _add_to_tallies(choices)
    else:
        rows = [
            {"item_id": number, "member_id": member.id, "vote": vote, "is_written": is_written}
            for number, vote in choices.items()
        ]
        db.session.execute(insert(Ballot), rows)


def _add_to_tallies(choices: dict[int, Vote]) -> None:
    # One statement, the same whatever was chosen: rows rewritten vote by vote would lie in that order.
    raised = {
        column: getattr(AgendaItem, column)
        + case(
            {number: int(chosen is vote) for number, chosen in choices.items()}, value=AgendaItem.id, else_=0
        )
        for vote, column in TALLY.items()
    }
    db.session.execute(update(AgendaItem).where(AgendaItem.id.in_(choices)).values(raised))


def _read_vote(value: Any) -> Vote | None:
    return next((one for one in Vote if one.value == value), None)
