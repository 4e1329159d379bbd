"""The review meetings: convened by the clerk, voted in by their members."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Campaign, Document, MeetingMember, PublicComment, ReviewMeeting, db
from models.enums import MESSAGE_LABELS, Attendance, DocumentType, MeetingState, ReviewBody, Role
from views.access import allow, current_person
from views.files import send_enclosure
from views.inputs import Messages, row_id, ticked_ids
from views.uploading import enclose
from workflow import audit, meetings
from workflow.campaigns import campaigns_of
from workflow.checks.catalogue import PREFERENCE
from workflow.dates import OFFICE_ZONE, today
from workflow.errors import InputError, NotReadyError
from workflow.meetings import votes

blueprint = Blueprint("meetings", __name__, url_prefix="/meetings")
MEMBERS = (Role.CLERK, Role.CHAIR, Role.COUNCIL, Role.AUDITOR)


@blueprint.get("")
@allow(*MEMBERS)
def index() -> str:
    """The meetings that the person may know of."""
    person = current_person()
    waiting = {one.id for one in meetings.waiting_for(person)}
    return render_template(
        "meetings/index.html", rows=meetings.meetings_of(person), waiting=waiting,
        can_convene=bool(_campaigns()),
    )  # fmt: skip


def _campaigns() -> list[Campaign]:
    """The campaigns for which this clerk can convene a meeting, by the setting of his town."""
    towns = set(current_person().at(Role.CLERK))
    found = [one for one in campaigns_of(current_person()) if one.organisation_id in towns and one.published]
    return [one for one in found if meetings.body_of(one.organisation) is not ReviewBody.NONE]


@blueprint.get("/new")
@allow(Role.CLERK)
def new() -> Any:
    """An empty form."""
    return _form({}, {"held_on": f"{today():%d/%m/%Y}", "starts_at": _("08 giờ 00")})


def _form(
    errors: dict[str, str], values: Any, problems: list | None = None, meeting: ReviewMeeting | None = None
) -> Any:
    """The details of a meeting, new or known; answered with 422 where something is wrong with them."""
    page = render_template(
        "meetings/form.html", errors=Messages(errors), values=values, problems=problems or [],
        meeting=meeting, campaigns=[] if meeting else _campaigns(),
        request_id=request.form.get("request_id") or uuid4().hex,
    )  # fmt: skip
    return (page, 422) if errors or problems else page


@blueprint.post("")
@allow(Role.CLERK)
def convene() -> Any:
    """Convene a meeting, or give the form back with what is wrong with it."""
    number = request.form.get("campaign_id", 0, type=row_id)
    campaign = next((one for one in _campaigns() if one.id == number), None)
    if campaign is None:
        return _form({"campaign_id": _("Chọn phong trào.")}, request.form)
    click = request.form.get("request_id", "")[:64] or None
    try:
        meeting = meetings.convene(current_person(), campaign, request.form.to_dict(), click)
    except InputError as wrong:
        db.session.rollback()
        return _form(wrong.fields, request.form)
    except NotReadyError as refusal:
        db.session.rollback()
        return _form({}, request.form, refusal.problems)
    number = meeting.id
    db.session.commit()
    flash(_("Đã lập cuộc họp. Hãy chọn hồ sơ đưa ra xét."), "success")
    return redirect(url_for("meetings.show", meeting_id=number))


@blueprint.get("/<int:meeting_id>/edit")
@allow(Role.CLERK)
def edit(meeting_id: int) -> Any:
    """The details of a meeting that is being prepared."""
    meeting = meetings.find_meeting(meeting_id, current_person())
    meetings.clerk_post(current_person(), meeting.organisation_id)
    if meeting.state is not MeetingState.PREPARING:
        return redirect(url_for("meetings.show", meeting_id=meeting_id))
    values = {one.name: getattr(meeting, one.name) for one in meetings.FIELDS}
    return _form({}, values | {"held_on": f"{meeting.held_on:%d/%m/%Y}"}, meeting=meeting)


@blueprint.post("/<int:meeting_id>/edit")
@allow(Role.CLERK)
def change(meeting_id: int) -> Any:
    """Write other details; the members are told what their invitation said else."""
    raw, person = request.form.to_dict(), current_person()
    try:
        meetings.change(_locked(meeting_id), person, raw, typed_version())
    except InputError as wrong:
        db.session.rollback()
        return _form(wrong.fields, request.form, meeting=meetings.find_meeting(meeting_id, person))
    except NotReadyError as refusal:
        db.session.rollback()
        meeting = meetings.find_meeting(meeting_id, person)
        return _form({}, request.form, refusal.problems, meeting)
    db.session.commit()
    flash(_("Đã ghi cuộc họp."), "success")
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


@blueprint.get("/<int:meeting_id>")
@allow(*MEMBERS)
def show(meeting_id: int) -> Any:
    """The meeting: agenda, members, and what this person can do."""
    return _page(meeting_id)


def _page(
    meeting_id: int, errors: dict[str, str] | None = None, problems: list | None = None, code: int = 200
) -> Any:
    person = current_person()
    meeting = meetings.find_meeting(meeting_id, person)
    is_clerk = meeting.organisation_id in person.at(Role.CLERK)
    seat = meetings.seat_of(meeting, person)
    is_preparing = meeting.state is MeetingState.PREPARING
    now = datetime.now(OFFICE_ZONE)
    page = render_template(
        "meetings/show.html", meeting=meeting, is_clerk=is_clerk, seat=seat, votes=votes,
        errors=Messages(errors or {}), values=request.form, problems=problems or [],
        candidates=meetings.candidates(meeting) if is_clerk and is_preparing and not meeting.comments_from else [],
        choices=meetings.choices(meeting) if is_clerk and is_preparing else {},
        form_error=any(one.startswith("form-") for one in errors or {}),
        ballots=meetings.ballots_of(meeting), result=meetings.result_in_words,
        is_quorate=votes.is_quorate(meeting), attendances=list(Attendance),
        can_vote=_can_vote(meeting, seat), written=[one for one in votes.written(meeting) if not one.has_voted],
        invitations=_papers(meeting, DocumentType.INVITATION), minutes=_papers(meeting, DocumentType.MINUTES),
        now=_("%(hour)s giờ %(minute)s", hour=f"{now:%H}", minute=f"{now:%M}"),
        comments=_comments(meeting, seat), waits="; ".join(one.text for one in meetings.still_open(meeting)),
         ties=meeting.ties, preference=PREFERENCE, told=_told(meeting) if is_clerk else [],
    )  # fmt: skip
    return (page, code) if code != 200 else page


def _comments(meeting: ReviewMeeting, seat: MeetingMember | None) -> list[PublicComment]:
    """What people wrote to the office; nobody reads what was said of himself."""
    if not meeting.comments_from:
        return []
    return [
        one
        for one in meetings.comments_on(meeting)
        if seat is None or one.nomination.nominee.user_id != seat.user_id
    ]


def _told(meeting: ReviewMeeting) -> list[dict[str, Any]]:
    """To whom the last mails went, and whether they went out."""
    return [
        {"name": one.recipient.full_name, "address": one.address or _("xem trong hệ thống"),
         "at": one.sent_at or one.created_at, "error": one.last_error,
         "state": one.state, "state_label": MESSAGE_LABELS[one.state]}
        for one in meetings.told_of(meeting)
    ]  # fmt: skip


def _papers(meeting: ReviewMeeting, kind: DocumentType) -> list[Document]:
    """The papers of that type, the newest first."""
    query = db.select(Document).filter_by(meeting_id=meeting.id, type=kind)
    return list(db.session.scalars(query.order_by(Document.version.desc())))


def _can_vote(meeting: ReviewMeeting, seat: Any) -> bool:
    is_open = meeting.state is MeetingState.VOTING
    return bool(is_open and seat and seat.attendance is Attendance.PRESENT and not seat.has_voted)


def write(meeting_id: int, act: Callable[[ReviewMeeting], None], done: str) -> Any:
    """Do one thing to the locked meeting; what is refused comes back on its page."""
    try:
        act(_locked(meeting_id))
    except InputError as wrong:
        db.session.rollback()
        return _page(meeting_id, wrong.fields, [], 422)
    except NotReadyError as refusal:
        db.session.rollback()
        return _page(meeting_id, {}, refusal.problems, 422)
    db.session.commit()
    flash(done, "success")
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


def _locked(meeting_id: int) -> ReviewMeeting:
    return meetings.find_meeting(meeting_id, current_person(), for_writing=True)


def typed_version() -> int:
    """The version of the meeting as the page showed it."""
    return request.form.get("version", -1, type=row_id)


@blueprint.post("/<int:meeting_id>/agenda")
@allow(Role.CLERK)
def set_agenda(meeting_id: int) -> Any:
    """Put just the ticked dossiers before the meeting."""
    ids = ticked_ids(request.form)
    return write(
        meeting_id,
        lambda one: meetings.set_agenda(one, current_person(), ids, typed_version()),
        _("Đã ghi chương trình họp."),
    )


@blueprint.post("/<int:meeting_id>/award-forms")
@allow(Role.CLERK)
def ask_forms(meeting_id: int) -> Any:
    """Ask the meeting for another award form of the chosen dossiers."""
    wanted = _numbered("form-")
    return write(
        meeting_id,
        lambda one: meetings.ask_forms(one, current_person(), wanted, typed_version()),
        _("Đã ghi câu hỏi về hình thức khen."),
    )


def _numbered(prefix: str) -> dict[int, str]:
    """What the form says of each row, in the fields that are called so."""
    found = {}
    for name, value in request.form.items():
        if name.startswith(prefix):
            with suppress(ValueError):
                found[row_id(name.removeprefix(prefix))] = value
    return found


@blueprint.post("/<int:meeting_id>/invitation")
@allow(Role.CLERK)
def invite(meeting_id: int) -> Any:
    """Send the invitation, as a mail to each member and as a paper."""
    return write(
        meeting_id,
        lambda one: meetings.invite(one, current_person(), typed_version()),
        _("Đã gửi thư mời cho các thành viên; giấy mời (PDF) đang được tạo."),
    )


@blueprint.post("/<int:meeting_id>/cancel")
@allow(Role.CLERK)
def cancel(meeting_id: int) -> Any:
    """Call the meeting off."""
    raw = request.form.to_dict()
    return write(
        meeting_id,
        lambda one: meetings.cancel(one, current_person(), raw, typed_version()),
        _("Đã hủy cuộc họp. Các hồ sơ chờ cuộc họp khác."),
    )


@blueprint.post("/<int:meeting_id>/attendance")
@allow(Role.CLERK)
def set_attendance(meeting_id: int) -> Any:
    """Record who is there."""
    found, raw = _numbered("attendance-"), request.form.to_dict()
    return write(
        meeting_id,
        lambda one: meetings.set_attendance(one, current_person(), found, typed_version(), raw),
        _("Đã ghi điểm danh."),
    )


@blueprint.post("/<int:meeting_id>/opening")
@allow(Role.CLERK)
def open_vote(meeting_id: int) -> Any:
    """Begin the vote."""
    return write(
        meeting_id,
        lambda one: meetings.open_vote(one, current_person(), typed_version()),
        _("Đã bắt đầu bỏ phiếu. Các thành viên có mặt bỏ phiếu trên trang này."),
    )


@blueprint.post("/<int:meeting_id>/ballot")
@allow(Role.COUNCIL, Role.CHAIR)
def cast(meeting_id: int) -> Any:
    """Cast one's sheet."""
    raw = request.form.to_dict()
    return write(
        meeting_id, lambda one: meetings.cast(one, current_person(), raw), _("Đã bỏ phiếu. Cảm ơn đồng chí.")
    )


