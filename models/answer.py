"""What an office outside the system answered to a submission, as it was written down here."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import db
from models.enclosure import Enclosure
from models.organisation import Organisation


class Answer(db.Model):
    """One paper of that office, with its scan; what it says of each dossier stands in the dossiers' log."""

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[str]
    symbol: Mapped[str]
    issued_on: Mapped[date]
    signer_name: Mapped[str]
    signer_title: Mapped[str]
    scan_id: Mapped[int] = mapped_column(ForeignKey("enclosure.id"))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.now())

    office: Mapped[Organisation] = relationship()
    scan: Mapped[Enclosure] = relationship()

    @property
    def title(self) -> str:
        """Number and symbol, as an office would write it."""
        return f"{self.number}/{self.symbol}"
