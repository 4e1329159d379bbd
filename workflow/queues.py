"""Whose turn it is, read off the table of steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, literal_column, or_, tuple_
from sqlalchemy.orm import joinedload

from models import Appointment, Hold, Nomination, Organisation, User, db
from models.enums import ACTION_LABELS, OPEN_STATES, Action, Level, NomineeKind, Role, State
from models.text import search_key
from workflow.audience import LEVEL_OF
from workflow.dates import today
from workflow.people import Person
from workflow.procedures import PROCEDURES
from workflow.visibility import visible_to

PAGE = 25
# The badge counts no further: what is more than this is "many" to anybody.
COUNT_LIMIT = 500
NEVER = literal_column("DATE '9999-12-31'")
DUE = func.coalesce(Nomination.due_on, NEVER)


@dataclass(frozen=True)
class Filters:
    """How a list of dossiers is narrowed."""

    text: str = ""
    unit_id: int | None = None
    award_form_id: int | None = None
    kind: NomineeKind | None = None
    state: State | None = None
    overdue: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """The filters as SQL."""
        found: list[ColumnElement[bool]] = []
        for word in search_key(self.text).split():
            found.append(Nomination.search_key.contains(word, autoescape=True))
        pairs = [
            (Nomination.unit_id, self.unit_id),
            (Nomination.award_form_id, self.award_form_id),
            (Nomination.kind, self.kind),
            (Nomination.state, self.state),
        ]
        found += [column == value for column, value in pairs if value is not None]
        if self.overdue:
            found.append(Nomination.due_on < today())
        return found


def branches(person: Person) -> list[ColumnElement[bool]]:
    """One condition for each post and state whose owner the person is, or whose task is his."""
    found = []
    for post in person.posts:
        for procedure in PROCEDURES.values():
            for state, role in procedure.owners.items():
                if role is post.role:
                    found.append(_lies_with(post.level, post.organisation_id, state))
        if post.role is Role.CLERK:
            found.append(_to_enter(post.organisation_id))
            found.append(_to_gather(post.organisation_id))
            found.append(_to_hand_over(post.organisation_id))
    return found


def waiting_for(person: Person) -> ColumnElement[bool]:
    """Everything that waits for this person."""
    found = branches(person)
    return or_(*found) if found else literal(False)


def _lies_with(level: Level, organisation_id: int, state: State) -> ColumnElement[bool]:
    column = getattr(Nomination, f"{level.value}_id")
    return and_(column == organisation_id, Nomination.state == state)


def _to_enter(town_id: int) -> ColumnElement[bool]:
    """Begun by the clerk from a unit's paper, not finished yet."""
    return and_(_lies_with(Level.TOWN, town_id, State.DRAFTING), Nomination.entered_by_id.is_not(None))


def _to_gather(town_id: int) -> ColumnElement[bool]:
    """Reviewed, but on no list yet: `send` needs one, and the clerk makes it."""
    return and_(_lies_with(Level.TOWN, town_id, State.TOWN_REVIEWED), Nomination.submission_id.is_(None))


def _to_hand_over(town_id: int) -> ColumnElement[bool]:
    return and_(_lies_with(Level.TOWN, town_id, State.AWARDED), Nomination.handed_over_on.is_(None))


def next_task(nomination: Nomination, person: Person) -> str:
    """What this person is to do with a dossier of his queue, in a word or two."""
    match nomination.state:
        case State.DRAFTING if nomination.round > 1:
            return _("Bổ sung theo ý kiến")
        case State.DRAFTING:
            return _("Hoàn thiện và trình")
        case State.UNIT_APPROVED if nomination.receipt_number is None:
            return str(ACTION_LABELS[Action.RECEIVE])
        case State.UNIT_APPROVED if nomination.appraised_hash != nomination.content_hash:
            return str(ACTION_LABELS[Action.APPRAISE])
        case State.UNIT_APPROVED:
            return str(ACTION_LABELS[Action.REVIEW])
        case State.TOWN_REVIEWED if Role.CLERK in person.roles:
            return _("Đưa vào tờ trình")
        case State.TOWN_REVIEWED if nomination.submission_id is None:
            return _("Chờ Văn phòng lập tờ trình")
        case State.TOWN_REVIEWED:
            return _("Ký trình huyện")
        case State.SENT_TO_DISTRICT if nomination.award_form.granter_level is Level.PROVINCE:
            return str(ACTION_LABELS[Action.FORWARD])
        case State.SENT_TO_DISTRICT | State.SENT_TO_PROVINCE:
            return str(ACTION_LABELS[Action.AWARD])
        case State.AWARDED:
            return str(ACTION_LABELS[Action.HAND_OVER])
    return str(ACTION_LABELS[Action.APPROVE])


def count_waiting(person: Person) -> int:
    """How many wait, counted no further than `COUNT_LIMIT`."""
    few = db.select(Nomination.id).filter(waiting_for(person)).limit(COUNT_LIMIT).subquery()
    return db.session.scalar(db.select(func.count()).select_from(few)) or 0


@dataclass(frozen=True)
class Page:
    """One page of a list, with where the next begins."""

    rows: list[Nomination]
    held: set[int]
    next_cursor: str | None


