"""Events of the log as the database function `audit_append` would write them, for COPY."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from random import Random
from typing import Any

from workflow.audit import value_hash

EVENT_COLUMNS = (
    "id", "stream", "seq", "at", "unit_id", "town_id", "district_id", "province_id",
    "actor_id", "actor_name", "name_key", "role", "organisation_id",
    "organisation_name", "on_behalf", "address", "action", "from_state", "to_state",
    "nomination_id", "act_id", "request_id", "input_hash", "data", "canonical", "hash",
)  # fmt: skip
VALUE_COLUMNS = ("event_id", "field", "salt", "value")


def jsonb_text(value: Any) -> str:
    """The text that PostgreSQL makes of a jsonb: keys by length, then by their bytes."""
    return json.dumps(_ordered(value), ensure_ascii=False)


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
        return {key: _ordered(value[key]) for key in keys}
    return [_ordered(one) for one in value] if isinstance(value, list) else value


def salted(changes: dict[str, tuple[Any, Any]], chance: Random) -> list[tuple[str, str, str]]:
    """Each change as (field, salt, value)."""
    return [
        (name, f"{chance.getrandbits(128):032x}", json.dumps(pair, ensure_ascii=False))
        for name, pair in changes.items()
    ]


def link(
    entry: dict[str, Any], values: Iterable[tuple[str, str, str]], seq: int, previous: str, at: datetime
) -> dict[str, Any]:
    """The row of the next event of a chain, with its text and its hash."""
    hashes = {name: value_hash(salt, value) for name, salt, value in values}
    moment = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    body = entry | {"data": entry["data"] | {"fields": hashes}, "format": 1, "seq": seq,
                    "previous": previous, "at": moment}  # fmt: skip
    text = jsonb_text(body)
    return body | {"data": jsonb_text(body["data"]), "at": at, "canonical": text,
                   "hash": hashlib.sha256(text.encode()).hexdigest()}  # fmt: skip
