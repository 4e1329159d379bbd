"""What the reports of a campaign are compared by."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Integer

from models.db import db


class ReportText(db.Model):
    """The runs of words of a report as it was last submitted, each as a number (workflow/likeness.py)."""

    __tablename__ = "report_text"

    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    runs: Mapped[list[int]] = mapped_column(ARRAY(Integer))
