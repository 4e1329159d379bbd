"""What a prize is reckoned from: base salaries and coefficients, each from a day on, with its source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.db import db, enum_column
from models.enums import Level, NomineeKind


class BaseSalary(db.Model):
    """The base salary (mức lương cơ sở) in đồng a month, from that day on."""

    __tablename__ = "base_salary"

    id: Mapped[int] = mapped_column(primary_key=True)
    amount: Mapped[int]
    valid_from: Mapped[date] = mapped_column(unique=True)
    source: Mapped[str] = mapped_column(default="")

    __table_args__ = (CheckConstraint("amount > 0", "is_positive"),)


class PrizeCoefficient(db.Model):
    """How many base salaries go with an award of that name and level, to that kind of nominee."""

    __tablename__ = "prize_coefficient"

    id: Mapped[int] = mapped_column(primary_key=True)
    # The first words of the award form: "Giấy khen", "Bằng khen".
    form: Mapped[str]
    granter_level: Mapped[Level] = mapped_column(enum_column(Level))
    nominee_kind: Mapped[NomineeKind] = mapped_column(enum_column(NomineeKind))
    coefficient: Mapped[Decimal] = mapped_column(Numeric(6, 3))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")
    # False where the figure was not found in the text of the decree.
    is_certain: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        UniqueConstraint("form", "granter_level", "nominee_kind", "valid_from"),
        CheckConstraint("coefficient > 0", "is_positive"),
    )
