"""What lies under an office and above it, as subqueries of ids."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select

from models import Organisation, db


def ids_below(roots: Iterable[int]) -> Select[tuple[int]]:
    """These organisations and all under them, as a subquery of ids."""
    tree = db.select(Organisation.id).filter(Organisation.id.in_(list(roots))).cte(recursive=True)
    tree = tree.union(db.select(Organisation.id).join(tree, Organisation.parent_id == tree.c.id))
    return db.select(tree.c.id)


def ids_above(roots: Iterable[int]) -> Select[tuple[int]]:
    """These organisations and all above them, as a subquery of ids."""
    tree = (
        db.select(Organisation.id, Organisation.parent_id)
        .filter(Organisation.id.in_(list(roots)))
        .cte(recursive=True)
    )
    tree = tree.union(
        db.select(Organisation.id, Organisation.parent_id).join(tree, Organisation.id == tree.c.parent_id)
    )
    return db.select(tree.c.id)
