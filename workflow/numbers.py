"""Numbers of papers: one series for each organisation, type and year, never given twice."""

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert

from models import NumberBook, db


def next_number(organisation_id: int, type_: str, year: int) -> int:
    """Reserve the next number in the caller's transaction; from 1 each year (NĐ 30, Điều 15)."""
    first = insert(NumberBook).values(organisation_id=organisation_id, type=type_, year=year, last=1)
    query = first.on_conflict_do_update(
        index_elements=["organisation_id", "type", "year"], set_={"last": NumberBook.last + 1}
    ).returning(NumberBook.last)
    return db.session.scalars(query).one()


def keep_number(organisation_id: int, type_: str, year: int, number: int) -> None:
    """Note a number that was given by hand: the book goes on after it."""
    first = insert(NumberBook).values(organisation_id=organisation_id, type=type_, year=year, last=number)
    db.session.execute(
        first.on_conflict_do_update(
            index_elements=["organisation_id", "type", "year"],
            set_={"last": func.greatest(NumberBook.last, number)},
        )
    )
