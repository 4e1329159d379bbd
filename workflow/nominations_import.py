"""Dossiers from a list that a unit brings: tried row by row, then begun as drafts, all or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from flask_babel import gettext as _

from models import AwardForm, Campaign, Criterion, Nomination, Nominee, Organisation, db
from models.enums import CATEGORY_LABELS, KIND_LABELS, Level, NomineeKind, Role, State
from models.text import marked_key
from workflow import drafts
from workflow.errors import InputError, WorkflowError
from workflow.headings import ACHIEVEMENT, GENDERS, NOMINATIONS
from workflow.inputs import Inputs, read_inputs, read_past_date, read_text
from workflow.people import Person, Post
from workflow.sheets import Row, template
from workflow.writing_places import open_campaigns, post_at, units_of

YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Fate:
    """What would become of one row."""

    number: int
    name: str
    unit: str
    outcome: str = ""
    problems: tuple[str, ...] = ()
    # Who of the register may be meant, where the name alone does not say: id, and name with more.
    alike: tuple[tuple[int, str], ...] = ()


class RowsError(WorkflowError):
    """Some rows cannot be taken, so none was."""

    def __init__(self, fates: list[Fate]) -> None:
        super().__init__(_("Có dòng chưa đúng nên chưa ghi dòng nào."))
        self.fates = fates


@dataclass
class _Desk:
    """What all rows of one file are read against."""

    person: Person
    posts: list[Post]
    campaign: Campaign
    units: dict[str, list[Organisation]]
    # Row number → the nominee of the register that was chosen for it; 0 for somebody new.
    chosen: dict[int, int]
    # The clerk's day of receipt of the unit's paper.
    received_on: date | None
    request_id: str
    # The nominees of the rows above.
    begun: set[int]


def campaigns_for(person: Person) -> list[Campaign]:
    """The campaigns into which this person can bring a list."""
    return open_campaigns(drafts.writing_posts(person))


def empty_book(person: Person, campaign: Campaign) -> bytes:
    """The sheet to fill in, with the units, kinds and award forms that can be named in it."""
    columns = NOMINATIONS.columns
    return template(
        [NOMINATIONS],
        {
            columns["unit"]: [one.name for one in units_of(drafts.writing_posts(person))],
            columns["kind"]: [str(label) for label in KIND_LABELS.values()],
            columns["form"]: [one.name for one in campaign.award_forms],
            columns["gender"]: GENDERS,
            columns["category"]: [str(label) for label in CATEGORY_LABELS.values()],
        },
    )


def check(person: Person, campaign: Campaign, rows: list[Row], raw: Inputs) -> list[Fate]:
    """Try every row for real; the caller rolls back.

    `raw` holds what was typed beside the file: `received_on`, where the clerk enters a unit's paper.
    """
    desk = _desk(person, campaign, raw, {}, "")
    return [_try(desk, row) for row in rows]


def write(
    person: Person, campaign: Campaign, rows: list[Row], raw: Inputs, chosen: dict[int, int], request_id: str
) -> list[Fate]:
    """Begin a draft for every row; `chosen` says who of the register is meant, 0 for nobody.

    Raises `RowsError` when one of the rows cannot be taken.
    """
    desk = _desk(person, campaign, raw, chosen, request_id)
    fates = [_try(desk, row) for row in rows]
    if any(one.problems for one in fates):
        raise RowsError(fates)
    return fates


def _desk(person: Person, campaign: Campaign, raw: Inputs, chosen: dict[int, int], request_id: str) -> _Desk:
    posts = drafts.writing_posts(person)
    units: dict[str, list[Organisation]] = {}
    for one in units_of(posts):
        for name in {marked_key(one.name), marked_key(one.short_name)}:
            units.setdefault(name, []).append(one)
    received = None
    if all(post.role is Role.CLERK for post in posts):
        received = read_inputs([PAPER_DAY], raw)["paper_received_on"]
    return _Desk(person, posts, campaign, units, chosen, received, request_id, set())


PAPER_DAY = drafts.Field("paper_received_on", read_past_date)


def _try(desk: _Desk, row: Row) -> Fate:
    number = int(row["number"])
    try:
        with db.session.begin_nested():
            made, note, alike = _begin(desk, row, number)
    except InputError as wrong:
        said = tuple(_said(name, text) for name, text in wrong.fields.items())
        return Fate(number, row["name"], row["unit"], problems=said)
    return Fate(number, row["name"], made.unit.short_name, note, alike=tuple(map(_known_as, alike)))


def _known_as(one: Nominee) -> tuple[int, str]:
    born = _("sinh năm %(y)s", y=one.born_on.year) if one.born_on else ""
    return one.id, " – ".join((", ".join(filter(None, (one.name, born))), one.unit.short_name))


def _said(name: str, text: str) -> str:
    """The message with the heading of the column that it speaks of."""
    name = {"award_form_id": "form"}.get(name, name)
    if name.startswith("claim-"):
        name = f"achievement_{name.removeprefix('claim-')}"
    return f"{NOMINATIONS.columns[name]}: {text}" if name in NOMINATIONS.columns else text


def _begin(desk: _Desk, row: Row, number: int) -> tuple[Nomination, str, tuple[Nominee, ...]]:
    wanted, only_year = _read(desk, row)
    known, alike = _who(desk, wanted, number)
    nominee = drafts.find_or_add_nominee(wanted["unit"], wanted | {"nominee_id": known and known.id})
    _refuse_second(desk, nominee)
    post = post_at(desk.posts, wanted["unit"])
    nomination = drafts.begin(
        desk.person, post, wanted["unit"], desk.campaign, wanted["form"], nominee, details=wanted,
        paper_received_on=desk.received_on if post.role is Role.CLERK else None,
        # The first row stands for the click, the others lean on it.
        request_id=desk.request_id if not desk.begun else uuid4().hex,
    )  # fmt: skip
    desk.begun.add(nominee.id)
    if wanted["summary"] or wanted["claims"]:
        fields = {"summary": wanted["summary"], "claims": wanted["claims"]}
        drafts.save(nomination, desk.person, fields, nomination.version)
    note = _("Lập hồ sơ, người đã có trong danh bạ") if known else _("Lập hồ sơ, thêm vào danh bạ")
    if only_year:
        note += ". " + _("Chỉ có năm sinh: cần bổ sung ngày sinh trước khi trình")
    return nomination, note, alike


def _read(desk: _Desk, row: Row) -> tuple[dict[str, Any], bool]:
    """What the row says, cleaned; and whether only the year of birth was there."""
    wrong: dict[str, str] = {}
    found: dict[str, Any] = {}
    for name, read in (("unit", _unit), ("kind", _kind), ("form", _form)):
        try:
            found[name] = read(desk, row)
        except InputError as refusal:
            wrong |= refusal.fields
    only_year = YEAR.fullmatch(row["born_on"]) is not None
    raw: Inputs = (
        dict(row) | {"category": _category(row["category"])} | ({"born_on": ""} if only_year else {})
    )
    fields = [drafts.NAME, drafts.SUMMARY_FIELD, *drafts.details_of(found.get("kind"))]
    try:
        found |= read_inputs(fields, raw)
        found["claims"] = _claims(found, row) if {"kind", "form"} <= set(found) else {}
    except InputError as refusal:
        wrong |= refusal.fields
    if wrong:
        raise InputError(wrong)
    return found, only_year


def _category(text: str) -> str:
    """The category with that label; else the text as it is, so that its reader refuses it."""
    same = [one.value for one, label in CATEGORY_LABELS.items() if marked_key(str(label)) == marked_key(text)]
    return same[0] if same else text


def _unit(desk: _Desk, row: Row) -> Organisation:
    every = {one.id: one for all_of in desk.units.values() for one in all_of}
    if not row["unit"] and len(every) == 1:
        return next(iter(every.values()))
    found = desk.units.get(marked_key(row["unit"]), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError({"unit": _("Có nhiều đơn vị tên “%(name)s”. Hãy ghi tên đầy đủ.", name=row["unit"])})
    raise InputError({"unit": _("Đồng chí không lập hồ sơ cho đơn vị “%(name)s”.", name=row["unit"])})


def _kind(_desk: _Desk, row: Row) -> NomineeKind:
    wanted = marked_key(row["kind"])
    for kind, label in KIND_LABELS.items():
        if marked_key(str(label)) == wanted:
            return kind
    names = ", ".join(str(label) for label in KIND_LABELS.values())
    raise InputError({"kind": _("Ghi một trong: %(names)s.", names=names)})


def _form(desk: _Desk, row: Row) -> AwardForm:
    """The award form with that name, or the only one that begins so."""
    wanted = marked_key(row["form"])
    names = {one: marked_key(one.name) for one in desk.campaign.award_forms}
    same = [one for one, name in names.items() if name == wanted]
    begin_so = [one for one, name in names.items() if wanted and name.startswith(wanted)]
    found = same or begin_so
    if len(found) == 1:
        return found[0]
    choices = "; ".join(one.name for one in names)
    raise InputError({"form": _("Ghi đúng tên hình thức khen: %(names)s.", names=choices)})


def _claims(found: dict[str, Any], row: Row) -> dict[int, dict[str, Any]]:
    """The achievements, each to the criterion of its place."""
    criteria: list[Criterion] = found["form"].criteria_for(found["kind"])
    claims, wrong = {}, {}
    for place in range(1, ACHIEVEMENT + 1):
        name = f"achievement_{place}"
        try:
            text = read_text(drafts.LONG)(row[name])
        except ValueError as reason:
            wrong[name] = str(reason)
            continue
        if text and place > len(criteria):
            wrong[name] = _("Hình thức khen này chỉ có %(n)s tiêu chuẩn.", n=len(criteria))
        elif text:
            claims[criteria[place - 1].id] = {"text": text, "evidence": "", "content": None}
    if wrong:
        raise InputError(wrong)
    return claims


def _who(desk: _Desk, wanted: dict[str, Any], number: int) -> tuple[Nominee | None, tuple[Nominee, ...]]:
    """The nominee of the register that the row means, and those that it may mean."""
    town = wanted["unit"].at(Level.TOWN)
    born = wanted.get("born_on")
    found = drafts.similar_nominees(town.id, wanted["kind"], wanted["name"], born)
    if any(one.id in desk.begun and _may_be_same(one, wanted, born) for one in found):
        raise InputError(
            {"name": _("Trùng với một dòng ở trên trong tệp này; ghi ngày sinh nếu là hai người.")}
        )
    alike = [one for one in found if one.id not in desk.begun]
    if number in desk.chosen:
        known = next((one for one in alike if one.id == desk.chosen[number]), None)
        return known, tuple(alike)
    same = [one for one in alike if _is_same(one, wanted, born)]
    return (same[0], ()) if len(same) == 1 else (None, tuple(alike))


def _is_same(one: Nominee, wanted: dict[str, Any], born: date | None) -> bool:
    """The same name in the same unit, and for a person the same day of birth, leaves no doubt."""
    is_named = marked_key(one.name) == marked_key(wanted["name"]) and one.unit_id == wanted["unit"].id
    return is_named and (one.kind is not NomineeKind.INDIVIDUAL or (born is not None and one.born_on == born))


def _may_be_same(one: Nominee, wanted: dict[str, Any], born: date | None) -> bool:
    is_named = marked_key(one.name) == marked_key(wanted["name"]) and one.unit_id == wanted["unit"].id
    return is_named and (born is None or one.born_on is None or one.born_on == born)


def _refuse_second(desk: _Desk, nominee: Nominee) -> None:
    """A nominee has one dossier in a campaign: one achievement, one award (Luật TĐKT, Điều 5)."""
    query = db.select(Nomination.code).filter(
        Nomination.nominee_id == nominee.id, Nomination.campaign_id == desk.campaign.id,
        Nomination.state.not_in((State.DECLINED, State.WITHDRAWN, State.REVOKED)),
    )  # fmt: skip
    if code := db.session.scalar(query.limit(1)):
        raise InputError({"name": _("Đã có hồ sơ %(code)s trong phong trào này.", code=code)})
