"""Accounts from a spreadsheet: read, tried row by row, then written all or none."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from models import Organisation, db
from models.enums import ROLE_LABELS
from models.text import marked_key
from workflow import accounts
from workflow.dates import today
from workflow.errors import InputError, WorkflowError
from workflow.offices import organisations_of
from workflow.people import Person

MOST_ROWS = 500
LARGEST_FILE, LARGEST_UNPACKED = 2 * 1024 * 1024, 30 * 1024 * 1024
COLUMNS = {
    "full_name": "Họ và tên", "username": "Tên đăng nhập", "email": "Thư điện tử",
    "organisation": "Đơn vị", "role": "Vai trò", "title": "Chức danh", "signing": "Ký thay",
    "valid_from": "Từ ngày",
}  # fmt: skip


@dataclass(frozen=True)
class Fate:
    """What would become of one row."""

    number: int
    name: str
    username: str
    place: str
    problems: tuple[str, ...]


class RowsError(WorkflowError):
    """Some rows cannot be taken, so none was."""

    def __init__(self, fates: list[Fate]) -> None:
        super().__init__(_("Có dòng chưa đúng nên chưa ghi dòng nào."))
        self.fates = fates


def template(person: Person) -> bytes:
    """A sheet with the heading, and one that lists the offices and roles to choose from."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Người dùng"
    sheet.append(list(COLUMNS.values()))
    words = book.create_sheet("Chọn trong danh sách")
    words.append(["Đơn vị", "Vai trò"])
    names = [one.name for one in organisations_of(person)]
    roles = [str(label) for label in ROLE_LABELS.values()]
    for place in range(max(len(names), len(roles))):
        words.append([(names[place : place + 1] or [""])[0], (roles[place : place + 1] or [""])[0]])
    for one in (sheet, words):
        for cell in one[1]:
            cell.font = Font(bold=True)
            one.column_dimensions[cell.column_letter].width = 28
        for row in one.iter_rows(min_row=2):
            for cell in row:
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_sheet(data: bytes) -> list[dict[str, str]]:
    """The rows as texts, each with its number; `InputError` for a file that cannot be taken."""
    if not data:
        raise InputError({"file": _("Chọn tệp .xlsx.")})
    if len(data) > LARGEST_FILE:
        raise InputError({"file": _("Tệp quá lớn, tối đa 2 MB.")})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST_UNPACKED:
                raise InputError({"file": _("Tệp quá lớn khi mở ra.")})
        book = load_workbook(io.BytesIO(data), read_only=True)
        rows = _rows(book.worksheets[0])
    except InputError:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError,
            SyntaxError, TypeError, AttributeError):  # fmt: skip
        raise InputError({"file": _("Không đọc được. Hãy lưu tệp dạng Excel (.xlsx).")}) from None
    if not rows:
        raise InputError({"file": _("Tệp không có dòng nào dưới dòng tiêu đề.")})
    return rows


def _rows(sheet: Any) -> list[dict[str, str]]:
    # A sheet may claim a million empty rows.
    found, places = [], None
    for number, cells in enumerate(sheet.iter_rows(max_row=5000, max_col=40), 1):
        if any(cell.data_type == "f" for cell in cells):
            raise InputError({"file": _("Dòng %(n)s có công thức. Chỉ nhận chữ và ngày.", n=number)})
        texts = [_text(cell.value) for cell in cells]
        if not any(texts):
            continue
        if places is None:
            places = _places(texts)
            continue
        row = {name: texts[at] if at < len(texts) else "" for name, at in places.items()}
        found.append(row | {"number": str(number)})
        if len(found) > MOST_ROWS:
            raise InputError({"file": _("Tối đa %(n)s dòng mỗi lần.", n=MOST_ROWS)})
    return found


def _places(texts: list[str]) -> dict[str, int]:
    keys = [marked_key(one) for one in texts]
    missing = [title for title in COLUMNS.values() if marked_key(title) not in keys]
    if missing:
        raise InputError({"file": _("Dòng tiêu đề thiếu cột: %(names)s.", names=", ".join(missing))})
    return {name: keys.index(marked_key(title)) for name, title in COLUMNS.items()}


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value).strip()[:1000]


def from_payload(text: str) -> list[dict[str, str]]:
    """The rows as the first page sent them along; they are checked like any input."""
    try:
        rows = json.loads(text)
        names = [*COLUMNS, "number"]
        clean = [{name: str(row.get(name, ""))[:1000] for name in names} for row in rows]
    except (ValueError, TypeError, AttributeError):
        raise InputError({"file": _("Chọn lại tệp.")}) from None
    if not clean or len(clean) > MOST_ROWS or not all(row["number"].isdecimal() for row in clean):
        raise InputError({"file": _("Chọn lại tệp.")})
    return clean


def check(person: Person, raw: list[dict[str, str]]) -> list[Fate]:
    """Try every row for real; the caller rolls back."""
    places = _offices(person)
    return [_try(person, row, places) for row in raw]


def write(person: Person, raw: list[dict[str, str]]) -> int:
    """Write all rows; `RowsError` when one of them cannot be taken."""
    fates = check(person, raw)
    if any(one.problems for one in fates):
        raise RowsError(fates)
    return len(fates)


def _try(person: Person, row: dict[str, str], places: dict[str, list[Organisation]]) -> Fate:
    found = places.get(marked_key(row["organisation"]), [])
    role = next((key.value for key, label in ROLE_LABELS.items()
                 if marked_key(str(label)) == marked_key(row["role"])), "")  # fmt: skip
    inputs = row | {
        "organisation_id": str(found[0].id) if len(found) == 1 else "", "role": role,
        "valid_from": row["valid_from"] or f"{today():%d/%m/%Y}",
    }  # fmt: skip
    problems: dict[str, str] = {}
    try:
        with db.session.begin_nested():
            accounts.add_user(person, inputs)
    except InputError as wrong:
        problems = dict(wrong.fields)
    if len(found) > 1:
        problems["organisation_id"] = _("Có nhiều đơn vị cùng tên.")
    elif not found:
        problems["organisation_id"] = _("Không có đơn vị “%(name)s”.", name=row["organisation"])
    titles = COLUMNS | {"organisation_id": COLUMNS["organisation"], "valid_to": COLUMNS["valid_from"]}
    said = tuple(f"{titles.get(name, name)}: {text}" for name, text in problems.items())
    return Fate(int(row["number"]), row["full_name"], row["username"], row["organisation"], said)


def _offices(person: Person) -> dict[str, list[Organisation]]:
    found: dict[str, list[Organisation]] = {}
    for one in organisations_of(person):
        for name in {marked_key(one.name), marked_key(one.short_name)}:
            found.setdefault(name, []).append(one)
    return found
