"""The figures of a campaign for those who lead it: each with the filters that open its list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Date, Select, and_, case, cast, func, or_
from sqlalchemy.dialects.postgresql import aggregate_order_by

from models import AuditEvent, Campaign, Nomination, db
from models.enums import (
    CATEGORY_LABELS,
    KIND_LABELS,
    OPEN_STATES,
    Action,
    Category,
    NomineeKind,
    State,
)
from workflow.dates import today
from workflow.headings import FEMALE
from workflow.lists import IS_PERSON, WAITED, choices_of
from workflow.people import Person
from workflow.procedures import PROCEDURES
from workflow.queues import late_owners
from workflow.visibility import visible_to
from workflow.words import Words

OFFICE_ZONE_NAME = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True)
class Figure:
    """One number: what it counts, and how the list of dossiers is narrowed to just these."""

    label: str
    count: int
    filters: dict[str, str]
    # How many it is a part of, where that is not all.
    base: int | None = None


@dataclass(frozen=True)
class Stay:
    """How long dossiers stayed in one state, in days of the calendar."""

    label: str
    count: int
    median: float | None
    worst: int | None
    worst_code: str | None
    # The one that has been there longest today.
    open_days: int | None
    open_code: str | None


@dataclass(frozen=True)
class Overview:
    """Everything that the page of figures shows."""

    total: int
    states: list[Figure]
    units: list[Figure]
    forms: list[Figure]
    ages: list[Figure]
    kinds: list[Figure]
    shares: list[Figure]
    late: list[Figure]
    stays: list[Stay]


def overview(person: Person, campaign: Campaign) -> Overview:
    """The figures over all dossiers of the campaign that this person may see."""
    scope = and_(visible_to(person), Nomination.campaign_id == campaign.id)
    counts, words = _counts(scope), PROCEDURES[campaign.procedure].words
    choices = choices_of(person)
    own = {"campaign": str(campaign.id)}
    kinds = counts["kind"]
    return Overview(
        total=sum(counts["state"].values()),
        states=[
            Figure(str(words.state(one)), counts["state"][one.value], own | {"state": one.value})
            for one in State if counts["state"][one.value]
        ],
        units=_named(counts["unit"], dict(choices.units), own, "unit"),
        forms=_named(counts["form"], dict(choices.forms), own, "form"),
        ages=[
            Figure(str(WAITED[one].label), counts["age"][one], own | {"waited": one}) for one in WAITED
        ],
        kinds=[
            Figure(str(KIND_LABELS[one]), kinds[one.value], own | {"kind": one.value})
            for one in NomineeKind if kinds[one.value]
        ],
        shares=_shares(counts, own),
        late=_late(scope, own, words),
        stays=_stays(scope, words),
    )  # fmt: skip


def _counts(scope: ColumnElement[bool]) -> dict[str, Counter[Any]]:
    """How many dossiers there are by each of these, in one statement."""
    age = case(*((band.condition(), name) for name, band in WAITED.items()), else_=None)
    # Columns of their own, so that each grouping knows them by name.
    rows = db.select(
        cast(Nomination.state, db.String).label("state"), Nomination.unit_id.label("unit"),
        Nomination.award_form_id.label("form"), cast(Nomination.kind, db.String).label("kind"),
        age.label("age"), case((IS_PERSON, func.lower(Nomination.gender)), else_=None).label("gender"),
        cast(Nomination.category, db.String).label("category"),
    ).filter(scope).subquery()  # fmt: skip
    columns = list(rows.c)
    query = db.select(func.grouping(*columns), *columns, func.count()).group_by(
        func.grouping_sets(*(db.tuple_(one) for one in columns))
    )
    found: dict[str, Counter[Any]] = {one.name: Counter() for one in columns}
    for mask, *values, number in db.session.execute(query):
        # The bit that is not set names the column by which this row is grouped.
        place = next(n for n in range(len(columns)) if not mask & (1 << (len(columns) - 1 - n)))
        if values[place] is not None:
            found[columns[place].name][values[place]] = number
    return found


def _named(counts: Counter[Any], names: dict[int, str], own: dict[str, str], key: str) -> list[Figure]:
    known = [Figure(names.get(one, "–"), number, own | {key: str(one)}) for one, number in counts.items()]
    return sorted(known, key=lambda one: (-one.count, one.label))


def _shares(counts: dict[str, Counter[Any]], own: dict[str, str]) -> list[Figure]:
    """Whom the law wants favoured (Luật TĐKT, Điều 5): collectives, direct workers, women."""
    collectives = counts["kind"][NomineeKind.COLLECTIVE.value]
    persons = counts["kind"][NomineeKind.INDIVIDUAL.value]
    workers = counts["category"][Category.DIRECT_WORKER.value]
    return [
        Figure(str(KIND_LABELS[NomineeKind.COLLECTIVE]), collectives, own | {"kind": "collective"}),
        Figure(str(KIND_LABELS[NomineeKind.INDIVIDUAL]), persons, own | {"kind": "individual"}),
        Figure(
            str(CATEGORY_LABELS[Category.DIRECT_WORKER]),
            workers,
            own | {"category": "direct_worker"},
            persons,
        ),
        Figure(_("Nữ"), counts["gender"][FEMALE.lower()], own | {"gender": FEMALE}, persons),
    ]


def _late(scope: ColumnElement[bool], own: dict[str, str], words: Words) -> list[Figure]:
    """Past their due date, by the role that has them."""
    owners = late_owners()
    sums = [func.count().filter(condition) for condition in owners.values()]
    query = db.select(*sums).select_from(Nomination).filter(scope, Nomination.due_on < today())
    numbers = db.session.execute(query).one()
    return [
        Figure(str(words.role(role)), number, own | {"overdue": "1", "holder": role.value})
        for role, number in zip(owners, numbers, strict=True)
        if number
    ]


def _stays(scope: ColumnElement[bool], words: Words) -> list[Stay]:
    """The days between one change of state and the next, read off the log; then who waits longest now."""
    past = {one.state: one for one in db.session.execute(_past(scope))}
    here = {one.state: one for one in db.session.execute(_present(scope))}
    return [
        Stay(
            str(words.state(one)),
            past[one.value].stays if one.value in past else 0,
            float(past[one.value].median) if one.value in past else None,
            past[one.value].worst if one.value in past else None,
            past[one.value].code if one.value in past else None,
            here[one.value].worst if one.value in here else None,
            here[one.value].code if one.value in here else None,
        )
        for one in OPEN_STATES
        if one.value in past or one.value in here
    ]  # fmt: skip


def _past(scope: ColumnElement[bool]) -> Select[Any]:
    clock = func.date(func.timezone(OFFICE_ZONE_NAME, AuditEvent.at))
    day = func.coalesce(cast(AuditEvent.data["day"].astext, Date), clock)
    since = func.lag(day).over(partition_by=AuditEvent.nomination_id, order_by=AuditEvent.id)
    moves = (
        db.select(AuditEvent.from_state.label("state"), (day - since).label("days"), Nomination.code)
        .join(Nomination, Nomination.id == AuditEvent.nomination_id)
        .filter(
            scope,
            or_(AuditEvent.action == "create", AuditEvent.from_state != AuditEvent.to_state),
            AuditEvent.action != Action.REVOKE.value,
        )
        .subquery()
    )
    return _longest(moves, func.percentile_cont(0.5).within_group(moves.c.days))


def _present(scope: ColumnElement[bool]) -> Select[Any]:
    waits = (
        db.select(
            cast(Nomination.state, db.String).label("state"),
            (cast(today(), Date) - Nomination.waiting_from).label("days"), Nomination.code,
        )
        .filter(scope, Nomination.state.in_(OPEN_STATES))
        .subquery()
    )  # fmt: skip
    return _longest(waits, func.max(waits.c.days))


def _longest(days: Any, median: Any) -> Select[Any]:
    """By state: how many, the median, the longest and the dossier of it."""
    longest = func.array_agg(aggregate_order_by(days.c.code, days.c.days.desc(), days.c.code))[1]
    return (
        db.select(
            days.c.state, func.count().label("stays"), median.label("median"),
            func.max(days.c.days).label("worst"), longest.label("code"),
        )
        .filter(days.c.state.is_not(None), days.c.days.is_not(None))
        .group_by(days.c.state)
    )  # fmt: skip
