"""Administration: somebody leaves, and what waits for nobody."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import db
from models.enums import Role, State
from views.access import allow, current_person
from views.admin import blueprint
from views.inputs import Messages
from workflow import accounts, leaving
from workflow.dates import today
from workflow.errors import InputError
from workflow.offices import administered, organisations_of
from workflow.procedures import PROCEDURES
from workflow.procedures.roles import LEVEL_OF
from workflow.queues import Unowned, without_owner
from workflow.role_names import roles_at

# A list that is longer is no longer mended row by row.
MOST = 200


@blueprint.get("/users/<int:user_id>/hand-over")
@allow(Role.ADMIN)
def hand_over_page(user_id: int) -> Any:
    """All that somebody still holds, and to whom it may go."""
    return _page(user_id, {}, {"ends_on": f"{today():%d/%m/%Y}"})


@blueprint.post("/users/<int:user_id>/hand-over")
@allow(Role.ADMIN)
def hand_over(user_id: int) -> Any:
    """Hand all of it over in one act."""
    person = current_person()
    leaving.in_turn()
    try:
        done = leaving.hand_over(accounts.find_user(user_id, person), person, request.form.to_dict())
    except InputError as wrong:
        db.session.rollback()
        return _page(user_id, wrong.fields, request.form, 422)
    name = done.successor.full_name
    db.session.commit()
    flash(_("Đã bàn giao cho đồng chí %(name)s và báo cho hai bên.", name=name), "success")
    if done.left:
        flash(_("Còn hồ sơ chưa chuyển được, vì đồng chí %(name)s không giữ nhiệm vụ ở nơi lập: %(codes)s.",
                name=name, codes=", ".join(done.left)), "warning")  # fmt: skip
        return redirect(url_for("admin.hand_over_page", user_id=user_id))
    return redirect(url_for("admin.user", user_id=user_id))


def _page(user_id: int, errors: dict[str, str], values: Any, code: int = 200) -> Any:
    person = current_person()
    user = accounts.find_user(user_id, person)
    held = leaving.held_by_leaver(user, person)
    page = render_template(
        "admin/hand_over.html",
        user=user,
        held=held,
        errors=Messages(errors),
        values=values,
        today=today(),
        roles=roles_at(organisations_of(person)),
    )
    db.session.rollback()  # Let the lock go.
    return (page, code) if code != 200 else page


@blueprint.get("/without-owner")
@allow(Role.ADMIN)
def without_owner_page() -> str:
    """The open dossiers of his offices that nobody can take on, by their codes."""
    person = current_person()
    rows = without_owner(administered(person))
    offices = {one.id: one for one in organisations_of(person)}
    entered = {one.nomination.entered_by_id for one in rows if one.nomination.state is State.DRAFTING}
    return render_template(
        "admin/without_owner.html", rows=[(one, *_in_words(one, offices)) for one in rows[:MOST]],
        total=len(rows), today=today(), enterers=accounts.names_of(entered - {None}, person),
    )  # fmt: skip


def _in_words(one: Unowned, offices: dict[int, Any]) -> tuple[Any, Any, str]:
    words = PROCEDURES[one.nomination.procedure].words
    place = offices[one.nomination.organisation_id(LEVEL_OF[one.role])]
    return words.state(one.nomination.state), words.role(one.role), place.name
