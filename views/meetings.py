"""The review meetings: convened by the clerk, voted in by their members."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Campaign, ReviewMeeting, db
from models.enums import Attendance, MeetingState, ReviewBody, Role
from views.access import allow, current_person
from views.inputs import Messages, row_id, ticked_ids
from workflow import meetings
from workflow.campaigns import campaigns_of
from workflow.dates import today
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
    return _new_page({}, {"held_on": f"{today():%d/%m/%Y}", "starts_at": _("08 giờ 00")}, [])


def _new_page(errors: dict[str, str], values: Any, problems: list, code: int = 200) -> Any:
    page = render_template(
        "meetings/new.html", errors=Messages(errors), values=values, problems=problems, campaigns=_campaigns()
    )
    return (page, code) if code != 200 else page


@blueprint.post("")
@allow(Role.CLERK)
def convene() -> Any:
    """Convene a meeting, or give the form back with what is wrong with it."""
    number = request.form.get("campaign_id", 0, type=row_id)
    campaign = next((one for one in _campaigns() if one.id == number), None)
    if campaign is None:
        return _new_page({"campaign_id": _("Chọn phong trào.")}, request.form, [], 422)
    try:
        meeting = meetings.convene(current_person(), campaign, request.form.to_dict())
    except InputError as wrong:
        db.session.rollback()
        return _new_page(wrong.fields, request.form, [], 422)
    except NotReadyError as refusal:
        db.session.rollback()
        return _new_page({}, request.form, refusal.problems, 422)
    number = meeting.id
    db.session.commit()
    flash(_("Đã lập cuộc họp. Hãy chọn hồ sơ đưa ra xét."), "success")
    return redirect(url_for("meetings.show", meeting_id=number))


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
    page = render_template(
        "meetings/show.html", meeting=meeting, is_clerk=is_clerk, seat=seat, votes=votes,
        errors=Messages(errors or {}), values=request.form, problems=problems or [],
        candidates=meetings.candidates(meeting) if is_clerk and is_preparing else [],
        ballots=meetings.ballots_of(meeting), result=meetings.result_in_words,
        is_quorate=votes.is_quorate(meeting), attendances=list(Attendance),
        can_vote=_can_vote(meeting, seat), written=[one for one in votes.written(meeting) if not one.has_voted],
    )  # fmt: skip
    return (page, code) if code != 200 else page


def _can_vote(meeting: ReviewMeeting, seat: Any) -> bool:
    is_open = meeting.state is MeetingState.VOTING
    return bool(is_open and seat and seat.attendance is Attendance.PRESENT and not seat.has_voted)


def _write(meeting_id: int, act: Callable[[ReviewMeeting], None], done: str) -> Any:
    """Do one thing to the locked meeting; what is refused comes back on its page."""
    try:
        act(meetings.find_meeting(meeting_id, current_person(), for_writing=True))
    except InputError as wrong:
        db.session.rollback()
        return _page(meeting_id, wrong.fields, [], 422)
    except NotReadyError as refusal:
        db.session.rollback()
        return _page(meeting_id, {}, refusal.problems, 422)
    db.session.commit()
    flash(done, "success")
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


def _version() -> int:
    return request.form.get("version", -1, type=row_id)


@blueprint.post("/<int:meeting_id>/agenda")
@allow(Role.CLERK)
def set_agenda(meeting_id: int) -> Any:
    """Put just the ticked dossiers before the meeting."""
    ids = ticked_ids(request.form)
    return _write(
        meeting_id,
        lambda one: meetings.set_agenda(one, current_person(), ids, _version()),
        _("Đã ghi chương trình họp."),
    )


@blueprint.post("/<int:meeting_id>/attendance")
@allow(Role.CLERK)
def set_attendance(meeting_id: int) -> Any:
    """Record who is there."""
    found = {
        int(name.removeprefix("attendance-")): value
        for name, value in request.form.items()
        if name.startswith("attendance-") and name.removeprefix("attendance-").isdecimal()
    }
    return _write(
        meeting_id,
        lambda one: meetings.set_attendance(one, current_person(), found, _version()),
        _("Đã ghi điểm danh."),
    )


@blueprint.post("/<int:meeting_id>/opening")
@allow(Role.CLERK)
def open_vote(meeting_id: int) -> Any:
    """Begin the vote."""
    return _write(
        meeting_id,
        lambda one: meetings.open_vote(one, current_person(), _version()),
        _("Đã bắt đầu bỏ phiếu. Các thành viên có mặt bỏ phiếu trên trang này."),
    )


@blueprint.post("/<int:meeting_id>/ballot")
@allow(Role.COUNCIL, Role.CHAIR)
def cast(meeting_id: int) -> Any:
    """Cast one's sheet."""
    raw = request.form.to_dict()
    return _write(
        meeting_id, lambda one: meetings.cast(one, current_person(), raw), _("Đã bỏ phiếu. Cảm ơn đồng chí.")
    )


@blueprint.post("/<int:meeting_id>/written/<int:member_id>")
@allow(Role.CLERK)
def enter_written(meeting_id: int, member_id: int) -> Any:
    """Enter the ballot that an absent member sent."""
    raw = request.form.to_dict()
    return _write(
        meeting_id,
        lambda one: meetings.enter_written(one, current_person(), member_id, raw),
        _("Đã nhập phiếu gửi bằng văn bản."),
    )


@blueprint.post("/<int:meeting_id>/closing")
@allow(Role.CLERK)
def close(meeting_id: int) -> Any:
    """Count and freeze the results."""
    raw = request.form.to_dict()
    return _write(
        meeting_id,
        lambda one: meetings.close(one, current_person(), raw, _version()),
        _("Đã kết thúc cuộc họp; kết quả được chốt."),
    )