def queue_page(person: Person, filters: Filters, cursor: str | None = None) -> Page:
    """The person's queue: what is due first, then what has waited longest.

    Each branch is read by its own index and cut there, so the cost does not grow with the table.
    """
    key = (DUE, Nomination.waiting_since, Nomination.id)
    parts = [
        _after(db.select(Nomination.id.label("id"), DUE.label("due"), Nomination.waiting_since)
               .filter(branch, *filters.conditions()), key, cursor)
        .order_by(*key).limit(PAGE + 1)
        for branch in branches(person)
    ]  # fmt: skip
    if not parts:
        return Page([], set(), None)
    union = parts[0].union_all(*parts[1:]).subquery() if parts[1:] else parts[0].subquery()
    ids = db.select(union.c.id).distinct().scalar_subquery()
    return _page(_with_names(db.select(Nomination).filter(Nomination.id.in_(ids))).order_by(*key))


def list_page(person: Person, filters: Filters, cursor: str | None = None) -> Page:
    """All dossiers that the person may see, newest first; exact marks first when searching."""
    query = _with_names(db.select(Nomination).filter(visible_to(person), *filters.conditions()))
    if cursor and cursor.isdecimal():
        query = query.filter(Nomination.id < int(cursor))
    page = _page(query.order_by(Nomination.id.desc()))
    if page.next_cursor:
        page = Page(page.rows, page.held, str(page.rows[-1].id))
    return page


def passed_on(person: Person, limit: int = 10) -> list[Nomination]:
    """What the person acted on last and no longer holds, with where it stands now."""
    from models import AuditEvent

    mine = (
        db.select(AuditEvent.nomination_id, func.max(AuditEvent.id).label("last"))
        .filter(
            AuditEvent.actor_id == person.id,
            AuditEvent.from_state != AuditEvent.to_state,
            AuditEvent.nomination_id.is_not(None),
        )
        .group_by(AuditEvent.nomination_id)
        .order_by(func.max(AuditEvent.id).desc())
        .limit(limit)
        .subquery()
    )
    query = (
        _with_names(db.select(Nomination).join(mine, mine.c.nomination_id == Nomination.id))
        .filter(visible_to(person))
        .order_by(mine.c.last.desc())
    )
    return list(db.session.scalars(query))


def _with_names(query: Select[Any]) -> Select[Any]:
    return query.options(
        joinedload(Nomination.award_form), joinedload(Nomination.unit),
        joinedload(Nomination.campaign),
    )  # fmt: skip


def _after(query: Select[Any], key: tuple[Any, ...], cursor: str | None) -> Select[Any]:
    if not cursor:
        return query
    try:
        due, since, number = cursor.split("~")
        place = (date.fromisoformat(due), datetime.fromisoformat(since), int(number))
    except ValueError:
        return query
    return query.filter(tuple_(*key) > tuple_(*(literal(one) for one in place)))


def _page(query: Select[Any]) -> Page:
    is_held = exists().where(
        Hold.nominee_id == Nomination.nominee_id,
        Hold.released_at.is_(None),
        or_(Hold.nomination_id == Nomination.id, Hold.nomination_id.is_(None)),
    )
    found = db.session.execute(query.add_columns(is_held).limit(PAGE + 1)).all()
    rows = [row for row, _held in found[:PAGE]]
    held = {row.id for row, one in found if one}
    if len(found) <= PAGE:
        return Page(rows, held, None)
    last = rows[-1]
    due = last.due_on.isoformat() if last.due_on else "9999-12-31"
    return Page(rows, held, f"{due}~{last.waiting_since.isoformat()}~{last.id}")


def without_owner() -> list[tuple[Nomination, Role]]:
    """Open dossiers whose owning role is held by nobody at that place today."""
    day, found = today(), []
    for procedure in PROCEDURES.values():
        for state, role in procedure.owners.items():
            column = getattr(Nomination, f"{LEVEL_OF[role].value}_id")
            living = exists().where(
                Appointment.organisation_id == column,
                Appointment.role == role,
                Appointment.valid_from <= day,
                or_(Appointment.valid_to.is_(None), Appointment.valid_to >= day),
                or_(
                    Appointment.needs_confirmation.is_(False),
                    Appointment.confirmed_by_id.is_not(None),
                ),
                Appointment.user_id == User.id,
                User.active,
            )
            query = db.select(Nomination).filter(
                Nomination.procedure == procedure.name, Nomination.state == state, ~living
            )
            found += [(one, role) for one in db.session.scalars(query)]
    return found


def units_seen(person: Person) -> list[Organisation]:
    """The units whose dossiers may come before this person, for the filter."""
    ids = {post.organisation_id for post in person.posts}
    top = db.select(Organisation.id).filter(Organisation.id.in_(ids)).cte(recursive=True)
    tree = top.union_all(db.select(Organisation.id).join(top, Organisation.parent_id == top.c.id))
    query = (
        db.select(Organisation)
        .filter(Organisation.id.in_(db.select(tree.c.id)), Organisation.level == Level.UNIT)
        .order_by(Organisation.name)
    )
    return list(db.session.scalars(query))


assert set(OPEN_STATES) == {state for one in PROCEDURES.values() for state in one.owners}
