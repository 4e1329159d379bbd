"""The tree of offices: who administers what, and the writing of offices and settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select

from models import Organisation, Setting, db
from models.enums import Level, Role
from workflow.actions import changes_of, record
from workflow.errors import InputError, NotFoundError
from workflow.inputs import Field, Inputs, read_date, read_inputs, read_line, read_name
from workflow.outside import read_anew
from workflow.people import Person, Post
from workflow.settings import CHOICES, Choice
from workflow.tree import ids_below
from workflow.uniqueness import taken, taken_is_said

LEVELS = list(Level)
LARGEST = 10_000


FIELDS = (
    Field("name", read_name), Field("short_name", read_name),
    Field("symbol", read_line, required=False), Field("place", read_line, required=False),
    Field("unit_kind", read_line, required=False), Field("valid_from", read_date, required=False),
    Field("valid_to", read_date, required=False),
)  # fmt: skip


def administered(person: Person, *roles: Role) -> Select[tuple[int]]:
    """The ids of the offices that this person administers: his town or above, and all under it."""
    wanted = roles or (Role.ADMIN,)
    return ids_below(
        post.organisation_id for post in person.posts if post.role in wanted and post.level is not Level.UNIT
    )


def admin_post(person: Person, organisation: Organisation, *roles: Role) -> Post:
    """The post in which this person administers the office; `NotFoundError` where there is none."""
    above = {one.id for one in organisation.ancestors()}
    for post in person.posts:
        is_admin = post.role in (roles or (Role.ADMIN,)) and post.level is not Level.UNIT
        if is_admin and post.organisation_id in above:
            return post
    raise NotFoundError(_("Không tìm thấy cơ quan, đơn vị."))


def find_organisation(organisation_id: int, person: Person) -> Organisation:
    """The office; `NotFoundError` when it is not under this admin."""
    found = db.session.get(Organisation, organisation_id)
    if found is None:
        raise NotFoundError(_("Không tìm thấy cơ quan, đơn vị."))
    admin_post(person, found)
    return found


def organisations_of(person: Person) -> list[Organisation]:
    """The offices that this person administers, each before what lies under it."""
    rows = db.session.scalars(
        db.select(Organisation).filter(Organisation.id.in_(administered(person))).order_by(Organisation.name)
    ).all()
    known = {one.id for one in rows}
    children: dict[int | None, list[Organisation]] = {}
    for one in rows:
        children.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)
    ordered: list[Organisation] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting += reversed(children.get(one.id, []))
    return ordered


def levels_under(parent: Organisation) -> list[Level]:
    """What may be founded under this office; a province may have towns of its own."""
    return LEVELS[LEVELS.index(parent.level) + 1 :]


def add_organisation(person: Person, raw: Inputs) -> Organisation:
    """A new office under one that this person administers."""
    clean, wrong = attempt(lambda: _read(raw))
    try:
        parent = find_organisation(row_number(raw.get("parent_id")), person)
    except NotFoundError:
        raise InputError(wrong | {"parent_id": _("Chọn nơi quản lý.")}) from None
    if wrong:
        raise InputError(wrong)
    level = next((one for one in levels_under(parent) if one.value == raw.get("level")), None)
    if level is None:
        raise InputError({"level": _("Chọn cấp thấp hơn cấp của nơi quản lý.")})
    if level is Level.UNIT and parent.level is not Level.TOWN:
        raise InputError({"level": _("Ban, ngành, khối phố phải thuộc một cơ quan cấp xã.")})
    _check_name(parent.id, clean["name"])
    row = Organisation(parent_id=parent.id, level=level, **clean)
    with taken_is_said():
        db.session.add(row)
        changes = changes_of(row)
    record("create", stream=f"organisation:{row.id}", actor=person, post=admin_post(person, parent),
           changes=changes)  # fmt: skip
    return row


def save_organisation(row: Organisation, person: Person, raw: Inputs) -> None:
    """New names or dates; what dossiers and papers say already stays as it was."""
    clean = _read(raw)
    _check_name(row.parent_id, clean["name"], but=row.id)
    with taken_is_said():
        for name, value in clean.items():
            setattr(row, name, value)
        changes = changes_of(row)
    if changes:
        record("save", stream=f"organisation:{row.id}", actor=person, post=admin_post(person, row),
               changes=changes)  # fmt: skip


def _read(raw: Inputs) -> Inputs:
    clean = read_inputs(FIELDS, raw)
    clean["symbol"] = clean["symbol"] or "UBND"
    if clean["valid_from"] and clean["valid_to"] and clean["valid_to"] < clean["valid_from"]:
        raise InputError({"valid_to": _("Ngày kết thúc phải sau ngày bắt đầu.")})
    return clean


def _check_name(parent_id: int | None, name: str, but: int | None = None) -> None:
    same = db.select(Organisation.id).filter_by(parent_id=parent_id, name=name)
    if db.session.scalar(same.filter(Organisation.id != (but or 0))):
        raise InputError({"name": taken("name")})


def row_number(value: Any) -> int:
    """A row's number out of a form; 0, which no row has, for anything else."""
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def attempt(read: Callable[[], Inputs]) -> tuple[Inputs, dict[str, str]]:
    """So that one answer names the faults of both halves of a form."""
    try:
        return read(), {}
    except InputError as refusal:
        return {}, refusal.fields


def settings_of(organisation: Organisation) -> list[Setting]:
    """Every choice that this office made, the newest first."""
    return list(
        db.session.scalars(
            db.select(Setting)
            .filter_by(organisation_id=organisation.id)
            .order_by(Setting.key, Setting.valid_from.desc())
        )
    )


def change_setting(organisation: Organisation, person: Person, raw: Inputs) -> None:
    """A choice of the office, from a day on, with the paper or reason behind it."""
    post = admin_post(person, organisation)
    fields = (Field("key", read_line), Field("value", read_line),
              Field("valid_from", read_date), Field("source", read_line))  # fmt: skip
    clean = read_inputs(fields, raw)
    if clean["key"] not in CHOICES:
        raise InputError({"key": _("Chọn thiết lập.")})
    value = _value(CHOICES[clean["key"]], clean["value"])
    write_choice(organisation, clean["key"], value, clean["valid_from"], clean["source"], person, post)


def write_choice(
    organisation: Organisation, key: str, value: Any, day: date, source: str, person: Person, post: Post
) -> None:
    """Keep a choice from that day on; the one of the same day is replaced, and the log has both."""
    with taken_is_said():
        row = _setting_on(organisation, key, day)
        before, row.value, row.source = row.value, value, source
    read_anew()
    record("change_setting", stream=f"organisation:{organisation.id}", actor=person, post=post,
           changes={key: (before, value), "valid_from": (None, day), "source": (None, source)})  # fmt: skip


def _setting_on(organisation: Organisation, key: str, day: date) -> Setting:
    by = {"organisation_id": organisation.id, "key": key, "valid_from": day}
    row = db.session.scalars(db.select(Setting).filter_by(**by)).one_or_none()
    if row is None:
        row = Setting(**by)
        db.session.add(row)
    return row


def _value(choice: Choice, text: str) -> bool | int | str:
    if choice.options:
        if text not in choice.options:
            raise InputError({"value": _("Chọn một giá trị trong danh sách.")})
        return text
    if choice.kind is bool:
        if text not in ("yes", "no"):
            raise InputError({"value": _("Chọn Có hoặc Không.")})
        return text == "yes"
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or not 0 < int(text) < LARGEST:
        raise InputError({"value": _("Ghi một số nguyên lớn hơn 0.")})
    return int(text)
