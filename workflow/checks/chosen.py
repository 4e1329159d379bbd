"""The dated settings of a dossier's town that the checks read, in one statement for all of them."""

from __future__ import annotations

from typing import Any

from models import Nomination
from workflow.asking import asked
from workflow.dates import today
from workflow.settings import settings_of


def chosen(row: Nomination, key: str) -> Any:
    """What the town of this dossier has chosen for today."""
    return asked(row, "settings", _read)[key]


def _read(rows: list[Nomination]) -> dict[int, dict[str, Any]]:
    towns = {row.town_id: row.town for row in rows}
    values = {number: settings_of(town, today()) for number, town in towns.items()}
    return {row.id: values[row.town_id] for row in rows}
