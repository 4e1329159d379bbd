"""Administration: the calendar of working days."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import db
from models.enums import Role
from views.access import allow, current_person
from views.admin import blueprint
from views.inputs import Messages
from workflow import holidays
from workflow.dates import today
from workflow.errors import InputError
from workflow.shared_tables import keeps

FIRST_YEAR, LAST_YEAR = 1945, 2200


@blueprint.get("/holidays")
@allow(Role.ADMIN)
def holidays_page() -> Any:
    """The days of one year, with a form for one more."""
    year = request.args.get("year", today().year, type=int)
    return _page(year, {}, {}) if FIRST_YEAR <= year <= LAST_YEAR else abort(404)


def _page(year: int, errors: dict[str, str], values: Any, code: int = 200) -> Any:
    page = render_template(
        "admin/holidays.html", year=year, years=sorted({*holidays.years(), year}),
        rows=holidays.holidays_in(year), errors=Messages(errors), values=values,
        may_edit=keeps(current_person()),
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.post("/holidays")
@allow(Role.ADMIN)
def add_holiday() -> Any:
    """Add a day; the due dates that run move with it."""
    try:
        day, moved = holidays.add_holiday(current_person(), request.form.to_dict())
    except InputError as wrong:
        db.session.rollback()
        year = request.form.get("year", today().year, type=int)
        year = year if FIRST_YEAR <= year <= LAST_YEAR else today().year
        return _page(year, wrong.fields, request.form, 422)
    db.session.commit()
    flash(_("Đã thêm ngày %(d)s. Đã tính lại hạn của %(n)s hồ sơ.", d=f"{day:%d/%m/%Y}", n=moved), "success")
    return redirect(url_for("admin.holidays_page", year=day.year))


@blueprint.post("/holidays/<int:holiday_id>/remove")
@allow(Role.ADMIN)
def remove_holiday(holiday_id: int) -> Any:
    """Take a day out; the due dates that run move with it."""
    removed = holidays.remove_holiday(current_person(), holiday_id)
    db.session.commit()
    if removed is None:
        flash(_("Ngày này đã được bỏ từ trước."), "info")
        return redirect(url_for("admin.holidays_page"))
    day, moved = removed
    flash(_("Đã bỏ ngày %(d)s. Đã tính lại hạn của %(n)s hồ sơ.", d=f"{day:%d/%m/%Y}", n=moved), "success")
    return redirect(url_for("admin.holidays_page", year=day.year))
