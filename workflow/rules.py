"""Who: reasons why a person with the right role may still not act on this dossier."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from models import Nomination
from models.enums import Level, Role, State
from workflow.dates import today
from workflow.guards import open_holds
from workflow.people import Person
from workflow.settings import setting

HEIGHT = {Level.UNIT: 0, Level.TOWN: 1, Level.DISTRICT: 2, Level.PROVINCE: 3}


def not_his_own(person: Person, nomination: Nomination) -> Iterator[str]:
    """A nominee acts on nothing of his own; a deputy does."""
    if nomination.nominee.user_id == person.id:
        yield _("Hồ sơ này đề nghị khen chính đồng chí, xin để cấp phó xử lý.")


def not_the_drafter(person: Person, nomination: Nomination) -> Iterator[str]:
    """Who wrote a dossier does not approve it, unless the unit's setting allows it."""
    if nomination.drafted_by_id == person.id and not setting(nomination.unit, "self_approval", today()):
        yield _("Đồng chí lập hồ sơ này nên không tự duyệt được.")


def not_who_entered_it(person: Person, nomination: Nomination) -> Iterator[str]:
    """Who entered a paper dossier for a unit does not appraise it."""
    if nomination.entered_by_id == person.id:
        yield _("Đồng chí đã nhập hồ sơ này thay đơn vị, xin để người khác thẩm định.")


def drafter_only_while_drafting(person: Person, nomination: Nomination) -> Iterator[str]:
    """The drafter withdraws a draft; later it is the unit head's to decide."""
    if nomination.state is not State.DRAFTING and not person.post_for((Role.UNIT_HEAD,), nomination):
        yield _("Hồ sơ đã trình; chỉ thủ trưởng đơn vị rút được.")


def not_below_the_hold(person: Person, nomination: Nomination) -> Iterator[str]:
    """A hold is released by the office that set it or by one above."""
    post = person.post_for((Role.PROVINCE, Role.DISTRICT, Role.CLERK), nomination)
    for hold in open_holds(nomination):
        if post and HEIGHT[post.level] < HEIGHT[hold.level]:
            yield _("%(org)s đã tạm dừng hồ sơ này và sẽ cho xét tiếp.", org=hold.organisation.short_name)


def only_the_granter(person: Person, nomination: Nomination) -> Iterator[str]:
    """Who granted an award revokes or corrects it (domain: Law, chapter VII)."""
    level = nomination.award_form.granter_level
    granter = Role.PROVINCE if level is Level.PROVINCE else Role.DISTRICT
    if person.post_for((granter,), nomination) is None:
        yield _("Chỉ cơ quan đã quyết định khen mới làm được việc này.")


def only_who_entered_it(person: Person, nomination: Nomination) -> Iterator[str]:
    """The clerk finishes only a dossier that he began from the unit's paper."""
    if nomination.entered_by_id != person.id:
        yield _("Hồ sơ này do đơn vị tự lập, không phải hồ sơ giấy đồng chí đang nhập.")
