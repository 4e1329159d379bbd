"""The administration of an office and of what lies under it: offices and settings."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Organisation, db
from models.enums import Level, Role
from views.access import allow, current_person
from views.inputs import Messages
from workflow import above, accounts, appointments, delegations, offices, queues
from workflow.dates import today
from workflow.errors import InputError
from workflow.settings import CHOICES, Choice, setting

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.get("")
@allow(Role.ADMIN)
def index() -> str:
    """Where the administration begins."""
    person = current_person()
    return render_template(
        "admin/index.html", posts=[one for one in person.posts if one.role is Role.ADMIN],
        waiting=len(appointments.unconfirmed(person)) + len(delegations.unconfirmed(person)),
        to_confirm=delegations.count_to_confirm(person),
        unprinted=len(accounts.without_password(person, 100)),
        unowned=len(queues.without_owner(offices.administered(person))),
    )  # fmt: skip


@blueprint.get("/organisations")
@allow(Role.ADMIN)
def organisations() -> str:
    """The offices under this admin."""
    rows = offices.organisations_of(current_person())
    return render_template("admin/organisations.html", rows=rows)


@blueprint.get("/organisations/new")
@allow(Role.ADMIN)
def new_organisation() -> str:
    """An empty form."""
    return _organisation_page(None, {}, request.args)


@blueprint.post("/organisations")
@allow(Role.ADMIN)
def add_organisation() -> Any:
    """Add an office under one of his own."""
    try:
        name = offices.add_organisation(current_person(), request.form.to_dict()).name
    except InputError as wrong:
        db.session.rollback()
        return _organisation_page(None, wrong.fields, request.form, 422)
    db.session.commit()
    flash(_("Đã thêm %(name)s.", name=name), "success")
    return redirect(url_for("admin.organisations"))


@blueprint.get("/organisations/<int:organisation_id>")
@allow(Role.ADMIN)
def edit_organisation(organisation_id: int) -> Any:
    """An office, its dates and its settings."""
    row = offices.find_organisation(organisation_id, current_person())
    return _organisation_page(row, {}, _typed_of(row))


@blueprint.post("/organisations/<int:organisation_id>")
@allow(Role.ADMIN)
def save_organisation(organisation_id: int) -> Any:
    """Write new names and dates."""
    row = offices.find_organisation(organisation_id, current_person())
    try:
        offices.save_organisation(row, current_person(), request.form.to_dict())
    except InputError as wrong:
        db.session.rollback()
        row = offices.find_organisation(organisation_id, current_person())
        return _organisation_page(row, wrong.fields, request.form, 422)
    db.session.commit()
    flash(_("Đã ghi."), "success")
    return redirect(url_for("admin.organisations"))


def _typed_of(row: Organisation) -> dict[str, Any]:
    values = {one.name: getattr(row, one.name) for one in offices.FIELDS}
    for name in ("valid_from", "valid_to"):
        values[name] = f"{values[name]:%d/%m/%Y}" if values[name] else ""
    return values


def _organisation_page(row: Organisation | None, errors: dict[str, str], values: Any, code: int = 200) -> Any:
    parents = [one for one in offices.organisations_of(current_person()) if one.level is not Level.UNIT]
    # Most of what is added is a unit of a town.
    first = next((one for one in parents if one.level is Level.TOWN), None)
    page = render_template(
        "admin/organisation.html", organisation=row, errors=Messages(errors), values=values,
        parents=parents, first_parent=first, levels=[one for one in reversed(Level) if any(one in offices.levels_under(each) for each in parents)],
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.get("/organisations/<int:organisation_id>/settings")
@allow(Role.ADMIN)
def settings(organisation_id: int) -> Any:
    """The choices in force at an office, and those it made."""
    return _settings_page(organisation_id, {}, {})


@blueprint.post("/organisations/<int:organisation_id>/settings")
@allow(Role.ADMIN)
def change_setting(organisation_id: int) -> Any:
    """Make a choice from a day on."""
    row = offices.find_organisation(organisation_id, current_person())
    try:
        offices.change_setting(row, current_person(), request.form.to_dict())
    except InputError as wrong:
        db.session.rollback()
        return _settings_page(organisation_id, wrong.fields, request.form, 422)
    db.session.commit()
    flash(_("Đã ghi thiết lập."), "success")
    return redirect(url_for("admin.settings", organisation_id=organisation_id))


@blueprint.post("/organisations/<int:organisation_id>/above/<int:above_id>")
@allow(Role.ADMIN)
def say_outside(organisation_id: int, above_id: int) -> Any:
    """Note that an office above, of which nobody has an account, works with software of its own."""
    row = offices.find_organisation(organisation_id, current_person())
    try:
        name = above.say_outside(row, above_id, current_person(), request.form.to_dict()).name
    except InputError as wrong:
        db.session.rollback()
        return _settings_page(organisation_id, wrong.fields, request.form, 422, above_id)
    db.session.commit()
    flash(_("Đã ghi: kết quả của %(org)s do nơi trình ghi nhận.", org=name), "success")
    return redirect(url_for("admin.settings", organisation_id=organisation_id))


def _settings_page(
    organisation_id: int, errors: dict[str, str], values: Any, code: int = 200, above_id: int | None = None
) -> Any:
    row = offices.find_organisation(organisation_id, current_person())
    now = [(choice.label, _say(setting(row, key, today()), choice)) for key, choice in CHOICES.items()]
    made = [(CHOICES[one.key].label, _say(one.value, CHOICES[one.key]), one)
            for one in offices.settings_of(row) if one.key in CHOICES]  # fmt: skip
    page = render_template(
        "admin/settings.html", organisation=row, now=now, made=made, errors=Messages(errors), values=values,
        choices=CHOICES, above=above.offices_above(row), above_id=above_id,
        key=request.values.get("key", ""),
    )  # fmt: skip
    return (page, code) if code != 200 else page


def _say(value: Any, choice: Choice) -> str:
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    return str(choice.options.get(value, value))


from views import admin_corrections, admin_holidays, admin_import, admin_leaving, admin_money, admin_users  # noqa: E402, F401 (add their pages to this blueprint)
