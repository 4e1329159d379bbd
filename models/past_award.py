"""The register of past awards: what was granted before, or beside, this system."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import db, enum_column
from models.enclosure import Enclosure
from models.enums import NomineeKind
from models.nomination import Nominee
from models.people import User


class PastAward(db.Model):
    """One award as an old paper says it; the nominee is known where the name was found."""

    __tablename__ = "past_award"

    id: Mapped[int] = mapped_column(primary_key=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    nominee_id: Mapped[int | None] = mapped_column(ForeignKey("nominee.id"), index=True)
    kind: Mapped[NomineeKind] = mapped_column(enum_column(NomineeKind))
    # As they were written.
    name: Mapped[str]
    search_key: Mapped[str]
    born_year: Mapped[int | None]
    unit: Mapped[str] = mapped_column(default="")
    year: Mapped[int]
    form: Mapped[str]
    decision: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    issuer: Mapped[str] = mapped_column(default="")
    achievement: Mapped[str] = mapped_column(default="")
    initiative: Mapped[str] = mapped_column(default="")
    initiative_key: Mapped[str] = mapped_column(default="")
    # Two rows with one key are one award.
    key: Mapped[str]
    # Where it was read: the file, and the row in it.
    enclosure_id: Mapped[int | None] = mapped_column(ForeignKey("enclosure.id"))
    row: Mapped[int | None]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())

    nominee: Mapped[Nominee | None] = relationship()
    enclosure: Mapped[Enclosure | None] = relationship()
    made_by: Mapped[User] = relationship()

    __table_args__ = (
        UniqueConstraint("town_id", "key"),
        Index("ix_past_award_name", "town_id", "search_key"),
        Index("ix_past_award_list", "town_id", text("year DESC"), text("id DESC")),
        Index("ix_past_award_initiative", "town_id", postgresql_where=text("initiative_key <> ''")),
    )


class RegisterYear(db.Model):
    """A year of which the town has entered every award: what is not there was not granted."""

    __tablename__ = "register_year"

    id: Mapped[int] = mapped_column(primary_key=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    marked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    marked_at: Mapped[datetime] = mapped_column(server_default=func.now())

    __table_args__ = (UniqueConstraint("town_id", "year"),)
