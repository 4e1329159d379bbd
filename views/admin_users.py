"""Administration: accounts, their posts and their one-time passwords."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Appointment, User, db
from models.enums import Role
from views.access import allow, current_person
from views.admin import blueprint
from views.inputs import Messages, row_id
from workflow import accounts, appointments, delegations, notices, offices
from workflow.dates import today
from workflow.errors import InputError
from workflow.role_names import roles_at

PAGE = 50
SLIPS_AT_ONCE = 20


@blueprint.get("/users")
@allow(Role.ADMIN)
def users() -> str:
    """The accounts under this admin, found by name."""
    text, page = request.args.get("q", "")[:100], max(request.args.get("page", 1, type=row_id), 1)
    page = min(page, 10_000)
    rows = accounts.users_of(current_person(), text, limit=PAGE + 1, after=(page - 1) * PAGE)
    return render_template(
        "admin/users.html", rows=rows[:PAGE], text=text, today=today(),
        prev_url=url_for("admin.users", q=text, page=page - 1) if page > 1 else None,
        next_url=url_for("admin.users", q=text, page=page + 1) if len(rows) > PAGE else None,
        unprinted=len(accounts.without_password(current_person(), SLIPS_AT_ONCE)),
    )  # fmt: skip


@blueprint.get("/users/new")
@allow(Role.ADMIN)
def new_user() -> str:
    """An empty form."""
    return _new_page({}, {"valid_from": f"{today():%d/%m/%Y}"})


def _new_page(errors: dict[str, str], values: Any, code: int = 200) -> Any:
    own = offices.organisations_of(current_person())
    page = render_template(
        "admin/user_new.html", errors=Messages(errors), values=values, offices=own, roles=roles_at(own),
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.post("/users")
@allow(Role.ADMIN)
def add_user() -> Any:
    """Add an account: with an address it gets a mail, without one a printed password."""
    person = current_person()
    try:
        user = accounts.add_user(person, request.form.to_dict())
        word = None
        if user.email:
            accounts.invite(user, person)
        else:
            word = accounts.issue_password(user, person)
    except InputError as wrong:
        db.session.rollback()
        return _new_page(wrong.fields, request.form, 422)
    db.session.commit()
    if word:
        return _slips([(user, word)])
    flash(_("Đã tạo tài khoản. Thư mời đặt mật khẩu đang được gửi."), "success")
    return redirect(url_for("admin.user", user_id=user.id))


def _slips(pairs: list[tuple[User, str]]) -> str:
    """The only time that these passwords can be read."""
    return render_template("admin/slips.html", pairs=pairs, back_url=url_for("admin.users"))


@blueprint.get("/users/<int:user_id>")
@allow(Role.ADMIN)
def user(user_id: int) -> Any:
    """An account and its posts."""
    return _user_page(user_id, {}, {"valid_from": f"{today():%d/%m/%Y}"})


def _user_page(user_id: int, errors: dict[str, str], values: Any, code: int = 200) -> Any:
    person = current_person()
    row = accounts.find_user(user_id, person)
    own = offices.organisations_of(person)
    page = render_template(
        "admin/user.html", user=row, errors=Messages(errors), values=values, offices=own, roles=roles_at(own),
        own={one.id for one in own}, today=today(), may_manage=accounts.may_manage(row, person),
        mails=notices.told_of_account(row),
        appointments=sorted(row.appointments, key=lambda one: (one.valid_from, one.id), reverse=True),
    )  # fmt: skip
    db.session.rollback()  # Let the lock go.
    return (page, code) if code != 200 else page


@blueprint.post("/users/<int:user_id>/appointments")
@allow(Role.ADMIN)
def appoint(user_id: int) -> Any:
    """Give a role at an office."""
    person = current_person()
    try:
        row = appointments.appoint(accounts.find_user(user_id, person), person, request.form.to_dict())
        said = _said_of(row)
    except InputError as wrong:
        db.session.rollback()
        return _user_page(user_id, wrong.fields, request.form, 422)
    db.session.commit()
    flash(*said)
    return redirect(url_for("admin.user", user_id=user_id))


def _said_of(row: Appointment) -> tuple[str, str]:
    """What is said of a new post: that it counts, or whom it waits for."""
    if not row.needs_confirmation:
        return _("Đã phân công."), "success"
    names = ", ".join(one.full_name for one in appointments.confirmers(row)[:5])
    if names:
        return _("Đã ghi. Phân công có hiệu lực khi một trong những người này xác nhận: %(names)s.",
                 names=names), "warning"  # fmt: skip
    return _("Đã ghi, nhưng chưa có ai xác nhận được. Hãy phân công Chủ tịch hoặc một quản trị khác."
             " Người đó sẽ thấy việc này khi đăng nhập."), "warning"  # fmt: skip


@blueprint.post("/users/<int:user_id>/appointments/<int:appointment_id>/end")
@allow(Role.ADMIN)
def end_appointment(user_id: int, appointment_id: int) -> Any:
    """Set the last day of a post."""
    person = current_person()
    try:
        appointments.end_appointment(user_id, appointment_id, person, request.form.to_dict())
    except InputError as wrong:
        db.session.rollback()
        return _user_page(user_id, wrong.fields, request.form, 422)
    db.session.commit()
    flash(_("Đã kết thúc phân công."), "success")
    return redirect(url_for("admin.user", user_id=user_id))


@blueprint.get("/confirmations")
@allow(Role.ADMIN, Role.CHAIR)
def confirmations() -> str:
    """The posts that admins gave to themselves, and that wait for a second person."""
    person = current_person()
    return render_template(
        "admin/confirmations.html",
        rows=appointments.unconfirmed(person),
        deputies=delegations.unconfirmed(person),
    )


@blueprint.post("/appointments/<int:appointment_id>/confirm")
@allow(Role.ADMIN, Role.CHAIR)
def confirm_appointment(appointment_id: int) -> Any:
    """Let such a post count."""
    appointments.confirm(appointment_id, current_person())
    db.session.commit()
    flash(_("Đã xác nhận phân công."), "success")
    return redirect(url_for("admin.confirmations"))


@blueprint.post("/users/<int:user_id>/password")
@allow(Role.ADMIN)
def issue_password(user_id: int) -> Any:
    """Print a new one-time password."""
    person = current_person()
    row = accounts.find_user(user_id, person)
    word = accounts.issue_password(row, person)
    db.session.commit()
    return _slips([(row, word)])


@blueprint.post("/users/slips")
@allow(Role.ADMIN)
def print_slips() -> Any:
    """Passwords for the next accounts that have none, a sheet at a time."""
    person = current_person()
    rows = accounts.without_password(person, SLIPS_AT_ONCE)
    pairs = [(one, accounts.issue_password(one, person)) for one in rows
             if one.id != person.id and accounts.may_manage(one, person)]  # fmt: skip
    db.session.commit()
    if not pairs:
        flash(_("Mọi tài khoản đều đã có mật khẩu."), "info")
        return redirect(url_for("admin.users"))
    return _slips(pairs)


@blueprint.post("/users/<int:user_id>/<act>")
@allow(Role.ADMIN)
def change_user(user_id: int, act: str) -> Any:
    """Close or open an account, log it out everywhere, or send the link for a password again."""
    done = {"activate": _("Đã mở tài khoản."), "deactivate": _("Đã khóa tài khoản."),
            "end-sessions": _("Đã đăng xuất mọi thiết bị."),
            "invite": _("Thư mời đặt mật khẩu đang được gửi.")}  # fmt: skip
    if act not in done:
        abort(404)
    person = current_person()
    row = accounts.find_user(user_id, person)
    if act == "end-sessions":
        accounts.end_sessions(row, person)
    elif act == "invite":
        accounts.invite(row, person)
    else:
        accounts.set_active(row, person, act == "activate")
    db.session.commit()
    flash(done[act], "success")
    return redirect(url_for("admin.user", user_id=user_id))
