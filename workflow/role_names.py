"""Which roles an office has, and what they are called there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models import Organisation
from models.enums import ROLE_LABELS, Level, Role
from models.text import marked_key
from workflow.procedures import PROCEDURES, procedure_for, words_among
from workflow.procedures.roles import LEVEL_OF

# At which levels a role can be held: the table's own, and those that have no part in it.
PLACES: dict[Role, tuple[Level, ...]] = {role: (level,) for role, level in LEVEL_OF.items()} | {
    Role.COUNCIL: (Level.TOWN,),
    Role.AUDITOR: tuple(Level),
    Role.ADMIN: tuple(one for one in Level if one is not Level.UNIT),
}


def roles_at(offices: Iterable[Organisation]) -> dict[Role, Any]:
    """The roles that can be held at one of these offices, with their names.

    A commune calls them otherwise than a town; who has both reads the common names.
    """
    offices = list(offices)
    levels = {one.level for one in offices}
    words = words_among({procedure_for(one).name for one in offices if one.level is Level.TOWN})
    return {role: words.role(role) for role in Role if levels & set(PLACES[role])}


def role_named(text: str) -> Role | None:
    """The role that somebody wrote by a name which it has anywhere."""
    wanted = marked_key(text)
    named = [ROLE_LABELS, *(one.words.roles for one in PROCEDURES.values())]
    found = (role for names in named for role, name in names.items() if marked_key(str(name)) == wanted)
    return next(found, None)
