"""Hands a mail to the SMTP server, or to the local mailbox of the demo."""

from __future__ import annotations

import os
import smtplib
import socket
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app

from documents.mail import Mail

TIMEOUT = 30
# Folded headers lose the spaces between encoded words in some Pythons (CPython issue 92081).
UNFOLDED = SMTP.clone(max_line_length=900)


class MailError(Exception):
    """The mail did not leave; `is_final` where trying again cannot help."""

    def __init__(self, text: str, *, is_final: bool = False) -> None:
        super().__init__(text)
        self.is_final = is_final


def deliver(mail: Mail) -> None:
    """Send it, or raise `MailError`."""
    settings = current_app.extensions["settings"]
    message = _message(mail, settings.mail_from)
    if settings.smtp_url:
        _over_smtp(message, settings.smtp_url)
    else:
        _into_mailbox(message, Path(settings.mailbox), mail.message_id)


def _message(mail: Mail, sender: str) -> EmailMessage:
    message = EmailMessage(policy=UNFOLDED)
    message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    message["Message-ID"], message["Auto-Submitted"] = mail.message_id, "auto-generated"
    if mail.thread:
        message["References"] = mail.thread
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def _over_smtp(message: EmailMessage, url: str) -> None:
    parts = urlsplit(url)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(parts.hostname or "", parts.port or 25, timeout=TIMEOUT,
                  local_hostname=socket.gethostname() or "localhost") as server:  # fmt: skip
            if "starttls" in parse_qs(parts.query):
                server.starttls()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        code, text = next(iter(refused.recipients.values()))
        raise MailError(f"{code} {text!r}", is_final=500 <= code < 600) from refused
    except (smtplib.SMTPException, OSError) as reason:
        raise MailError(f"{type(reason).__name__}: {reason}") from reason


def _into_mailbox(message: EmailMessage, folder: Path, message_id: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = message_id.strip("<>").split("@")[0]
    partial = folder / f".{name}.{os.getpid()}"
    partial.write_bytes(message.as_bytes())
    partial.rename(folder / f"{name}.eml")
