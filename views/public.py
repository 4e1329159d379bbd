"""Pages without a login: the front door, health, the code on a certificate; the demo's mailbox."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from typing import Any

import redis
from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy import Select, and_, literal, or_, tuple_
from sqlalchemy.orm import contains_eager, joinedload

from models import Award, Decision, Nomination, db
from models.enums import State
from views.access import current_person, public
from views.files import send
from views.inputs import row_id
from workflow import stories

blueprint = Blueprint("public", __name__)
MOST_MAILS = 100
PAGE = 50
PHOTO_SECONDS = 300


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
def verify(token: str) -> tuple[str, int]:
    """What a certificate says, for who reads its code: name, unit, award, decision; no more."""
    award = db.session.scalars(_awards().filter(Award.token == token)).one_or_none()
    return render_template("public/verify.html", award=award), 200 if award else 404


@blueprint.get("/honours")
@public
def honours() -> str:
    """Who was commended: name, unit, award and decision only; the newest decision first."""
    standing = _awards().filter(Award.revoked_on.is_(None), Nomination.state == State.AWARDED)
    query = _after(standing, request.args.get("after", type=row_id)).order_by(
        Decision.issued_on.desc(), Decision.id.desc(), BY_NAME, Award.id
    )
    awards = list(db.session.scalars(query.limit(PAGE + 1)))
    following = url_for("public.honours", after=awards[PAGE - 1].id) if len(awards) > PAGE else None
    told, more = stories.published_page(request.args.get("stories", type=row_id))
    return render_template(
        "public/honours.html", awards=awards[:PAGE], next_url=following,
        stories=[] if "after" in request.args else told,
        more_url=url_for("public.honours", stories=more) if more else None,
    )  # fmt: skip


@blueprint.get("/honours/<slug>")
@public
def story(slug: str) -> str:
    """One story: name, unit, award, decision, and what was written with consent; no more."""
    found, award = stories.find_published(slug)
    # The picture's own address changes with it, so that no old one is shown from a cache.
    photo_url = url_for("public.story_photo", slug=slug, v=(found.photo_sha256 or "")[:12])
    return render_template("public/story.html", story=found, award=award, is_preview=False,
                           photo_url=photo_url, back_url=url_for("public.honours"))  # fmt: skip


@blueprint.get("/honours/<slug>/photo")
@public
def story_photo(slug: str) -> Response:
    """The photo of a published story; kept by browsers for a few minutes only, since it can be taken down."""
    found, _award = stories.find_published(slug)
    if found.photo_sha256 is None:
        abort(404)
    response = send(found.photo_sha256, f"{slug}.jpg", "image/jpeg", inline=True)
    response.headers["Cache-Control"] = f"public, max-age={PHOTO_SECONDS}"
    return response


# The keys of names are made for this order: Vietnamese letters, given names first.
BY_NAME = Nomination.sort_key.collate("C")


def _awards() -> Select[tuple[Award]]:
    return (
        db.select(Award)
        .join(Award.nomination)
        .join(Award.decision)
        .options(
            contains_eager(Award.nomination),
            contains_eager(Award.decision).options(
                joinedload(Decision.award_form), joinedload(Decision.organisation)
            ),
        )
    )


def _after(query: Select[tuple[Award]], award_id: int | None) -> Select[tuple[Award]]:
    """The query from behind that award on; one that is not there is the beginning."""
    last = db.session.get(Award, award_id) if award_id else None
    if last is None:
        return query
    decision, name = last.decision, literal(last.nomination.sort_key).collate("C")
    place = tuple_(Decision.issued_on, Decision.id)
    here = tuple_(literal(decision.issued_on), literal(decision.id))
    behind = tuple_(BY_NAME, Award.id) > tuple_(name, literal(last.id))
    return query.filter(or_(place < here, and_(Decision.id == decision.id, behind)))


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
