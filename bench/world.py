"""What the demo has put into the database: offices, people, campaigns, for dossiers to hang on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row

from models.enums import Level, NomineeKind, Role
from workflow.procedures.roles import LEVEL_OF

# One street block has almost nothing: the filter that finds little. The unit of the demo's `head`
# has more than others, so that eight clients find something to approve.
SMALL_UNIT_SHARE, HEADS_UNIT_WEIGHT = 0.002, 6.0
HEADS_UNIT = """
SELECT a.organisation_id FROM appointment a JOIN "user" u ON u.id = a.user_id
WHERE u.username = 'head' AND a.role = 'unit_head'
"""


@dataclass(frozen=True)
class Holder:
    """Who holds a post."""

    user_id: int
    name: str
    email: str
    organisation_id: int
    organisation_name: str


@dataclass(frozen=True)
class Unit:
    """A unit with the route of its dossiers."""

    id: int
    name: str
    route: dict[Level, int]


@dataclass(frozen=True)
class Form:
    """An award form of a campaign."""

    id: int
    name: str
    to_province: bool
    papers: dict[str, list[str]]
    criteria: dict[NomineeKind, list[int]]


@dataclass(frozen=True)
class World:
    """All of it."""

    units: list[Unit]
    weights: list[float]
    posts: dict[tuple[Role, int], list[Holder]]
    campaigns: dict[int, dict[str, Any]]
    forms: dict[int, list[Form]]
    sha256: str

    def holders(self, role: Role, unit: Unit) -> list[Holder]:
        """Who holds a role on the route of a unit's dossiers."""
        level = LEVEL_OF.get(role, Level.TOWN)
        return self.posts.get((role, unit.route[level]), [])


def read_world(connection: psycopg.Connection) -> World:
    """Read it from a database that holds the demo."""
    cursor = connection.cursor(row_factory=dict_row)
    posts: dict[tuple[Role, int], list[Holder]] = {}
    for row in cursor.execute(
        "SELECT a.role, a.organisation_id, o.name AS place, u.id, u.full_name, u.email "
        'FROM appointment a JOIN "user" u ON u.id = a.user_id '
        "JOIN organisation o ON o.id = a.organisation_id ORDER BY a.id"
    ):
        holder = Holder(row["id"], row["full_name"], row["email"] or "", row["organisation_id"], row["place"])
        posts.setdefault((Role(row["role"]), row["organisation_id"]), []).append(holder)
    campaigns = {row["organisation_id"]: row for row in cursor.execute("SELECT * FROM campaign ORDER BY id")}
    units = [
        unit for unit in _units(cursor)
        if unit.route[Level.TOWN] in campaigns
        and all((role, unit.id) in posts for role in (Role.DRAFTER, Role.UNIT_HEAD))
    ]  # fmt: skip
    files = cursor.execute("SELECT sha256 FROM stored_file ORDER BY sha256 LIMIT 1").fetchall()
    heads = {row["organisation_id"] for row in cursor.execute(HEADS_UNIT)}
    forms = {campaign["id"]: _forms(cursor, campaign["id"]) for campaign in campaigns.values()}
    return World(units, _weights(units, heads), posts, campaigns, forms, files[0]["sha256"])


def _units(cursor: Any) -> list[Unit]:
    rows = cursor.execute(
        "SELECT u.id, u.name, t.id AS town, d.id AS district, p.id AS province FROM organisation u "
        "JOIN organisation t ON t.id = u.parent_id JOIN organisation d ON d.id = t.parent_id "
        "JOIN organisation p ON p.id = d.parent_id WHERE u.level = 'unit' ORDER BY u.id"
    )
    return [
        Unit(row["id"], row["name"], {Level.UNIT: row["id"], Level.TOWN: row["town"],
             Level.DISTRICT: row["district"], Level.PROVINCE: row["province"]})
        for row in rows
    ]  # fmt: skip


def _weights(units: list[Unit], heads: set[int]) -> list[float]:
    towns = [unit.route[Level.TOWN] for unit in units]
    largest = max(towns, key=towns.count)
    small = max(place for place, town in enumerate(towns) if town == largest)
    weights = [HEADS_UNIT_WEIGHT if unit.id in heads else 1.0 for unit in units]
    weights[small] = SMALL_UNIT_SHARE * len(units)
    return weights


def _forms(cursor: Any, campaign_id: int) -> list[Form]:
    found = []
    rows = cursor.execute("SELECT * FROM award_form WHERE campaign_id = %s ORDER BY id", [campaign_id])
    for row in rows.fetchall():
        criteria: dict[NomineeKind, list[int]] = {}
        for one in cursor.execute(
            "SELECT * FROM criterion WHERE award_form_id = %s ORDER BY id", [row["id"]]
        ):
            criteria.setdefault(NomineeKind(one["nominee_kind"]), []).append(one["id"])
        to_province = row["granter_level"] == Level.PROVINCE
        found.append(Form(row["id"], row["name"], to_province, row["required_papers"], criteria))
    return found
