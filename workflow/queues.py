"""Whose turn it is, read off the tables of the procedures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, case, cast, func, literal, or_, union_all
from sqlalchemy.orm import aliased

from models import Appointment, AuditEvent, Nomination, Organisation, db
from models.enums import OPEN_STATES, Level, Role, State
from workflow.audience import living
from workflow.dates import today
from workflow.lists import (
    BY_DUE_DATE,
    COUNT_LIMIT,
    PAGE,
    Filters,
    Page,
    after,
    count_up_to,
    cut_union,
    exact_first,
    is_held,
    with_names,
)
from workflow.people import Person
from workflow.procedures import PROCEDURES, Turn
from workflow.procedures.roles import LEVEL_OF
from workflow.turns import owned_by, pairs, waits
from workflow.visibility import visible_to

# How far back "what I have passed on" looks.
RECENT = 60
# How far ahead the check looks for posts that end.
AHEAD = timedelta(days=31)


def branches(person: Person) -> list[ColumnElement[bool]]:
    """One condition for each post and each state in which a dossier waits for it."""
    found = []
    # What a deputy holds himself too waits for him once.
    for held, level, place in dict.fromkeys(
        (one.role, one.level, one.organisation_id) for one in person.posts
    ):
        for state, role in pairs():
            if role is held:
                found.append(and_(_at(level) == place, waits(state, role)))
    return found


def _at(level: Level) -> Any:
    return getattr(Nomination, f"{level.value}_id")


def waiting_for(person: Person) -> ColumnElement[bool]:
    """Everything that waits for this person."""
    found = branches(person)
    return or_(*found) if found else literal(False)


def next_task(nomination: Nomination, person: Person) -> str:
    """What is to be done with the dossier now: by this person, if it is his turn, else by its owner."""
    fitting = [one for one in PROCEDURES[nomination.procedure].turns if one.fits(nomination)]
    own = [one for one in fitting if person.post_for((one.role,), nomination)]
    turn: Turn | None = next(iter(own + [one for one in fitting if one.is_owner]), None)
    return str(turn.task) if turn else ""


def count_waiting(person: Person) -> int:
    """How many wait, counted no further than `COUNT_LIMIT`."""
    return count_up_to(COUNT_LIMIT, [db.select(Nomination.id).filter(one) for one in branches(person)])


def queue_page(person: Person, filters: Filters, cursor: str | None = None, size: int = PAGE) -> Page:
    """The person's queue: what is due first, then what has waited longest."""
    key = (*exact_first(filters.text), *BY_DUE_DATE)
    parts = [
        after(db.select(Nomination.id).filter(branch, *filters.conditions()), key, cursor)
        for branch in branches(person)
    ]
    return cut_union(parts, key, size)


def passed_on(person: Person, limit: int = 10) -> Page:
    """What the person moved on last and what no longer waits for him, with where it stands now."""
    acts = (
        db.select(AuditEvent.nomination_id, AuditEvent.id)
        .filter(
            AuditEvent.actor_id == person.id,
            AuditEvent.from_state != AuditEvent.to_state,
            AuditEvent.nomination_id.is_not(None),
        )
        .order_by(AuditEvent.id.desc())
        .limit(RECENT)
        .subquery()
    )
    last = db.select(acts.c.nomination_id, func.max(acts.c.id).label("id"))
    last = last.group_by(acts.c.nomination_id).subquery()
    query = (
        with_names(db.select(Nomination).join(last, last.c.nomination_id == Nomination.id))
        .filter(visible_to(person), ~waiting_for(person))
        .order_by(last.c.id.desc())
        .limit(limit)
    )
    found = db.session.execute(query.add_columns(is_held())).all()
    return Page([one[0] for one in found], {one[0].id for one in found if one[1]}, None)


def late_owners() -> dict[Role, ColumnElement[bool]]:
    """The roles that own open dossiers, in the order of the way up, each with the condition for its own."""
    return {role: owned_by(role) for _state, role in pairs(as_owner=True)}


@dataclass(frozen=True)
class Unowned:
    """An open dossier, the role that it waits for, and the day from which nobody has that role there."""

    nomination: Nomination
    role: Role
    since: date


def without_owner(places: Select[tuple[int]] | None = None) -> list[Unowned]:
    """Open dossiers whose owning role nobody holds there, himself or as a deputy, by day and code.

    Today, or on the day after a post ends within `AHEAD`; an office that ceases then passes its
    dossiers on as a whole and is no matter of people. `places` narrows it to roles held there.
    """
    day = today()
    parts = [part for state, role in pairs(as_owner=True) for part in _unowned(state, role, day, places)]
    first: dict[int, tuple[date, Role]] = {}
    for number, role, since in db.session.execute(union_all(*parts)):
        first[number] = min(first.get(number, (since, Role(role))), (since, Role(role)))
    rows = db.session.scalars(db.select(Nomination).filter(Nomination.id.in_(first)))
    found = [Unowned(row, first[row.id][1], first[row.id][0]) for row in rows]
    return sorted(found, key=lambda one: (one.since, one.nomination.code))


def _unowned(state: State, role: Role, day: date, places: Select[tuple[int]] | None) -> Iterator[Any]:
    wanted = [
        waits(state, role, as_owner=True),
        *([_at(LEVEL_OF[role]).in_(places)] if places is not None else []),
    ]
    said = literal(role.value)
    yield db.select(Nomination.id, said, literal(day)).filter(*wanted, ~_has_holder(role, day))
    ending = aliased(Appointment)
    after = cast(ending.valid_to + 1, Date)
    query = db.select(Nomination.id, said, after).join(
        ending, and_(ending.role == role, ending.organisation_id == _at(LEVEL_OF[role]))
    )
    query = query.join(Organisation, Organisation.id == ending.organisation_id).filter(
        ending.valid_to.between(day, day + AHEAD),
        or_(Organisation.valid_to.is_(None), Organisation.valid_to > ending.valid_to),
    )
    yield query.filter(*wanted, ~_has_holder(role, after))


def _has_holder(role: Role, day: Any) -> ColumnElement[bool]:
    """Whether somebody has the role there that day; the draft from a paper needs him who entered it."""
    here = living(day).filter(
        Appointment.organisation_id == _at(LEVEL_OF[role]), Appointment.role == role,
        or_(Nomination.state != State.DRAFTING, Nomination.entered_by_id.is_(None),
            Appointment.user_id == Nomination.entered_by_id),
    )  # fmt: skip
    return here.with_only_columns(literal(1)).correlate(Nomination).exists()


def not_in_one_queue() -> list[Nomination]:
    """Open dossiers that no role owns, or more than one."""
    owned = [case((waits(state, role, as_owner=True), 1), else_=0) for state, role in pairs(as_owner=True)]
    owners = sum(owned[1:], owned[0])
    return list(
        db.session.scalars(db.select(Nomination).filter(Nomination.state.in_(OPEN_STATES), owners != 1))
    )


assert set(OPEN_STATES) == {state for one in PROCEDURES.values() for state in one.owners}
