"""What lies under an office and above it, as subqueries of ids."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import CTE, Select, literal

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


def ancestry(organisation_id: int) -> CTE:
    """This office and all above it, each with its distance from here."""
    tree = (
        db.select(Organisation.id, Organisation.parent_id, literal(0).label("distance"))
        .filter(Organisation.id == organisation_id)
        .cte(recursive=True)
    )
    above = db.select(Organisation.id, Organisation.parent_id, tree.c.distance + 1)
    return tree.union_all(above.join(tree, Organisation.id == tree.c.parent_id))
