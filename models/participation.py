"""What comes of a published plan: who received it, what each unit does, and the papers about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.campaign import Campaign
from models.db import db, enum_column
from models.enclosure import Enclosure
from models.enums import DocumentType
from models.organisation import Organisation
from models.people import User


class Participation(db.Model):
    """A unit that the plan addresses (Nơi nhận), from the day on which it was told."""

    __tablename__ = "participation"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    told_on: Mapped[date]
    acknowledged_on: Mapped[date | None]
    acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    # The clerk wrote it down for a unit that received the plan on paper.
    acknowledged_on_paper: Mapped[bool] = mapped_column(default=False)
    followed_up_at: Mapped[datetime | None]

    campaign: Mapped[Campaign] = relationship()
    unit: Mapped[Organisation] = relationship()
    acknowledged_by: Mapped[User | None] = relationship()

    __table_args__ = (UniqueConstraint("campaign_id", "unit_id"),)


class Reminder(db.Model):
    """A unit was reminded so many working days before the campaign closes; each but once."""

    __tablename__ = "reminder"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    closes_on: Mapped[date]
    days_before: Mapped[int]
    sent_on: Mapped[date]

    __table_args__ = (UniqueConstraint("campaign_id", "unit_id", "closes_on", "days_before"),)


class Activity(db.Model):
    """Something that a unit did for one content of part II of the plan; removed, it stays in the log."""

    __tablename__ = "activity"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    # Its place in part II, from 1.
    content: Mapped[int]
    held_on: Mapped[date]
    text: Mapped[str]
    attendance: Mapped[int | None]
    enclosure_id: Mapped[int | None] = mapped_column(ForeignKey("enclosure.id"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    removed_at: Mapped[datetime | None]

    campaign: Mapped[Campaign] = relationship()
    unit: Mapped[Organisation] = relationship()
    made_by: Mapped[User] = relationship()
    enclosure: Mapped[Enclosure | None] = relationship()

    __table_args__ = (
        Index("ix_activity_campaign", "campaign_id", sql("held_on DESC"), sql("id DESC"),
              postgresql_where=sql("removed_at IS NULL")),
    )  # fmt: skip


class CampaignPaper(db.Model):
    """A letter or report about a campaign, with its facts as they stood when its number was given."""

    __tablename__ = "campaign_paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    type: Mapped[DocumentType] = mapped_column(enum_column(DocumentType))
    # Of this type and campaign, from 1: the `version` of its `Document`.
    version: Mapped[int]
    number: Mapped[int]
    symbol: Mapped[str]
    issued_on: Mapped[date]
    signer_name: Mapped[str]
    signer_title: Mapped[str]
    signing: Mapped[str] = mapped_column(default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())

    campaign: Mapped[Campaign] = relationship()

    __table_args__ = (UniqueConstraint("campaign_id", "type", "version"),)

    @property
    def title(self) -> str:
        """Number and symbol, as an office would write it."""
        return f"{self.number:02d}/{self.symbol}"
