"""The pages: one blueprint for each noun."""

from __future__ import annotations

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    has_request_context,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_limiter import Limiter
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from config import Settings
from models import db
from models.enums import (
    ACTION_LABELS,
    ATTACHMENT_LABELS,
    DOCUMENT_LABELS,
    DONE_LABELS,
    KIND_LABELS,
    LEVEL_LABELS,
    MESSAGE_LABELS,
    ROLE_LABELS,
    STATE_LABELS,
    SUBMISSION_LABELS,
    Role,
)
from tasks import make_celery, wake
from views import accounts
from views.access import current_person
from workflow.dates import OFFICE_ZONE, today
from workflow.errors import ClosedError, NotAllowedError, NotFoundError
from workflow.queues import COUNT_LIMIT, count_waiting

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LABELS = {
    "ACTION": ACTION_LABELS, "ATTACHMENT": ATTACHMENT_LABELS, "DOCUMENT": DOCUMENT_LABELS,
    "DONE": DONE_LABELS, "KIND": KIND_LABELS, "LEVEL": LEVEL_LABELS, "MESSAGE": MESSAGE_LABELS,
    "ROLE": ROLE_LABELS, "STATE": STATE_LABELS, "SUBMISSION": SUBMISSION_LABELS,
}  # fmt: skip


def register(app: Flask, limiter: Limiter) -> None:
    """Give the application its pages, and what every page has."""
    from views import admin, audit, campaigns, decisions, nominations, public, queue, submissions

    for module in (accounts, admin, audit, campaigns, decisions, nominations, public, queue, submissions):
        app.register_blueprint(module.blueprint)
    accounts.config(app)
    accounts.listen(app, limiter)
    make_celery(app)
    wake.listen()
    app.context_processor(_context)
    app.before_request(_change_password_first)
    app.after_request(_harden)
    app.register_error_handler(HTTPException, _error_page)
    app.register_error_handler(CSRFError, _csrf_failed)
    app.register_error_handler(NotFoundError, lambda reason: _refused(404, reason))
    app.register_error_handler(NotAllowedError, lambda reason: _refused(403, reason))
    app.register_error_handler(ClosedError, lambda reason: _refused(409, reason))
    app.login_manager.unauthorized_handler(_unauthorized)
    app.jinja_env.filters.update(day=_day, moment=_moment, zip=zip)
    app.jinja_env.globals.update(labels=LABELS, business_day=today)


def _context() -> dict[str, object]:
    # A worker renders mails, where nobody looks.
    if not has_request_context():
        return {}
    person = current_person()
    return {
        "person": person,
        "lang": "vi",
        "mailbox_url": url_for("public.mailbox") if _has_mailbox() else None,
        "password_url": url_for("security.change_password"),
        "logout_url": url_for("security.logout"),
        "nav": _nav() if person else [],
        "demo": _settings().demo,
        "today": today(),
        "office_name": _("Thi đua – Khen thưởng"),
    }


def _settings() -> Settings:
    return current_app.extensions["settings"]


def _has_mailbox() -> bool:
    return _settings().demo and not _settings().smtp_url


def _nav() -> list[dict[str, object]]:
    person = current_person()
    assert person is not None
    items: list[tuple[str, str, object]] = []
    if person.roles - {Role.ADMIN}:
        count = count_waiting(person)
        badge = f"{COUNT_LIMIT - 1}+" if count >= COUNT_LIMIT else count
        items.append((_("Hàng việc"), "queue.show", badge))
        items.append((_("Hồ sơ"), "nominations.index", None))
    items.append((_("Phong trào"), "campaigns.index", None))
    if person.roles & {Role.CLERK, Role.CHAIR, Role.DISTRICT, Role.PROVINCE, Role.AUDITOR}:
        items.append((_("Tờ trình"), "submissions.index", None))
    if Role.AUDITOR in person.roles:
        items.append((_("Nhật ký"), "audit.index", None))
    if Role.ADMIN in person.roles:
        items.append((_("Quản trị"), "admin.index", None))
    return [
        {"label": label, "url": url_for(end), "badge": badge,
         "active": (request.endpoint or "").split(".")[0] == end.split(".")[0]}
        for label, end, badge in items
    ]  # fmt: skip


def _change_password_first() -> Response | None:
    free = {"security.change_password", "security.logout", "static", "public.healthz", "public.readyz"}
    if current_user.is_authenticated and current_user.must_change_password and request.endpoint not in free:
        flash(_("Mật khẩu dùng một lần: hãy đặt mật khẩu của riêng mình."), "info")
        return redirect(url_for("security.change_password"))
    return None


def _harden(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Frame-Options"] = "DENY"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _error_page(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    db.session.rollback()
    return render_template("errors/error.html", code=code, reason=None), code


def _refused(code: int, reason: Exception) -> tuple[str, int]:
    db.session.rollback()
    return render_template("errors/error.html", code=code, reason=str(reason)), code


def _unauthorized(*_args: object, **_kwargs: object) -> Response:
    """Ask for the login; what was being sent is kept and given back after it."""
    if request.method == "POST" and request.form:
        session["typed"] = accounts.keep_typed(request.path)
        return redirect(url_for("security.login", next=request.referrer and _path_of(request.referrer)))
    return redirect(url_for("security.login", next=request.full_path.rstrip("?")))


def _csrf_failed(error: CSRFError) -> tuple[str, int] | Response:
    if not current_user.is_authenticated and request.endpoint != "security.login":
        return _unauthorized()
    if request.form and request.endpoint != "security.login":
        session["typed"] = accounts.keep_typed(request.path)
    reason = _("Phiên làm việc đã đổi. Hãy mở lại trang rồi gửi lại; nội dung đã gõ được giữ.")
    return render_template("errors/error.html", code=400, reason=reason), 400


def _path_of(url: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    return parts.path if parts.netloc == request.host else "/queue"


def _day(value: object) -> str:
    return f"{value:%d/%m/%Y}" if value else "–"


def _moment(value: object) -> str:
    return f"{value.astimezone(OFFICE_ZONE):%d/%m/%Y %H:%M}" if value else "–"  # type: ignore[attr-defined]
