"""What somebody typed when his session had ended, given back once after the login."""

from __future__ import annotations

from flask import flash, request, session
from flask_babel import gettext as _
from flask_login import current_user

from models import DraftBuffer, db

# These never come back: they belong to the page that was open then.
STALE = {"version", "request_id", "csrf_token"}


def take_typed() -> dict[str, str] | None:
    """The values for the form of this page, if it is the one that was being sent."""
    token = session.get("typed")
    if token is None:
        return None
    row = db.session.scalars(db.select(DraftBuffer).filter_by(token=token)).one_or_none()
    if row is None or _page_of(row.path) != _page_of(request.path):
        return None
    session.pop("typed")
    db.session.delete(row)
    db.session.commit()
    if row.typed_by_id not in (None, current_user.id):
        return None
    flash(_("Phiên làm việc đã hết giữa chừng; đây là nội dung đồng chí đã gõ. Hãy gửi lại."), "info")
    return {name: values[-1] for name, values in row.data.items() if name not in STALE and values}


def _page_of(path: str) -> str:
    """The form's page and the addresses that it posts to are one."""
    return path.removesuffix("/new").removesuffix("/autosave").removesuffix("/edit")
