"""What the reports of a campaign are compared by."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, func
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


class FileText(db.Model):
    """The words of an uploaded report, read once for each content; empty where there are none, as in a scan."""

    __tablename__ = "file_text"

    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), primary_key=True)
    text: Mapped[str]
    read_at: Mapped[datetime] = mapped_column(server_default=func.now())
