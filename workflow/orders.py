"""Ordering a paper: a row that the worker makes after the commit."""

from __future__ import annotations

from models import Document, db
from models.enums import DocumentType


def order(kind: DocumentType, version: int, **subject: int) -> None:
    """Have a paper made after the commit; `subject` names the one row that it speaks of, by its column."""
    db.session.add(Document(type=kind, version=version, **subject))
    db.session.info["wake"] = True
