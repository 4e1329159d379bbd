"""Which meetings a person may know of, and who may write into one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import joinedload, selectinload

from models import AgendaItem, MeetingMember, Nomination, Organisation, ReviewMeeting, db
from models.enums import Attendance, MeetingState, ReviewBody, Role
from workflow.actions import faster_than_you, record
from workflow.dates import today
from workflow.errors import NotAllowedError, NotFoundError, StaleError
from workflow.people import Person, Post
from workflow.settings import setting

SEATS = {ReviewBody.COUNCIL: Role.COUNCIL, ReviewBody.LEADERSHIP: Role.CHAIR}


def meetings_of(person: Person) -> list[ReviewMeeting]:
    """The meetings that this person may know of, the newest first."""
    query = db.select(ReviewMeeting).filter(_known_to(person)).options(joinedload(ReviewMeeting.campaign))
    return list(db.session.scalars(query.order_by(ReviewMeeting.held_on.desc(), ReviewMeeting.id.desc())))


def _known_to(person: Person) -> ColumnElement[bool]:
    """The office itself, and whoever sits in the meeting."""
    seats = db.select(MeetingMember.meeting_id).filter(MeetingMember.user_id == person.id)
    offices = person.at(Role.CLERK, Role.CHAIR, Role.AUDITOR)
    return or_(ReviewMeeting.organisation_id.in_(offices), ReviewMeeting.id.in_(seats))


def find_meeting(meeting_id: int, person: Person, *, for_writing: bool = False) -> ReviewMeeting:
    """The meeting with its members and agenda; `NotFoundError` where it may not be known."""
    query = (
        db.select(ReviewMeeting)
        .filter(ReviewMeeting.id == meeting_id, _known_to(person))
        .options(
            joinedload(ReviewMeeting.campaign), joinedload(ReviewMeeting.organisation),
            selectinload(ReviewMeeting.members),
            selectinload(ReviewMeeting.agenda).joinedload(AgendaItem.nomination).options(
                joinedload(Nomination.nominee), joinedload(Nomination.unit),
                joinedload(Nomination.award_form),
            ),
            selectinload(ReviewMeeting.agenda).joinedload(AgendaItem.proposed_form),
            selectinload(ReviewMeeting.agenda).joinedload(AgendaItem.award_form),
        )
        .execution_options(populate_existing=True)
    )  # fmt: skip
    if for_writing:
        query = query.with_for_update(of=ReviewMeeting)
    meeting = db.session.scalars(query).unique().one_or_none()
    if meeting is None:
        raise NotFoundError(_("Không tìm thấy cuộc họp."))
    return meeting


def waiting_for(person: Person) -> list[ReviewMeeting]:
    """The meetings that wait for this person: his ballot, or the clerk's closing."""
    ballots = db.select(MeetingMember.meeting_id).filter(
        MeetingMember.user_id == person.id, ~MeetingMember.has_voted,
        MeetingMember.attendance == Attendance.PRESENT,
    )  # fmt: skip
    query = db.select(ReviewMeeting).filter(
        or_(
            (ReviewMeeting.state == MeetingState.VOTING) & ReviewMeeting.id.in_(ballots),
            ReviewMeeting.state.in_([MeetingState.PREPARING, MeetingState.VOTING])
            & ReviewMeeting.organisation_id.in_(person.at(Role.CLERK)),
        )
    )
    return list(db.session.scalars(query.order_by(ReviewMeeting.held_on)))


def body_of(town: Organisation) -> ReviewBody:
    """Who reviews in this town today, by its setting."""
    return ReviewBody(setting(town, "review_body", today()))


def seat_of(meeting: ReviewMeeting, person: Person) -> MeetingMember | None:
    """This person's seat, if he sits in the meeting."""
    return next((one for one in meeting.members if one.user_id == person.id), None)


def lock_dossiers(ids: Iterable[int]) -> None:
    """Lock these and read them anew, in the order of their ids; also those that the clerk sees no more."""
    query = db.select(Nomination).filter(Nomination.id.in_(list(ids))).order_by(Nomination.id)
    query = query.with_for_update(of=Nomination).execution_options(populate_existing=True)
    db.session.scalars(query).all()


def clerk_post(person: Person, organisation_id: int) -> Post:
    """The post in which this person convenes the meetings of the office."""
    for post in person.posts:
        if post.role is Role.CLERK and post.organisation_id == organisation_id:
            return post
    raise NotAllowedError(_("Chỉ Văn phòng triệu tập và ghi cuộc họp xét."))


def open_for_writing(meeting: ReviewMeeting, person: Person, version: int, *states: MeetingState) -> Post:
    """The post in which the clerk writes into the locked meeting, which has a new version then.

    `StaleError` where somebody was faster, or the meeting is not in one of these states.
    """
    post = clerk_post(person, meeting.organisation_id)
    if meeting.version != version or meeting.state not in states:
        raise StaleError(faster_than_you(f"meeting:{meeting.id}"))
    meeting.version += 1
    return post


def note(
    action: str, meeting: ReviewMeeting, person: Person, post: Post | None, changes: Any, **more: Any
) -> int:
    """Write the act into the chain of the meeting; the event's id. `data` says more for a mail."""
    data = {"meeting": meeting.id} | more.pop("data", {})
    return record(action, stream=f"meeting:{meeting.id}", actor=person, post=post, changes=changes,
                  data=data, **more)  # fmt: skip
