"""Who may enter an address; every view says it, and a test holds it to that."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, current_app, g, request
from flask_login import current_user

from models import Nomination, db
from models.enums import Role
from workflow.people import Person, person_of
from workflow.visibility import visible_to

View = Callable[..., Any]


def current_person() -> Person | None:
    """Who looks at this page, read once for each request."""
    if "person" not in g:
        known = current_user if current_user.is_authenticated else None
        g.person = person_of(known, address=request.remote_addr) if known else None
    return g.person


def allow(*roles: Role) -> Callable[[View], View]:
    """Only people who are logged in and hold one of the roles; no role named means all of them."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            person = current_person()
            if person is None:
                return current_app.login_manager.unauthorized()
            if roles and not person.roles & set(roles):
                abort(403)
            return view(*args, **kwargs)

        checked.access = roles or "anybody who is logged in"  # type: ignore[attr-defined]
        return checked

    return decorate


def public(view: View) -> View:
    """Anybody, without a login."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def find_nomination(code: str) -> Nomination:
    """The dossier, or 404 both when it is not there and when it may not be known."""
    person = current_person()
    assert person is not None
    query = db.select(Nomination).filter(Nomination.code == code, visible_to(person))
    return db.session.scalars(query).one_or_none() or abort(404)
