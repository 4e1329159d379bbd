"""The award register (sổ vàng): every award that a person may see, and how it is narrowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, func, literal, tuple_
from sqlalchemy.orm import contains_eager, joinedload

from models import Award, Decision, Nomination, db
from models.enums import NomineeKind
from models.text import search_key
from workflow.people import Person
from workflow.visibility import visible_to

PAGE, BATCH = 25, 500


class Standing(StrEnum):
    """What became of an award."""

    VALID = "valid"
    CORRECTED = "corrected"
    REVOKED = "revoked"
    NOT_HANDED_OVER = "not_handed_over"


STANDING_LABELS = {
    Standing.VALID: _l("Còn giá trị"),
    Standing.CORRECTED: _l("Đã đính chính"),
    Standing.REVOKED: _l("Đã thu hồi"),
    Standing.NOT_HANDED_OVER: _l("Chưa trao"),
}
CONDITIONS: dict[Standing, ColumnElement[bool]] = {
    Standing.VALID: Award.revoked_on.is_(None),
    Standing.CORRECTED: Award.revoked_on.is_(None) & (Award.correction != ""),
    Standing.REVOKED: Award.revoked_on.is_not(None),
    Standing.NOT_HANDED_OVER: Award.revoked_on.is_(None) & Nomination.handed_over_on.is_(None),
}


@dataclass(frozen=True)
class AwardFilters:
    """How the register is narrowed."""

    text: str = ""
    year: int | None = None
    unit_id: int | None = None
    award_form_id: int | None = None
    kind: NomineeKind | None = None
    standing: Standing | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The filters as SQL; a name is found whether or not marks were typed."""
        found: list[ColumnElement[bool]] = [
            Nomination.search_key.contains(word, autoescape=True) for word in search_key(self.text).split()
        ]
        if self.year:
            found.append(func.extract("year", Decision.issued_on) == self.year)
        if self.standing:
            found.append(CONDITIONS[self.standing])
        pairs: list[tuple[Any, Any]] = [
            (Nomination.unit_id, self.unit_id), (Decision.award_form_id, self.award_form_id),
            (Nomination.kind, self.kind),
        ]  # fmt: skip
        return [*found, *(column == value for column, value in pairs if value is not None)]

    @property
    def is_used(self) -> bool:
        """Whether anything is left out."""
        return self != AwardFilters()


def award_page(
    person: Person, filters: AwardFilters, after: int | None = None, size: int = PAGE
) -> tuple[list[Award], int | None]:
    """One page of the register, the newest first, and where the next begins."""
    query = _awards(person, filters)
    last = db.session.get(Award, after) if after else None
    if last is not None:
        place = tuple_(Decision.issued_on, Award.id)
        query = query.filter(place < tuple_(literal(last.decision.issued_on), literal(last.id)))
    newest = Decision.issued_on.desc(), Award.id.desc()
    rows = list(db.session.scalars(query.order_by(*newest).limit(size + 1)))
    return rows[:size], rows[size - 1].id if len(rows) > size else None


def award_batches(person: Person, filters: AwardFilters) -> Iterator[list[Award]]:
    """All of it, a few hundred at a time, for a file."""
    after = None
    while True:
        rows, after = award_page(person, filters, after, BATCH)
        yield rows
        if after is None:
            return


def years_of(person: Person) -> list[int]:
    """The years of which there are awards, the newest first."""
    year = func.extract("year", Decision.issued_on)
    query = db.select(year).select_from(Award).join(Award.nomination).join(Award.decision)
    return [
        int(one)
        for one in db.session.scalars(query.filter(visible_to(person)).distinct().order_by(year.desc()))
    ]


def _awards(person: Person, filters: AwardFilters) -> Select[Any]:
    return (
        db.select(Award)
        .join(Award.nomination)
        .join(Award.decision)
        .filter(visible_to(person), *filters.conditions())
        .options(
            contains_eager(Award.nomination),
            contains_eager(Award.decision).options(
                joinedload(Decision.award_form), joinedload(Decision.organisation)
            ),
        )
    )
