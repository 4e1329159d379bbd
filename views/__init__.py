"""The pages: one blueprint for each noun."""

from __future__ import annotations

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    has_request_context,
    redirect,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_limiter import Limiter
from flask_login import current_user

from config import Settings
from models import Campaign, Nomination
from models.enums import (
    ACTION_LABELS,
    ATTACHMENT_LABELS,
    ATTENDANCE_LABELS,
    BODY_LABELS,
    CATEGORY_LABELS,
    CORRECTION_LABELS,
    DOCUMENT_LABELS,
    DONE_LABELS,
    KIND_LABELS,
    LEVEL_LABELS,
    MEETING_LABELS,
    MESSAGE_LABELS,
    PAPER_FORM_LABELS,
    ROLE_LABELS,
    STATE_LABELS,
    SUBMISSION_LABELS,
    VERDICT_LABELS,
    VOTE_LABELS,
    Role,
)
from tasks import make_celery, wake
from views import accounts, awards, dashboard, errors, language
from views.access import current_person
from workflow.dates import OFFICE_ZONE, today
from workflow.lists import COUNT_LIMIT
from workflow.meetings import waiting_for as meetings_waiting
from workflow.procedures import LIST_READERS, PROCEDURES, Procedure
from workflow.queues import count_waiting
from workflow.working_days import working_days_left

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LABELS = {
    "ACTION": ACTION_LABELS, "ATTACHMENT": ATTACHMENT_LABELS, "DOCUMENT": DOCUMENT_LABELS,
    "DONE": DONE_LABELS, "KIND": KIND_LABELS, "LEVEL": LEVEL_LABELS, "MESSAGE": MESSAGE_LABELS,
    "CATEGORY": CATEGORY_LABELS, "CORRECTION": CORRECTION_LABELS, "ATTENDANCE": ATTENDANCE_LABELS, "BODY": BODY_LABELS, "MEETING": MEETING_LABELS, "VOTE": VOTE_LABELS,
    "PAPER_FORM": PAPER_FORM_LABELS, "VERDICT": VERDICT_LABELS,
    "ROLE": ROLE_LABELS, "STATE": STATE_LABELS, "SUBMISSION": SUBMISSION_LABELS,
}  # fmt: skip


def register(app: Flask, limiter: Limiter) -> None:
    """Give the application its pages, and what every page has."""
    from views import (
        admin,
        answers,
        audit,
        campaigns,
        comments,
        decisions,
        delegations,
        history,
        meetings,
        nominations,
        papers,
        past_awards,
        public,
        queue,
        stories,
        submissions,
    )

    pages = (admin, answers, audit, awards, campaigns, dashboard, decisions, comments, delegations, history, meetings, nominations, papers, past_awards, public,
             queue, stories, submissions)  # fmt: skip
    for module in (accounts, language, *pages):
        app.register_blueprint(module.blueprint)
    accounts.config(app)
    accounts.listen(app, limiter)
    make_celery(app)
    wake.listen()
    app.context_processor(_context)
    app.before_request(language.choose_early)
    app.before_request(_change_password_first)
    app.after_request(_harden)
    errors.register(app)
    app.jinja_env.filters.update(day=_day, moment=_moment, dong=_dong, zip=zip)
    app.jinja_env.globals.update(
        labels=LABELS, business_day=today, working_days_left=working_days_left, procedure_of=_procedure_of
    )


def _context() -> dict[str, object]:
    # A worker renders mails, where nobody looks.
    if not has_request_context():
        return {}
    person = current_person()
    return {
        "person": person,
        "lang": language.chosen(),
        "languages": language.other_languages(),
        "mailbox_url": url_for("public.mailbox") if _has_mailbox() else None,
        "account_url": url_for("account.show"),
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
    if person.roles & set(dashboard.LEADERS):
        items.append((_("Tổng quan"), "dashboard.show", None))
    items.append((_("Phong trào"), "campaigns.index", None))
    if person.roles & {Role.CLERK, Role.CHAIR, Role.COUNCIL, Role.AUDITOR}:
        sits = person.roles & {Role.COUNCIL, Role.CHAIR}
        items.append(
            (_("Họp xét"), "meetings.index", len(meetings_waiting(person)) or None if sits else None)
        )
    if person.roles & {*LIST_READERS, Role.AUDITOR}:
        items.append((_("Tờ trình"), "submissions.index", None))
    if person.roles & set(awards.READERS):
        items.append((_("Sổ vàng"), "awards.index", None))
    if Role.CULTURE in person.roles:
        items.append((_("Bài viết"), "stories.index", None))
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


def _procedure_of(row: Nomination | Campaign) -> Procedure:
    return PROCEDURES[row.procedure]


def _day(value: object) -> str:
    return f"{value:%d/%m/%Y}" if value else "–"


def _dong(value: object) -> str:
    """An amount as it is written in Vietnam, without decimals where there are none."""
    return f"{value:,.0f}".replace(",", ".") if value is not None else "–"


def _moment(value: object) -> str:
    return f"{value.astimezone(OFFICE_ZONE):%d/%m/%Y %H:%M}" if value else "–"  # type: ignore[attr-defined]
