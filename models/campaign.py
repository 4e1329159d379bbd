"""A campaign as its plan sets it out: period, contents, award forms and their criteria."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import Text

from models.db import db, enum_column
from models.enums import AttachmentKind, Level, NomineeKind
from models.organisation import Organisation


def paragraphs() -> Mapped[list[str]]:
    """A column of paragraphs, in the order of the plan."""
    return mapped_column(ARRAY(Text), default=list)


class Campaign(db.Model):
    """An emulation movement (phong trào thi đua), from a plan."""

    __tablename__ = "campaign"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    slug: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    short_title: Mapped[str]
    procedure: Mapped[str] = mapped_column(default="district")
    version: Mapped[int] = mapped_column(default=1)
    published: Mapped[bool] = mapped_column(default=False)

    plan_number: Mapped[str | None]
    plan_symbol: Mapped[str] = mapped_column(default="KH-UBND")
    plan_date: Mapped[date | None]
    plan_date_text: Mapped[str] = mapped_column(default="")
    parent_plan: Mapped[str] = mapped_column(default="")
    opening: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    period_text: Mapped[str] = mapped_column(default="")
    legal_basis: Mapped[list[str]] = paragraphs()
    purposes: Mapped[list[str]] = paragraphs()
    requirements: Mapped[list[str]] = paragraphs()
    contents: Mapped[list[str]] = paragraphs()
    subjects: Mapped[list[str]] = paragraphs()
    # Each: {"addressees": …, "text": …}
    duties: Mapped[list[dict[str, str]]] = mapped_column(JSONB, default=list)
    closing: Mapped[str] = mapped_column(default="")
    recipients: Mapped[list[str]] = paragraphs()
    signer_title: Mapped[str] = mapped_column(default="")
    signer_name: Mapped[str] = mapped_column(default="")

    # The upper level's guidance on the awards; until it is registered nothing is sent up.
    guidance_number: Mapped[str | None]
    guidance_on: Mapped[date | None]
    guidance_issuer: Mapped[str] = mapped_column(default="")
    guidance_file_id: Mapped[int | None] = mapped_column(ForeignKey("enclosure.id"))
    # The window that the guidance opens: the first and the last day on which the town takes dossiers.
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship()
    award_forms: Mapped[list[AwardForm]] = relationship(
        back_populates="campaign", order_by="AwardForm.position"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (SQLAlchemy reads it off the class)


class AwardForm(db.Model):
    """A form of award that a campaign offers (hình thức khen thưởng)."""

    __tablename__ = "award_form"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    code: Mapped[str]
    name: Mapped[str]
    granter_level: Mapped[Level] = mapped_column(enum_column(Level))
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=1)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    # {"individual": ["report", …], …}; a kind that is missing cannot be nominated.
    required_papers: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    # How many dossiers the office may propose for it, where the guidance says so.
    ceiling: Mapped[int | None]

    campaign: Mapped[Campaign] = relationship(back_populates="award_forms")
    criteria: Mapped[list[Criterion]] = relationship(
        back_populates="award_form", order_by="Criterion.position"
    )

    __table_args__ = (UniqueConstraint("campaign_id", "code"),)

    @property
    def type_name(self) -> str:
        """What is granted, without who grants it: "Giấy khen", "Bằng khen"."""
        return self.name.partition(" của ")[0]

    @property
    def kinds(self) -> list[NomineeKind]:
        """The kinds of nominee that this form lists."""
        return [kind for kind in NomineeKind if kind.value in self.required_papers]

    def papers_for(self, kind: NomineeKind) -> list[AttachmentKind]:
        """The papers that a dossier of this kind must carry."""
        return [AttachmentKind(name) for name in self.required_papers.get(kind.value, [])]

    def criteria_for(self, kind: NomineeKind) -> list[Criterion]:
        """The criteria that a nominee of this kind answers."""
        return [one for one in self.criteria if one.nominee_kind is kind]


class Criterion(db.Model):
    """A sentence of the plan that an achievement is claimed against (tiêu chuẩn)."""

    __tablename__ = "criterion"

    id: Mapped[int] = mapped_column(primary_key=True)
    award_form_id: Mapped[int] = mapped_column(ForeignKey("award_form.id"), index=True)
    nominee_kind: Mapped[NomineeKind] = mapped_column(enum_column(NomineeKind))
    position: Mapped[int]
    text: Mapped[str]
    # What a guidance added to the plan: its number and date; empty for what the plan itself says.
    source: Mapped[str] = mapped_column(default="", server_default="")
    since: Mapped[date | None]

    award_form: Mapped[AwardForm] = relationship(back_populates="criteria")
