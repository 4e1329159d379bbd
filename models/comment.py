"""What people wrote to the office about a list that was open to them before the meeting."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import db

if TYPE_CHECKING:
    from models.nomination import Nomination


class PublicComment(db.Model):
    """A comment on one dossier of the agenda, as the clerk received it outside the system."""

    __tablename__ = "public_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("review_meeting.id"), index=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    received_on: Mapped[date]
    sender: Mapped[str]
    text: Mapped[str]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.now())

    nomination: Mapped[Nomination] = relationship()
