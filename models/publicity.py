"""Guidance on publicity that an office gives to the units of a campaign, and who has read it (plan V.2)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.campaign import Campaign
from models.db import db
from models.enclosure import Enclosure
from models.people import User


class PublicityGuide(db.Model):
    """One guidance (hướng dẫn tuyên truyền); what was issued is not edited, only withdrawn."""

    __tablename__ = "publicity_guide"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    title: Mapped[str]
    text: Mapped[str]
    issued_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    # The units that had not read it were told again.
    reminded_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    campaign: Mapped[Campaign] = relationship()
    made_by: Mapped[User] = relationship()
    files: Mapped[list[Enclosure]] = relationship(secondary="publicity_guide_file", order_by=Enclosure.id)

    @property
    def paragraphs(self) -> list[str]:
        """The text, one paragraph for each line that is not empty."""
        return [one for one in self.text.split("\n") if one.strip()]


class PublicityGuideFile(db.Model):
    """A file that goes with a guidance."""

    __tablename__ = "publicity_guide_file"

    guide_id: Mapped[int] = mapped_column(ForeignKey("publicity_guide.id"), primary_key=True)
    enclosure_id: Mapped[int] = mapped_column(ForeignKey("enclosure.id"), primary_key=True)


class PublicityReading(db.Model):
    """Somebody opened the guidance for his unit, the first time."""

    __tablename__ = "publicity_reading"

    guide_id: Mapped[int] = mapped_column(ForeignKey("publicity_guide.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    read_at: Mapped[datetime] = mapped_column(server_default=func.now())

    user: Mapped[User] = relationship()
