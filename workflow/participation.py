"""Who received the plan (Nơi nhận) and said so. The caller commits."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy.orm import contains_eager

from models import Activity, Campaign, Organisation, Participation, User, db
from models.enums import Level, Role
from models.text import sort_key_plain
from workflow.actions import record
from workflow.audience import holders_at
from workflow.campaigns import clerk_post, open_for_writing, stream_of
from workflow.dates import today
from workflow.errors import NotAllowedError, NotFoundError, NotReadyError, Problem
from workflow.notices import tell
from workflow.people import Person, Post

# Who acts for a unit, and who looks at all of them.
UNIT_ROLES = (Role.DRAFTER, Role.UNIT_HEAD)
TOWN_ROLES = (Role.CLERK, Role.CHAIR, Role.CULTURE, Role.AUDITOR)


def units_of(campaign: Campaign) -> list[Organisation]:
    """The units alive today under the office of the campaign, by name."""
    query = db.select(Organisation).filter(
        Organisation.parent_id == campaign.organisation_id, Organisation.level == Level.UNIT
    )
    alive = [one for one in db.session.scalars(query) if one.is_alive(today())]
    return sorted(alive, key=lambda one: sort_key_plain(one.name))


def participations_of(campaign: Campaign, *conditions: object) -> list[Participation]:
    """The units that the plan addresses, by name, each with its row."""
    query = (
        db.select(Participation)
        .join(Participation.unit)
        .filter(Participation.campaign_id == campaign.id, *conditions)
        .options(contains_eager(Participation.unit))
    )
    return sorted(db.session.scalars(query), key=lambda one: sort_key_plain(one.unit.name))


def may_read_units(person: Person, campaign: Campaign) -> bool:
    """Whether this person looks at what every unit does."""
    return campaign.organisation_id in person.at(*TOWN_ROLES)


def people_of(unit_ids: Iterable[int]) -> dict[int, list[User]]:
    """Who acts for each of these units today; no entry where nobody has an account."""
    places = [(role, unit_id) for unit_id in unit_ids for role in UNIT_ROLES]
    found: dict[int, list[User]] = {}
    for (_role, unit_id), holders in holders_at(places, today()).items():
        if unit_id is not None:
            found.setdefault(unit_id, []).extend(one.user for one in holders)
    return found


def own_participations(campaign: Campaign, person: Person) -> list[Participation]:
    """The rows of the units for which this person acts."""
    places = person.at(*UNIT_ROLES)
    return participations_of(campaign, Participation.unit_id.in_(places)) if places else []


def address(campaign: Campaign, person: Person, unit_ids: Iterable[int], version: int) -> int:
    """Let the plan go to just these units; the new ones are told by mail. How many are new.

    A unit that has already done something stays (`NotReadyError` names it).
    """
    post = open_for_writing(campaign, person, version)
    if not campaign.published:
        raise NotReadyError([Problem(_("Ban hành phong trào trước khi gửi kế hoạch."))])
    wanted = {one.id: one for one in units_of(campaign)}
    wanted = {number: wanted[number] for number in set(unit_ids) if number in wanted}
    there = {one.unit_id: one for one in participations_of(campaign)}
    _drop(campaign, person, post, [one for number, one in there.items() if number not in wanted])
    new = [one for number, one in wanted.items() if number not in there]
    if new:
        _tell(campaign, person, post, new)
    return len(new)


def _drop(campaign: Campaign, person: Person, post: Post, rows: list[Participation]) -> None:
    if not rows:
        return
    ids = [one.unit_id for one in rows]
    active = db.select(Activity.unit_id).filter(
        Activity.campaign_id == campaign.id, Activity.unit_id.in_(ids), Activity.removed_at.is_(None)
    )
    busy = set(db.session.scalars(active))
    if stays := [one for one in rows if one.unit_id in busy or one.acknowledged_on]:
        names = ", ".join(one.unit.short_name for one in stays)
        text = _("Đã nhận kế hoạch hoặc đã ghi hoạt động nên không bỏ được: %(names)s.", names=names)
        raise NotReadyError([Problem(text)])
    record("untell_units", stream=stream_of(campaign), actor=person, post=post,
           changes={"units": ([one.unit.name for one in rows], None)})  # fmt: skip
    for one in rows:
        db.session.delete(one)


def _tell(campaign: Campaign, person: Person, post: Post, units: list[Organisation]) -> None:
    db.session.add_all(
        [Participation(campaign_id=campaign.id, unit_id=one.id, told_on=today()) for one in units]
    )
    act_id, people = uuid4(), people_of([one.id for one in units])
    names = [one.name for one in sorted(units, key=lambda one: sort_key_plain(one.name))]
    event_id = record("tell_units", stream=stream_of(campaign), actor=person, post=post, act_id=act_id,
                      changes={"units": (None, names)})  # fmt: skip
    told = [one for users in people.values() for one in users]
    tell(told, action="tell_units", event_id=event_id, act_id=act_id)


def acknowledge(campaign: Campaign, person: Person, unit_id: int) -> bool:
    """Note that the unit received the plan: by its own people, or by the clerk for one on paper.

    False where that was noted before; nothing changes then.
    """
    query = db.select(Participation).filter_by(campaign_id=campaign.id, unit_id=unit_id)
    row = db.session.scalars(query.with_for_update(of=Participation)).one_or_none()
    is_own = unit_id in person.at(*UNIT_ROLES)
    if row is None or not (is_own or may_read_units(person, campaign)):
        raise NotFoundError(_("Không tìm thấy đơn vị."))
    post = unit_post(person, unit_id) if is_own else clerk_post(person, campaign.organisation_id)
    if row.acknowledged_on is not None:
        return False
    row.acknowledged_on, row.acknowledged_by_id = today(), person.id
    row.acknowledged_on_paper = not is_own
    record("acknowledge", stream=stream_of(campaign), actor=person, post=post,
           on_behalf=None if is_own else row.unit.name, changes={"unit_id": (None, unit_id)})  # fmt: skip
    return True


def unit_post(person: Person, unit_id: int) -> Post:
    """The post in which this person acts for the unit; `NotAllowedError` without one."""
    for post in person.posts:
        if post.role in UNIT_ROLES and post.organisation_id == unit_id:
            return post
    raise NotAllowedError(_("Chỉ người của đơn vị mới làm được việc này."))
