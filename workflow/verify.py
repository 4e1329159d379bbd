"""Proves that the log is whole: each chain, each event's text, each value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, Row, Select, func, or_
from sqlalchemy.orm import aliased

from models import AuditEvent, AuditStream, AuditValue, db
from workflow.audit import value_hash
from workflow.dates import OFFICE_ZONE

BATCH = 2000
# One picture of the whole log: what is added meanwhile cannot look like a gap.
ONE_PICTURE = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
# Columns that are copies of what the hashed text says.
COPIED = ("stream", "seq", "unit_id", "town_id", "district_id", "province_id", "actor_id", "actor_name",
          "name_key", "role", "organisation_id", "organisation_name", "on_behalf", "address", "action",
          "from_state", "to_state", "nomination_id", "request_id", "input_hash", "data")  # fmt: skip


@dataclass
class Report:
    """What was looked at, and every fault that was found."""

    events: int = 0
    streams: int = 0
    values_gone: int = 0
    faults: list[str] = field(default_factory=list)


def verify(since: date | None = None) -> Report:
    """Go through every stream, or those that changed since that day (from their beginning).

    It finds a change, removal, insertion or reordering within what the heads of the streams
    cover. A stream that was removed with its head is found only by seals, which come later.
    """
    report = Report()
    with db.engine.connect().execution_options(**ONE_PICTURE) as connection:
        before: Row[Any] | None = None
        for event in _events(connection, since):
            if before is not None and before.stream != event.stream:
                before = None
            report.streams += before is None
            report.events += 1
            _check(event, before, report)
            before = event
        report.faults += _loose_ends(connection)
    return report


def _events(connection: Connection, since: date | None) -> Iterator[Row[Any]]:
    """Every event with its values, chain after chain, a few thousand at a time."""
    value = func.json_build_array(AuditValue.field, AuditValue.salt, AuditValue.value)
    values = db.select(func.json_agg(value)).where(AuditValue.event_id == AuditEvent.id)
    columns = (getattr(AuditEvent, name) for name in (*COPIED, "id", "at", "act_id", "canonical", "hash"))
    query = db.select(*columns, values.scalar_subquery().label("values"))
    query = query.order_by(AuditEvent.stream, AuditEvent.seq)
    if since is not None:
        changed = _changed_since(since).subquery()
        query = query.join(changed, changed.c.stream == AuditEvent.stream)
    return iter(connection.execution_options(yield_per=BATCH).execute(query))


def _changed_since(since: date) -> Select[tuple[str]]:
    moment = datetime.combine(since, time.min, OFFICE_ZONE)
    return db.select(AuditEvent.stream).where(AuditEvent.at >= moment).distinct()


def _check(event: Row[Any], before: Row[Any] | None, report: Report) -> None:
    where = f"{event.stream} #{event.seq} ({event.id})"
    if hashlib.sha256(event.canonical.encode()).hexdigest() != event.hash:
        report.faults.append(_("%(where)s: nội dung không khớp với mã băm", where=where))
        return
    body = json.loads(event.canonical)
    if body["seq"] != (before.seq + 1 if before is not None else 1):
        report.faults.append(_("%(where)s: thiếu việc ở ngay trước", where=where))
    if body["previous"] != (before.hash if before is not None else ""):
        report.faults.append(_("%(where)s: không nối tiếp việc ở ngay trước", where=where))
    if wrong := _changed_beside(event, body):
        names = ", ".join(wrong)
        report.faults.append(
            _("%(where)s: cột bị sửa khác với nội dung: %(names)s", where=where, names=names)
        )
    _check_values(event, body["data"].get("fields", {}), where, report)


def _changed_beside(event: Row[Any], body: dict[str, Any]) -> list[str]:
    wrong = [name for name in COPIED if body.get(name) != getattr(event, name)]
    if body["act_id"] != str(event.act_id):
        wrong.append("act_id")
    if datetime.fromisoformat(body["at"]) != event.at:
        wrong.append("at")
    return wrong


def _check_values(event: Row[Any], hashes: dict[str, str], where: str, report: Report) -> None:
    found = {name: value_hash(salt, value) for name, salt, value in event.values or ()}
    for name, known in hashes.items():
        if name not in found:
            report.values_gone += 1
        elif found[name] != known:
            report.faults.append(_("%(where)s: giá trị của %(name)s bị sửa", where=where, name=name))
    for name in found:
        if name not in hashes:
            report.faults.append(_("%(where)s: giá trị %(name)s bị thêm vào", where=where, name=name))


def _loose_ends(connection: Connection) -> Iterator[str]:
    """Chains that do not end where their head says, and chains without a head."""
    last, later = aliased(AuditEvent), aliased(AuditEvent)
    is_there = db.select(last.id).where(
        last.stream == AuditStream.name, last.seq == AuditStream.seq, last.hash == AuditStream.head
    )
    goes_on = db.select(later.id).where(later.stream == AuditStream.name, later.seq > AuditStream.seq)
    broken = db.select(AuditStream.name).where(or_(~is_there.exists(), goes_on.exists()))
    for name in connection.scalars(broken.order_by(AuditStream.name)):
        yield _("%(name)s: việc cuối cùng bị mất hoặc bị thay", name=name)
    has_head = db.select(AuditStream.name).where(AuditStream.name == AuditEvent.stream)
    headless = db.select(AuditEvent.stream).where(~has_head.exists()).distinct()
    for name in connection.scalars(headless.order_by(AuditEvent.stream)):
        yield _("%(name)s: chuỗi không có phần đầu", name=name)
