"""The outbox: one recipient, one channel, one event."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import db, enum_column
from models.enums import Channel, MessageKind, MessageState, Role
from models.nomination import Nomination
from models.people import User


class Message(db.Model):
    """Somebody is to be told of an event; written in the event's own transaction."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"))
    act_id: Mapped[UUID]
    action: Mapped[str]
    kind: Mapped[MessageKind] = mapped_column(enum_column(MessageKind))
    channel: Mapped[Channel] = mapped_column(enum_column(Channel))
    # None for what is told of an account: a link for a password, a post that waits for a second person.
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nomination.id"), index=True)
    # The state that the dossier was in; a `turn` of an older one is no longer true.
    state_seq: Mapped[int] = mapped_column(default=0)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    recipient_role: Mapped[Role | None] = mapped_column(enum_column(Role))
    # Whose deputy the recipient was when he was told.
    on_behalf: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    state: Mapped[MessageState] = mapped_column(enum_column(MessageState), default=MessageState.PENDING)
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(server_default=func.now())
    lease_until: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    sent_at: Mapped[datetime | None]

    nomination: Mapped[Nomination | None] = relationship()
    recipient: Mapped[User] = relationship()

    __table_args__ = (
        # A second message for the same event, recipient and kind cannot exist.
        Index("uq_message", "event_id", "recipient_id", "kind", unique=True),
        Index("ix_message_act", "act_id", "recipient_id"),
        Index(
            "ix_message_due",
            "next_try_at",
            postgresql_where=text("state IN ('pending', 'sending')"),
        ),
        Index("ix_message_failed", "id", postgresql_where=text("state = 'failed'")),
    )
