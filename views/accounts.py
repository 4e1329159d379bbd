"""Logging in and out, in Vietnamese, throttled and noted."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import uuid4

from flask import (
    Blueprint,
    Flask,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_limiter import Limiter
from flask_login import current_user, user_logged_in, user_logged_out
from flask_security import MailUtil, password_changed, password_reset
from flask_security.forms import LoginForm
from sqlalchemy.orm import joinedload
from wtforms import BooleanField, PasswordField, StringField, SubmitField

from documents.mail import Mail
from models import Appointment, DraftBuffer, User, db
from tasks.mailer import MailError, deliver
from views.access import allow, current_person
from workflow import audit
from workflow.actions import record

blueprint = Blueprint("account", __name__, url_prefix="/account")
# For one account from one address; a whole office may share an address.
ATTEMPTS = "10 per minute; 60 per hour"
FROM_ONE_ADDRESS = "120 per minute"


class OfficeLoginForm(LoginForm):
    """A user name or an e-mail address, and a password."""

    email = None
    username = StringField(_l("Tên đăng nhập hoặc thư điện tử"), render_kw={"autocomplete": "username"})
    password = PasswordField(_l("Mật khẩu"), render_kw={"autocomplete": "current-password"})
    remember = BooleanField(_l("Giữ đăng nhập trên máy này"))
    submit = SubmitField(_l("Đăng nhập"))

    def validate(self, **kwargs: object) -> bool:
        self.ifield, self.user = self.username, _find(self.username.data or "")
        if super().validate(**kwargs) and not _has_expired(self.user):
            return True
        audit.record_access("login_failed", None, name=self.username.data or "",
                            address=request.remote_addr or "")  # fmt: skip
        db.session.commit()
        # One sentence for every failure: it does not tell whether the account exists.
        self.username.errors, self.password.errors = [], []
        self.form_errors = [_("Tên đăng nhập hoặc mật khẩu không đúng.")]
        return False


def _find(name: str) -> User | None:
    key = name.strip().lower()
    query = db.select(User).filter((User.username == key) | (db.func.lower(User.email) == key))
    return db.session.scalars(query.options(joinedload(User.appointments))).unique().one_or_none()


def _has_expired(user: User | None) -> bool:
    until = user.password_expires_at if user else None
    return until is not None and until < datetime.now(UTC)


class OfficeMail(MailUtil):
    """Sends the mails about passwords the way that all mail of the office goes."""

    def send_mail(self, template: str, subject: str, recipient: str, sender: object, body: str,
                  html: str | None, **kwargs: object) -> None:  # fmt: skip
        """Hand it over; a failure is logged, the page says nothing about accounts."""
        host = urlsplit(current_app.extensions["settings"].public_url).hostname or "localhost"
        mail = Mail(to=recipient, subject=subject, text=body, html=html or "",
                    message_id=f"<thidua.{uuid4().hex}@{host}>")  # fmt: skip
        try:
            deliver(mail)
        except MailError as reason:
            current_app.logger.warning("A mail about a password did not leave: %s", reason)


FORMS = {"login_form": OfficeLoginForm, "mail_util_cls": OfficeMail}

MESSAGES = {
    "LOGIN": _l("Hãy đăng nhập để mở trang này."),
    "UNAUTHENTICATED": _l("Hãy đăng nhập để mở trang này."),
    "PASSWORD_RESET_REQUEST": _l("Nếu tài khoản có thật, thư đặt lại mật khẩu đã được gửi."),
    "PASSWORD_INVALID_LENGTH": _l("Mật khẩu phải dài ít nhất 10 ký tự."),
    "PASSWORD_IS_THE_SAME": _l("Mật khẩu mới phải khác mật khẩu cũ."),
    "INVALID_PASSWORD": _l("Mật khẩu không đúng."),
    "RETYPE_PASSWORD_MISMATCH": _l("Hai lần gõ mật khẩu không giống nhau."),
    "PASSWORD_NOT_PROVIDED": _l("Cần ghi mật khẩu."),
    "PASSWORD_CHANGE": _l("Đã đổi mật khẩu."),
    "PASSWORD_RESET": _l("Đã đặt lại mật khẩu."),
    "INVALID_RESET_PASSWORD_TOKEN": _l("Liên kết đặt lại mật khẩu không còn dùng được."),
    "PASSWORD_RESET_EXPIRED": _l("Liên kết đặt lại mật khẩu đã hết hạn."),
}


def config(app: Flask) -> None:
    """Flask-Security's sentences, in Vietnamese."""
    for name, text in MESSAGES.items():
        app.config[f"SECURITY_MSG_{name}"] = (text, "info")


def listen(app: Flask, limiter: Limiter) -> None:
    """Note logins and password changes; read an account with its posts in one statement."""
    user_logged_in.connect(_note_login, app, weak=False)
    user_logged_out.connect(_note_logout, app, weak=False)
    password_changed.connect(_password_changed, app, weak=False)
    password_reset.connect(_password_changed, app, weak=False)
    app.login_manager.user_loader(_load)
    for name in ("security.login", "security.forgot_password", "security.reset_password"):
        view = limiter.limit(ATTEMPTS, methods=["POST"], key_func=_who_tries)(app.view_functions[name])
        app.view_functions[name] = limiter.limit(FROM_ONE_ADDRESS, methods=["POST"])(view)
        app.view_functions[name].access = "public"
    for name in ("security.logout", "security.change_password", "security.verify"):
        app.view_functions[name].access = "anybody who is logged in"


def _who_tries() -> str:
    name = request.form.get("username") or request.form.get("email") or ""
    return f"{request.remote_addr}:{name.strip().lower()}"


def _load(uniquifier: str) -> User | None:
    query = (
        db.select(User)
        .filter(User.fs_uniquifier == str(uniquifier), User.active)
        .options(joinedload(User.appointments).joinedload(Appointment.organisation))
    )
    return db.session.scalars(query).unique().one_or_none()


def _note_login(_app: Flask, user: User, **_extra: object) -> None:
    _note("login", user)


def _note_logout(_app: Flask, user: User, **_extra: object) -> None:
    _note("logout", user)


def _note(kind: str, user: User) -> None:
    if getattr(user, "id", None) is None:
        return
    from workflow.people import person_of

    audit.record_access(kind, person_of(user, address=request.remote_addr))
    db.session.commit()


def _password_changed(_app: Flask, user: User, **_extra: object) -> None:
    user.must_change_password, user.password_expires_at = False, None
    record("password_changed", stream=f"account:{user.id}", actor=current_person())
    db.session.commit()


@blueprint.get("/")
@allow()
def show() -> str:
    """The person's own posts, and a way to end every session."""
    return render_template("account/show.html")


@blueprint.post("/sessions/end")
@allow()
def end_sessions() -> object:
    """End every session of the account, this one too."""
    current_user.fs_uniquifier = uuid4().hex
    record("end_sessions", stream=f"account:{current_user.id}", actor=current_person())
    db.session.commit()
    flash(_("Đã đăng xuất khỏi mọi thiết bị."), "success")
    return redirect(url_for("security.login"))


def keep_typed(path: str) -> str:
    """Keep what an expired session was sending, under a token for after the login."""
    token = uuid4().hex
    data = {name: values for name, values in request.form.lists() if name != "csrf_token"}
    db.session.add(DraftBuffer(token=token, path=path, data=data))
    db.session.commit()
    return token