@blueprint.post("/<int:meeting_id>/written/<int:member_id>")
@allow(Role.CLERK)
def enter_written(meeting_id: int, member_id: int) -> Any:
    """Enter the ballot that an absent member sent."""
    raw = request.form.to_dict()
    return write(
        meeting_id,
        lambda one: meetings.enter_written(one, current_person(), member_id, raw),
        _("Đã nhập phiếu gửi bằng văn bản."),
    )


@blueprint.post("/<int:meeting_id>/closing")
@allow(Role.CLERK)
def close(meeting_id: int) -> Any:
    """Count and freeze the results."""
    raw = request.form.to_dict()
    return write(
        meeting_id,
        lambda one: meetings.close(one, current_person(), raw, typed_version()),
        _("Đã kết thúc cuộc họp; kết quả được chốt."),
    )


@blueprint.post("/<int:meeting_id>/minutes")
@allow(Role.CLERK)
def file_minutes(meeting_id: int) -> Any:
    """Keep the scan of the signed minutes."""

    def take(meeting: ReviewMeeting) -> None:
        meetings.clerk_post(current_person(), meeting.organisation_id)
        scan = enclose("file", meeting.organisation)
        assert scan is not None  # It is required.
        meetings.file_minutes(meeting, current_person(), scan, typed_version())

    return write(meeting_id, take, _("Đã lưu bản chụp biên bản."))


@blueprint.get("/<int:meeting_id>/minutes")
@allow(*MEMBERS)
def minutes(meeting_id: int) -> Response:
    """The scan of the signed minutes."""
    meeting = meetings.find_meeting(meeting_id, current_person())
    scan = meeting.minutes_scan or abort(404)
    audit.record_access("download", current_person(), detail=f"minutes {meeting.id}")
    answer = send_enclosure(scan)
    db.session.commit()
    return answer
