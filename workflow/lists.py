"""Lists of dossiers: how they are narrowed, and cut into pages whose cost does not grow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, literal_column, or_, tuple_
from sqlalchemy.orm import joinedload

from models import AwardForm, Campaign, Hold, Nomination, Organisation, db
from models.enums import (
    CATEGORY_LABELS,
    OPEN_STATES,
    ROLE_LABELS,
    Category,
    Level,
    NomineeKind,
    Role,
    State,
)
from models.text import marked_key, search_key, sort_key_plain
from workflow.dates import today
from workflow.people import Person
from workflow.procedures import PROCEDURES, words_among
from workflow.tree import ids_above, ids_below
from workflow.turns import owned_by
from workflow.visibility import visible_by_post

PAGE = 25
# How many rows a file takes at a time.
BATCH = 500
# No count goes further: what is more than this is "many" to anybody.
COUNT_LIMIT = 500
LARGEST_ID = 2**31 - 1
NEVER: ColumnElement[Any] = literal_column("DATE '9999-12-31'")


@dataclass(frozen=True)
class Waited:
    """A band of days that an open dossier has been in its state."""

    label: Any
    least: int
    most: int

    def condition(self) -> ColumnElement[bool]:
        """The dossiers that have waited so long today."""
        first, last = today() - timedelta(days=self.most), today() - timedelta(days=self.least)
        return and_(Nomination.state.in_(OPEN_STATES), Nomination.waiting_from.between(first, last))


IS_PERSON = Nomination.kind == NomineeKind.INDIVIDUAL
WAITED = {
    "0-5": Waited(_l("Chờ đến 5 ngày"), 0, 5),
    "6-10": Waited(_l("Chờ 6 đến 10 ngày"), 6, 10),
    "11-20": Waited(_l("Chờ 11 đến 20 ngày"), 11, 20),
    "21-": Waited(_l("Chờ trên 20 ngày"), 21, 100_000),
}


@dataclass(frozen=True)
class Filters:
    """How a list of dossiers is narrowed."""

    text: str = ""
    unit_id: int | None = None
    award_form_id: int | None = None
    kind: NomineeKind | None = None
    state: State | None = None
    overdue: bool = False
    # Those below are asked for by a figure that opens its list, not typed.
    campaign_id: int | None = None
    gender: str = ""
    category: Category | None = None
    waited: str = ""
    holder: Role | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The filters as SQL; a search finds names whether or not marks were typed."""
        found: list[ColumnElement[bool]] = []
        for word in search_key(self.text).split():
            found.append(Nomination.search_key.contains(word, autoescape=True))
        pairs = [
            (Nomination.unit_id, self.unit_id),
            (Nomination.award_form_id, self.award_form_id),
            (Nomination.kind, self.kind),
            (Nomination.state, self.state),
            (Nomination.campaign_id, self.campaign_id),
            (Nomination.category, self.category),
        ]
        found += [column == value for column, value in pairs if value is not None]
        if self.overdue:
            found.append(Nomination.due_on < today())
        if self.gender:
            found += [func.lower(Nomination.gender) == self.gender.lower(), IS_PERSON]
        if self.waited in WAITED:
            found.append(WAITED[self.waited].condition())
        if self.holder:
            found.append(owned_by(self.holder))
        return found

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a new search keeps although no field shows it, as it stands in the address."""
        pairs = [("campaign", self.campaign_id), ("gender", self.gender), ("category", self.category),
                 ("waited", self.waited), ("holder", self.holder)]  # fmt: skip
        return [(name, str(value)) for name, value in pairs if value]

    @property
    def in_words(self) -> list[str]:
        """What is left out without a field that says so."""
        said = [self.gender.capitalize()] if self.gender else []
        said += [str(CATEGORY_LABELS[self.category])] if self.category else []
        said += [str(WAITED[self.waited].label)] if self.waited in WAITED else []
        return said + ([str(ROLE_LABELS[self.holder])] if self.holder else [])

    @property
    def is_used(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()


@dataclass(frozen=True)
class Key:
    """One part of the order of a list, and how it is read back from the address of a page."""

    column: Any
    read: Callable[[str], Any]


@dataclass(frozen=True)
class Page:
    """One page of a list, with where the next begins."""

    rows: list[Nomination]
    held: set[int]
    next_cursor: str | None


def _read_number(text: str) -> int:
    number = int(text)
    if abs(number) > LARGEST_ID:
        raise ValueError(text)
    return number


def _read_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


NEWEST = Key(-Nomination.id, _read_number)
BY_DUE_DATE = (
    Key(func.coalesce(Nomination.due_on, NEVER), date.fromisoformat),
    Key(Nomination.waiting_since, _read_moment),
    Key(Nomination.id, _read_number),
)


def exact_first(text: str) -> tuple[Key, ...]:
    """Names with just the marks that were typed before those that are alike without marks."""
    words = [word for word in marked_key(text).split() if word != search_key(word)]
    if not words:
        return ()
    same = [Nomination.marked_key.contains(word, autoescape=True) for word in words]
    return (Key(case((db.and_(*same), 0), else_=1), _read_number),)


def list_page(person: Person, filters: Filters, cursor: str | None = None, size: int = PAGE) -> Page:
    """All dossiers that the person may see, newest first; exact marks first when searching."""
    key = (*exact_first(filters.text), NEWEST)
    parts = [
        after(db.select(Nomination.id).filter(rule, *filters.conditions()), key, cursor)
        for rule in visible_by_post(person)
    ]
    return cut_union(parts, key, size)


def batches_of(page_after: Callable[[str | None, int], Page]) -> Iterator[list[Nomination]]:
    """All rows of a list, a few hundred at a time, for a file; `page_after` reads it from a place on."""
    cursor = None
    while True:
        page = page_after(cursor, BATCH)
        yield page.rows
        if (cursor := page.next_cursor) is None:
            return


def cut_union(parts: list[Select[Any]], key: tuple[Key, ...], size: int = PAGE) -> Page:
    """One page of several lists of ids, each read by its own index and cut there.

    So the cost does not grow with the table.
    """
    if not parts:
        return Page([], set(), None)
    parts = [one.order_by(*_order(key)).limit(size + 1) for one in parts]
    union = parts[0].union_all(*parts[1:]).subquery() if parts[1:] else parts[0].subquery()
    return cut(db.select(Nomination).filter(Nomination.id.in_(db.select(union.c.id))), key, size)


def _order(key: tuple[Key, ...]) -> list[Any]:
    return [Nomination.id.desc() if one is NEWEST else one.column for one in key]


def with_names(query: Select[Any]) -> Select[Any]:
    """The query with what every row of a list shows."""
    return query.options(
        joinedload(Nomination.award_form), joinedload(Nomination.unit), joinedload(Nomination.submission)
    )


def after(query: Select[Any], key: tuple[Key, ...], cursor: str | None) -> Select[Any]:
    """The query from that place on; a place that makes no sense is the beginning."""
    if not cursor:
        return query
    try:
        place = [one.read(text) for one, text in zip(key, cursor.split("~"), strict=True)]
    except ValueError:
        return query
    if len(key) == 1 and key[0] is NEWEST:
        # In these words the index by id is used.
        return query.filter(Nomination.id < -place[0])
    return query.filter(tuple_(*(one.column for one in key)) > tuple_(*(literal(one) for one in place)))


def cut(query: Select[Any], key: tuple[Key, ...], size: int = PAGE) -> Page:
    """Read one page of the query in the order of the key."""
    query = with_names(query).order_by(*_order(key)).limit(size + 1)
    places = [one.column.label(f"place_{number}") for number, one in enumerate(key)]
    found = db.session.execute(query.add_columns(is_held(), *places)).all()
    shown = found[:size]
    rows, held = [one[0] for one in shown], {one[0].id for one in shown if one[1]}
    return Page(rows, held, _place(shown[-1][2:]) if len(found) > size else None)


def is_held() -> ColumnElement[bool]:
    """Whether a hold stands on the dossier of the row, or on its nominee."""
    held = exists().where(
        Hold.nominee_id == Nomination.nominee_id,
        Hold.released_at.is_(None),
        or_(Hold.nomination_id == Nomination.id, Hold.nomination_id.is_(None)),
    )
    return held.label("is_held")


def _place(values: Any) -> str:
    return "~".join(str(one) if isinstance(one, int) else one.isoformat() for one in values)


@dataclass(frozen=True)
class Choices:
    """What a list can be narrowed to: pairs of id and name."""

    units: list[tuple[int, str]]
    forms: list[tuple[int, str]]
    # The procedures of the campaigns around this person.
    procedures: set[str]


def choices_of(person: Person) -> Choices:
    """The units and award forms whose dossiers may come before this person, in one statement."""
    places = {post.organisation_id for post in person.posts}
    around = ids_below(places).union(ids_above(places))
    known = and_(Campaign.published, Campaign.organisation_id.in_(around))
    units = db.select(literal("unit"), Organisation.id, Organisation.name).filter(
        Organisation.id.in_(ids_below(places)), Organisation.level == Level.UNIT
    )
    forms = db.select(literal("form"), AwardForm.id, AwardForm.name).join(Campaign).filter(known)
    procedures = db.select(literal("procedure"), Campaign.id, Campaign.procedure).filter(known)
    rows = db.session.execute(units.union_all(forms, procedures)).all()
    names = {
        kind: sorted(((id_, name) for one, id_, name in rows if one == kind), key=_by_name)
        for kind in ("unit", "form")
    }
    return Choices(names["unit"], names["form"], {name for one, _id, name in rows if one == "procedure"})


def states_among(choices: Choices, states: Iterable[State]) -> list[tuple[str, Any]]:
    """Those of the states that a dossier before this person can be in, with their names."""
    known = [PROCEDURES[name] for name in sorted(choices.procedures)] or list(PROCEDURES.values())
    words = words_among(choices.procedures)
    open_here = {state for one in known for state in one.owners}
    return [(one.value, words.state(one)) for one in states if one in open_here or one not in OPEN_STATES]


def _by_name(pair: tuple[int, str]) -> tuple[str, int]:
    return (sort_key_plain(pair[1]), pair[0])


def count_drafts(person: Person) -> int | None:
    """How many drafts the units of the person's town are writing; nobody above reads them yet."""
    towns = person.at(Role.CLERK, Role.CHAIR)
    if not towns:
        return None
    few = db.select(Nomination.id).filter(
        Nomination.town_id.in_(towns), Nomination.state == State.DRAFTING,
        Nomination.submitted_at.is_(None), Nomination.entered_by_id.is_(None),
    )  # fmt: skip
    return count_up_to(COUNT_LIMIT, [few])


def count_up_to(limit: int, parts: list[Select[tuple[int]]]) -> int:
    """How many rows these lists have together, each counted no further than `limit`."""
    if not parts:
        return 0
    few = [one.limit(limit) for one in parts]
    union = few[0].union_all(*few[1:]).subquery() if few[1:] else few[0].subquery()
    return db.session.scalar(db.select(func.count(union.c.id.distinct()))) or 0
