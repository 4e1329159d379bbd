"""Logging in and out, passwords and sessions, in Vietnamese, throttled and noted."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from uuid import uuid4

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_limiter import Limiter, RateLimitExceeded
from flask_login import current_user, user_logged_in, user_logged_out
from flask_security import password_changed, password_reset
from flask_security.datastore import SQLAlchemyUserDatastore
from flask_security.forms import LoginForm
from flask_security.utils import validate_redirect_url
from flask_wtf import FlaskForm
from sqlalchemy.dialects.postgresql import insert
from wtforms import BooleanField, PasswordField, StringField, SubmitField

from models import DraftBuffer, User, db
from models.text import clean_line
from views.access import allow, current_person
from workflow import accounts, audit
from workflow.actions import record
from workflow.languages import LANGUAGES
from workflow.people import load_user, person_of

blueprint = Blueprint("account", __name__, url_prefix="/account")
LONGEST_NAME, LONGEST_PASSWORD = 300, 500
TYPED_BYTES = 200_000
# A field whose name holds one of these is never kept.
SECRET = ("password", "csrf_token", "token", "secret")


class OfficeDatastore(SQLAlchemyUserDatastore):
    """Reads an account with its posts in one statement; there are no roles of Flask-Security's own."""

    def find_user(self, case_insensitive: bool = False, **by: Any) -> User | None:
        """The account that a session or a link names."""
        return load_user(**by)


class OfficeLoginForm(LoginForm):
    """A user name or an e-mail address, and a password."""

    email = None
    username = StringField(_l("Tên đăng nhập hoặc thư điện tử"), render_kw={"autocomplete": "username"})
    password = PasswordField(_l("Mật khẩu"), render_kw={"autocomplete": "current-password"})
    remember = BooleanField(_l("Giữ đăng nhập trên máy này"))
    submit = SubmitField(_l("Đăng nhập"))

    def validate(self, **kwargs: object) -> bool:
        """One sentence for every failure, so that it does not tell whether the account exists."""
        name = clean_line(self.username.data or "")[:LONGEST_NAME]
        self.password.data = (self.password.data or "")[:LONGEST_PASSWORD]
        if not validate_redirect_url(self.next.data):
            self.next.data = ""
        self.ifield, self.user = self.username, accounts.find_by_name(name)
        if super().validate(**kwargs) and not _has_expired(self.user):
            return True
        # A name that nobody has may be a password in the wrong field: the log does not keep it.
        known = self.user.username if self.user else ""
        audit.record_access("login_failed", None, name=known, address=request.remote_addr or "",
                            user_id=self.user.id if self.user else None)  # fmt: skip
        db.session.commit()
        self.username.errors, self.password.errors = [], []
        self.form_errors = [_("Tên đăng nhập hoặc mật khẩu không đúng.")]
        return False


def _has_expired(user: User | None) -> bool:
    until = user.password_expires_at if user else None
    return until is not None and until < datetime.now(UTC)


class ForgottenForm(FlaskForm):
    """Whose password is to be set anew."""

    email = StringField(_l("Tên đăng nhập hoặc thư điện tử"))

    def validate(self, **kwargs: object) -> bool:
        """Only that something is there; whether it is an account is nobody's business."""
        good = super().validate(**kwargs)
        name = clean_line(self.email.data or "")
        if not name:
            self.email.errors = [_("Cần ghi tên đăng nhập hoặc thư điện tử.")]
        elif len(name) > LONGEST_NAME:
            self.email.errors = [_("Quá dài: tối đa %(n)s chữ.", n=LONGEST_NAME)]
        return good and not self.email.errors


