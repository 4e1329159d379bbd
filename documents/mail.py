"""The texts of the mails: what one act has to tell one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template
from flask_babel import format_datetime, get_locale
from flask_babel import gettext as _

from documents.notices import NOTICES
from models import AuditEvent, Message, db
from models.enums import DONE_LABELS, MessageKind


@dataclass(frozen=True)
class Mail:
    """A mail ready to be sent."""

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    thread: str = ""


def compose(messages: list[Message]) -> Mail:
    """One mail for messages of one act to one person; names are data, never markup."""
    first = messages[0]
    event = db.session.get(AuditEvent, first.event_id)
    assert event is not None  # A foreign key holds it.
    values = {
        "messages": messages,
        "event": event,
        "behalf": next((one.on_behalf for one in messages if one.on_behalf), ""),
        "is_turn": any(one.kind is MessageKind.TURN for one in messages),
        "done": DONE_LABELS.get(event.action, event.action),
    }
    thread = f"<{first.nomination.code}@{_host()}>" if len(messages) == 1 else ""
    return _mail(first, "act", _subject(messages, event), values, thread)


def compose_account(message: Message, token: str) -> Mail:
    """The mail about an account; `token`, where its kind of mail has one, opens the form for a password."""
    event = db.session.get(AuditEvent, message.event_id)
    assert event is not None  # A foreign key holds it.
    path = current_app.url_map.bind("").build("security.reset_password", {"token": token}) if token else ""
    until = datetime.now(UTC) + current_app.config["SECURITY_RESET_PASSWORD_WITHIN"]
    values = {
        "event": event,
        "path": path,
        "until": format_datetime(until, _("HH:mm 'ngày' dd/MM/yyyy")),
    }
    subject = {
        "invite": _("[Thi đua] Tài khoản của đồng chí: đặt mật khẩu"),
        "ask_password": _("[Thi đua] Đặt lại mật khẩu"),
        "appoint": _("[Thi đua] Một phân công chờ đồng chí xác nhận"),
    }[message.action]
    return _mail(message, f"account_{message.action}", subject, values)


def compose_notice(message: Message) -> Mail:
    """The mail about something that is neither a dossier nor an account."""
    event = db.session.get(AuditEvent, message.event_id)
    assert event is not None  # A foreign key holds it.
    notice = NOTICES[message.action](event, message.recipient)
    subject = _("[Thi đua] %(what)s", what=notice.subject)
    return _mail(message, "notice", subject, {"notice": notice})


def _mail(message: Message, template: str, subject: str, values: dict[str, Any], thread: str = "") -> Mail:
    values |= {"recipient": message.recipient, "base": _settings().public_url, "language": str(get_locale())}
    return Mail(
        to=message.address,
        subject=" ".join(subject.split()),
        text=render_template(f"mail/{template}.txt", **values),
        html=render_template(f"mail/{template}.html", **values),
        message_id=f"<thidua.{message.id}.{message.act_id.hex}@{_host()}>",
        thread=thread,
    )


def _host() -> str:
    return urlsplit(_settings().public_url).hostname or "localhost"


def _settings() -> Any:
    return current_app.extensions["settings"]


def _subject(messages: list[Message], event: AuditEvent) -> str:
    first, many = messages[0], len(messages)
    what = _("cần đồng chí xử lý") if first.kind is MessageKind.TURN else str(DONE_LABELS[event.action])
    if many > 1:
        return _("[Thi đua] %(n)s hồ sơ %(what)s", n=many, what=what)
    return _("[%(code)s] %(name)s: %(what)s",
             code=first.nomination.code, name=first.nomination.name, what=what)  # fmt: skip
