"""Pages without a login: the front door, health, the code on a certificate; the demo's mailbox."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from typing import Any

import redis
from flask import Blueprint, abort, current_app, jsonify, redirect, render_template, url_for

from models import Award, Nomination, db
from models.enums import State
from views.access import current_person, public
from views.decisions import find_award

blueprint = Blueprint("public", __name__)
MOST_MAILS = 100


@blueprint.get("/")
@public
def home() -> Any:
    """The queue for who is logged in, else the login."""
    return redirect(url_for("queue.show" if current_person() else "security.login"))


@blueprint.get("/healthz")
@public
def healthz() -> Any:
    """The process lives."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@public
def readyz() -> Any:
    """The database and the broker answer."""
    db.session.execute(db.select(1))
    redis.Redis.from_url(current_app.extensions["settings"].redis_url, socket_timeout=2).ping()
    return jsonify(status="ok")


@blueprint.get("/verify/<token>")
@public
def verify(token: str) -> Any:
    """What a certificate says, for who reads its code: name, unit, award, decision; no more."""
    return render_template("public/verify.html", award=find_award(token) or abort(404))


@blueprint.get("/honours")
@public
def honours() -> str:
    """Who was commended: name, unit, award and decision only."""
    query = (
        db.select(Award)
        .join(Nomination)
        .filter(Award.revoked_on.is_(None), Nomination.state == State.AWARDED)
        .order_by(Award.id.desc())
        .limit(200)
    )
    return render_template("public/honours.html", awards=list(db.session.scalars(query)))


@blueprint.get("/mailbox")
@public
def mailbox() -> str:
    """The mails of the demo, newest first; only where no SMTP server is set."""
    return render_template("public/mailbox.html", mails=[_read(one) for one in _mails()[:MOST_MAILS]])


@blueprint.get("/mailbox/<name>")
@public
def mail(name: str) -> str:
    """One mail of the demo, as text."""
    path = next((one for one in _mails() if one.stem == name), None)
    return render_template("public/mail.html", mail=_read(path) if path else abort(404))


def _mails() -> list[Path]:
    settings = current_app.extensions["settings"]
    if not settings.demo or settings.smtp_url:
        abort(404)
    return sorted(Path(settings.mailbox).glob("*.eml"), key=lambda one: one.stat().st_mtime, reverse=True)


def _read(path: Path) -> dict[str, str]:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    return {"name": path.stem, "to": str(message["To"]), "subject": str(message["Subject"]),
            "text": body.get_content() if body else ""}  # fmt: skip