def forgotten() -> Any:
    """Ask for a link to set a password; the answer is the same whether or not the account exists."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        page = render_template("security/forgot_password.html", forgot_password_form=form)
        return page, 422 if request.method == "POST" else 200
    audit.record_access("password_asked", None, address=request.remote_addr or "")
    accounts.ask_for_password(form.email.data or "")
    db.session.commit()
    flash(
        _("Nếu tài khoản có thật và có thư điện tử, thư đặt mật khẩu sẽ đến trong ít phút. Không nhận được thư,"
          " xin gặp người quản trị."), "info",
    )  # fmt: skip
    return redirect(url_for("security.login"))


MESSAGES = {
    "LOGIN": ("info", _l("Hãy đăng nhập để mở trang này.")),
    "UNAUTHENTICATED": ("info", _l("Hãy đăng nhập để mở trang này.")),
    "REAUTHENTICATION_REQUIRED": ("info", _l("Hãy xác nhận lại mật khẩu.")),
    "REAUTHENTICATION_SUCCESSFUL": ("success", _l("Đã xác nhận.")),
    "PASSWORD_INVALID_LENGTH": ("error", _l("Mật khẩu phải dài ít nhất %(length)s ký tự.")),
    "PASSWORD_IS_THE_SAME": ("error", _l("Mật khẩu mới phải khác mật khẩu cũ.")),
    "INVALID_PASSWORD": ("error", _l("Mật khẩu không đúng.")),
    "RETYPE_PASSWORD_MISMATCH": ("error", _l("Hai lần gõ mật khẩu không giống nhau.")),
    "PASSWORD_NOT_PROVIDED": ("error", _l("Cần ghi mật khẩu.")),
    "INVALID_INPUT": ("error", _l("Nội dung ở mục này không hợp lệ.")),
    "PASSWORD_CHANGE": (
        "success", _l("Đã đổi mật khẩu. Các thiết bị khác đang dùng tài khoản này phải đăng nhập lại."),
    ),
    "PASSWORD_RESET_NO_LOGIN": ("success", _l("Đã đặt mật khẩu. Đồng chí đăng nhập bằng mật khẩu mới.")),
    "INVALID_RESET_PASSWORD_TOKEN": (
        "error", _l("Đường dẫn đặt mật khẩu không còn dùng được. Hãy xin đường dẫn mới."),
    ),
    "PASSWORD_RESET_EXPIRED": ("error", _l("Đường dẫn đặt mật khẩu đã quá hạn. Hãy xin đường dẫn mới.")),
}  # fmt: skip


def config(app: Flask) -> None:
    """Flask-Security's sentences, in Vietnamese."""
    for name, (kind, text) in MESSAGES.items():
        app.config[f"SECURITY_MSG_{name}"] = (text, kind)


def listen(app: Flask, limiter: Limiter) -> None:
    """Note logins and password changes, throttle them, and put our page for a forgotten password in place."""
    user_logged_in.connect(_note_login, app, weak=False)
    user_logged_out.connect(_note_logout, app, weak=False)
    password_changed.connect(_password_changed, app, weak=False)
    password_reset.connect(_password_changed, app, weak=False)
    app.before_request(_no_json)
    app.register_error_handler(RateLimitExceeded, lambda _error: _too_many(limiter))
    views = app.view_functions
    views["security.forgot_password"] = forgotten
    for name in ("security.change_password", "security.reset_password"):
        views[name] = _with_its_code(views[name])
    _throttle(views, limiter)
    for name in ("security.login", "security.forgot_password", "security.reset_password"):
        views[name].access = "public"
    for name in ("security.logout", "security.change_password", "security.verify"):
        views[name].access = "anybody who is logged in"


def _no_json() -> None:
    """The pages of accounts are for people; Flask-Security would answer programs too."""
    if request.blueprint == "security" and request.is_json:
        abort(400)


def _with_its_code(view: Callable[..., Any]) -> Callable[..., Any]:
    """A form that comes back with messages is answered with 422, as everywhere else."""

    @wraps(view)
    def answer(**values: Any) -> Response:
        response = make_response(view(**values))
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response

    return answer


def _throttle(views: dict[str, Callable[..., Any]], limiter: Limiter) -> None:
    """By account and by address; a whole office may share an address, so right passwords do not count."""
    limits = {
        "security.login": (
            ("10 per minute; 60 per hour", _account_and_address),
            ("200 per hour", _account),
            ("120 per minute", _address),
        ),
        "security.forgot_password": (("5 per hour", _account_and_address), ("60 per hour", _address)),
        "security.reset_password": (("60 per hour", _address),),
        "security.change_password": (("20 per hour", _holder),),
        "security.verify": (("20 per hour", _holder),),
    }
    for name, pairs in limits.items():
        counts = _every_time if name == "security.forgot_password" else _has_failed
        for rate, key in pairs:
            views[name] = limiter.limit(rate, key_func=key, methods=["POST"], deduct_when=counts)(views[name])


