"""The tree of offices, and the dated settings that each may have."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import db, enum_column
from models.enums import Level


class Organisation(db.Model):
    """An office or a unit of it; names and life change with time."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    level: Mapped[Level] = mapped_column(enum_column(Level))
    name: Mapped[str]
    short_name: Mapped[str]
    symbol: Mapped[str] = mapped_column(default="UBND")
    place: Mapped[str] = mapped_column(default="")
    unit_kind: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    invented: Mapped[bool] = mapped_column(default=False)

    parent: Mapped[Organisation | None] = relationship(remote_side=[id])

    __table_args__ = (UniqueConstraint("parent_id", "name"),)

    def is_alive(self, on: date) -> bool:
        """Whether the organisation exists on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )

    def ancestors(self) -> list[Organisation]:
        """This organisation and all above it, from here to the top."""
        chain, here = [], self
        while here is not None:
            chain.append(here)
            here = here.parent
        return chain

    def at(self, level: Level) -> Organisation | None:
        """The organisation of that level above this one (or itself)."""
        return next((one for one in self.ancestors() if one.level is level), None)


class Setting(db.Model):
    """One choice of an office, from a day on, with where it comes from."""

    __tablename__ = "setting"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    key: Mapped[str]
    value: Mapped[Any] = mapped_column(JSONB)
    valid_from: Mapped[date]
    source: Mapped[str] = mapped_column(default="")

    organisation: Mapped[Organisation] = relationship()

    __table_args__ = (
        UniqueConstraint("organisation_id", "key", "valid_from"),
        Index("ix_setting_key", "key"),
    )
