"""Which reminders of a due date were sent."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.db import db


class DueReminder(db.Model):
    """The office was reminded of a dossier so many working days before it is due; each but once.

    A due date that moved, because the dossier was away or held, is reminded of anew.
    """

    __tablename__ = "due_reminder"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    due_on: Mapped[date]
    days_before: Mapped[int]
    sent_on: Mapped[date]

    __table_args__ = (UniqueConstraint("nomination_id", "due_on", "days_before"),)