def _every_time(_response: Response) -> bool:
    return True


def _has_failed(response: Response) -> bool:
    return response.status_code != 302


def _address() -> str:
    # Behind a proxy this is what the trusted hops say (`TRUSTED_PROXIES`), never a header from outside.
    return request.remote_addr or "unknown"


def _account() -> str:
    name = request.form.get("username") or request.form.get("email") or ""
    # Redis need not know names, nor hold long ones.
    return hashlib.sha256(clean_line(name[:LONGEST_NAME]).lower().encode()).hexdigest()[:32]


def _account_and_address() -> str:
    return f"{_account()}:{_address()}"


def _holder() -> str:
    return str(current_user.id) if current_user.is_authenticated else _address()


def _too_many(limiter: Limiter) -> Response:
    """When to try again, in words and as a header."""
    limit = limiter.current_limit
    seconds = max(1, math.ceil(limit.reset_at - time.time())) if limit else 60
    until = format_datetime(datetime.fromtimestamp(time.time() + seconds, UTC), "HH:mm")
    minutes = math.ceil(seconds / 60)
    reason = _("Đã thử quá nhiều lần. Xin thử lại sau %(n)s phút, từ %(at)s.", n=minutes, at=until)
    answer = make_response(render_template("errors/429.html", code=429, reason=reason), 429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _note_login(_app: Flask, user: User, **_extra: object) -> None:
    _give_back_only_to(user)
    _note("login", user)


def _note_logout(_app: Flask, user: User, **_extra: object) -> None:
    _note("logout", user)


def _note(kind: str, user: User) -> None:
    if getattr(user, "id", None) is None:
        return
    audit.record_access(kind, person_of(user, address=request.remote_addr))
    db.session.commit()


def _password_changed(_app: Flask, user: User, **_extra: object) -> None:
    user.must_change_password, user.password_expires_at = False, None
    person = person_of(user, address=request.remote_addr)
    record("password_changed", stream=f"account:{user.id}", actor=person)
    db.session.commit()


@blueprint.get("/")
@allow()
def show() -> str:
    """The person's own posts, and a way to end every session."""
    return render_template("account/show.html", all_languages=LANGUAGES)


@blueprint.post("/sessions/end")
@allow()
def end_sessions() -> object:
    """End every session of the account, this one too."""
    accounts.end_sessions(current_user._get_current_object(), current_person())
    db.session.commit()
    flash(_("Đã đăng xuất khỏi mọi thiết bị."), "success")
    return redirect(url_for("security.login"))


def keep_typed(path: str) -> str | None:
    """Keep what a session that ended was sending; the token to find it by, or nothing.

    The caller says for which pages. It is kept only where the cookie still says who was logged in here:
    to anybody else it could not be given back. A browser has one row, the last; the sweep forgets it
    after a day.
    """
    typist = current_user.id if current_user.is_authenticated else session.get("typist")
    data = {name: values for name, values in request.form.lists() if not _is_secret(name)}
    if typist is None or not data or _size(data) > TYPED_BYTES:
        return None
    row = {"path": path, "data": data, "typed_by_id": typist, "saved_at": db.func.now()}
    query = insert(DraftBuffer).values(token=session.get("typed") or uuid4().hex, **row)
    query = query.on_conflict_do_update(index_elements=["token"], set_=row).returning(DraftBuffer.token)
    token = db.session.scalar(query)
    db.session.commit()
    return token


def _is_secret(name: str) -> bool:
    return any(one in name.lower() for one in SECRET)


def _size(data: dict[str, list[str]]) -> int:
    return sum(len(name) + sum(len(one.encode()) for one in values) for name, values in data.items())


def _give_back_only_to(user: User) -> None:
    """Another person at the same browser does not get what the former one typed."""
    if session.get("typist") != user.id:
        session.pop("typed", None)
    session["typist"] = user.id
