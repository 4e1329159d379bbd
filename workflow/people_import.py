"""Units and people from a spreadsheet: tried row by row, then written all or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

from models import Organisation, User, db
from models.enums import Level
from models.text import marked_key
from workflow import accounts, offices
from workflow.appointments import appoint
from workflow.dates import today
from workflow.errors import InputError, WorkflowError
from workflow.headings import PEOPLE, UNITS
from workflow.inputs import Inputs
from workflow.people import Person
from workflow.role_names import role_named, roles_at
from workflow.sheets import Row, template

Places = dict[str, list[Organisation]]
SHEETS = (UNITS, PEOPLE)
# What a message speaks of, in the words of the headings.
TITLES = {
    UNITS.kind: UNITS.columns,
    PEOPLE.kind: PEOPLE.columns
    | {"organisation_id": PEOPLE.columns["organisation"], "valid_to": PEOPLE.columns["valid_from"]},
}


def empty_book(person: Person) -> bytes:
    """The sheets to fill in, with the offices and roles that can be named in them."""
    own = offices.organisations_of(person)
    names, roles = [one.name for one in own], [str(label) for label in roles_at(own).values()]
    return template(SHEETS, {PEOPLE.columns["organisation"]: names, PEOPLE.columns["role"]: roles})


@dataclass(frozen=True)
class Fate:
    """What would become of one row."""

    sheet: str
    number: int
    name: str
    username: str
    place: str
    outcome: str
    problems: tuple[str, ...]


@dataclass(frozen=True)
class _Done:
    outcome: str
    account: User | None = None


class RowsError(WorkflowError):
    """Some rows cannot be taken, so none was."""

    def __init__(self, fates: list[Fate]) -> None:
        super().__init__(_("Có dòng chưa đúng nên chưa ghi dòng nào."))
        self.fates = fates


def check(person: Person, rows: list[Row]) -> list[Fate]:
    """Try every row for real, the units first; the caller rolls back."""
    return [fate for fate, _account in _try_all(person, rows)]


def write(person: Person, rows: list[Row]) -> list[Fate]:
    """Write all rows, and invite the new people who have an address.

    Raises `RowsError` when one of the rows cannot be taken.
    """
    tried = _try_all(person, rows)
    fates = [fate for fate, _account in tried]
    if any(one.problems for one in fates):
        raise RowsError(fates)
    for _fate, account in tried:
        if account and account.email:
            accounts.invite(account, person)
    return fates


def _try_all(person: Person, rows: list[Row]) -> list[tuple[Fate, User | None]]:
    places = _places(person)
    # A person may belong to a unit of the same file.
    ordered = sorted(rows, key=lambda row: row["sheet"] != UNITS.kind)
    return [_try(person, row, places) for row in ordered]


def _try(person: Person, row: Row, places: Places) -> tuple[Fate, User | None]:
    take: Callable[[Person, Row, Places], _Done] = _take_unit if row["sheet"] == UNITS.kind else _take_person
    problems: dict[str, str] = {}
    done = _Done("")
    try:
        with db.session.begin_nested():
            done = take(person, row, places)
    except InputError as wrong:
        problems = wrong.fields
    titles = TITLES[row["sheet"]]
    said = tuple(f"{titles[name]}: {text}" if name in titles else text for name, text in problems.items())
    name, place = (
        (row["name"], row["parent"])
        if row["sheet"] == UNITS.kind
        else (row["full_name"], row["organisation"])
    )
    fate = Fate(row["sheet"], int(row["number"]), name, row.get("username", ""), place, done.outcome, said)
    return fate, done.account


def _take_unit(person: Person, row: Row, places: Places) -> _Done:
    parent, wrong = _parent(row, places)
    known = [one for one in places.get(marked_key(row["name"]), []) if parent and one.parent_id == parent.id]
    if known:
        return _Done(_("Đơn vị đã có, giữ nguyên"))
    inputs = {
        "parent_id": str(parent.id) if parent else "", "level": Level.UNIT.value, "name": row["name"],
        "short_name": row["short_name"] or row["name"], "unit_kind": row["unit_kind"],
    }  # fmt: skip
    try:
        made = offices.add_organisation(person, inputs)
    except InputError as refusal:
        renamed = {"parent" if name == "parent_id" else name: text for name, text in refusal.fields.items()}
        raise InputError(renamed | wrong) from None
    _note(places, made)
    return _Done(_("Sẽ thêm đơn vị"))


def _parent(row: Row, places: Places) -> tuple[Organisation | None, dict[str, str]]:
    """The town that the unit belongs to: the one that is named, or the only one there is."""
    if row["parent"]:
        found, wrong = _find(places, row["parent"])
        if found and found.level is not Level.TOWN:
            found, wrong = None, _("Phải là một cơ quan cấp xã.")
        return found, {"parent": wrong} if wrong else {}
    towns = {one.id: one for all_of in places.values() for one in all_of if one.level is Level.TOWN}
    if len(towns) == 1:
        return next(iter(towns.values())), {}
    return None, {"parent": _("Ghi tên cơ quan cấp xã mà đơn vị thuộc về.")}


def _take_person(person: Person, row: Row, places: Places) -> _Done:
    place, wrong = _find(places, row["organisation"])
    role = role_named(row["role"]) or ""
    inputs: Inputs = row | {
        "organisation_id": str(place.id) if place else "", "role": role,
        "valid_from": row["valid_from"] or f"{today():%d/%m/%Y}",
    }  # fmt: skip
    try:
        known = accounts.known_account(person, row["username"])
        if known is None:
            return _Done(_("Sẽ tạo tài khoản"), accounts.add_user(person, inputs))
        _check_same(known, row)
        appoint(known, person, inputs)
    except ValueError as reason:
        raise InputError({"username": str(reason)}) from None
    except InputError as refusal:
        raise InputError(refusal.fields | ({"organisation_id": wrong} if wrong else {})) from None
    return _Done(_("Sẽ thêm nhiệm vụ cho tài khoản đã có"))


def _check_same(known: User, row: Row) -> None:
    """A second row of a person names the same person; another name is a slip of the pen."""
    wrong = {}
    if marked_key(known.full_name) != marked_key(row["full_name"]):
        wrong["full_name"] = _("Tên đăng nhập này là của %(name)s.", name=known.full_name)
    if row["email"] and row["email"].lower() != known.email:
        wrong["email"] = _("Tài khoản đã có ghi thư điện tử khác.")
    if wrong:
        raise InputError(wrong)


def _places(person: Person) -> Places:
    found: Places = {}
    for one in offices.organisations_of(person):
        _note(found, one)
    return found


def _note(places: Places, one: Organisation) -> None:
    for name in {marked_key(one.name), marked_key(one.short_name)}:
        places.setdefault(name, []).append(one)


def _find(places: Places, name: str) -> tuple[Organisation | None, str]:
    found = places.get(marked_key(name), [])
    if len(found) == 1:
        return found[0], ""
    if found:
        return None, _("Có nhiều đơn vị tên “%(name)s”. Hãy ghi tên đầy đủ.", name=name)
    return None, _("Không có đơn vị “%(name)s”.", name=name)
