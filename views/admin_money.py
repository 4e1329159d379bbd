"""Administration: the tables that prize money is reckoned from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import db
from models.enums import LEVEL_LABELS, Role
from views.access import allow, current_person
from views.admin import blueprint
from views.inputs import Messages
from workflow import money_tables
from workflow.errors import InputError
from workflow.inputs import Inputs
from workflow.people import Person
from workflow.procedures import GRANTING
from workflow.shared_tables import keeper_post, keeps


@blueprint.get("/money")
@allow(Role.ADMIN)
def money() -> str:
    """Base salaries and coefficients, each with its source."""
    return render_template(
        "admin/money.html",
        salaries=money_tables.salaries(),
        coefficients=money_tables.coefficients(),
        may_edit=keeps(current_person()),
    )


@blueprint.get("/money/<any(salary, coefficient):which>/new")
@allow(Role.ADMIN)
def new_money(which: str) -> Any:
    """An empty form."""
    keeper_post(current_person())
    return _page(which, {}, {})


def _page(which: str, errors: dict[str, str], values: Any, code: int = 200) -> Any:
    page = render_template(
        "admin/money_new.html", which=which, errors=Messages(errors), values=values,
        levels=[(one.value, LEVEL_LABELS[one]) for one in GRANTING],
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.post("/money/salary")
@allow(Role.ADMIN)
def add_salary() -> Any:
    """A new base salary."""
    return _add("salary", money_tables.add_salary)


@blueprint.post("/money/coefficient")
@allow(Role.ADMIN)
def add_coefficient() -> Any:
    """A new coefficient."""
    return _add("coefficient", money_tables.add_coefficient)


def _add(which: str, add: Callable[[Person, Inputs], None]) -> Any:
    try:
        add(current_person(), request.form.to_dict())
    except InputError as wrong:
        db.session.rollback()
        return _page(which, wrong.fields, request.form, 422)
    db.session.commit()
    flash(_("Đã ghi. Quyết định ký từ ngày đó tính theo số mới."), "success")
    return redirect(url_for("admin.money"))
