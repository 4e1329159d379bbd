"""Keeping the dated tables that prizes are reckoned from. The caller commits.

A new figure is a new row from a day on; nothing is overwritten, so that old decisions stay explained.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from models import BaseSalary, PrizeCoefficient, db
from models.enums import Level, NomineeKind
from workflow.actions import record
from workflow.errors import InputError
from workflow.inputs import Field, Inputs, read_amount, read_date, read_flag, read_inputs, read_line
from workflow.people import Person
from workflow.shared_tables import keeper_post

LARGEST = Decimal(100)


def _read_coefficient(value: Any) -> Decimal | None:
    text = str(value or "").strip().replace(",", ".")
    if not text:
        return None
    try:
        number = Decimal(text[:12])
    except InvalidOperation:
        number = Decimal(0)
    if not (number.is_finite() and 0 < number <= LARGEST) or number != round(number, 3):
        raise ValueError(_("Ghi một số như 0,3 hoặc 1,5, tối đa ba chữ số sau dấu phẩy."))
    return number


def _read_level(value: Any) -> Level | None:
    if value and value not in list(Level):
        raise ValueError(_("Lựa chọn không hợp lệ."))
    return Level(value) if value else None


def _read_kind(value: Any) -> NomineeKind | None:
    if value and value not in list(NomineeKind):
        raise ValueError(_("Lựa chọn không hợp lệ."))
    return NomineeKind(value) if value else None


SALARY = (Field("amount", read_amount), Field("valid_from", read_date), Field("source", read_line))
COEFFICIENT = (
    Field("form", read_line), Field("granter_level", _read_level), Field("nominee_kind", _read_kind),
    Field("coefficient", _read_coefficient), Field("valid_from", read_date),
    Field("valid_to", read_date, required=False), Field("source", read_line),
    Field("is_certain", read_flag, required=False),
)  # fmt: skip


def salaries() -> list[BaseSalary]:
    """All base salaries, the newest first."""
    return list(db.session.scalars(db.select(BaseSalary).order_by(BaseSalary.valid_from.desc())))


def coefficients() -> list[PrizeCoefficient]:
    """All coefficients, by award, kind and day, the newest first."""
    query = db.select(PrizeCoefficient).order_by(
        PrizeCoefficient.form, PrizeCoefficient.granter_level, PrizeCoefficient.nominee_kind,
        PrizeCoefficient.valid_from.desc(),
    )  # fmt: skip
    return list(db.session.scalars(query))


def add_salary(person: Person, raw: Inputs) -> None:
    """A new base salary from a day on, with the decree that sets it."""
    _add(person, "base_salary", BaseSalary, SALARY, raw)


def add_coefficient(person: Person, raw: Inputs) -> None:
    """A new coefficient from a day on, with its source."""
    _add(person, "prize_coefficient", PrizeCoefficient, COEFFICIENT, raw)


def _add(person: Person, what: str, table: Any, fields: tuple[Field, ...], raw: Inputs) -> None:
    post = keeper_post(person)
    clean = read_inputs(fields, raw)
    until = clean.get("valid_to")
    if until and until < clean["valid_from"]:
        raise InputError({"valid_to": _("Ngày kết thúc phải sau ngày bắt đầu.")})
    db.session.add(table(**clean))
    try:
        db.session.flush()
    except IntegrityError:
        raise InputError({"valid_from": _("Đã có một dòng từ ngày này.")}) from None
    said = {
        name: (None, str(value) if isinstance(value, Decimal) else value) for name, value in clean.items()
    }
    record(
        f"add_{what}", stream=f"organisation:{post.organisation_id}", actor=person, post=post, changes=said
    )
