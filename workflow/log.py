"""What an auditor sees of the log: the one rule, the filters, and pages whose cost does not grow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, false, literal, or_, tuple_
from sqlalchemy.orm import aliased, defer, joinedload, selectinload

from models import AccessEvent, AuditEvent, Nomination, Organisation, db
from models.enums import ACCESS_LABELS, DONE_LABELS, ROLE_LABELS, Level, Role
from models.text import clean_line, search_key
from workflow.dates import OFFICE_ZONE
from workflow.errors import InputError
from workflow.inputs import read_date
from workflow.people import Person
from workflow.tree import ids_below

PAGE, EXPORT_BATCH = 50, 1000
LONGEST = 100
# Only the proof reads these.
UNREAD = (defer(AuditEvent.canonical), defer(AuditEvent.hash))
Log = type[AuditEvent] | type[AccessEvent]
# What was done, in either log: the column, and the words that it can hold.
ACTS: dict[Log, tuple[Any, Mapping[str, Any]]] = {
    AuditEvent: (AuditEvent.action, DONE_LABELS),
    AccessEvent: (AccessEvent.kind, ACCESS_LABELS),
}


def seen_by_auditor(person: Person, model: Any) -> ColumnElement[bool]:
    """The condition on events, or dossiers, for all that lies under this auditor and nothing else."""
    return or_(false(), *_branches(person, model))


def _branches(person: Person, model: Any) -> list[ColumnElement[bool]]:
    posts = {(post.level, post.organisation_id) for post in person.posts if post.role is Role.AUDITOR}
    return [_is_under(model, *place) for place in sorted(posts)]


def _is_under(model: Any, level: Level, organisation_id: int) -> ColumnElement[bool]:
    return getattr(model, f"{level.value}_id") == organisation_id


@dataclass(frozen=True)
class Place:
    """An office that the log can be narrowed to."""

    id: int
    level: Level
    name: str


@dataclass(frozen=True)
class LogFilters:
    """How the log is narrowed."""

    code: str = ""
    nomination_id: int | None = None
    name: str = ""
    role: Role | None = None
    place: Place | None = None
    act: str | None = None
    since: date | None = None
    until: date | None = None

    def conditions(self, model: Log) -> list[ColumnElement[bool]]:
        """The filters as SQL; a part of a name is found whether or not its marks were typed."""
        key = search_key(self.name)
        # As one phrase, so that the index by trigrams finds few rows and not one word's many.
        found = [model.name_key.contains(key, autoescape=True)] if key else []
        pairs = (
            (model.nomination_id, self.nomination_id),
            (model.role, self.role),
            (ACTS[model][0], self.act),
        )
        found += [column == value for column, value in pairs if value is not None]
        if self.place:
            found.append(_is_under(model, self.place.level, self.place.id))
        if self.since:
            found.append(model.at >= _midnight(self.since))
        if self.until:
            found.append(model.at < _midnight(self.until + timedelta(days=1)))
        return found

    def in_words(self, model: Log) -> str:
        """The filters as the log notes them when somebody looks."""
        pairs = [
            (_("Mã hồ sơ"), self.code),
            (_("Người làm"), self.name),
            (_("Vai trò"), ROLE_LABELS[self.role] if self.role else ""),
            (_("Cơ quan, đơn vị"), self.place.name if self.place else ""),
            (_("Việc"), ACTS[model][1][self.act] if self.act else ""),
            (_("Từ ngày"), f"{self.since:%d/%m/%Y}" if self.since else ""),
            (_("Đến ngày"), f"{self.until:%d/%m/%Y}" if self.until else ""),
        ]
        return "; ".join(f"{label}: {text}" for label, text in pairs if text) or _("không lọc")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, OFFICE_ZONE)


def places_of(person: Person) -> list[Place]:
    """The offices under this auditor, by level and name; a unit with the town it belongs to."""
    above = aliased(Organisation)
    query = (
        db.select(Organisation.id, Organisation.level, Organisation.name, above.short_name)
        .outerjoin(above, Organisation.parent_id == above.id)
        .filter(Organisation.id.in_(ids_below(person.at(Role.AUDITOR))))
        .order_by(Organisation.name, Organisation.id)
    )
    found = [
        Place(row.id, row.level, f"{row.name} ({row.short_name})" if row.level is Level.UNIT else row.name)
        for row in db.session.execute(query)
    ]
    return sorted(found, key=lambda one: list(Level).index(one.level))


def read_log_filters(raw: Mapping[str, str], person: Person, model: Log, places: list[Place]) -> LogFilters:
    """The filters that were typed; `InputError` names each that cannot be taken."""
    wrong: dict[str, str] = {}

    def read(name: str, reader: Any) -> Any:
        text = clean_line(raw.get(name, ""))
        try:
            return reader(text) if text else None
        except ValueError as reason:
            wrong[name] = str(reason)
            return None

    code, nomination_id = read("code", lambda text: _dossier(text, person)) or ("", None)
    filters = LogFilters(
        code=code,
        nomination_id=nomination_id,
        name=read("who", _name) or "",
        role=read("role", lambda text: _one_of(text, {one.value: one for one in Role})),
        place=read("organisation", lambda text: _one_of(text, {str(one.id): one for one in places})),
        act=read("action", lambda text: _one_of(text, {one: one for one in ACTS[model][1]})),
        since=read("from", read_date),
        until=read("to", read_date),
    )
    if filters.since and filters.until and filters.until < filters.since:
        wrong["to"] = _("Ngày này phải sau “Từ ngày”.")
    if wrong:
        raise InputError(wrong)
    return filters


def _dossier(text: str, person: Person) -> tuple[str, int]:
    query = db.select(Nomination.code, Nomination.id).filter(
        Nomination.code.in_([text[:LONGEST], text[:LONGEST].upper()]), seen_by_auditor(person, Nomination)
    )
    if (found := db.session.execute(query).first()) is None:
        raise ValueError(_("Không có hồ sơ nào mang mã này."))
    return found[0], found[1]


def _name(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(_("Quá dài: %(n)s chữ, tối đa %(max)s.", n=len(text), max=LONGEST))
    if not search_key(text):
        raise ValueError(_("Ghi họ tên hoặc một phần họ tên."))
    return text


def _one_of(text: str, known: Mapping[str, Any]) -> Any:
    if text not in known:
        raise ValueError(_("Chọn một mục trong danh sách."))
    return known[text]


def log_page(
    person: Person, model: Log, filters: LogFilters, cursor: str | None = None, size: int = PAGE
) -> tuple[list[Any], str | None]:
    """One page of the log, newest first, with where the next begins."""
    conditions = [*filters.conditions(model), *_after(model, cursor)]
    parts = [
        _newest_first(db.select(model.id).filter(branch, *conditions), model).limit(size + 1)
        for branch in _branches(person, model)
    ]
    if not parts:
        return [], None
    query = db.select(model).filter(_branches(person, model)[0], *conditions)
    if parts[1:]:
        # Each post is read by its own index and cut there.
        query = db.select(model).filter(model.id.in_(parts[0].union(*parts[1:])))
    if model is AuditEvent:
        query = query.options(selectinload(AuditEvent.values), *UNREAD)
    rows = list(db.session.scalars(_newest_first(query, model).limit(size + 1)))
    return rows[:size], _place_of(rows[size - 1]) if len(rows) > size else None


def log_batches(
    person: Person, model: Log, filters: LogFilters, size: int = EXPORT_BATCH
) -> Iterator[list[Any]]:
    """The whole filtered log, a thousand rows at a time."""
    cursor: str | None = None
    while True:
        rows, cursor = log_page(person, model, filters, cursor, size)
        if rows:
            yield rows
        if cursor is None:
            return


def history_page(nomination_id: int, cursor: str | None, size: int) -> tuple[list[AuditEvent], str | None]:
    """One page of the acts on one dossier; whoever may see the dossier may see them."""
    query = db.select(AuditEvent).filter(
        AuditEvent.nomination_id == nomination_id, *_after(AuditEvent, cursor)
    )
    query = _newest_first(query.options(joinedload(AuditEvent.values), *UNREAD), AuditEvent)
    rows = list(db.session.scalars(query.limit(size + 1)).unique())
    return rows[:size], _place_of(rows[size - 1]) if len(rows) > size else None


def _newest_first(query: Select[Any], model: Log) -> Select[Any]:
    return query.order_by(model.at.desc(), model.id.desc())


def _after(model: Log, cursor: str | None) -> list[ColumnElement[bool]]:
    """The condition for what follows that place; a place that makes no sense is the beginning."""
    try:
        at, _sign, number = (cursor or "").partition("~")
        place = (datetime.fromisoformat(at).astimezone(OFFICE_ZONE), int(number[:9]))
    except (ValueError, OverflowError):
        return []
    return [tuple_(model.at, model.id) < tuple_(literal(place[0]), literal(place[1]))]


def _place_of(row: Any) -> str:
    return f"{row.at.isoformat()}~{row.id}"
