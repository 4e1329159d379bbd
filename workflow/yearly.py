"""The counts that the statistics of a year ask for (TT 02/2023/TT-BNV, forms 0601 and 0603.N/BNV-TĐKT).

How sure: the division of the awardees is known from software that fills in the form; the form itself
was not read. Data run to 15 December; that they begin on 16 December of the year before is inferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement

from models import Award, AwardForm, Campaign, Decision, Nomination, Organisation, db
from models.enums import Category, Level, NomineeKind
from workflow.headings import FEMALE
from workflow.people import Person
from workflow.tree import ids_below
from workflow.visibility import visible_to

# A movement that is shorter is one of that year alone.
A_YEAR = 365


@dataclass(frozen=True)
class Awarded:
    """One row of form 0603.N: an award form, and how many of whom received it."""

    form: str
    kinds: Counter[NomineeKind]
    categories: Counter[Category]
    women: int
    # Persons of whom nobody wrote down what they are.
    unknown: int

    @property
    def total(self) -> int:
        """All awardees of the form."""
        return sum(self.kinds.values())


@dataclass(frozen=True)
class Launched:
    """One row of form 0601: the movements that offices of one level launched."""

    level: Level
    short: int
    long: int


def span_of(year: int) -> tuple[date, date]:
    """The first and the last day whose decisions count for that year."""
    return date(year - 1, 12, 16), date(year, 12, 15)


def awarded(person: Person, year: int) -> Iterator[Awarded]:
    """The awards of the year that this person may see and that were not revoked, form by form."""
    query = (
        db.select(AwardForm.name, Nomination.kind, Nomination.category, Nomination.gender, db.func.count())
        .select_from(Award)
        .join(Award.nomination)
        .join(Award.decision)
        .join(AwardForm, AwardForm.id == Decision.award_form_id)
        .filter(visible_to(person), Award.revoked_on.is_(None), _within(Decision.issued_on, year))
        .group_by(AwardForm.name, Nomination.kind, Nomination.category, Nomination.gender)
        .order_by(AwardForm.name)
    )
    found: dict[str, list[tuple[NomineeKind, Category | None, str, int]]] = {}
    for form, kind, category, gender, number in db.session.execute(query):
        found.setdefault(form, []).append((kind, category, gender, number))
    for form, rows in found.items():
        kinds: Counter[NomineeKind] = Counter()
        categories: Counter[Category] = Counter()
        women = unknown = 0
        for kind, category, gender, number in rows:
            kinds[kind] += number
            if category:
                categories[category] += number
            is_person = kind is NomineeKind.INDIVIDUAL
            women += number if is_person and gender.lower() == FEMALE.lower() else 0
            unknown += number if is_person and category is None else 0
        yield Awarded(form, kinds, categories, women, unknown)


def _within(day: Any, year: int) -> ColumnElement[bool]:
    first, last = span_of(year)
    return day.between(first, last)


def launched(person: Person, year: int) -> list[Launched]:
    """The movements that began in the year, of the offices under this person's, by level and length."""
    places = {post.organisation_id for post in person.posts}
    query = (
        db.select(Organisation.level, Campaign.starts_on, Campaign.ends_on)
        .join(Organisation, Organisation.id == Campaign.organisation_id)
        .filter(Campaign.published, Organisation.id.in_(ids_below(places)), _within(Campaign.starts_on, year))
    )
    short: Counter[Level] = Counter()
    long: Counter[Level] = Counter()
    for level, starts_on, ends_on in db.session.execute(query):
        is_long = (ends_on - starts_on).days >= A_YEAR
        (long if is_long else short)[level] += 1
    return [Launched(one, short[one], long[one]) for one in Level if short[one] or long[one]]
