"""The log: acts, chained in streams; and accesses, which are only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import db


class Placed:
    """Where an event belongs, filled by the database: the auditors of these offices see it."""

    unit_id: Mapped[int | None]
    town_id: Mapped[int | None]
    district_id: Mapped[int | None]
    province_id: Mapped[int | None]


def _log_indexes(table: str, what: str) -> list[Index]:
    """Every list of the log is cut by one of these, newest first, whatever its length."""
    names = ("unit_id", "town_id", "district_id", "province_id", what, "role", "nomination_id")
    return [
        *(Index(f"ix_{table}_{name}", name, text("at DESC"), text("id DESC")) for name in names),
        Index(
            f"ix_{table}_name_key",
            "name_key",
            postgresql_using="gin",
            postgresql_ops={"name_key": "gin_trgm_ops"},
        ),
    ]


class AuditStream(db.Model):
    """The head of one chain (a dossier, a campaign, a submission, an account …)."""

    __tablename__ = "audit_stream"

    name: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(default="")


class AuditEvent(Placed, db.Model):
    """One act. Only the database function `audit_append` writes it (see the first migration)."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    stream: Mapped[str]
    seq: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    # The name without its marks, for the search; within the hash, so that nobody can be hidden.
    name_key: Mapped[str]
    role: Mapped[str | None]
    organisation_id: Mapped[int | None]
    organisation_name: Mapped[str | None]
    on_behalf: Mapped[str | None]
    address: Mapped[str | None]
    action: Mapped[str]
    from_state: Mapped[str | None]
    to_state: Mapped[str | None]
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nomination.id"))
    act_id: Mapped[UUID]
    request_id: Mapped[str | None]
    input_hash: Mapped[str | None]
    # {"fields": {name: hash}, "files": [sha256 …], "content_hash": …}
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    # The text that was hashed, with the former event's hash in it.
    canonical: Mapped[str]
    hash: Mapped[str]

    values: Mapped[list[AuditValue]] = relationship(order_by="AuditValue.id")

    __table_args__ = (
        UniqueConstraint("stream", "seq"),
        Index("ix_audit_event_actor", "actor_id", "id"),
        Index("ix_audit_event_request", "actor_id", "request_id"),
        *_log_indexes("audit_event", "action"),
    )


class AuditValue(db.Model):
    """What a field was and became, or a reason; kept apart so that it can go one day."""

    __tablename__ = "audit_value"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), index=True)
    field: Mapped[str]
    salt: Mapped[str]
    # The JSON text of [before, after]; the event holds sha256(salt + value).
    value: Mapped[str]


class AccessEvent(Placed, db.Model):
    """A login, a look at a full dossier, a download. No chain: reading never waits."""

    __tablename__ = "access_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))
    kind: Mapped[str]
    user_id: Mapped[int | None]
    user_name: Mapped[str] = mapped_column(default="")
    name_key: Mapped[str] = mapped_column(default="")
    role: Mapped[str | None]
    organisation_id: Mapped[int | None]
    organisation_name: Mapped[str | None]
    nomination_id: Mapped[int | None]
    detail: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")

    __table_args__ = tuple(_log_indexes("access_event", "kind"))
