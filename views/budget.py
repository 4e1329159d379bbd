"""The budget list of a decision: what each awardee is paid, how that was reckoned, and a place to sign."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from flask import Response, send_file
from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from models import Award, Decision
from models.enums import KIND_LABELS, NomineeKind
from views.exporting import WORKBOOK
from workflow.languages import in_office_language

THIN = Side(style="thin", color="86908E")
MONEY = "#,##0"
WIDTHS = (6, 36, 34, 10, 16, 16, 16, 18)


def budget_answer(decision: Decision, awards: list[Award]) -> Response:
    """The list as a workbook, in the office's language; a revoked award is not paid."""
    with in_office_language():
        book = Workbook()
        _fill(book.active, decision, [one for one in awards if one.revoked_on is None])
        name = f"kinh-phi-{decision.number}-{decision.issued_on.year}.xlsx"
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return send_file(out, mimetype=WORKBOOK, as_attachment=True, download_name=name)


def _fill(sheet: Any, decision: Decision, awards: list[Award]) -> None:
    sheet.title = _("Tiền thưởng")
    sheet.append([decision.organisation.name])
    sheet.append([_("Danh sách chi tiền thưởng kèm %(form)s", form=decision.award_form.name)])
    sheet.append([
        _("Theo Quyết định số %(n)s ngày %(d)s", n=decision.title, d=f"{decision.issued_on:%d/%m/%Y}")
    ])  # fmt: skip
    sheet.append([])
    sheet.append([_("TT"), _("Họ và tên, tên tập thể"), _("Đơn vị"), _("Hệ số"), _("Lương cơ sở (đồng)"),
                  _("Hệ số × lương cơ sở"), _("Số tiền chi (đồng)"), _("Ký nhận")])  # fmt: skip
    for kind in NomineeKind:
        _fill_kind(sheet, kind, [one for one in awards if one.nomination.kind is kind])
    sheet.append([None, _("Tổng cộng"), None, None, None, None, _total(awards), None])
    _dress(sheet)


def _fill_kind(sheet: Any, kind: NomineeKind, awards: list[Award]) -> None:
    if not awards:
        return
    sheet.append([None, str(KIND_LABELS[kind]), None, None, None, None, _total(awards), None])
    for place, one in enumerate(awards, 1):
        sheet.append([place, one.name, one.unit_name, one.coefficient, one.base_salary, one.raw_amount,
                      one.paid_amount, None])  # fmt: skip


def _total(awards: Iterable[Award]) -> int:
    return sum(one.paid_amount or 0 for one in awards)


def _dress(sheet: Any) -> None:
    for place, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet["A2"].font = Font(bold=True, size=14)
    for row in sheet.iter_rows(max_row=3):
        for cell in row:
            # The name of an office that begins with = is no formula.
            cell.data_type = "s"
    for row in sheet.iter_rows(min_row=5):
        is_head = row[0].row == 5 or row[0].value is None
        for cell in row:
            cell.border = Border(THIN, THIN, THIN, THIN)
            cell.font = Font(bold=is_head)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            if isinstance(cell.value, str):
                cell.data_type = "s"
            elif cell.column >= 5:
                cell.number_format = MONEY
    sheet.freeze_panes = "C6"
