"""The rows of the procedures' turns as SQL: which dossiers wait for a role."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true

from models import Nomination
from models.enums import Role, State
from workflow.procedures import PROCEDURES


def pairs(*, as_owner: bool = False) -> list[tuple[State, Role]]:
    """Each state in which a dossier waits for somebody, with each role that it waits for there."""
    turns = (one for procedure in PROCEDURES.values() for one in procedure.turns)
    return list({(one.state, one.role): None for one in turns if one.is_owner or not as_owner})


def waits(state: State, role: Role, *, as_owner: bool = False) -> ColumnElement[bool]:
    """Whether a dossier in that state waits for that role, whatever its procedure."""
    # What several procedures say alike is asked once.
    said: dict[tuple[Any, ...], list[str]] = {}
    for procedure in PROCEDURES.values():
        whens = tuple(
            one.when for one in procedure.turns
            if one.state is state and one.role is role and (one.is_owner or not as_owner)
        )  # fmt: skip
        if whens:
            said.setdefault(whens, []).append(procedure.name)
    parts = [and_(_follows(names), _any_of(whens)) for whens, names in said.items()]
    return and_(Nomination.state == state, or_(false(), *parts))


def _follows(names: list[str]) -> ColumnElement[bool]:
    return true() if len(names) == len(PROCEDURES) else Nomination.procedure.in_(names)


def _any_of(whens: tuple[Any, ...]) -> ColumnElement[bool]:
    return true() if None in whens else or_(false(), *(when(Nomination) for when in whens))


def owned_by(role: Role) -> ColumnElement[bool]:
    """The open dossiers that lie with this role, wherever it is held."""
    states = [state for state, owner in pairs(as_owner=True) if owner is role]
    return or_(false(), *(waits(state, role, as_owner=True) for state in states))
