"""Numbers of papers and dossiers: from 1 each year, never given twice in a book (NĐ 30/2020, Điều 15)."""

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert

from models import NumberBook, Organisation, db
from models.enums import DocumentType, NumberSeries
from workflow.dates import today
from workflow.settings import setting

KEYS = ("organisation_id", "type", "year")
# The book of an office that counts all its papers in one series.
ALL_PAPERS = "papers"
PAPERS = tuple(kind.value for kind in DocumentType)


def next_number(organisation_id: int, book: str, year: int) -> int:
    """Reserve the next number of that book in the caller's transaction."""
    first = insert(NumberBook).values(organisation_id=organisation_id, type=book, year=year, last=1)
    query = first.on_conflict_do_update(index_elements=KEYS, set_={"last": NumberBook.last + 1})
    return db.session.scalars(query.returning(NumberBook.last)).one()


def paper_number(office: Organisation, kind: DocumentType, year: int) -> int:
    """Reserve the next number of the office's papers: of that type, or of all, as its head decided.

    A choice that changes within a year goes on above every number that was given before it.
    """
    book = _book(office, kind)
    given_elsewhere = NumberBook.type.in_(PAPERS) if book == ALL_PAPERS else NumberBook.type == ALL_PAPERS
    reached = (
        db.select(func.coalesce(func.max(NumberBook.last), 0))
        .filter(NumberBook.organisation_id == office.id, NumberBook.year == year, given_elsewhere)
        .scalar_subquery()
    )
    first = insert(NumberBook).values(organisation_id=office.id, type=book, year=year, last=reached + 1)
    query = first.on_conflict_do_update(
        index_elements=KEYS, set_={"last": func.greatest(NumberBook.last + 1, first.excluded.last)}
    )
    return db.session.scalars(query.returning(NumberBook.last)).one()


def keep_number(organisation_id: int, book: str, year: int, number: int) -> None:
    """Note a number that was given by hand: the book goes on after it."""
    first = insert(NumberBook).values(organisation_id=organisation_id, type=book, year=year, last=number)
    query = first.on_conflict_do_update(
        index_elements=KEYS, set_={"last": func.greatest(NumberBook.last, number)}
    )
    db.session.execute(query)


def keep_paper_number(office: Organisation, kind: DocumentType, year: int, number: int) -> None:
    """The same for a paper, in the book that its office counts it in."""
    keep_number(office.id, _book(office, kind), year, number)


def _book(office: Organisation, kind: DocumentType) -> str:
    is_one = setting(office, "number_series", today()) == NumberSeries.ONE
    return ALL_PAPERS if is_one else kind.value
