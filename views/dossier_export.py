"""Lists of dossiers as a workbook, with the filters of the page applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask import Response
from flask_babel import lazy_gettext as _l

from models import Nomination, db
from models.enums import KIND_LABELS
from views.access import current_person
from views.exporting import Columns, xlsx_answer
from workflow import audit
from workflow.languages import in_office_language
from workflow.lists import Filters, Page, batches_of
from workflow.procedures import PROCEDURES

COLUMNS: Columns = (
    (_l("Mã hồ sơ"), lambda row: row.code, 18), (_l("Họ và tên, tên tập thể"), lambda row: row.name, 32),
    (_l("Đối tượng"), lambda row: KIND_LABELS[row.kind], 14), (_l("Chức vụ"), lambda row: row.position, 28),
    (_l("Ngày sinh"), lambda row: row.born_on, 12), (_l("Giới tính"), lambda row: row.gender, 10),
    (_l("Đơn vị đề nghị"), lambda row: row.unit.name, 34),
    (_l("Hình thức khen"), lambda row: row.award_form.name, 38),
    (_l("Trạng thái"), lambda row: PROCEDURES[row.procedure].words.state(row.state), 22),
    (_l("Số tiếp nhận"), lambda row: row.receipt_number, 13), (_l("Ngày tiếp nhận"), lambda row: row.received_on, 15),
    (_l("Ở bước này từ"), lambda row: row.waiting_from, 15), (_l("Hạn"), lambda row: row.due_on, 12),
    (_l("Tóm tắt thành tích"), lambda row: row.summary, 60),
)  # fmt: skip


def dossiers_answer(
    filename: str, tab: Any, filters: Filters, page_after: Callable[[str | None, int], Page],
    more: Columns = (),
) -> Response:  # fmt: skip
    """The whole list as a file; that it was taken away stands in the log with the words of the search."""
    with in_office_language():
        audit.record_access("export_list", current_person(), detail=f"{tab} {filters.text}".strip())
    db.session.commit()
    return xlsx_answer(filename, tab, (*COLUMNS, *more), _batches(page_after))


def _batches(page_after: Callable[[str | None, int], Page]) -> Iterator[list[Nomination]]:
    for rows in batches_of(page_after):
        yield rows
        # Each batch is a read of its own, and the rows that are written need not be remembered.
        _forget(rows)


def _forget(rows: list[Any]) -> None:
    for row in rows:
        db.session.expunge(row)
