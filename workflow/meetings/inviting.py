"""The invitation to a meeting: a paper with a number, and a mail to each member. The caller commits."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from models import AuditEvent, Message, ReviewMeeting, User, db
from models.enums import DocumentType, MeetingState
from workflow.campaign_papers import signers_of
from workflow.dates import today
from workflow.errors import NotReadyError, Problem
from workflow.meetings.finding import note, open_for_writing
from workflow.notices import tell
from workflow.numbers import paper_number
from workflow.orders import order
from workflow.people import Person, Post

# What the invitation says: who was invited learns when it changes.
ON_INVITATION = {"held_on", "starts_at", "place", "chaired_by"}


def invite(meeting: ReviewMeeting, person: Person, version: int) -> None:
    """Invite all members to what stands on the agenda."""
    post = open_for_writing(meeting, person, version, MeetingState.PREPARING)
    if not meeting.agenda:
        raise NotReadyError([Problem(_("chưa có hồ sơ nào trong chương trình họp"))])
    send_invitation(meeting, person, post, {})


def send_invitation(meeting: ReviewMeeting, person: Person, post: Post, changes: dict[str, Any]) -> None:
    """A new paper under a new number, and the mails; `changes` is what the former invitation said else."""
    day = today()
    meeting.invitation_number = paper_number(meeting.organisation, DocumentType.INVITATION, day.year)
    meeting.invited_on = day
    meeting.invitations += 1
    chairs = signers_of(meeting.campaign)
    # The one who chairs signs, else the first of them; without any the place stays empty.
    chairs.sort(key=lambda one: one.user.full_name not in meeting.chaired_by)
    if chairs:
        first = chairs[0]
        meeting.signer_name, meeting.signer_title = first.user.full_name, first.title
        meeting.signing = first.signing
    order(DocumentType.INVITATION, meeting.invitations, meeting_id=meeting.id)
    tell_members("change_meeting" if changes else "invite_meeting", meeting, person, post, changes)


def tell_members(
    action: str, meeting: ReviewMeeting, person: Person, post: Post, changes: dict[str, Any]
) -> None:
    """Write the act into the chain of the meeting, and a mail about it to each member."""
    act_id = uuid4()
    before = {name: str(pair[0] or "") for name, pair in changes.items()}
    event_id = note(action, meeting, person, post, changes, act_id=act_id, data={"before": before})
    query = db.select(User).filter(User.id.in_([one.user_id for one in meeting.members]), User.active)
    tell(db.session.scalars(query.order_by(User.id)), action=action, event_id=event_id, act_id=act_id)


def told_of(meeting: ReviewMeeting) -> list[Message]:
    """The mails of the last time that the members were told: to whom, and whether they went out."""
    last = (
        db.select(Message.event_id)
        .join(AuditEvent, AuditEvent.id == Message.event_id)
        .filter(AuditEvent.stream == f"meeting:{meeting.id}")
        .order_by(Message.event_id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = db.select(Message).filter(Message.event_id == last).options(joinedload(Message.recipient))
    return list(db.session.scalars(query.order_by(Message.id)))
