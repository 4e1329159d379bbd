"""What goes up together with one letter, what comes back with one decision, and numbers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.campaign import AwardForm, Campaign
from models.db import db, enum_column
from models.enums import CorrectionKind, SubmissionState
from models.organisation import Organisation

if TYPE_CHECKING:
    from models.enclosure import Enclosure
    from models.nomination import Nomination


class Submission(db.Model):
    """A batch with one submission letter (tờ trình) and its list."""

    __tablename__ = "submission"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    from_organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    to_organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    state: Mapped[SubmissionState] = mapped_column(
        enum_column(SubmissionState), default=SubmissionState.ASSEMBLING
    )
    version: Mapped[int] = mapped_column(default=1)
    number: Mapped[int | None]
    symbol: Mapped[str] = mapped_column(default="")
    list_hash: Mapped[str] = mapped_column(default="")
    frozen_at: Mapped[datetime | None]
    issued_on: Mapped[date | None]
    signer_name: Mapped[str] = mapped_column(default="")
    signer_title: Mapped[str] = mapped_column(default="")
    signing: Mapped[str] = mapped_column(default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    # A letter of an office outside the system: its scan, and the office that wrote it down.
    letter_scan_id: Mapped[int | None] = mapped_column(ForeignKey("enclosure.id"))
    kept_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    # What a unit's own meeting found; a town's meeting is a row of its own.
    minutes_id: Mapped[int | None] = mapped_column(ForeignKey("enclosure.id"))

    letter_scan: Mapped[Enclosure | None] = relationship(foreign_keys=[letter_scan_id])
    minutes: Mapped[Enclosure | None] = relationship(foreign_keys=[minutes_id])
    campaign: Mapped[Campaign] = relationship()
    from_organisation: Mapped[Organisation] = relationship(foreign_keys=[from_organisation_id])
    to_organisation: Mapped[Organisation] = relationship(foreign_keys=[to_organisation_id])
    items: Mapped[list[SubmissionItem]] = relationship(
        order_by="SubmissionItem.position", cascade="all, delete-orphan"
    )

    @property
    def title(self) -> str:
        """The letter's number and symbol, as an office would write it."""
        return f"{self.number:02d}/{self.symbol}" if self.number else ""


class SubmissionItem(db.Model):
    """One row of the list; one that came back stays on it, marked."""

    __tablename__ = "submission_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    returned_at: Mapped[datetime | None]

    nomination: Mapped[Nomination] = relationship()

    __table_args__ = (UniqueConstraint("submission_id", "nomination_id"),)


class Decision(db.Model):
    """The granting decision (quyết định khen thưởng)."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    award_form_id: Mapped[int] = mapped_column(ForeignKey("award_form.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    number: Mapped[str]
    symbol: Mapped[str]
    issued_on: Mapped[date]
    signer_name: Mapped[str]
    signer_title: Mapped[str]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    # A registered decision has its scan and is never made by the system; the others are made.
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("enclosure.id"))
    # The scan of the list that the awardees signed.
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("enclosure.id"))

    scan: Mapped[Enclosure | None] = relationship(foreign_keys=[scan_id])
    campaign: Mapped[Campaign] = relationship()
    receipt: Mapped[Enclosure | None] = relationship(foreign_keys=[receipt_id])
    award_form: Mapped[AwardForm] = relationship()
    organisation: Mapped[Organisation] = relationship()
    awards: Mapped[list[Award]] = relationship(back_populates="decision", order_by="Award.position")

    __table_args__ = (
        # A number is given once a year in each series (NĐ 30, Điều 15).
        Index(
            "uq_decision_number", "organisation_id", "symbol", text("extract(year FROM issued_on)"),
            "number", unique=True,
        ),
    )  # fmt: skip

    @property
    def title(self) -> str:
        """Number and symbol, as an office would write it."""
        return f"{self.number}/{self.symbol}"


class Award(db.Model):
    """One awardee of a decision, with the names as they stood that day."""

    __tablename__ = "award"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), unique=True)
    position: Mapped[int]
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    # An address that cannot be guessed, for the code on the certificate.
    token: Mapped[str] = mapped_column(unique=True)
    revoked_on: Mapped[date | None]
    revoked_by_paper: Mapped[str] = mapped_column(default="")
    revoked_ground: Mapped[str] = mapped_column(default="")
    correction: Mapped[str] = mapped_column(default="")
    # Empty too where it was corrected before the kind was asked for.
    correction_kind: Mapped[CorrectionKind | None] = mapped_column(enum_column(CorrectionKind))
    # The papers of these, where the granter works outside the system.
    revoked_scan_id: Mapped[int | None] = mapped_column(ForeignKey("enclosure.id"))
    correction_scan_id: Mapped[int | None] = mapped_column(ForeignKey("enclosure.id"))
    # As it was called that day.
    unit_name: Mapped[str] = mapped_column(default="")
    # The prize as reckoned on the day of the decision, in đồng; empty where no coefficient was known.
    base_salary: Mapped[int | None]
    coefficient: Mapped[Decimal | None] = mapped_column(Numeric(6, 3))
    raw_amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    paid_amount: Mapped[int | None]
    rounding: Mapped[str] = mapped_column(default="")
    # Handing over: who received it, when the money was paid, and what came back after a revocation.
    received_by: Mapped[str] = mapped_column(default="")
    paid_on: Mapped[date | None]
    paid_paper: Mapped[str] = mapped_column(default="", server_default="")
    recovered_on: Mapped[date | None]
    recovered_paper: Mapped[str] = mapped_column(default="", server_default="")
    recovered_amount: Mapped[int | None]

    decision: Mapped[Decision] = relationship(back_populates="awards")
    revoked_scan: Mapped[Enclosure | None] = relationship(foreign_keys=[revoked_scan_id])
    correction_scan: Mapped[Enclosure | None] = relationship(foreign_keys=[correction_scan_id])
    nomination: Mapped[Nomination] = relationship(back_populates="award")


class NumberBook(db.Model):
    """The last number given, for each organisation, type of paper and year."""

    __tablename__ = "number_book"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    type: Mapped[str]
    year: Mapped[int]
    last: Mapped[int]

    __table_args__ = (UniqueConstraint("organisation_id", "type", "year"),)
