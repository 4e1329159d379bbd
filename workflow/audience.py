"""Who is told of a step: rows of the outbox, written with the step itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, insert, or_

from models import Appointment, Message, Nomination, User, db
from models.enums import Channel, Level, MessageKind, Role, State
from workflow.dates import today
from workflow.people import Person
from workflow.steps import Audience, Procedure, Step

ROLE_OF = {
    Audience.UNIT_HEAD: (Role.UNIT_HEAD, Level.UNIT),
    Audience.CLERK: (Role.CLERK, Level.TOWN),
    Audience.CULTURE: (Role.CULTURE, Level.TOWN),
}
LEVEL_OF = {
    Role.DRAFTER: Level.UNIT,
    Role.UNIT_HEAD: Level.UNIT,
    Role.CLERK: Level.TOWN,
    Role.CHAIR: Level.TOWN,
    Role.DISTRICT: Level.DISTRICT,
    Role.PROVINCE: Level.PROVINCE,
}


@dataclass(frozen=True)
class Recipient:
    """One person to be told, and as what."""

    user_id: int
    name: str
    address: str
    role: Role | None
    kind: MessageKind


def recipients(
    procedure: Procedure, step: Step, nomination: Nomination, target: State, *, but: Person
) -> list[Recipient]:
    """Everybody who is told, each once; `turn` wins over `news`; the actor knows already."""
    wanted = _wanted(procedure, step, nomination, target)
    drafter = nomination.drafted_by_id if Audience.DRAFTER in step.tells else None
    found: dict[int, Recipient] = {}
    for user, role in _holders(wanted, drafter, today()):
        kind = wanted.get((role, _organisation(nomination, role)), MessageKind.NEWS)
        known = found.get(user.id)
        if user.id == but.id or (known and known.kind is MessageKind.TURN):
            continue
        found[user.id] = Recipient(user.id, user.full_name, user.email or "", role, kind)
    return list(found.values())


def _wanted(
    procedure: Procedure, step: Step, nomination: Nomination, target: State
) -> dict[tuple[Role | None, int | None], MessageKind]:
    wanted: dict[tuple[Role | None, int | None], MessageKind] = {}
    for one in step.tells:
        if one is Audience.NEXT_OWNER and (role := procedure.owner(nomination, target)):
            wanted[role, _organisation(nomination, role)] = MessageKind.TURN
        elif one in ROLE_OF:
            role, level = ROLE_OF[one]
            wanted.setdefault((role, nomination.organisation_id(level)), MessageKind.NEWS)
    # A draft that comes back goes to the one who wrote it, not to all drafters of the unit.
    if target is State.DRAFTING and Audience.DRAFTER in step.tells:
        wanted.pop((Role.DRAFTER, nomination.unit_id), None)
    return wanted


def _organisation(nomination: Nomination, role: Role | None) -> int | None:
    return nomination.organisation_id(LEVEL_OF[role]) if role in LEVEL_OF else nomination.town_id


def _holders(
    wanted: dict[tuple[Role | None, int | None], MessageKind], drafter_id: int | None, day: date
) -> list[tuple[User, Role | None]]:
    places = [
        and_(Appointment.role == role, Appointment.organisation_id == organisation)
        for role, organisation in wanted
    ]
    if not places and drafter_id is None:
        return []
    in_force = and_(
        Appointment.valid_from <= day,
        or_(Appointment.valid_to.is_(None), Appointment.valid_to >= day),
        or_(Appointment.needs_confirmation.is_(False), Appointment.confirmed_by_id.is_not(None)),
        or_(*places) if places else False,
    )
    query = (
        db.select(User, Appointment.role)
        .outerjoin(Appointment, and_(Appointment.user_id == User.id, in_force))
        .filter(User.active, or_(Appointment.id.is_not(None), User.id == drafter_id))
        .order_by(User.id, Appointment.id)
    )
    return [(user, role) for user, role in db.session.execute(query)]


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
