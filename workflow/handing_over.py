"""After the decision: the list that the awardees signed when they received paper and money."""

from __future__ import annotations

from flask_babel import gettext as _

from models import Award, Decision, Enclosure, db
from models.enums import Role
from workflow.actions import record
from workflow.errors import NotAllowedError, NotFoundError
from workflow.papers import awards_seen, number_of_awards
from workflow.people import Person, Post


def sees_all(person: Person, decision: Decision) -> bool:
    """Whether this person may see every name of the decision."""
    seen = db.session.scalars(awards_seen(person, Award.decision_id == decision.id)).all()
    return len(seen) == number_of_awards(decision.id)


def may_keep(person: Person, decision: Decision) -> bool:
    """Whether this person hands over what the decision grants: the clerk of the campaign's office."""
    return keeping_post(person, decision) is not None


def find_decision(decision_id: int, person: Person) -> Decision:
    """The decision, locked; `NotFoundError` where the person may not know of it."""
    decision = db.session.get(Decision, decision_id, with_for_update=True, populate_existing=True)
    if decision is None or not sees_all(person, decision):
        raise NotFoundError(_("Không tìm thấy quyết định."))
    return decision


def keep_receipt(decision: Decision, person: Person, enclosure: Enclosure) -> None:
    """Point the decision to the scan; a former one stays in the store and in the log."""
    post = keeping_post(person, decision)
    if post is None:
        raise NotAllowedError(_("Chỉ Văn phòng nơi phát động mới lưu danh sách ký nhận."))
    decision.receipt = enclosure
    record("keep_receipt", stream=f"decision:{decision.id}", actor=person, post=post,
           changes={"filename": (None, enclosure.filename)}, data={"files": [enclosure.sha256]})  # fmt: skip


def keeping_post(person: Person, decision: Decision) -> Post | None:
    """The post of the clerk of the campaign's office, if this person has it."""
    place = decision.campaign.organisation_id
    return next((one for one in person.posts if (one.role, one.organisation_id) == (Role.CLERK, place)), None)
