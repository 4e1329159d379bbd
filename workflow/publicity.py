"""The culture officer's guidance to the units: issued, read, recalled to mind, withdrawn. The caller commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import joinedload, selectinload

from models import Campaign, Enclosure, Organisation, PublicityGuide, PublicityReading, User, db
from models.enums import Role
from workflow.actions import former_act, record
from workflow.campaigns import lock_campaign, stream_of
from workflow.dates import today
from workflow.errors import ClosedError, NotAllowedError, NotFoundError, NotReadyError, Problem
from workflow.inputs import NOTE, Field, Inputs, read_inputs, read_line, read_text
from workflow.notices import tell
from workflow.participation import may_read_units, own_participations, participations_of, people_of
from workflow.people import Person, Post

# Units are not told again within this time: a second press is a slip.
PAUSE = timedelta(days=1)
FIELDS = (Field("title", read_line), Field("text", read_text(NOTE)))


@dataclass(frozen=True)
class UnitReading:
    """A unit that the plan addresses, who acts for it, and who of them opened the guidance."""

    unit: Organisation
    people: list[User]
    readings: list[PublicityReading]


def may_guide(person: Person, campaign: Campaign) -> bool:
    """Whether this person gives the guidance of that office."""
    return campaign.organisation_id in person.at(Role.CULTURE)


def _post(person: Person, campaign: Campaign) -> Post:
    for post in person.posts:
        if post.role is Role.CULTURE and post.organisation_id == campaign.organisation_id:
            return post
    raise NotAllowedError(_("Chỉ người phụ trách văn hóa của nơi phát động mới hướng dẫn tuyên truyền."))


def issue_guide(
    campaign: Campaign, person: Person, raw: Inputs, files: Sequence[Enclosure], request_id: str
) -> PublicityGuide | None:
    """Send a guidance with its files to every unit that the plan addresses; each is told by mail.

    None where the same press was answered before. Raises `InputError`, and `NotReadyError` before
    the plan has gone to any unit.
    """
    post = _post(person, campaign)
    lock_campaign(campaign)
    if former_act(person, request_id, "campaign"):
        return None
    clean = read_inputs(FIELDS, raw)
    units = participations_of(campaign)
    if not units:
        raise NotReadyError([Problem(_("Kế hoạch chưa gửi đến đơn vị nào nên chưa có nơi nhận hướng dẫn."))])
    guide = PublicityGuide(campaign_id=campaign.id, issued_on=today(), made_by_id=person.id, **clean)
    guide.files = list(files)
    db.session.add(guide)
    db.session.flush()
    said = {name: (None, value) for name, value in clean.items()}
    said["filename"] = (None, [one.filename for one in files])
    _note_and_tell("issue_guide", guide, person, post, [one.unit_id for one in units], said, request_id)
    return guide


def _note_and_tell(action: str, guide: PublicityGuide, person: Person, post: Post, unit_ids: list[int],
                   said: dict, request_id: str | None = None) -> None:  # fmt: skip
    act_id = uuid4()
    event_id = record(action, stream=stream_of(guide.campaign), actor=person, post=post, act_id=act_id,
                      request_id=request_id, changes=said, data={"guide_id": guide.id})  # fmt: skip
    told = [one for users in people_of(unit_ids).values() for one in users]
    tell(told, action=action, event_id=event_id, act_id=act_id)


def guides_of(campaign: Campaign, person: Person) -> list[PublicityGuide]:
    """The guidance that this person may read, the newest first; withdrawn ones for the office alone."""
    is_office = may_read_units(person, campaign)
    if not is_office and not own_participations(campaign, person):
        return []
    query = db.select(PublicityGuide).filter_by(campaign_id=campaign.id).order_by(PublicityGuide.id.desc())
    if not is_office:
        query = query.filter(PublicityGuide.withdrawn_at.is_(None))
    return list(db.session.scalars(query))


def find_guide(campaign: Campaign, guide_id: int, person: Person) -> PublicityGuide:
    """One of them with its files; `NotFoundError` where the person may not know of it."""
    query = (
        db.select(PublicityGuide)
        .filter_by(id=guide_id, campaign_id=campaign.id)
        .options(selectinload(PublicityGuide.files))
    )
    guide = db.session.scalars(query).one_or_none()
    is_office = may_read_units(person, campaign)
    is_open = guide is not None and (
        is_office or (guide.withdrawn_at is None and bool(own_participations(campaign, person)))
    )
    if guide is None or not is_open:
        raise NotFoundError(_("Không tìm thấy hướng dẫn."))
    return guide


def note_reading(guide: PublicityGuide, person: Person) -> None:
    """Keep that this person has opened it for each of his units; the first time counts."""
    rows = [
        {"guide_id": guide.id, "unit_id": one.unit_id, "user_id": person.id}
        for one in own_participations(guide.campaign, person)
    ]
    if rows:
        db.session.execute(insert(PublicityReading).values(rows).on_conflict_do_nothing())


def readings_of(guide: PublicityGuide) -> list[UnitReading]:
    """Every unit that the plan addresses, by name: who has read the guidance for it, and when."""
    query = (
        db.select(PublicityReading)
        .filter_by(guide_id=guide.id)
        .options(joinedload(PublicityReading.user))
        .order_by(PublicityReading.read_at, PublicityReading.user_id)
    )
    by_unit: dict[int, list[PublicityReading]] = {}
    for one in db.session.scalars(query):
        by_unit.setdefault(one.unit_id, []).append(one)
    rows = participations_of(guide.campaign)
    people = people_of([one.unit_id for one in rows])
    return [UnitReading(one.unit, people.get(one.unit_id, []), by_unit.get(one.unit_id, [])) for one in rows]


def unread(campaign: Campaign, guides: Sequence[PublicityGuide], person: Person) -> set[int]:
    """Which of these this person has not opened yet, by number."""
    query = db.select(PublicityReading.guide_id).filter_by(user_id=person.id)
    own = bool(own_participations(campaign, person)) if guides else False
    return {one.id for one in guides} - set(db.session.scalars(query)) if own else set()


def remind(guide: PublicityGuide, person: Person) -> int:
    """Tell the units of which nobody has read it; how many. `NotReadyError` says why nobody is told."""
    post = _open(guide, person)
    lately = db.select(PublicityGuide.id).filter(
        PublicityGuide.id == guide.id, PublicityGuide.reminded_at > func.now() - PAUSE
    )
    if db.session.scalar(lately):
        raise NotReadyError([Problem(_("Đã nhắc trong vòng một ngày. Xin chờ thêm."))])
    late = [one for one in readings_of(guide) if not one.readings and one.people]
    if not late:
        raise NotReadyError([Problem(_("Các đơn vị có tài khoản đều đã xem hướng dẫn này."))])
    guide.reminded_at = func.now()
    said = {"title": (None, guide.title), "units": (None, [one.unit.name for one in late])}
    _note_and_tell("remind_guide", guide, person, post, [one.unit.id for one in late], said)
    return len(late)


def withdraw(guide: PublicityGuide, person: Person) -> None:
    """Take it from the units; the office still sees it, and that it was withdrawn."""
    post = _open(guide, person)
    guide.withdrawn_at = func.now()
    record("withdraw_guide", stream=stream_of(guide.campaign), actor=person, post=post,
           changes={"title": (guide.title, None)}, data={"guide_id": guide.id})  # fmt: skip


def _open(guide: PublicityGuide, person: Person) -> Post:
    post = _post(person, guide.campaign)
    db.session.refresh(guide, with_for_update=True)
    if guide.withdrawn_at is not None:
        raise ClosedError(_("Hướng dẫn này đã thu lại."))
    return post
