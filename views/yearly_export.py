"""The yearly counts as a workbook, one sheet for each form."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, send_file
from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from models.enums import CATEGORIES_OF, CATEGORY_LABELS, KIND_LABELS, LEVEL_LABELS, Category, NomineeKind
from views.exporting import WORKBOOK
from workflow.people import Person
from workflow.yearly import Awarded, awarded, launched, span_of

THIN = Side(style="thin", color="86908E")
PERSONS = CATEGORIES_OF[NomineeKind.INDIVIDUAL]


def yearly_answer(person: Person, year: int) -> Response:
    """Both forms for the year, over what this person may see."""
    book = Workbook()
    _fill_awards(book.active, person, year)
    _fill_movements(book.create_sheet("0601"), person, year)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    name = f"thong-ke-thi-dua-khen-thuong-{year}.xlsx"
    return send_file(out, mimetype=WORKBOOK, as_attachment=True, download_name=name)


def _fill_awards(sheet: Any, person: Person, year: int) -> None:
    sheet.title = "0603.N"
    heads = [
        _("TT"), _("Hình thức khen thưởng"), _("Tổng số"), str(KIND_LABELS[NomineeKind.COLLECTIVE]),
        _("Trong đó: doanh nghiệp"), str(KIND_LABELS[NomineeKind.HOUSEHOLD]),
        str(KIND_LABELS[NomineeKind.INDIVIDUAL]), *(str(CATEGORY_LABELS[one]) for one in PERSONS),
        _("Chưa ghi nhóm"), _("Trong đó: nữ"), _("Phương thức"),
    ]  # fmt: skip
    rows = list(awarded(person, year))
    lines = [[place, one.form, *_numbers(one), _("Chuyên đề")] for place, one in enumerate(rows, 1)]
    if rows:
        totals = [sum(column) for column in zip(*map(_numbers, rows), strict=True)]
        lines.append(["", _("Cộng"), *totals, ""])
    _write(sheet, _("Khen thưởng năm %(y)s (theo biểu 0603.N/BNV-TĐKT)", y=year), year, heads, lines)


def _numbers(row: Awarded) -> list[int]:
    return [
        row.total, row.kinds[NomineeKind.COLLECTIVE], row.categories[Category.ENTERPRISE],
        row.kinds[NomineeKind.HOUSEHOLD], row.kinds[NomineeKind.INDIVIDUAL],
        *(row.categories[one] for one in PERSONS), row.unknown, row.women,
    ]  # fmt: skip


def _fill_movements(sheet: Any, person: Person, year: int) -> None:
    heads = [_("TT"), _("Cấp phát động"), _("Tổng số phong trào"), _("Dưới 1 năm"), _("Từ 1 năm trở lên"),
             _("Phương thức")]  # fmt: skip
    lines = [
        [place, str(LEVEL_LABELS[one.level]), one.short + one.long, one.short, one.long, _("Chuyên đề")]
        for place, one in enumerate(launched(person, year), 1)
    ]
    _write(sheet, _("Phong trào thi đua năm %(y)s (theo biểu 0601/BNV-TĐKT)", y=year), year, heads, lines)


def _write(sheet: Any, title: str, year: int, heads: list[str], lines: list[list[Any]]) -> None:
    first, last = span_of(year)
    sheet.append([title])
    sheet.append([
        _("Số liệu từ %(first)s đến %(last)s, không tính khen thưởng đã thu hồi. Căn cứ Thông tư "
          "02/2023/TT-BNV; hãy đối chiếu với biểu mẫu đang áp dụng trước khi gửi.",
          first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
    ])  # fmt: skip
    sheet.append([])
    sheet.append(heads)
    for line in lines:
        sheet.append(line)
    sheet["A1"].font = Font(bold=True, size=14)
    for row in sheet.iter_rows(min_row=4):
        for cell in row:
            cell.border = Border(THIN, THIN, THIN, THIN)
            if isinstance(cell.value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="center",
                                       horizontal="left" if cell.column == 2 else "center")  # fmt: skip
    for cell in sheet[4]:
        cell.font = Font(bold=True)
    for place in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = {1: 6, 2: 44}.get(place, 15)
    sheet.freeze_panes = "C5"
