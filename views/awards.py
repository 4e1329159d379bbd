"""The award register, and its file."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models import Award, db
from models.enums import KIND_LABELS, CorrectionKind, NomineeKind, Role
from views.access import allow, current_person
from views.exporting import Columns, xlsx_answer
from views.inputs import row_id
from workflow import audit
from workflow.award_register import (
    STANDING_LABELS,
    AwardFilters,
    Standing,
    award_batches,
    award_page,
    years_of,
)
from workflow.languages import in_office_language
from workflow.lists import choices_of
from workflow.procedures import OFFICIALS

blueprint = Blueprint("awards", __name__, url_prefix="/awards")
READERS = (Role.UNIT_HEAD, Role.CULTURE, *OFFICIALS, Role.AUDITOR)
COLUMNS: Columns = (
    (_l("Họ và tên, tên tập thể"), lambda row: row.name, 34),
    (_l("Đối tượng"), lambda row: KIND_LABELS[row.nomination.kind], 14),
    (_l("Chức vụ"), lambda row: row.description, 28), (_l("Đơn vị"), lambda row: row.unit_name, 34),
    (_l("Hình thức khen"), lambda row: row.decision.award_form.name, 38),
    (_l("Số quyết định"), lambda row: row.decision.title, 16),
    (_l("Ngày ký"), lambda row: row.decision.issued_on, 12),
    (_l("Cơ quan"), lambda row: row.decision.organisation.name, 36),
    (_l("Tiền thưởng (đồng)"), lambda row: row.paid_amount, 16),
    (_l("Ngày trao"), lambda row: row.nomination.handed_over_on, 12),
    (_l("Người nhận thay"), lambda row: row.received_by, 24),
    (_l("Ngày chi tiền"), lambda row: row.paid_on, 14),
    (_l("Tình trạng"), lambda row: standing_of(row), 40), (_l("Mã hồ sơ"), lambda row: row.nomination.code, 18),
)  # fmt: skip


def standing_of(award: Award) -> str:
    """What became of it, in words."""
    if award.revoked_on:
        return _(
            "Đã thu hồi ngày %(d)s theo %(p)s", d=f"{award.revoked_on:%d/%m/%Y}", p=award.revoked_by_paper
        )
    if award.correction_kind is CorrectionKind.DECISION:
        return _("Đã sửa đổi, thay thế theo %(p)s", p=award.correction.partition(": ")[0])
    if award.correction:
        return _("Đã đính chính theo %(p)s", p=award.correction.partition(": ")[0])
    return str(STANDING_LABELS[Standing.VALID])


def read_award_filters() -> AwardFilters:
    """The filters of the address; what makes no sense is left out."""
    args = request.args
    return AwardFilters(
        text=args.get("q", "")[:100], year=args.get("year", type=_year), unit_id=args.get("unit", type=row_id),
        award_form_id=args.get("form", type=row_id), kind=args.get("kind", type=NomineeKind),
        standing=args.get("standing", type=Standing),
    )  # fmt: skip


def _year(text: str) -> int:
    number = int(text)
    if not 1900 <= number <= 2200:
        raise ValueError(text)
    return number


@blueprint.get("")
@allow(*READERS)
def index() -> str:
    """Every award that the person may see."""
    person, filters = current_person(), read_award_filters()
    rows, following = award_page(person, filters, request.args.get("after", type=row_id))
    kept = {name: text for name, text in request.args.items() if name != "after" and text}
    return render_template(
        "awards/index.html", rows=rows, filters=filters, choices=choices_of(person), years=years_of(person),
        standings=STANDING_LABELS, standing_of=standing_of, kept=kept,
        has_past=bool(person.roles & {Role.CLERK, Role.CHAIR, Role.AUDITOR}),
        next_url=url_for("awards.index", **kept, after=following) if following else None,
    )  # fmt: skip


@blueprint.get("/export.xlsx")
@allow(*READERS)
def export() -> Any:
    """The register as a workbook, with the filters of the page."""
    person, filters = current_person(), read_award_filters()
    with in_office_language():
        audit.record_access("export_list", person, detail=_("Sổ vàng khen thưởng"))
    db.session.commit()
    return xlsx_answer("so-vang", _l("Sổ vàng"), COLUMNS, award_batches(person, filters))
