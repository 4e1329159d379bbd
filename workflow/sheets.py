"""Sheets that people fill in: the file to download, and what is read out of the one that comes back."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from models.text import marked_key
from workflow.errors import InputError
from workflow.legacy_text import Code, to_unicode

Row = dict[str, str]
MOST_ROWS = 500
LARGEST_FILE, LARGEST_UNPACKED = 2 * 1024 * 1024, 30 * 1024 * 1024
LONGEST_CELL = 4000
# An office writes its name and a title above the table.
HIGHEST_HEADING = 15


@dataclass(frozen=True)
class Sheet:
    """One kind of sheet: how the tab is called, and the heading of each column.

    The headings are data, since they are read back: never translated.
    """

    kind: str
    name: str
    columns: dict[str, str]
    # Columns that a file of somebody's own may lack.
    optional: frozenset[str] = frozenset()
    # What units call a column in files of their own.
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def needed(self) -> list[str]:
        """The names of the columns without which a sheet is not of this kind."""
        return [name for name in self.columns if name not in self.optional]

    def place_of(self, name: str, keys: list[str]) -> int | None:
        """Where that column stands among these headings, as `marked_key` has them; none where it is missing."""
        known = (marked_key(one) for one in (self.columns[name], *self.aliases.get(name, ())))
        return next((keys.index(key) for key in known if key in keys), None)


@dataclass(frozen=True)
class Book:
    """What was read: the rows of all sheets as texts, and the old code that they were written in."""

    rows: list[Row]
    code: Code | None


def template(sheets: Iterable[Sheet], choices: dict[str, Sequence[str]]) -> bytes:
    """A workbook with the empty sheets, and one that lists what can be chosen, a column for each heading."""
    book = Workbook()
    book.remove(book.active)
    for one in sheets:
        sheet = book.create_sheet(one.name)
        sheet.append(list(one.columns.values()))
        _dress(sheet)
    listed = book.create_sheet("Chọn trong danh sách")
    listed.append(list(choices))
    for place in range(max(map(len, choices.values()))):
        listed.append([(names[place : place + 1] or [""])[0] for names in choices.values()])
    _dress(listed)
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


def read_book(data: bytes, sheets: Sequence[Sheet]) -> Book:
    """The rows of all sheets of these kinds, each with its kind and number; TCVN3 and VNI made Unicode.

    Raises `InputError` on `file` for a file that cannot be taken.
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
        lines = [_lines(sheet) for sheet in book.worksheets]
    except InputError:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError,
            SyntaxError, TypeError, AttributeError, NotImplementedError, RuntimeError):  # fmt: skip
        raise InputError({"file": _("Không đọc được. Hãy lưu tệp dạng Excel (.xlsx).")}) from None
    lines, code = _in_unicode(lines)
    rows = _rows(lines, sheets)
    if not rows:
        raise InputError({"file": _("Tệp không có dòng nào dưới dòng tiêu đề.")})
    return Book(rows, code)


Lines = list[tuple[int, list[str]]]


def _lines(sheet: Any) -> Lines:
    # A sheet may claim a million empty rows.
    lines = []
    for number, cells in enumerate(sheet.iter_rows(max_row=5000, max_col=40), 1):
        if any(cell.data_type == "f" for cell in cells):
            raise InputError({"file": _("Dòng %(n)s có công thức. Chỉ nhận chữ và ngày.", n=number)})
        texts = [_text(cell.value) for cell in cells]
        if any(texts):
            lines.append((number, texts))
    return lines


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()[:LONGEST_CELL]


def _in_unicode(sheets: list[Lines]) -> tuple[list[Lines], Code | None]:
    """All cells together say in which code the file was written."""
    texts, code = to_unicode([text for lines in sheets for _number, line in lines for text in line])
    following = iter(texts)
    return [
        [(number, [next(following) for _old in line]) for number, line in lines] for lines in sheets
    ], code


def _rows(sheets: list[Lines], kinds: Sequence[Sheet]) -> list[Row]:
    found: list[Row] = []
    is_known = False
    for lines in sheets:
        for place, (_number, heading) in enumerate(lines[:HIGHEST_HEADING]):
            if (kind := _kind(heading, kinds)) is not None:
                is_known = True
                found += _rows_below(lines[place + 1 :], heading, kind)
                break
        if len(found) > MOST_ROWS:
            raise InputError({"file": _("Tối đa %(n)s dòng mỗi lần.", n=MOST_ROWS)})
    first = next((lines[0][1] for lines in sheets if lines), None)
    if not is_known and first:
        raise InputError({"file": _missing(first, kinds)})
    return found


def _rows_below(lines: Lines, heading: list[str], kind: Sheet) -> list[Row]:
    keys = [marked_key(one) for one in heading]
    at = {name: place for name in kind.columns if (place := kind.place_of(name, keys)) is not None}
    return [
        {name: line[at[name]] if name in at and at[name] < len(line) else "" for name in kind.columns}
        | {"sheet": kind.kind, "number": str(number)}
        for number, line in lines
    ]


def _kind(heading: list[str], kinds: Sequence[Sheet]) -> Sheet | None:
    """Which sheet this is, by its heading, wherever the columns stand."""
    keys = [marked_key(one) for one in heading]
    return next((one for one in kinds if not _lacks(one, keys)), None)


def _lacks(kind: Sheet, keys: list[str]) -> list[str]:
    return [kind.columns[name] for name in kind.needed if kind.place_of(name, keys) is None]


def _missing(heading: list[str], kinds: Sequence[Sheet]) -> str:
    """Which columns the first sheet lacks, of the kind that it resembles most."""
    keys = [marked_key(one) for one in heading]
    lacks = {one.kind: _lacks(one, keys) for one in kinds}
    nearest = max(reversed(kinds), key=lambda one: len(one.needed) - len(lacks[one.kind]))
    return _("Dòng tiêu đề thiếu cột: %(names)s.", names=", ".join(lacks[nearest.kind]))


def from_payload(text: str, sheets: Iterable[Sheet]) -> list[Row]:
    """The rows as the first page sent them along; they are checked like any input."""
    columns = {one.kind: one.columns for one in sheets}
    try:
        rows = [_clean(row, columns) for row in json.loads(text)]
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise InputError({"file": _("Chọn lại tệp.")}) from None
    if not rows or len(rows) > MOST_ROWS:
        raise InputError({"file": _("Chọn lại tệp.")})
    return rows


def _clean(row: Any, columns: dict[str, dict[str, str]]) -> Row:
    number = str(row["number"])
    if not number.isascii() or not number.isdecimal() or len(number) > 6:
        raise ValueError(number)
    texts = {name: str(row.get(name, ""))[:LONGEST_CELL] for name in columns[row["sheet"]]}
    return texts | {"sheet": row["sheet"], "number": number}
