"""The tables of steps, by the name that a dossier keeps, and who has a part in what."""

from collections.abc import Collection

from models import Organisation
from models.enums import Level, Role
from workflow.procedures.commune import COMMUNE
from workflow.procedures.district import DISTRICT
from workflow.procedures.roles import LEVEL_OF
from workflow.steps import Procedure, Step, Turn
from workflow.words import COMMON, Words

PROCEDURES: dict[str, Procedure] = {one.name: one for one in (DISTRICT, COMMUNE)}
_WAYS = [(one, way) for one in PROCEDURES.values() for way in one.ways]
# Who makes and sends lists of dossiers, to whom they go, and who decides.
SENDERS: tuple[Role, ...] = tuple(
    dict.fromkeys(role for _one, way in _WAYS for role in (*way.preparers, way.sender))
)
RECEIVERS: tuple[Role, ...] = tuple(
    dict.fromkeys(
        one.owners[target]
        for one, way in _WAYS
        for target in one.step(way.action).targets
        if not way.is_within
    )
)
# Who reads the lists of his own office, and those that were sent to it.
LIST_READERS: tuple[Role, ...] = tuple(dict.fromkeys((*SENDERS, *RECEIVERS, Role.DRAFTER)))
DECIDERS: tuple[Role, ...] = tuple(
    dict.fromkeys(grant.role for one in PROCEDURES.values() for grant in one.grants)
)
# Who has dossiers in an office above the unit.
OFFICIALS: tuple[Role, ...] = tuple(
    dict.fromkeys(
        role
        for one in PROCEDURES.values()
        for role in one.owners.values()
        if LEVEL_OF[role] is not Level.UNIT
    )
)
# At which levels some award is granted, the lowest first.
GRANTING: tuple[Level, ...] = tuple(
    level
    for level in reversed(Level)
    if any(grant.level is level for one in PROCEDURES.values() for grant in one.grants)
)


def words_among(names: Collection[str]) -> Words:
    """What the procedures of these names call things: the one's own words, or the common ones of several."""
    return PROCEDURES[next(iter(names))].words if len(names) == 1 else COMMON


def procedure_for(office: Organisation) -> Procedure:
    """The procedure of an office's campaigns: the one that leads to the office above it."""
    above = office.parent.level if office.parent else None
    leading = (one for one, way in _WAYS if way.level is office.level and way.upper is above)
    return next(leading, next(iter(PROCEDURES.values())))


__all__ = [
    "DECIDERS", "GRANTING", "LIST_READERS", "OFFICIALS", "PROCEDURES", "SENDERS", "Procedure", "Step", "Turn",
    "procedure_for", "words_among",
]  # fmt: skip
