"""The budget list of a decision or a campaign: what each awardee is paid, how that was reckoned, and a place to sign."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Response, send_file
from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from models import Award, Campaign, Decision
from models.enums import KIND_LABELS, NomineeKind
from views.exporting import WORKBOOK
from workflow.languages import in_office_language

THIN = Side(style="thin", color="86908E")
MONEY = "#,##0"
WIDTHS = (6, 36, 34, 10, 16, 16, 16, 14, 20, 18)
BACK_WIDTHS = (6, 36, 34, 16, 14, 20, 16, 14, 20)
SUM_WIDTHS = (6, 24, 14, 40, 12, 16, 16, 16, 16)


def budget_answer(decision: Decision, awards: list[Award]) -> Response:
    """The list as a workbook, in the office's language; a revoked award stands on a sheet of its own."""
    with in_office_language():
        book = Workbook()
        _fill(book.active, decision, [one for one in awards if one.revoked_on is None])
        _fill_back(book, [one for one in awards if one.revoked_on])
    return _answer(book, f"kinh-phi-{decision.number}-{decision.issued_on.year}.xlsx")


def campaign_budget_answer(campaign: Campaign, awards: list[Award]) -> Response:
    """All decisions of a campaign: their sums first, then the list of each."""
    of_each: dict[Decision, list[Award]] = {}
    for one in awards:
        of_each.setdefault(one.decision, []).append(one)
    with in_office_language():
        book = Workbook()
        _fill_sums(book.active, campaign, of_each)
        for decision, rows in of_each.items():
            standing = [one for one in rows if one.revoked_on is None]
            _fill(book.create_sheet(), decision, standing, title=_sheet_name(decision))
        _fill_back(book, [one for one in awards if one.revoked_on])
    return _answer(book, f"kinh-phi-{campaign.slug}.xlsx")


def _answer(book: Workbook, name: str) -> Response:
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return send_file(out, mimetype=WORKBOOK, as_attachment=True, download_name=name)


def _sheet_name(decision: Decision) -> str:
    """The number and year; a book adds a figure of its own where two are alike."""
    return f"{decision.number}-{decision.issued_on.year}"[:31].translate(
        dict.fromkeys(map(ord, "[]:*?/\\\\"), "-")
    )


def _fill_sums(sheet: Any, campaign: Campaign, of_each: dict[Decision, list[Award]]) -> None:
    sheet.title = _("Tổng hợp")
    sheet.append([campaign.organisation.name])
    sheet.append([_("Kinh phí tiền thưởng: %(title)s", title=campaign.short_title)])
    sheet.append([])
    sheet.append([])
    sheet.append([_("TT"), _("Quyết định số"), _("Ngày ký"), _("Hình thức khen"), _("Được khen"), _("Phải chi (đồng)"),
                  _("Đã chi (đồng)"), _("Chưa chi (đồng)"), _("Đã thu hồi (đồng)")])  # fmt: skip
    sums = [0, 0, 0, 0, 0]
    for place, (decision, awards) in enumerate(of_each.items(), 1):
        found = _sums(awards)
        sums = [a + b for a, b in zip(sums, found, strict=True)]
        sheet.append([place, decision.title, decision.issued_on, decision.award_form.name, *found])
    sheet.append([None, _("Tổng cộng"), None, None, *sums])
    _dress(sheet, SUM_WIDTHS)


def _sums(awards: list[Award]) -> list[int]:
    """How many stand, what they are worth, what of all was paid, what is still to be paid, what came back."""
    standing = [one for one in awards if one.revoked_on is None]
    return [
        len(standing), _total(standing), _total(one for one in awards if one.paid_on),
        _total(one for one in standing if not one.paid_on), sum(one.recovered_amount or 0 for one in awards),
    ]  # fmt: skip


def _fill_back(book: Workbook, revoked: list[Award]) -> None:
    """What was paid and came back of revoked awards; no sheet where there are none."""
    if not revoked:
        return
    sheet = book.create_sheet(_("Đã hủy bỏ"))
    sheet.append([revoked[0].decision.organisation.name])
    sheet.append([_("Khen thưởng đã hủy bỏ, tiền thưởng phải thu hồi")])
    sheet.append([])
    sheet.append([])
    sheet.append([_("TT"), _("Họ và tên, tên tập thể"), _("Đơn vị"), _("Số tiền đã chi (đồng)"), _("Ngày hủy bỏ"),
                  _("Văn bản hủy bỏ"), _("Đã thu hồi (đồng)"), _("Ngày thu"), _("Chứng từ thu")])  # fmt: skip
    for place, one in enumerate(revoked, 1):
        paid = one.paid_amount if one.paid_on else None
        sheet.append([place, one.name, one.unit_name, paid, one.revoked_on, one.revoked_by_paper,
                      one.recovered_amount, one.recovered_on, one.recovered_paper or None])  # fmt: skip
    _dress(sheet, BACK_WIDTHS)


def _fill(sheet: Any, decision: Decision, awards: list[Award], title: str = "") -> None:
    sheet.title = title or _("Tiền thưởng")
    sheet.append([decision.organisation.name])
    sheet.append([_("Danh sách chi tiền thưởng kèm %(form)s", form=decision.award_form.name)])
    sheet.append([
        _("Theo Quyết định số %(n)s ngày %(d)s", n=decision.title, d=f"{decision.issued_on:%d/%m/%Y}")
    ])  # fmt: skip
    sheet.append([])
    sheet.append([_("TT"), _("Họ và tên, tên tập thể"), _("Đơn vị"), _("Hệ số"), _("Lương cơ sở (đồng)"),
                  _("Hệ số × lương cơ sở"), _("Số tiền chi (đồng)"), _("Ngày chi"), _("Chứng từ chi"),
                  _("Ký nhận")])  # fmt: skip
    for kind in NomineeKind:
        _fill_kind(sheet, kind, [one for one in awards if one.nomination.kind is kind])
    sheet.append([None, _("Tổng cộng"), None, None, None, None, _total(awards), None, None, None])
    _dress(sheet, WIDTHS)


def _fill_kind(sheet: Any, kind: NomineeKind, awards: list[Award]) -> None:
    if not awards:
        return
    sheet.append([None, str(KIND_LABELS[kind]), None, None, None, None, _total(awards), None, None, None])
    for place, one in enumerate(awards, 1):
        sheet.append([place, one.name, one.unit_name, one.coefficient, one.base_salary, one.raw_amount,
                      one.paid_amount, one.paid_on, one.paid_paper or None, None])  # fmt: skip


def _total(awards: Iterable[Award]) -> int:
    return sum(one.paid_amount or 0 for one in awards)


def _dress(sheet: Any, widths: tuple[int, ...]) -> None:
    for place, width in enumerate(widths, 1):
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
            elif isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
            elif cell.column >= 4:
                cell.number_format = MONEY if isinstance(cell.value, int) else cell.number_format
    sheet.freeze_panes = "C6"
