"""Prize money: coefficient × base salary on the day of the decision, from the dated tables.

Source: NĐ 98/2023/NĐ-CP, Điều 53 (base salary on the day of the decision; rounded up to the next
10,000 đồng) and NĐ 152/2025/NĐ-CP, Điều 54. Whether the rounding still holds under NĐ 152 was not
read, so it is a setting; the raw product is kept beside the amount that is paid.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from models import AwardForm, BaseSalary, PrizeCoefficient, db
from models.enums import NomineeKind


class Rounding(StrEnum):
    """How the product becomes the amount that is paid."""

    UP_TO_10000 = "up_10000"
    NONE = "none"


ROUNDING_LABELS = {
    Rounding.UP_TO_10000: _l("Làm tròn lên hàng chục nghìn đồng"),
    Rounding.NONE: _l("Không làm tròn"),
}
STEP = {Rounding.UP_TO_10000: 10_000, Rounding.NONE: 1}


@dataclass(frozen=True)
class Prize:
    """What one award is worth, in đồng, and how that was reckoned."""

    base_salary: int
    coefficient: Decimal
    raw: Decimal
    paid: int
    rounding: Rounding
    is_certain: bool


def reckon(base_salary: int, coefficient: Decimal, rounding: Rounding) -> tuple[Decimal, int]:
    """The product, and the amount to pay: never less than the product, and less than a step above it."""
    raw = coefficient * base_salary
    step = STEP[rounding]
    return raw, int((raw / step).to_integral_value(ROUND_CEILING)) * step


def prizes_of(
    form: AwardForm, kinds: Iterable[NomineeKind], rounding: Rounding, day: date
) -> dict[NomineeKind, Prize]:
    """The prize for each of these kinds on that day; a kind of which no coefficient is known is left out."""
    salary = db.session.scalar(
        db.select(BaseSalary.amount)
        .filter(BaseSalary.valid_from <= day)
        .order_by(BaseSalary.valid_from.desc())
        .limit(1)
    )
    if salary is None:
        return {}
    known = _coefficients(form, day)
    found = {}
    for kind in set(kinds) & set(known):
        raw, paid = reckon(salary, known[kind].coefficient, rounding)
        found[kind] = Prize(salary, known[kind].coefficient, raw, paid, rounding, known[kind].is_certain)
    return found


def _coefficients(form: AwardForm, day: date) -> dict[NomineeKind, PrizeCoefficient]:
    """The one in force for each kind; a later row wins over an earlier one."""
    query = (
        db.select(PrizeCoefficient)
        .filter(
            PrizeCoefficient.form == form.type_name,
            PrizeCoefficient.granter_level == form.granter_level,
            PrizeCoefficient.valid_from <= day,
            PrizeCoefficient.valid_to.is_(None) | (PrizeCoefficient.valid_to >= day),
        )
        .order_by(PrizeCoefficient.valid_from)
    )
    return {one.nominee_kind: one for one in db.session.scalars(query)}
