"""Who: reasons why a person with the right role may still not act on this dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _
from sqlalchemy import exists

from models import AuditEvent, Nomination, db
from models.enums import Role, State
from workflow.dates import today
from workflow.guards import is_above, open_holds
from workflow.outside import is_outside
from workflow.people import Person
from workflow.settings import setting
from workflow.steps import Bar, Grant, grant_of

# The acts in the log that make somebody a writer of a dossier.
WRITING = ("create", "save", "attach", "detach", "open_field", "submit", "enter")


def not_his_own(person: Person, nomination: Nomination) -> Iterator[str]:
    """A nominee acts on nothing of his own; a deputy does."""
    if nomination.nominee.user_id == person.id:
        yield _("Hồ sơ này đề nghị khen chính đồng chí, xin để cấp phó xử lý.")


def not_the_drafter(person: Person, nomination: Nomination) -> Iterator[str]:
    """Who wrote on a dossier does not approve it, unless the unit's setting allows it."""
    is_writer = nomination.drafted_by_id == person.id or _wrote(person, nomination)
    if not is_writer:
        return
    post = person.post_for((Role.UNIT_HEAD,), nomination)
    # The setting is for a unit where one person is all there is; a deputy proves that there are two.
    if (post and post.absent) or not setting(nomination.unit, "self_approval", today()):
        yield _("Đồng chí lập hồ sơ này nên không tự duyệt được.")


def _wrote(person: Person, nomination: Nomination) -> bool:
    query = exists().where(
        AuditEvent.nomination_id == nomination.id, AuditEvent.actor_id == person.id,
        AuditEvent.action.in_(WRITING),
    )  # fmt: skip
    return bool(db.session.scalar(db.select(query)))


def not_who_entered_it(person: Person, nomination: Nomination) -> Iterator[str]:
    """Who entered a paper dossier for a unit, or wrote on it as a deputy, does not appraise it."""
    if nomination.entered_by_id is None:
        return
    if nomination.entered_by_id == person.id or _wrote(person, nomination):
        yield _("Đồng chí đã nhập hồ sơ này thay đơn vị, xin để người khác thẩm định.")


def drafter_only_while_drafting(person: Person, nomination: Nomination) -> Iterator[str]:
    """The drafter withdraws a draft; later it is the unit head's to decide."""
    if nomination.state is not State.DRAFTING and not person.post_for((Role.UNIT_HEAD,), nomination):
        yield _("Hồ sơ đã trình; chỉ thủ trưởng đơn vị rút được.")


def not_below_the_hold(holders: Iterable[Role]) -> Bar:
    """A hold is released by the office that set it or by one above; `holders` begins with the highest."""
    holders = tuple(holders)

    def check(person: Person, nomination: Nomination) -> Iterator[str]:
        posts = (person.post_for((role,), nomination) for role in holders)
        post = next(filter(None, posts), None)
        above = [one for one in open_holds(nomination) if post and is_above(one, post)]
        if above and len(above) == len(open_holds(nomination)):
            yield _("%(org)s đã tạm dừng hồ sơ này và sẽ cho xét tiếp.", org=above[0].organisation.short_name)

    return check


def only_the_granter(grants: Iterable[Grant]) -> Bar:
    """Who granted an award revokes or corrects it (domain: Law, chapter VII)."""
    grants = tuple(grants)

    def check(person: Person, nomination: Nomination) -> Iterator[str]:
        grant = grant_of(grants, nomination)
        if grant and is_outside(nomination, grant.level):
            return  # Who writes down what that office says has been asked already.
        if grant is None or person.post_for((grant.role,), nomination) is None:
            yield _("Chỉ cơ quan đã quyết định khen mới làm được việc này.")

    return check


def only_who_entered_it(person: Person, nomination: Nomination) -> Iterator[str]:
    """The clerk, or his deputy, finishes only a dossier that he began from the unit's paper."""
    if not person.stands_for(nomination.entered_by_id):
        yield _("Hồ sơ này do đơn vị tự lập, không phải hồ sơ giấy đồng chí đang nhập.")
