"""Lists as files that Excel opens rightly in Vietnam: CSV row by row, and a workbook."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import IO, Any

from flask import Response, send_file, stream_with_context
from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from workflow.dates import OFFICE_ZONE

# Heading, what stands in the cell, and how wide it is.
Columns = tuple[tuple[Any, Callable[[Any], Any], int], ...]
# A cell that begins like this would be run by Excel as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# A workbook is of use only when it is whole, and its reader waits for it; CSV has no such limit.
MOST_ROWS = 100_000
LONGEST_CELL = 32_000
MOMENT, DAY = "dd/mm/yyyy hh:mm:ss", "dd/mm/yyyy"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_answer(filename: str, columns: Columns, batches: Iterable[list[Any]]) -> Response:
    """With the mark that tells Excel its letters, and `;`, which a Vietnamese Excel cuts at."""
    return Response(
        stream_with_context(_csv_lines(columns, batches)), mimetype="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename={filename}.csv"},
    )  # fmt: skip


def _csv_lines(columns: Columns, batches: Iterable[list[Any]]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    out.write("\ufeff")
    writer.writerow([str(title) for title, _read, _width in columns])
    for rows in batches:
        writer.writerows([harmless(read(row)) for _title, read, _width in columns] for row in rows)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def harmless(value: Any) -> str:
    """The value as a cell of text that no spreadsheet takes for a formula."""
    if isinstance(value, datetime):
        return f"{value.astimezone(OFFICE_ZONE):%d/%m/%Y %H:%M:%S}"
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def xlsx_answer(filename: str, tab: Any, columns: Columns, batches: Iterable[list[Any]]) -> Response:
    """A workbook of one sheet, as an answer."""
    out = workbook(tab, columns, batches)
    return send_file(out, mimetype=WORKBOOK, as_attachment=True, download_name=f"{filename}.xlsx")


def workbook(tab: str, columns: Columns, batches: Iterable[list[Any]]) -> IO[bytes]:
    """A workbook of one sheet with real dates and numbers, written to the disk row by row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(tab))
    sheet.freeze_panes = "A2"
    for number, (_title, _read, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([str(title) for title, _read, _width in columns])
    _fill(sheet, columns, batches)
    out = tempfile.TemporaryFile()  # noqa: SIM115 (the reader closes it)
    book.save(out)
    out.seek(0)
    return out


def _fill(sheet: WriteOnlyWorksheet, columns: Columns, batches: Iterable[list[Any]]) -> None:
    written = 0
    for rows in batches:
        for row in rows:
            if written == MOST_ROWS:
                sheet.append([_text(sheet, _("Còn nữa: Excel chỉ ghi %(n)s dòng mới nhất. Hãy lọc bớt.",
                                             n=f"{MOST_ROWS:,}".replace(",", ".")))])  # fmt: skip
                return
            sheet.append([_cell(sheet, read(row)) for _title, read, _width in columns])
            written += 1


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> WriteOnlyCell:
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value.astimezone(OFFICE_ZONE).replace(tzinfo=None))
        cell.number_format = MOMENT
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = DAY
        return cell
    if isinstance(value, int):
        return WriteOnlyCell(sheet, value)
    return _text(sheet, "" if value is None else str(value))


def _text(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell = WriteOnlyCell(sheet, text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]} […]")
    # As a text, whatever it begins with, so that nothing in it can run.
    cell.data_type = "s"
    return cell
