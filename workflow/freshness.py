"""Whether a page still shows what is there: by the last number in the chain that it was read from."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from models import AuditStream, db
from workflow.actions import faster_than_you
from workflow.errors import StaleError


def last_seq(stream: str) -> int:
    """The number of the last act in that chain; 0 where nothing was done yet."""
    return db.session.scalar(db.select(AuditStream.seq).filter_by(name=stream)) or 0


def refuse_stale(stream: str, seen: Any) -> None:
    """`StaleError` when something was done since the page was shown, be it by its own first click.

    The caller holds the lock on what the chain is about.
    """
    if str(seen) != str(last_seq(stream)):
        raise StaleError(faster_than_you(stream) if last_seq(stream) else _("Trang này đã cũ. Xin mở lại."))
