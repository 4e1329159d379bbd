"""Past awards from a spreadsheet: what would become of each row, then the writing. The caller commits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from models import Enclosure, Nominee, Organisation, PastAward, db
from models.enums import KIND_LABELS, NomineeKind
from models.text import marked_key, search_key
from workflow.actions import record
from workflow.dates import today
from workflow.errors import InputError
from workflow.headings import PAST_AWARDS
from workflow.inputs import Field, read_inputs, read_line, read_name, read_past_date, read_text
from workflow.people import Person
from workflow.register.book import OLDEST, writing_post
from workflow.register.matching import Match, Written, match_all
from workflow.sheets import Row, template

LONGEST = 2000


class Outcome(StrEnum):
    """What would become of a row."""

    NEW = "new"
    KNOWN = "known"
    WRONG = "wrong"


@dataclass(frozen=True)
class Fate:
    """One row of the file, what would become of it, and why."""

    number: int
    name: str
    award: str
    outcome: Outcome
    messages: list[str]
    alike: list[Nominee] = field(default_factory=list)
    # What would be written; empty where nothing would.
    values: dict[str, Any] = field(default_factory=dict, repr=False)


def empty_book() -> bytes:
    """The empty sheet, with the kinds of nominee to choose from."""
    return template([PAST_AWARDS], {PAST_AWARDS.columns["kind"]: [str(one) for one in KIND_LABELS.values()]})


def check(town_id: int, rows: list[Row]) -> list[Fate]:
    """What would become of each row; nothing is written."""
    read = [_read(row) for row in rows]
    good = [values for values, wrong in read if not wrong]
    matches = match_all(town_id, [_written(one) for one in good])
    keys = {_key(one) for one in good}
    known = set(db.session.scalars(db.select(PastAward.key).filter(
        PastAward.town_id == town_id, PastAward.key.in_(keys))))  # fmt: skip
    seen: dict[str, int] = {}
    fates = []
    for row, (values, wrong) in zip(rows, read, strict=True):
        number = int(row["number"])
        if wrong:
            fates.append(Fate(number, row["name"], row["form"], Outcome.WRONG, wrong))
            continue
        key = _key(values)
        fates.append(_fate(number, values, matches[_written(values)], seen.get(key), is_known=key in known))
        seen.setdefault(key, number)
    return fates


def _fate(number: int, values: dict[str, Any], match: Match, twin: int | None, *, is_known: bool) -> Fate:
    award = f"{values['form']}, {values['year']}"
    if is_known or twin:
        text = _("Đã có trong sổ, bỏ qua.") if is_known else _("Trùng với dòng %(n)s, bỏ qua.", n=twin)
        return Fate(number, values["name"], award, Outcome.KNOWN, [text])
    values = values | {"key": _key(values), "nominee_id": match.exact.id if match.exact else None}
    if match.exact:
        text = _("Khớp với %(who)s.", who=_who(match.exact))
    elif match.alike:
        text = _("Danh bạ có tên giống hoặc gần giống, chưa chắc cùng một người.")
    else:
        text = _("Danh bạ chưa có; ghi theo tên trong tệp.")
    return Fate(number, values["name"], award, Outcome.NEW, [text], match.alike, values)


def _who(nominee: Nominee) -> str:
    year = _("sinh năm %(y)s", y=nominee.born_on.year) if nominee.born_on else ""
    return ", ".join(filter(None, (nominee.name, year, nominee.unit.short_name)))


def write(person: Person, enclosure: Enclosure, rows: list[Row], chosen: Mapping[int, int]) -> int:
    """Write the rows that are good and new; how many. `chosen` says who of those alike a row means.

    Rows that are wrong or known are left out, as the dry run said.
    """
    post = writing_post(person)
    # Two clicks at once wait for each other; the second finds every row known.
    db.session.get_one(Organisation, post.organisation_id, with_for_update=True)
    fates = [one for one in check(post.organisation_id, rows) if one.outcome is Outcome.NEW]
    for one in fates:
        wanted = chosen.get(one.number)
        if wanted in {each.id for each in one.alike}:
            one.values["nominee_id"] = wanted
        db.session.add(
            PastAward(town_id=post.organisation_id, enclosure_id=enclosure.id, row=one.number,
                      made_by_id=person.id, **one.values)
        )  # fmt: skip
    if fates:
        record("import_past_awards", stream=f"organisation:{post.organisation_id}", actor=person, post=post,
               changes={"filename": (None, enclosure.filename), "rows": (None, len(fates))},
               data={"files": [enclosure.sha256]})  # fmt: skip
    return len(fates)


# Reading a row


def _read_kind(value: Any) -> NomineeKind:
    """A kind by its label; an old list of persons has no such column."""
    if not value:
        return NomineeKind.INDIVIDUAL
    for kind, label in KIND_LABELS.items():
        if search_key(str(label)) == search_key(str(value)):
            return kind
    labels = ", ".join(str(one) for one in KIND_LABELS.values())
    raise ValueError(_("Ghi một trong: %(labels)s.", labels=labels))


def _read_year(earliest: int) -> Any:
    def read(value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and earliest <= int(text[:5]) <= today().year):
            raise ValueError(_("Năm không đúng, ghi bốn chữ số."))
        return int(text)

    return read


FIELDS = (
    Field("name", read_name), Field("kind", _read_kind), Field("born_year", _read_year(1900), required=False),
    Field("unit", read_line, required=False), Field("form", read_line),
    Field("year", _read_year(OLDEST), required=False), Field("decision", read_line, required=False),
    Field("decided_on", read_past_date, required=False), Field("issuer", read_line, required=False),
    Field("achievement", read_text(LONGEST), required=False), Field("initiative", read_line, required=False),
)  # fmt: skip


def _read(row: Row) -> tuple[dict[str, Any], list[str]]:
    """The values of a row, and what is wrong with it, each by the heading of its column."""
    try:
        values = read_inputs(FIELDS, row)
    except InputError as wrong:
        return {}, [f"{PAST_AWARDS.columns[name]}: {text}" for name, text in wrong.fields.items()]
    signed = values["decided_on"]
    values["year"] = values["year"] or (signed.year if signed else None)
    if values["year"] is None:
        return {}, [_("Ghi năm khen hoặc ngày quyết định.")]
    if values["year"] < OLDEST:
        return {}, [_("Chỉ nhận khen thưởng từ năm %(year)s.", year=OLDEST)]
    values["search_key"] = search_key(values["name"])
    values["initiative_key"] = search_key(values["initiative"])
    return values, []


def _written(values: dict[str, Any]) -> Written:
    return Written(values["kind"], values["name"], values["born_year"], values["unit"])


def _key(values: dict[str, Any]) -> str:
    """What makes two rows one award: who, which form, which year, which decision."""
    parts = [values["kind"].value, marked_key(values["name"]), values["born_year"], values["year"],
             marked_key(values["form"]), marked_key(values["decision"])]  # fmt: skip
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
