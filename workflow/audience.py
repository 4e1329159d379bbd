"""Who is told of a step: rows of the outbox, written with the step itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, insert, or_, select, tuple_
from sqlalchemy.orm import joinedload

from models import Appointment, Delegation, Message, Nomination, User, db
from models.enums import Channel, MessageKind, Role, State
from workflow.dates import today
from workflow.people import Absent, Person, absent_of
from workflow.procedures.roles import LEVEL_OF
from workflow.steps import Audience, Procedure, Step

# A role at an organisation, and who holds it.
Place = tuple[Role, int | None]


@dataclass(frozen=True)
class Holder:
    """Who has a post today: himself, or as the deputy of somebody."""

    user: User
    absent: Absent | None = None

    def stands_for(self, user_id: int | None) -> bool:
        """Whether this is that person or his deputy."""
        return user_id in (self.user.id, self.absent.id if self.absent else self.user.id)


Holders = dict[Place, list[Holder]]
ROLE_OF = {
    Audience.UNIT_HEAD: Role.UNIT_HEAD,
    Audience.CLERK: Role.CLERK,
    Audience.CULTURE: Role.CULTURE,
}


@dataclass(frozen=True)
class Recipient:
    """One person to be told, and as what."""

    user_id: int
    name: str
    address: str
    role: Role | None
    kind: MessageKind
    on_behalf: str = ""


@dataclass(frozen=True)
class Telling:
    """A dossier, the step that it takes, from where and to where."""

    procedure: Procedure
    step: Step
    nomination: Nomination
    source: State
    target: State


def recipients_of_all(tellings: Iterable[Telling], *, but: Person) -> list[list[Recipient]]:
    """For each of these dossiers everybody who is told, each once, all read in one statement.

    `turn` wins over `news`; the actor knows already.
    """
    asked = [
        (one, *_wanted(one.procedure, one.step, one.nomination, one.source, one.target)) for one in tellings
    ]
    holders = holders_at({place for _one, wanted, _writers in asked for place in wanted}, today())
    return [_told(one.nomination, wanted, writers, holders, but) for one, wanted, writers in asked]


def _told(
    nomination: Nomination, wanted: dict[Place, MessageKind], writers: Place | None, holders: Holders,
    but: Person,
) -> list[Recipient]:  # fmt: skip
    found: dict[int, Recipient] = {}
    for place, kind in wanted.items():
        having = holders.get(place, [])
        if place == writers:
            # What comes back goes to the one who wrote it, not to all who could have.
            having = [one for one in having if one.stands_for(nomination.drafted_by_id)] or having
        for one in having:
            if one.user.id not in found or kind is MessageKind.TURN:
                found[one.user.id] = _recipient(one, place, kind)
    found.pop(but.id, None)
    return [found[number] for number in sorted(found)]


def _recipient(one: Holder, place: Place, kind: MessageKind) -> Recipient:
    user = one.user
    behalf = str(one.absent or "")
    return Recipient(user.id, user.full_name, user.email or "", place[0], kind, behalf)


def _wanted(
    procedure: Procedure, step: Step, nomination: Nomination, source: State, target: State
) -> tuple[dict[Place, MessageKind], Place | None]:
    """Which posts are told, and the one of them that stands for whoever wrote the dossier."""
    wanted: dict[Place, MessageKind] = {}
    owner = procedure.owner(nomination, target) if Audience.NEXT_OWNER in step.tells else None
    if owner:
        wanted[_place(nomination, owner)] = MessageKind.TURN
    roles = [ROLE_OF[one] for one in step.tells if one in ROLE_OF]
    if Audience.FORMER_OWNER in step.tells and (former := procedure.owner(nomination, source)):
        roles.append(former)
    for role in roles:
        wanted.setdefault(_place(nomination, role), MessageKind.NEWS)
    writers = _place(nomination, Role.CLERK if nomination.entered_by_id else Role.DRAFTER)
    if target is State.DRAFTING and writers in wanted:
        return wanted, writers
    if Audience.DRAFTER in step.tells and writers not in wanted:
        return wanted | {writers: MessageKind.NEWS}, writers
    return wanted, None


def _place(nomination: Nomination, role: Role) -> Place:
    level = LEVEL_OF[role]
    return (role, nomination.organisation_id(level))


def holders_at(places: Iterable[Place], day: date) -> Holders:
    """Who holds these posts that day, and then the deputies, in one statement; each account once a post."""
    known = [place for place in places if place[1] is not None]
    if not known:
        return {}
    query = living(day).filter(tuple_(Appointment.role, Appointment.organisation_id).in_(known))
    holders: Holders = {}
    for user, held in db.session.execute(query.order_by(User.id != Appointment.user_id, User.id)):
        having = holders.setdefault((held.role, held.organisation_id), [])
        if user not in [one.user for one in having]:
            having.append(Holder(user, None if user.id == held.user_id else absent_of(held)))
    return holders


def living(day: date) -> Any:
    """Each open account with a post that it has that day: as its holder, or as his deputy."""
    deputy = and_(
        Delegation.appointment_id == Appointment.id,
        Delegation.valid_from <= day, Delegation.valid_to >= day,
        or_(Delegation.ended_on.is_(None), Delegation.ended_on > day),
        or_(Delegation.needs_confirmation.is_(False), Delegation.confirmed_by_id.is_not(None)),
    )  # fmt: skip
    return (
        select(User, Appointment)
        .select_from(Appointment)
        .outerjoin(Delegation, deputy)
        .join(User, or_(User.id == Appointment.user_id, User.id == Delegation.deputy_id))
        .filter(
            User.active, Appointment.valid_from <= day,
            or_(Appointment.valid_to.is_(None), Appointment.valid_to >= day),
            or_(Appointment.needs_confirmation.is_(False), Appointment.confirmed_by_id.is_not(None)),
        )
        .options(joinedload(Appointment.user))
    )  # fmt: skip


def owners_of(
    rows: Iterable[Nomination], procedure_of: Mapping[str, Procedure], *, but: Person
) -> list[list[Recipient]]:
    """For each dossier the holders of the post that it waits for now, unless the actor has it too."""
    asked = [(row, procedure_of[row.procedure].owner(row)) for row in rows]
    places = [_place(row, role) for row, role in asked if role]
    holders = holders_at(set(places), today())
    own = {(post.role, post.organisation_id) for post in but.posts}
    return [
        [_recipient(one, place, MessageKind.TURN) for one in ([] if place in own else holders.get(place, []))]
        for place in places
    ]


def writers_and_owners_of(
    rows: Iterable[Nomination], procedure_of: Mapping[str, Procedure], *, but: Person
) -> list[list[Recipient]]:
    """For each dossier who has it now, who wrote it, and the head of its unit, each once."""
    asked = []
    for row in rows:
        owner = procedure_of[row.procedure].owner(row)
        writers = _place(row, Role.CLERK if row.entered_by_id else Role.DRAFTER)
        wanted = {_place(row, owner): MessageKind.TURN} if owner else {}
        for place in (writers, _place(row, Role.UNIT_HEAD)):
            wanted.setdefault(place, MessageKind.NEWS)
        asked.append((row, wanted, writers))
    holders = holders_at({place for _row, wanted, _writers in asked for place in wanted}, today())
    return [_told(row, wanted, writers, holders, but) for row, wanted, writers in asked]


def announce(told: list[tuple[Nomination, int, str, object, list[Recipient]]]) -> None:
    """Write the outbox rows of some events, in one statement, and remember to wake the worker."""
    rows = [
        {
            "event_id": event_id,
            "act_id": act_id,
            "action": action,
            "kind": one.kind,
            "channel": Channel.MAIL if one.address else Channel.SCREEN,
            "nomination_id": nomination.id,
            "state_seq": nomination.state_seq,
            "recipient_id": one.user_id,
            "recipient_role": one.role,
            "on_behalf": one.on_behalf,
            "address": one.address,
            "state": "pending" if one.address else "sent",
        }
        for nomination, event_id, action, act_id, people in told
        for one in people
    ]
    if rows:
        db.session.execute(insert(Message), rows)
        mails = db.session.info.setdefault("mails", set())
        mails.update((str(row["act_id"]), row["recipient_id"]) for row in rows if row["address"])
