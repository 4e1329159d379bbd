"""Multiplies the demo's dossiers with COPY, each with its log, messages, papers and holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from random import Random
from typing import Any

import psycopg
from psycopg import sql

from bench.batches import Batches
from bench.chain import EVENT_COLUMNS, VALUE_COLUMNS
from bench.dossiers import YEAR, Dossier, Numbers, Rows
from bench.names import RARE_TIMES
from bench.world import World, read_world
from models.enums import Channel, MessageState

CHUNK = 5000
SEED = 80
WITH_IDS = ("nomination", "nominee", "audit_event", "submission", "decision")
# Parents first, although COPY does not ask: foreign keys are not looked at while it loads.
TABLES = (
    "nominee", "submission", "nomination", "claim", "attachment", "snapshot", "appraisal", "hold",
    "submission_item", "decision", "award", "audit_stream", "audit_event", "audit_value", "message",
)  # fmt: skip


def load(url: str, size: int) -> None:
    """Add `size` dossiers to a database that holds the demo; `url` is the superuser's."""
    with psycopg.connect(url) as connection:
        # Every row is made by us and fits; looking up each parent would double the time.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        world = read_world(connection)
        numbers = Numbers({table: count(_last_id(connection, table) + 1) for table in WITH_IDS})
        chance, batches = Random(SEED), Batches(world, numbers.ids)  # noqa: S311 (the same data each time)
        rare = {size * (place + 1) // (RARE_TIMES + 1) for place in range(RARE_TIMES)}
        for first in range(0, size, CHUNK):
            rows = _chunk(world, numbers, batches, chance, range(first, min(first + CHUNK, size)), size, rare)
            for table in TABLES:
                _copy(connection, table, rows[table])
            connection.commit()
        _settle(connection, numbers)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
        connection.execute("CHECKPOINT")


def _last_id(connection: psycopg.Connection, table: str) -> int:
    query = sql.SQL("SELECT coalesce(max(id), 0) FROM {}").format(sql.Identifier(table))
    return connection.execute(query).fetchone()[0]  # type: ignore[index]


def _chunk(
    world: World, numbers: Numbers, batches: Batches, chance: Random, places: range, size: int, rare: set[int]
) -> Rows:
    rows: Rows = defaultdict(list)
    events = []
    for place in places:
        dossier = Dossier(world, numbers, chance, place / size)
        dossier.write(rows, batches, is_rare=place in rare)
        own = list(dossier.events())
        head = own[-1][0]
        rows["audit_stream"].append({"name": head["stream"], "seq": head["seq"], "head": head["hash"]})
        events += [(event, values, deed, dossier) for event, values, deed in own]
    # In the order of time over all dossiers, as the log of a real office grows.
    events.sort(key=lambda one: one[0]["at"])
    for event, values, deed, dossier in events:
        event["id"] = next(numbers.ids["audit_event"])
        rows["audit_event"].append({name: event[name] for name in EVENT_COLUMNS})
        rows["audit_value"] += [
            dict(zip(VALUE_COLUMNS, (event["id"], *value), strict=True)) for value in values
        ]
        rows["message"] += _messages(world, dossier, deed, event)
    return rows


def _messages(world: World, dossier: Dossier, deed: Any, event: dict[str, Any]) -> Iterable[dict[str, Any]]:
    told: set[int] = {event["actor_id"]}
    for role, kind in deed.tells:
        for one in world.holders(role, dossier.unit):
            if one.user_id in told:
                continue
            told.add(one.user_id)
            yield {
                "event_id": event["id"], "act_id": event["act_id"], "action": event["action"],
                "kind": kind, "channel": Channel.MAIL, "nomination_id": dossier.id, "state_seq": 1,
                "recipient_id": one.user_id, "recipient_role": role, "address": one.email,
                "state": MessageState.SENT, "tries": 1, "next_try_at": event["at"], "last_error": "",
                "created_at": event["at"], "sent_at": event["at"],
            }  # fmt: skip


def _copy(connection: psycopg.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    columns = list(rows[0])
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([row[name] for name in columns])


def _settle(connection: psycopg.Connection, numbers: Numbers) -> None:
    """Let sequences and number books go on behind what was loaded."""
    for table in WITH_IDS:
        connection.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
                           [table, next(numbers.ids[table])])  # fmt: skip
    books = [(town, "receipt", next(ids)) for town, ids in numbers.receipts.items()]
    for campaign, ids in numbers.codes.items():
        query = "SELECT organisation_id, code FROM campaign WHERE id = %s"
        town, code = connection.execute(query, [campaign]).fetchone()  # type: ignore[misc]
        books.append((town, f"nomination:{code}", next(ids)))
    for town, kind, last in books:
        connection.execute(
            "INSERT INTO number_book (organisation_id, type, year, last) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (organisation_id, type, year) DO UPDATE SET last = excluded.last",
            [town, kind, YEAR, last],
        )
    connection.commit()
