"""What is the same in every procedure: where a role is held, and what its holder sees."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, and_, or_

from models import Nomination
from models.enums import Level, Role, State

LEVEL_OF = {
    Role.DRAFTER: Level.UNIT,
    Role.UNIT_HEAD: Level.UNIT,
    Role.CLERK: Level.TOWN,
    Role.CHAIR: Level.TOWN,
    Role.CULTURE: Level.TOWN,
    Role.DISTRICT: Level.DISTRICT,
    Role.PROVINCE: Level.PROVINCE,
}
# What the holder of a role sees, given the organisation where he holds it.
SEES: dict[Role, Callable[[int], ColumnElement[bool]]] = {
    Role.DRAFTER: lambda org: Nomination.unit_id == org,
    Role.UNIT_HEAD: lambda org: Nomination.unit_id == org,
    # A draft that was never submitted is the unit's own.
    Role.CLERK: lambda org: and_(
        Nomination.town_id == org,
        or_(Nomination.submitted_at.is_not(None), Nomination.entered_by_id.is_not(None)),
    ),
    Role.CHAIR: lambda org: and_(Nomination.town_id == org, Nomination.submitted_at.is_not(None)),
    Role.CULTURE: lambda org: and_(Nomination.town_id == org, Nomination.state == State.AWARDED),
    Role.DISTRICT: lambda org: and_(Nomination.district_id == org, Nomination.sent_at.is_not(None)),
    Role.PROVINCE: lambda org: and_(Nomination.province_id == org, Nomination.forwarded_at.is_not(None)),
}
