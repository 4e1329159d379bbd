"""The rows of the procedures' turns as SQL: which dossiers wait for a role."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_

from models import Nomination
from models.enums import Role, State
from workflow.procedures import PROCEDURES, Procedure


def waits(procedure: Procedure, state: State, role: Role, *, as_owner: bool = False) -> ColumnElement[bool]:
    """Whether a dossier in that state waits for that role."""
    turns = [
        one for one in procedure.turns
        if one.state is state and one.role is role and (one.is_owner or not as_owner)
    ]  # fmt: skip
    here = and_(Nomination.state == state, Nomination.procedure == procedure.name)
    if any(one.when is None for one in turns):
        return here
    return and_(here, or_(false(), *(one.when(Nomination) for one in turns if one.when)))


def owned_by(role: Role) -> ColumnElement[bool]:
    """The open dossiers that lie with this role, wherever it is held."""
    places = {
        (procedure.name, one.state): waits(procedure, one.state, role, as_owner=True)
        for procedure in PROCEDURES.values()
        for one in procedure.turns
        if one.role is role and one.is_owner
    }
    return or_(false(), *places.values())
