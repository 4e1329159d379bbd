"""Who of the town's register of nominees an old paper means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import String, bindparam, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import joinedload

from models import Nominee, db
from models.enums import NomineeKind
from models.text import marked_key, search_key
from workflow.drafts import ALIKE

MOST_ALIKE = 5


@dataclass(frozen=True)
class Match:
    """The one nominee that is surely meant, or those whose names are alike."""

    exact: Nominee | None = None
    alike: list[Nominee] = field(default_factory=list)


@dataclass(frozen=True)
class Written:
    """A nominee as a paper writes him."""

    kind: NomineeKind
    name: str
    born_year: int | None
    unit: str


def match_all(town_id: int, written: Iterable[Written]) -> dict[Written, Match]:
    """For each of them who is meant, in two statements for all."""
    wanted = set(written)
    near = _near(town_id, {search_key(one.name) for one in wanted})
    return {one: _match(one, near.get(search_key(one.name), [])) for one in wanted}


def _near(town_id: int, keys: set[str]) -> dict[str, list[Nominee]]:
    """For each name the nominees with the same or a like one, the most alike first."""
    asked = (
        func.unnest(bindparam("keys", sorted(keys), ARRAY(String)))
        .table_valued("key", name="asked")
        .render_derived()
    )
    alike = func.similarity(Nominee.search_key, asked.c.key)
    query = (
        db.select(asked.c.key, Nominee)
        .join(Nominee, Nominee.search_key.op("%")(asked.c.key))
        .filter(Nominee.town_id == town_id, alike >= ALIKE)
        .options(joinedload(Nominee.unit))
        .order_by(asked.c.key, alike.desc(), Nominee.id)
    )
    found: dict[str, list[Nominee]] = {}
    for key, nominee in db.session.execute(query):
        found.setdefault(key, []).append(nominee)
    return found


def _match(one: Written, near: list[Nominee]) -> Match:
    # Somebody who is known to be born in another year is somebody else.
    possible = [each for each in near if each.kind is one.kind and _year_fits(each, one.born_year)]
    same = [each for each in possible if marked_key(each.name) == marked_key(one.name)]
    sure = [each for each in same if _is_sure(each, one)]
    if len(sure) == 1:
        return Match(sure[0])
    return Match(None, possible[:MOST_ALIKE])


def _year_fits(nominee: Nominee, year: int | None) -> bool:
    return nominee.born_on is None or year is None or nominee.born_on.year == year


def _is_sure(nominee: Nominee, one: Written) -> bool:
    """A collective by its name; a person by name and year, or by name and unit: many share a name."""
    if nominee.kind is not NomineeKind.INDIVIDUAL:
        return True
    if nominee.born_on and one.born_year:
        return True
    units = {search_key(nominee.unit.name), search_key(nominee.unit.short_name)}
    return bool(one.unit) and search_key(one.unit) in units
