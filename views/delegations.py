"""Deputies: one's own, and for the admin those of the people of his offices."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import User, db
from models.enums import Role
from views.access import allow, current_person
from views.inputs import Messages, row_id
from workflow import accounts, delegations
from workflow.dates import today
from workflow.errors import InputError

blueprint = Blueprint("delegations", __name__, url_prefix="/delegations")


@blueprint.get("")
@allow()
def index() -> Any:
    """Who does the work of this person, and whose work he does."""
    return _page(db.session.get_one(User, current_person().id), {}, {})


@blueprint.get("/of/<int:user_id>")
@allow(Role.ADMIN)
def of_user(user_id: int) -> Any:
    """The same of somebody in the offices of this admin."""
    return _page(accounts.find_user(user_id, current_person()), {}, {})


def _page(user: User, errors: dict[str, str], values: Any, code: int = 200) -> Any:
    posts = delegations.posts_to_give(user.id)
    here = delegations.colleagues(posts, user.id)
    people = {one.id: one for found in here.values() for one in found}
    page = render_template(
        "delegations/index.html", user=user, posts=posts, people=list(people.values()),
        errors=Messages(errors), given=delegations.given_by(user.id), held=delegations.held_by(user.id),
        values=values or {"valid_from": f"{today():%d/%m/%Y}"}, signings=delegations.SIGNINGS[1:],
        is_own=user.id == current_person().id, day=today(),
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.post("")
@allow()
def add() -> Any:
    """Name a deputy."""
    person = current_person()
    number = request.form.get("user_id", person.id, type=row_id)
    try:
        row = delegations.delegate(person, request.form.to_dict())
        name, waits = row.deputy.full_name, row.needs_confirmation
    except InputError as wrong:
        db.session.rollback()
        is_own = number == person.id
        user = db.session.get_one(User, number) if is_own else accounts.find_user(number, person)
        return _page(user, wrong.fields, request.form, 422)
    db.session.commit()
    if waits:
        flash(_("Đã ghi. Ủy quyền cho chính mình có hiệu lực khi người thứ hai xác nhận."), "warning")
    else:
        flash(_("Đã ủy quyền cho đồng chí %(name)s và báo cho hai bên.", name=name), "success")
    return redirect(_back(number))


def _back(user_id: int) -> str:
    if user_id == current_person().id:
        return url_for("delegations.index")
    return url_for("delegations.of_user", user_id=user_id)


@blueprint.post("/<int:delegation_id>/end")
@allow()
def end(delegation_id: int) -> Any:
    """Stop it today."""
    row = delegations.end_delegation(delegation_id, current_person())
    holder, deputy = row.appointment.user_id, row.deputy_id
    db.session.commit()
    flash(_("Đã kết thúc ủy quyền."), "success")
    person = current_person()
    return redirect(_back(person.id if person.id in (holder, deputy) else holder))


@blueprint.post("/<int:delegation_id>/confirm")
@allow(Role.ADMIN, Role.CHAIR)
def confirm(delegation_id: int) -> Any:
    """Let an admin be the deputy that he made himself."""
    delegations.confirm_delegation(delegation_id, current_person())
    db.session.commit()
    flash(_("Đã xác nhận ủy quyền."), "success")
    return redirect(url_for("admin.confirmations"))
