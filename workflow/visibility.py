"""Who may see what: the one rule, as a SQL condition."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from models import AgendaItem, MeetingMember, Nomination, ReviewMeeting, Submission
from models.enums import MeetingState, Role, SubmissionState
from workflow.people import Person, Post
from workflow.procedures import LIST_READERS, OFFICIALS
from workflow.procedures.roles import SEES
from workflow.tree import ids_below


def _seen_from(post: Post, person: Person) -> ColumnElement[bool] | None:
    """What this post opens; nothing to the admin."""
    if post.role is Role.AUDITOR:
        return getattr(Nomination, f"{post.level.value}_id") == post.organisation_id
    if post.role is Role.COUNCIL:
        return and_(Nomination.town_id == post.organisation_id, Nomination.id.in_(_agenda_of(person)))
    return SEES[post.role](post.organisation_id) if post.role in SEES else None


def _agenda_of(person: Person) -> Select[Any]:
    """The dossiers before the meetings in which this person sits."""
    seats = (
        select(MeetingMember.meeting_id)
        .join(ReviewMeeting, ReviewMeeting.id == MeetingMember.meeting_id)
        .where(MeetingMember.user_id == person.id, ReviewMeeting.state != MeetingState.CANCELLED)
    )
    return select(AgendaItem.nomination_id).where(AgendaItem.meeting_id.in_(seats))


def visible_by_post(person: Person) -> list[ColumnElement[bool]]:
    """What each of the person's posts opens to him, for lists that read one index after the other."""
    found = (_seen_from(post, person) for post in person.posts)
    return [one for one in found if one is not None]


def visible_to(person: Person) -> ColumnElement[bool]:
    """The condition on `Nomination` for everything that this person may see."""
    return or_(false(), *visible_by_post(person))


def submission_visible_to(person: Person) -> ColumnElement[bool]:
    """The condition on `Submission`: the sender's office from the start, the receiver once sent."""
    offices = person.at(*LIST_READERS)
    return or_(
        false(),
        Submission.from_organisation_id.in_(offices),
        # The letter of an office outside the system, which this one wrote down.
        Submission.kept_by_id.in_(offices),
        Submission.from_organisation_id.in_(ids_below(person.at(Role.AUDITOR))),
        and_(
            Submission.to_organisation_id.in_(offices),
            Submission.state == SubmissionState.SENT,
        ),
    )


def may_read_holds(person: Person, nomination: Nomination) -> bool:
    """Whether the reason of a hold may be shown to this person."""
    # It may touch a complaint or a discipline.
    return person.post_for((*OFFICIALS, Role.AUDITOR), nomination) is not None
