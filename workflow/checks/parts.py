"""Reads what belongs to many dossiers in one statement, so that a batch costs no more than one of them."""

from __future__ import annotations

from sqlalchemy import inspect
from sqlalchemy.orm.attributes import set_committed_value

from models import Attachment, Claim, Nomination, db


def read_parts(rows: list[Nomination], name: str, kind: type[Attachment] | type[Claim]) -> None:
    """Fill that list of these dossiers, where it was not read yet."""
    unread = {row.id: row for row in rows if name in inspect(row).unloaded}
    if not unread:
        return
    parts: dict[int, list[Attachment | Claim]] = {number: [] for number in unread}
    for one in db.session.scalars(db.select(kind).filter(kind.nomination_id.in_(unread)).order_by(kind.id)):
        parts[one.nomination_id].append(one)
    for number, row in unread.items():
        set_committed_value(row, name, parts[number])
