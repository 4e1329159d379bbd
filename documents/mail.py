"""The texts of the mails: what one act has to tell one person."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, render_template
from flask_babel import gettext as _

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
    settings = current_app.extensions["settings"]
    host = urlsplit(settings.public_url).hostname or "localhost"
    values = {
        "messages": messages,
        "event": event,
        "is_turn": any(one.kind is MessageKind.TURN for one in messages),
        "done": DONE_LABELS.get(event.action, event.action),
        "recipient": first.recipient,
        "base": settings.public_url,
    }
    return Mail(
        to=first.address,
        subject=" ".join(_subject(messages, event).split()),
        text=render_template("mail/act.txt", **values),
        html=render_template("mail/act.html", **values),
        message_id=f"<thidua.{first.id}.{first.act_id.hex}@{host}>",
        thread=f"<{first.nomination.code}@{host}>" if len(messages) == 1 else "",
    )


def _subject(messages: list[Message], event: AuditEvent) -> str:
    first, many = messages[0], len(messages)
    what = _("cần đồng chí xử lý") if first.kind is MessageKind.TURN else str(DONE_LABELS[event.action])
    if many > 1:
        return _("[Thi đua] %(n)s hồ sơ %(what)s", n=many, what=what)
    return _("[%(code)s] %(name)s: %(what)s",
             code=first.nomination.code, name=first.nomination.name, what=what)  # fmt: skip
