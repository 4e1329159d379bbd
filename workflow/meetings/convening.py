"""The clerk calls a review meeting: its day, its place and who sits in it. The caller commits."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from models import Appointment, Campaign, MeetingMember, Organisation, ReviewMeeting, db
from models.enums import Attendance, MeetingState, ReviewBody, Role
from models.text import sort_key
from workflow.actions import former_act
from workflow.errors import NotReadyError, Problem
from workflow.inputs import REASON, Field, Inputs, read_date, read_inputs, read_line
from workflow.meetings.finding import SEATS, body_of, clerk_post, note, open_for_writing
from workflow.meetings.inviting import ON_INVITATION, send_invitation, tell_members
from workflow.people import Person
from workflow.settings import setting

FIELDS = (
    Field("held_on", read_date), Field("starts_at", read_line), Field("place", read_line),
    Field("chaired_by", read_line), Field("note_taker", read_line),
)  # fmt: skip
# The rules that a meeting keeps, each with the setting that gives it.
RULES = {
    "is_secret": "vote_secret", "quorum": "quorum", "pass_ratio": "pass_ratio",
    "counts_all_members": "vote_of_all", "heads_abstain": "heads_abstain", "lists_votes": "minutes_votes",
}  # fmt: skip


def convene(person: Person, campaign: Campaign, raw: Inputs, request_id: str | None = None) -> ReviewMeeting:
    """A new meeting of the clerk's town, with the members and the rules of that day.

    The same click again is answered with the meeting that it made.
    """
    post = clerk_post(person, campaign.organisation_id)
    # One after the other, so that the second click sees what the first has written.
    db.session.execute(db.select(Campaign.id).filter_by(id=campaign.id).with_for_update(key_share=True))
    if request_id and (former := former_act(person, request_id, "meeting")):
        return db.session.get_one(ReviewMeeting, former.data["meeting"])
    town = campaign.organisation
    body = body_of(town)
    if body is ReviewBody.NONE:
        raise NotReadyError([Problem(_("nơi này chọn không họp xét (xem Thiết lập)"))])
    clean = read_inputs(FIELDS, raw)
    meeting = ReviewMeeting(
        organisation_id=town.id, campaign_id=campaign.id, body=body, made_by_id=person.id,
        state=MeetingState.PREPARING, version=1, conclusion="", **clean,
    )  # fmt: skip
    _take_rules(meeting, town)
    db.session.add(meeting)
    db.session.flush()
    changes = {name: (None, value) for name, value in clean.items()}
    note("convene", meeting, person, post, changes, request_id=request_id)
    return meeting


def _take_rules(meeting: ReviewMeeting, town: Organisation) -> None:
    """The rules and the members of the day on which it is held; who sits in it already keeps his seat."""
    for column, key in RULES.items():
        setattr(meeting, column, setting(town, key, meeting.held_on))
    meeting.comment_days = int(setting(town, "comment_days", meeting.held_on))
    kept = {one.user_id: one for one in meeting.members}
    found = _seats(town, SEATS[meeting.body], meeting.held_on)
    if not found:
        raise NotReadyError([Problem(_("chưa phân công ai vào thành phần họp xét"))])
    meeting.members = [kept.get(one.user_id, one) for one in found]
    for place, one in enumerate(meeting.members, 1):
        one.position = place


def change(meeting: ReviewMeeting, person: Person, raw: Inputs, version: int) -> None:
    """Another day, place, chair or note-taker; who was invited is invited anew and told what changed."""
    post = open_for_writing(meeting, person, version, MeetingState.PREPARING)
    clean = read_inputs(FIELDS, raw)
    changes = {
        name: (getattr(meeting, name), value)
        for name, value in clean.items()
        if value != getattr(meeting, name)
    }
    if not changes:
        return
    for name, (_before, value) in changes.items():
        setattr(meeting, name, value)
    if "held_on" in changes:
        _take_rules(meeting, meeting.organisation)
    if meeting.invitations and changes.keys() & ON_INVITATION:
        send_invitation(meeting, person, post, changes)
    else:
        note("save", meeting, person, post, changes)


def cancel(meeting: ReviewMeeting, person: Person, raw: Inputs, version: int) -> None:
    """Call the meeting off while nobody has voted; its dossiers wait for another one."""
    post = open_for_writing(meeting, person, version, MeetingState.PREPARING, MeetingState.VOTING)
    if any(one.has_voted for one in meeting.members):
        raise NotReadyError([Problem(_("đã có người bỏ phiếu, chỉ còn kết thúc cuộc họp"))])
    meeting.cancel_reason = read_inputs((REASON,), raw)["reason"]
    meeting.state = MeetingState.CANCELLED
    changes = {"reason": (None, meeting.cancel_reason)}
    if meeting.invitations:
        tell_members("cancel_meeting", meeting, person, post, changes)
    else:
        note("cancel_meeting", meeting, person, post, changes)


def _seats(town: Organisation, role: Role, day: Any) -> list[MeetingMember]:
    query = (
        db.select(Appointment)
        .filter_by(organisation_id=town.id, role=role)
        .options(joinedload(Appointment.user))
    )
    holders = {one.user_id: one for one in db.session.scalars(query) if one.is_in_force(day)}
    heads = db.select(Appointment).filter(
        Appointment.role == Role.UNIT_HEAD, Appointment.user_id.in_(list(holders))
    )
    units = {one.user_id: one.organisation_id for one in db.session.scalars(heads) if one.is_in_force(day)}
    ordered = sorted(holders.values(), key=lambda one: (sort_key(one.user.full_name), one.id))
    return [
        MeetingMember(
            user_id=one.user_id, position=place, name=one.user.full_name, title=one.title,
            unit_id=units.get(one.user_id), attendance=Attendance.ABSENT, has_voted=False,
        )
        for place, one in enumerate(ordered, 1)
    ]  # fmt: skip
