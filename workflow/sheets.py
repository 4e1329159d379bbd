"""The sheets of units and people: the file to fill in, and what is read out of it."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from models.enums import ROLE_LABELS
from models.text import marked_key
from workflow.errors import InputError
from workflow.offices import organisations_of
from workflow.people import Person

Row = dict[str, str]
MOST_ROWS = 500
LARGEST_FILE, LARGEST_UNPACKED = 2 * 1024 * 1024, 30 * 1024 * 1024
LONGEST_CELL = 1000
UNITS, PEOPLE = "units", "people"
# The headings of the file are data: they are read back.
NAMES = {UNITS: "Đơn vị", PEOPLE: "Người dùng"}
COLUMNS = {
    UNITS: {"name": "Tên đơn vị", "short_name": "Tên ngắn", "unit_kind": "Loại đơn vị", "parent": "Thuộc"},
    PEOPLE: {
        "full_name": "Họ và tên", "username": "Tên đăng nhập", "email": "Thư điện tử",
        "organisation": "Đơn vị", "role": "Vai trò", "title": "Chức danh", "signing": "Ký thay",
        "valid_from": "Từ ngày",
    },
}  # fmt: skip
# What a message speaks of, in the words of the headings.
TITLES = {
    UNITS: COLUMNS[UNITS],
    PEOPLE: COLUMNS[PEOPLE] | {"organisation_id": "Đơn vị", "valid_to": "Từ ngày"},
}


def template(person: Person) -> bytes:
    """A sheet for units, one for people, and one that lists the offices and roles to choose from."""
    book = Workbook()
    sheets = [book.active, book.create_sheet(), book.create_sheet("Chọn trong danh sách")]
    for sheet, kind in zip(sheets, (UNITS, PEOPLE), strict=False):
        sheet.title = NAMES[kind]
        sheet.append(list(COLUMNS[kind].values()))
    names = [one.name for one in organisations_of(person)]
    roles = [str(label) for label in ROLE_LABELS.values()]
    sheets[2].append(["Đơn vị", "Vai trò"])
    for place in range(max(len(names), len(roles))):
        sheets[2].append([(names[place : place + 1] or [""])[0], (roles[place : place + 1] or [""])[0]])
    for sheet in sheets:
        _dress(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _dress(sheet: Any) -> None:
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 28
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            # A name that begins with = is no formula.
            cell.data_type = "s"


def read_book(data: bytes) -> list[Row]:
    """The rows of all sheets as texts, each with its sheet and number.

    Raises `InputError` for a file that cannot be taken.
    """
    if not data:
        raise InputError({"file": _("Chọn tệp .xlsx.")})
    if len(data) > LARGEST_FILE:
        raise InputError({"file": _("Tệp quá lớn, tối đa 2 MB.")})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST_UNPACKED:
                raise InputError({"file": _("Tệp quá lớn khi mở ra.")})
        book = load_workbook(io.BytesIO(data), read_only=True)
        rows = _rows(book.worksheets)
    except InputError:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError,
            SyntaxError, TypeError, AttributeError, NotImplementedError, RuntimeError):  # fmt: skip
        raise InputError({"file": _("Không đọc được. Hãy lưu tệp dạng Excel (.xlsx).")}) from None
    if not rows:
        raise InputError({"file": _("Tệp không có dòng nào dưới dòng tiêu đề.")})
    return rows


def _rows(sheets: list[Any]) -> list[Row]:
    found: list[Row] = []
    recognised, first_heading = False, None
    for sheet in sheets:
        lines = _lines(sheet)
        if not lines:
            continue
        heading = lines[0][1]
        first_heading = first_heading or heading
        if (kind := _kind(heading)) is None:
            continue
        recognised = True
        at = {name: [marked_key(one) for one in heading].index(marked_key(title))
              for name, title in COLUMNS[kind].items()}  # fmt: skip
        for number, texts in lines[1:]:
            row = {name: texts[place] if place < len(texts) else "" for name, place in at.items()}
            found.append(row | {"sheet": kind, "number": str(number)})
        if len(found) > MOST_ROWS:
            raise InputError({"file": _("Tối đa %(n)s dòng mỗi lần.", n=MOST_ROWS)})
    if not recognised and first_heading:
        raise InputError({"file": _missing(first_heading)})
    return found


def _lines(sheet: Any) -> list[tuple[int, list[str]]]:
    # A sheet may claim a million empty rows.
    lines = []
    for number, cells in enumerate(sheet.iter_rows(max_row=5000, max_col=40), 1):
        if any(cell.data_type == "f" for cell in cells):
            raise InputError({"file": _("Dòng %(n)s có công thức. Chỉ nhận chữ và ngày.", n=number)})
        texts = [_text(cell.value) for cell in cells]
        if any(texts):
            lines.append((number, texts))
    return lines


def _kind(heading: list[str]) -> str | None:
    """Which sheet this is, by its heading, wherever the columns stand."""
    keys = {marked_key(one) for one in heading}
    return next((kind for kind, columns in COLUMNS.items()
                 if all(marked_key(title) in keys for title in columns.values())), None)  # fmt: skip


def _missing(heading: list[str]) -> str:
    """Which columns the first sheet lacks, of the kind that it resembles most."""
    keys = {marked_key(one) for one in heading}
    lacks = {kind: [title for title in columns.values() if marked_key(title) not in keys]
             for kind, columns in COLUMNS.items()}  # fmt: skip
    kind = max((PEOPLE, UNITS), key=lambda one: len(COLUMNS[one]) - len(lacks[one]))
    return _("Dòng tiêu đề thiếu cột: %(names)s.", names=", ".join(lacks[kind]))


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()[:LONGEST_CELL]


def from_payload(text: str) -> list[Row]:
    """The rows as the first page sent them along; they are checked like any input."""
    try:
        rows = [_clean(row) for row in json.loads(text)]
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise InputError({"file": _("Chọn lại tệp.")}) from None
    if not rows or len(rows) > MOST_ROWS:
        raise InputError({"file": _("Chọn lại tệp.")})
    return rows


def _clean(row: Any) -> Row:
    number = str(row["number"])
    if not number.isascii() or not number.isdecimal() or len(number) > 6:
        raise ValueError(number)
    texts = {name: str(row.get(name, ""))[:LONGEST_CELL] for name in COLUMNS[row["sheet"]]}
    return texts | {"sheet": row["sheet"], "number": number}
