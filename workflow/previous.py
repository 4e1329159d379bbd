"""What a nominee was commended for before: by decisions of this system, and by the register of past awards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, or_
from sqlalchemy.orm import joinedload

from models import Award, Decision, Nomination, PastAward, RegisterYear, ReportText, db
from workflow.asking import asked
from workflow.dates import today
from workflow.likeness import runs_in
from workflow.settings import setting


@dataclass(frozen=True)
class Previous:
    """One earlier award."""

    year: int
    form: str
    # Number and symbol of the decision, its day and its office, as far as they are known.
    decision: str = ""
    decided_on: date | None = None
    issuer: str = ""
    achievement: str = ""
    campaign_id: int | None = None
    # False where only the name is the same, and no year of birth says that it is the same person.
    is_sure: bool = True
    runs: frozenset[int] = field(default=frozenset(), repr=False)


@dataclass(frozen=True)
class History:
    """The earlier awards of a nominee, the latest first, and of which years all are known."""

    awards: list[Previous]
    full_years: frozenset[int]

    def missing(self, years: Iterable[int]) -> list[int]:
        """The years of which nothing can be concluded: no award is known, and not all were entered."""
        known = self.full_years | {one.year for one in self.awards}
        return [year for year in years if year not in known]


def history_of(nomination: Nomination) -> History:
    """What the nominee of this dossier was commended for before, without what was revoked."""
    return asked(nomination, "previous awards", _read)


def last_years(nomination: Nomination) -> list[int]:
    """The years that the office looks back, this one last."""
    back = setting(nomination.town, "register_years", today())
    return list(range(today().year - back + 1, today().year + 1))


def _read(rows: list[Nomination]) -> dict[int, History]:
    granted, registered = _granted(rows), _registered(rows)
    marked = db.select(RegisterYear.town_id, RegisterYear.year).filter(
        RegisterYear.town_id.in_({row.town_id for row in rows})
    )
    full: dict[int, set[int]] = {}
    for town_id, year in db.session.execute(marked):
        full.setdefault(town_id, set()).add(year)
    found = {}
    for row in rows:
        own = [_from_award(award, runs) for award, runs in granted
               if award.nomination.nominee_id == row.nominee_id and award.nomination_id != row.id]  # fmt: skip
        own += [_from_register(one, row) for one in registered if _is_of(one, row)]
        own.sort(key=lambda one: (one.year, one.decided_on or date.min), reverse=True)
        found[row.id] = History(own, frozenset(full.get(row.town_id, set())))
    return found


def _granted(rows: list[Nomination]) -> list[tuple[Award, list[int] | None]]:
    query = (
        db.select(Award, ReportText.runs)
        .join(Nomination, Nomination.id == Award.nomination_id)
        .outerjoin(ReportText, ReportText.nomination_id == Award.nomination_id)
        .filter(Nomination.nominee_id.in_({row.nominee_id for row in rows}), Award.revoked_on.is_(None))
        .options(
            joinedload(Award.nomination).joinedload(Nomination.award_form),
            joinedload(Award.decision).joinedload(Decision.organisation),
        )
    )
    return [(award, runs) for award, runs in db.session.execute(query)]


def _registered(rows: list[Nomination]) -> list[PastAward]:
    linked = PastAward.nominee_id.in_({row.nominee_id for row in rows})
    towns, keys = {row.town_id for row in rows}, {row.nominee.search_key for row in rows}
    named = and_(PastAward.nominee_id.is_(None), PastAward.town_id.in_(towns), PastAward.search_key.in_(keys))
    return list(db.session.scalars(db.select(PastAward).filter(or_(linked, named))))


def _is_of(one: PastAward, row: Nomination) -> bool:
    if one.nominee_id is not None:
        return one.nominee_id == row.nominee_id
    born = row.born_on.year if row.born_on else None
    return (
        one.town_id == row.town_id and one.kind is row.kind and one.search_key == row.nominee.search_key
        and (born is None or one.born_year in (None, born))
    )  # fmt: skip


def _from_award(award: Award, runs: list[int] | None) -> Previous:
    decision, row = award.decision, award.nomination
    return Previous(
        decision.issued_on.year, row.award_form.name, decision.title, decision.issued_on,
        decision.organisation.name, row.summary, row.campaign_id, runs=frozenset(runs or ()),
    )  # fmt: skip


def _from_register(one: PastAward, row: Nomination) -> Previous:
    born = row.born_on.year if row.born_on else None
    return Previous(
        one.year, one.form, one.decision, one.decided_on, one.issuer, one.achievement,
        is_sure=one.nominee_id is not None or (born is not None and one.born_year == born),
        runs=frozenset(runs_in([one.achievement])),
    )  # fmt: skip
