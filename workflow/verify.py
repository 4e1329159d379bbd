"""Proves that the log is whole: each chain, each event's text, each value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from models import AuditEvent, AuditStream, AuditValue, db
from workflow.audit import value_hash

BATCH = 2000
# Columns that are copies of what the hashed text says.
COPIED = ("stream", "seq", "actor_id", "actor_name", "role", "organisation_id", "organisation_name",
          "on_behalf", "address", "action", "from_state", "to_state", "nomination_id",
          "request_id", "input_hash", "data")  # fmt: skip


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
    heads = {one.name: one for one in db.session.scalars(db.select(AuditStream))}
    names = _changed_since(since) if since else None
    seen: dict[str, AuditEvent | None] = {}
    last: AuditEvent | None = None
    for event in _events(names):
        if last is None or last.stream != event.stream:
            last = None
            report.streams += 1
        _check(event, last, report)
        seen[event.stream] = last = event
        report.events += 1
    for name, head in heads.items():
        if names is not None and name not in names:
            continue
        end = seen.get(name)
        if end is None or (end.seq, end.hash) != (head.seq, head.head):
            report.faults.append(f"{name}: the last event is missing or was replaced")
    report.faults += [f"{name}: has no head" for name in seen if name not in heads]
    return report


def _changed_since(since: date) -> set[str]:
    query = db.select(AuditEvent.stream).filter(AuditEvent.at >= since).distinct()
    return set(db.session.scalars(query))


def _events(names: set[str] | None) -> Iterator[AuditEvent]:
    query = db.select(AuditEvent).order_by(AuditEvent.stream, AuditEvent.seq)
    if names is not None:
        query = query.filter(AuditEvent.stream.in_(names))
    for event in db.session.scalars(query.execution_options(yield_per=BATCH)):
        yield event
        db.session.expunge(event)


def _check(event: AuditEvent, before: AuditEvent | None, report: Report) -> None:
    where = f"{event.stream} #{event.seq} (event {event.id})"
    if hashlib.sha256(event.canonical.encode()).hexdigest() != event.hash:
        report.faults.append(f"{where}: the text does not match its hash")
        return
    body = json.loads(event.canonical)
    if body["seq"] != (before.seq + 1 if before else 1):
        report.faults.append(f"{where}: an event before it is missing")
    if body["previous"] != (before.hash if before else ""):
        report.faults.append(f"{where}: it does not follow the event before it")
    wrong = [name for name in COPIED if body.get(name) != getattr(event, name)]
    if body["act_id"] != str(event.act_id) or datetime.fromisoformat(body["at"]) != event.at:
        wrong.append("at")
    if wrong:
        report.faults.append(f"{where}: changed beside the text: {', '.join(wrong)}")
    _check_values(event, body["data"].get("fields", {}), where, report)


def _check_values(event: AuditEvent, hashes: dict[str, str], where: str, report: Report) -> None:
    rows = db.session.execute(
        db.select(AuditValue.field, AuditValue.salt, AuditValue.value).filter_by(event_id=event.id)
    ).all()
    found = {name: value_hash(salt, value) for name, salt, value in rows}
    for name, known in hashes.items():
        if name not in found:
            report.values_gone += 1
        elif found[name] != known:
            report.faults.append(f"{where}: the value of {name} was changed")
    report.faults += [f"{where}: a value {name} was added" for name in found if name not in hashes]
