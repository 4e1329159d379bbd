"""What is answered when something is refused, wrong or broken; never a traceback."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from uuid import uuid4

from flask import Flask, Response, abort, current_app, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException

from models import db
from views import accounts
from workflow.errors import ClosedError, NotAllowedError, NotFoundError

Answer = tuple[str, int]
# Shorter texts are choices, days and numbers, typed again at once.
SHORT = 20
PAGES = {400, 403, 404, 405, 409, 413, 429}
# What was typed here is worth keeping when a session has ended; never a password.
KEPT = {
    "nominations.create", "nominations.save", "nominations.autosave", "nominations.act",
    "campaigns.create", "campaigns.save", "campaigns.create_form", "campaigns.save_form",
    "campaigns.guidance", "campaigns.take_plan", "campaigns.issue_guide", "campaigns.issue_report",
    "decisions.create", "stories.save",
}  # fmt: skip


def register(app: Flask) -> None:
    """Give every refusal its page."""
    app.before_request(_refuse_nul)
    app.register_error_handler(HTTPException, _error_page)
    app.register_error_handler(CSRFError, _csrf_failed)
    app.register_error_handler(NotFoundError, lambda reason: refused(404, str(reason)))
    app.register_error_handler(NotAllowedError, lambda reason: refused(403, str(reason)))
    app.register_error_handler(ClosedError, lambda reason: refused(409, str(reason)))
    app.register_error_handler(DataError, lambda _reason: refused(400))
    app.register_error_handler(IntegrityError, _written_twice)
    app.register_error_handler(OperationalError, _database_is_away)
    app.login_manager.unauthorized_handler(_unauthorized)


def refused(code: int, reason: str | None = None) -> Answer:
    """The page of that refusal; nothing of the request is written."""
    db.session.rollback()
    return render_template(
        f"errors/{code}.html", code=code, reason=reason, typed=_typed() if code == 409 else []
    ), code


def _typed() -> list[str]:
    """What was typed into the refused form, to be copied; no password, no choice, nothing that was hidden."""
    names = [
        name for name in request.form if not re.search("password|csrf|version|request_id|_id$|^ids?$", name)
    ]
    return [text for name in names for text in request.form.getlist(name) if len(text) > SHORT]


def _broken(code: int, **values: object) -> Answer:
    """A page without the frame, which asks the database and may be what failed."""
    db.session.rollback()
    return current_app.jinja_env.get_template(f"errors/{code}.html").render(**values), code


def _error_page(error: HTTPException) -> Answer:
    code = error.code or 500
    if code == 503:
        return _broken(503)
    if code >= 500:
        reference = uuid4().hex[:8]
        current_app.logger.error("Answered %s, reference %s", code, reference)
        return _broken(500, reference=reference)
    return refused(code if code in PAGES else 400)[0], code


def _refuse_nul() -> None:
    """No browser sends this letter, and PostgreSQL cannot hold it."""
    if "\0" in request.path or any("\0" in value for value in request.values.values()):
        abort(400)


def _written_twice(_error: IntegrityError) -> Answer:
    current_app.logger.warning("Two people wrote the same thing at %s", request.endpoint)
    return refused(409, _("Có người vừa ghi một mục trùng với mục này. Xin mở lại trang để xem."))


def _database_is_away(_error: OperationalError) -> Answer:
    current_app.logger.exception("The database did not answer")
    return _broken(503)


def _unauthorized(*_args: object, **_kwargs: object) -> Response:
    """Ask for the login; what was being sent is kept and given back after it."""
    _keep_typed()
    page = request.referrer and _path_of(request.referrer)
    if request.method != "POST":
        page = request.full_path.rstrip("?")
    return redirect(url_for("security.login", next=page))


def _csrf_failed(_error: CSRFError) -> Answer | Response:
    if not current_user.is_authenticated and request.endpoint in KEPT:
        return _unauthorized()
    _keep_typed()
    return render_template("errors/csrf.html", back_url=_path_of(request.referrer or "")), 400


def _keep_typed() -> None:
    if request.method == "POST" and request.endpoint in KEPT and request.form:
        session["typed"] = accounts.keep_typed(request.path)


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path if parts.netloc == request.host else "/"
