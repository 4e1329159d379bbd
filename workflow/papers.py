"""Who may open a paper, and who may have it made again: one row for each subject of `Document`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import Select, func

from models import Award, Document, Nomination, Submission, db
from workflow.batches import preparing_post
from workflow.campaign_papers import may_open_paper, paper_maker
from workflow.errors import NotAllowedError, NotFoundError
from workflow.meetings import clerk_post, find_meeting
from workflow.people import Person, Post
from workflow.procedures import DECIDERS
from workflow.visibility import submission_visible_to, visible_to


class Rules(NamedTuple):
    """What is asked of a person before a paper of that subject is shown, or made again."""

    may_open: Callable[[Person, Document], bool]
    # The post in which the person may order it; `NotAllowedError` where he has none.
    maker: Callable[[Person, Document], Post]


def may_open(person: Person, document: Document) -> bool:
    """Whether this person may read the paper, by what he may see of its subject."""
    return RULES[document.subject].may_open(person, document)


def maker_post(person: Person, document: Document) -> Post:
    """The post in which the person may have this paper made again; `NotAllowedError` without one."""
    return RULES[document.subject].maker(person, document)


def awards_seen(person: Person, *conditions: Any) -> Select[Any]:
    """The awards that this person may see."""
    return db.select(Award).join(Award.nomination).filter(visible_to(person), *conditions)


def number_of_awards(decision_id: int) -> int:
    """How many names stand on the list of a decision."""
    query = db.select(func.count()).select_from(Award).filter(Award.decision_id == decision_id)
    return db.session.scalar(query) or 0


def _sees_submission(person: Person, document: Document) -> bool:
    query = db.select(Submission.id).filter(
        Submission.id == document.submission_id, submission_visible_to(person)
    )
    return db.session.scalar(query) is not None


def sees_decision(person: Person, decision_id: int) -> bool:
    """A decision names everybody on its list, so it is for those who may see all of them."""
    seen = db.session.scalars(awards_seen(person, Award.decision_id == decision_id)).all()
    return len(seen) == number_of_awards(decision_id)


def _sees_decision(person: Person, document: Document) -> bool:
    assert document.decision_id is not None
    return sees_decision(person, document.decision_id)


def _sees_award(person: Person, document: Document) -> bool:
    return db.session.scalar(awards_seen(person, Award.id == document.award_id)) is not None


def _sees_meeting(person: Person, document: Document) -> bool:
    assert document.meeting_id is not None  # Its subject says so.
    try:
        find_meeting(document.meeting_id, person)
    except NotFoundError:
        return False
    return True


def _convener(person: Person, document: Document) -> Post:
    assert document.meeting is not None  # Its subject says so.
    return clerk_post(person, document.meeting.organisation_id)


def _preparer(person: Person, document: Document) -> Post:
    assert document.submission is not None  # Its subject says so.
    return preparing_post(person, document.submission)


def _granter(person: Person, document: Document) -> Post:
    decision = document.decision or document.award.decision
    for post in person.posts:
        if post.role in DECIDERS and post.organisation_id == decision.organisation_id:
            return post
    raise NotAllowedError(_("Chỉ cơ quan ban hành mới tạo lại được văn bản này."))


def _sees_nomination(person: Person, document: Document) -> bool:
    query = db.select(Nomination.id).filter(Nomination.id == document.nomination_id, visible_to(person))
    return db.session.scalar(query) is not None


def _receiver(person: Person, document: Document) -> Post:
    assert document.nomination is not None  # Its subject says so.
    return clerk_post(person, document.nomination.town_id)


RULES: dict[str, Rules] = {
    "submission": Rules(_sees_submission, _preparer),
    "decision": Rules(_sees_decision, _granter),
    "award": Rules(_sees_award, _granter),
    "campaign": Rules(may_open_paper, paper_maker),
    "nomination": Rules(_sees_nomination, _receiver),
    "meeting": Rules(_sees_meeting, _convener),
}
