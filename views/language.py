"""Each person's choice of language; who is not logged in chooses for the browser."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, has_request_context, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from flask_login import current_user

from models import db
from views.access import allow, public
from workflow.languages import LANGUAGES, OFFICE, language_of

blueprint = Blueprint("language", __name__)


def chosen() -> str:
    """The language of this request; a worker speaks the office's own."""
    if not has_request_context():
        return OFFICE
    if "language" not in g:
        own = current_user.locale if current_user.is_authenticated else None
        # Kept, since a file may still be written when the account is no longer at hand.
        g.language = language_of(own or session.get("language"))
    return g.language


def choose_early() -> None:
    """Before anything is written or sent row by row, while the account is at hand."""
    if request.endpoint != "static":
        chosen()


def other_languages() -> dict[str, str]:
    """Those that can be changed to, each in its own words."""
    return {code: name for code, name in LANGUAGES.items() if code != chosen()}


@blueprint.get("/language/<code>")
@public
def choose_here(code: str) -> Any:
    """The language of this browser, until somebody with a choice of his own logs in."""
    session["language"] = language_of(code)
    return _back()


@blueprint.post("/account/language")
@allow()
def choose() -> Any:
    """The language of this account, on the screen and in its mails."""
    current_user.locale = language_of(request.form.get("language"))
    db.session.commit()
    g.language = current_user.locale
    refresh()
    flash(_("Đã đổi ngôn ngữ."), "success")
    return redirect(url_for("account.show"))


def _back() -> Any:
    """To the page that the choice was made on: one of our own, never another site's."""
    page = request.args.get("page", "")
    is_ours = page.startswith("/") and not page.startswith(("//", "/\\"))
    return redirect(page if is_ours else url_for("queue.show"))
