"""Administration: mending what an account says of a person."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import User, db
from models.enums import Role
from views.access import allow, current_person
from views.admin import blueprint
from views.inputs import Messages
from workflow import accounts, corrections
from workflow.errors import InputError
from workflow.freshness import last_seq
from workflow.offices import organisations_of
from workflow.role_names import roles_at


@blueprint.get("/users/<int:user_id>/correct")
@allow(Role.ADMIN)
def correct_page(user_id: int) -> Any:
    """Name, titles and e-mail as they stand."""
    user = accounts.find_user(user_id, current_person())
    titles = {f"title-{one.id}": one.title for one in corrections.titled_posts(user, current_person())}
    return _page(user, {}, {"full_name": user.full_name, "email": user.email, **titles})


@blueprint.post("/users/<int:user_id>/correct")
@allow(Role.ADMIN)
def correct(user_id: int) -> Any:
    """Write them as they ought to be, with the reason."""
    person = current_person()
    try:
        is_new = corrections.correct(accounts.find_user(user_id, person), person, request.form.to_dict())
    except InputError as wrong:
        db.session.rollback()
        return _page(accounts.find_user(user_id, person), wrong.fields, request.form, 422)
    db.session.commit()
    if is_new:
        flash(_("Đã sửa thông tin và báo cho đồng chí ấy."), "success")
    else:
        flash(_("Không có gì khác trước nên không ghi gì."), "info")
    return redirect(url_for("admin.user", user_id=user_id))


def _page(user: User, errors: dict[str, str], values: Any, code: int = 200) -> Any:
    person = current_person()
    accounts.check_key(user, person)
    page = render_template(
        "admin/correct.html", user=user, posts=corrections.titled_posts(user, person),
        errors=Messages(errors), values=values, seq=last_seq(f"account:{user.id}"),
        roles=roles_at(organisations_of(person)),
    )  # fmt: skip
    db.session.rollback()  # Let the lock go.
    return (page, code) if code != 200 else page
