"""Adding to the log, through the one function of the database that may."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import text

from models import AccessEvent, db
from models.text import clean_line, search_key
from workflow.dates import today
from workflow.people import Person, Post

LONGEST_NAME, LONGEST_DETAIL = 200, 500
Changes = dict[str, tuple[Any, Any]]
APPEND = text("SELECT id FROM audit_append(CAST(:entries AS jsonb)) ORDER BY position")


@dataclass
class Entry:
    """One act to be written into one stream."""

    stream: str
    action: str
    person: Person | None
    act_id: UUID
    post: Post | None = None
    on_behalf: str | None = None
    from_state: str | None = None
    to_state: str | None = None
    nomination_id: int | None = None
    request_id: str | None = None
    input_hash: str | None = None
    changes: Changes = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)


def append(entries: Iterable[Entry]) -> list[int]:
    """Write the entries into their chains, in one statement; their ids, in the same order."""
    rows = [_row(one) for one in entries]
    if not rows:
        return []
    return list(db.session.scalars(APPEND, {"entries": json.dumps(rows, ensure_ascii=False)}))


def record_access(
    kind: str,
    person: Person | None,
    *,
    nomination_id: int | None = None,
    detail: str = "",
    name: str = "",
    address: str = "",
    user_id: int | None = None,
    post: Post | None = None,
) -> None:
    """Note a login, a look or a download, in that post or the first one; the caller commits.

    `name`, `address` and `user_id` speak of somebody who could not log in.
    """  # fmt: skip
    post = post or (person.posts[0] if person and person.posts else None)
    who = person.name if person else clean_line(name)[:LONGEST_NAME]
    db.session.add(
        AccessEvent(
            kind=kind,
            user_id=person.id if person else user_id,
            user_name=who,
            name_key=search_key(who),
            role=post.role.value if post else None,
            organisation_id=post.organisation_id if post else None,
            organisation_name=post.organisation_name if post else None,
            nomination_id=nomination_id,
            detail=clean_line(detail)[:LONGEST_DETAIL],
            address=(person.address if person else address) or "",
        )
    )


def value_hash(salt: str, value: str) -> str:
    """What the chain knows of a value: SHA-256 over its salt and its JSON text."""
    return hashlib.sha256((salt + value).encode()).hexdigest()


def _row(entry: Entry) -> dict[str, Any]:
    values = [_value(name, pair) for name, pair in entry.changes.items()]
    person, post = entry.person, entry.post
    name = person.name if person else "Hệ thống"
    return {
        "stream": entry.stream,
        "action": entry.action,
        "actor_id": person.id if person else None,
        "actor_name": name,
        "name_key": search_key(name),
        "address": person.address if person else None,
        "role": post.role.value if post else None,
        "organisation_id": post.organisation_id if post else None,
        "organisation_name": post.organisation_name if post else None,
        "on_behalf": _behalf(entry),
        "from_state": entry.from_state,
        "to_state": entry.to_state,
        "nomination_id": entry.nomination_id,
        "act_id": str(entry.act_id),
        "request_id": entry.request_id,
        "input_hash": entry.input_hash,
        # The office's day of the act; `at` is the clock of the database.
        "data": entry.data
        | {"day": today().isoformat(), "fields": {one["field"]: one["hash"] for one in values}},
        "values": values,
    }


def _behalf(entry: Entry) -> str | None:
    """For whom it was done: the unit on paper, the absent holder of the post."""
    absent = entry.post.absent if entry.post else None
    return "; ".join(str(one) for one in (entry.on_behalf, absent) if one) or None


def _value(name: str, pair: tuple[Any, Any]) -> dict[str, str]:
    salt = secrets.token_hex(16)
    value = json.dumps([plain(one) for one in pair], ensure_ascii=False)
    return {"field": name, "salt": salt, "value": value, "hash": value_hash(salt, value)}


def plain(value: Any) -> Any:
    """The value as JSON can hold it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
