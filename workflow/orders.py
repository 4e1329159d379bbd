"""Ordering a paper: a row that the worker makes after the commit."""

from __future__ import annotations

from sqlalchemy import func

from models import Document, db
from models.enums import DocumentType


def order(kind: DocumentType, version: int, **subject: int) -> None:
    """Have a paper made after the commit; `subject` names the one row that it speaks of, by its column."""
    db.session.add(Document(type=kind, version=version, **subject))
    db.session.info["wake"] = True


def order_again(kind: DocumentType, **subject: int) -> None:
    """Have a paper made anew, as things are now; the former one stays in the store."""
    query = db.select(func.max(Document.version)).filter_by(type=kind, **subject)
    order(kind, (db.session.scalar(query) or 0) + 1, **subject)
