"""The clerk calls a review meeting: its day, its place and who sits in it. The caller commits."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from models import Appointment, Campaign, MeetingMember, Organisation, ReviewMeeting, db
from models.enums import Attendance, MeetingState, ReviewBody, Role
from models.text import sort_key
from workflow.errors import NotReadyError, Problem
from workflow.inputs import Field, Inputs, read_date, read_inputs, read_line
from workflow.meetings.finding import SEATS, body_of, clerk_post, note
from workflow.people import Person
from workflow.settings import setting

FIELDS = (
    Field("held_on", read_date), Field("starts_at", read_line), Field("place", read_line),
    Field("chaired_by", read_line), Field("note_taker", read_line),
)  # fmt: skip


def convene(person: Person, campaign: Campaign, raw: Inputs) -> ReviewMeeting:
    """A new meeting of the clerk's town, with the members and the rules of that day."""
    post = clerk_post(person, campaign.organisation_id)
    town = campaign.organisation
    body = body_of(town)
    if body is ReviewBody.NONE:
        raise NotReadyError([Problem(_("nơi này chọn không họp xét (xem Thiết lập)"))])
    clean = read_inputs(FIELDS, raw)
    day = clean["held_on"]
    meeting = ReviewMeeting(
        organisation_id=town.id, campaign_id=campaign.id, body=body, made_by_id=person.id,
        state=MeetingState.PREPARING, version=1, conclusion="",
        is_secret=setting(town, "vote_secret", day), quorum=setting(town, "quorum", day),
        pass_ratio=setting(town, "pass_ratio", day),
        counts_all_members=setting(town, "vote_of_all", day),
        heads_abstain=setting(town, "heads_abstain", day), **clean,
    )  # fmt: skip
    meeting.members.extend(_seats(town, SEATS[body], day))
    if not meeting.members:
        raise NotReadyError([Problem(_("chưa phân công ai vào thành phần họp xét"))])
    db.session.add(meeting)
    db.session.flush()
    note("convene", meeting, person, post, {name: (None, value) for name, value in clean.items()})
    return meeting


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
