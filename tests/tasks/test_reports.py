"""Uploaded reports are read by the worker and compared; a scan, a lost or a broken file harms nothing."""

from __future__ import annotations

import io

import docx
import pytest
from flask import current_app

from documents.blocks import Paper, Paragraph, Title
from documents.pdf import render_pdf
from models import Attachment, FileText, Nomination, db
from models.enums import AttachmentKind, DocumentType, State, Verdict
from models.store import store_from_url
from models.text import clean_text
from tasks.reports import read_reports
from tests.journeys.test_main_way import a_report
from tests.workflow.test_checks import LONG, OTHER, result, tell
from tests.workflow.world import dossier
from workflow.files import note_stored
from workflow.likeness import uploaded_reports
from workflow.report_texts import unread_reports
from workflow.uploads import MEDIA_TYPES

pytestmark = pytest.mark.usefixtures("inside")
FIRST = "Chi bộ khối phố lãnh đạo nhân dân hiến hơn ba nghìn mét vuông đất để mở rộng con đường liên thôn."

THIRD = (
    "Hợp tác xã nuôi ong của khối phố đã bán được hai nghìn lít mật, giúp ba mươi gia đình có thêm thu nhập."
)


def a_pdf(*lines: str) -> bytes:
    blocks = (Title("BÁO CÁO THÀNH TÍCH", "Đề nghị tặng Giấy khen"), *map(Paragraph, lines))
    return render_pdf(
        Paper(kind=DocumentType.SUBMISSION_LETTER, title="", author="", subject="", blocks=blocks)
    )


def a_docx(*lines: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for one in lines:
        document.add_paragraph(one)
    document.save(out)
    return out.getvalue()


def carrying(content: bytes, kind: str, typed: str, state: State = State.UNIT_APPROVED) -> Nomination:
    """A dossier with that report, which its drafter summed up in words of his own."""
    row = dossier(state)
    sha256, size = store_from_url(current_app.extensions["settings"].storage_url).put(io.BytesIO(content))
    note_stored(sha256, size, MEDIA_TYPES[kind])
    db.session.add(Attachment(nomination_id=row.id, sha256=sha256, kind=AttachmentKind.REPORT,
                              filename=f"bao-cao-{row.id}.{kind}", uploaded_by_id=row.drafted_by_id))  # fmt: skip
    db.session.flush()
    tell(row, typed)
    return row


def read_all() -> None:
    """As many sweeps as it takes; each reads some, and no file twice."""
    while waiting := unread_reports(1):
        read_reports()
        assert unread_reports(1) != waiting


def test_two_uploaded_reports_that_say_the_same_are_found_whatever_was_typed():
    one = carrying(a_pdf(FIRST, LONG), "pdf", "Có thành tích tốt trong năm vừa qua của khối phố.")
    two = carrying(a_docx(LONG, "Xin cảm ơn."), "docx", "Việc làm hay, được nhân dân đồng tình ủng hộ.")
    other = carrying(a_pdf(OTHER), "pdf", "Hòa giải thành nhiều vụ việc.")
    assert result(one, "report_copied").verdict is Verdict.PASSED
    read_all()
    found = result(one, "report_copied")
    assert found.verdict is Verdict.WARNED
    assert [finding.other for finding in found.findings] == [two.code]
    assert result(other, "report_copied").verdict is Verdict.PASSED
    assert list(uploaded_reports(two)) == [f"bao-cao-{two.id}.docx"]
    assert clean_text(LONG) in " ".join(uploaded_reports(one).values()).replace("\n", " ")


def test_a_report_that_was_read_is_compared_as_soon_as_another_dossier_carries_it():
    content = a_pdf(THIRD)
    one = carrying(content, "pdf", "Nội dung thứ nhất do đơn vị tự viết.")
    read_all()
    two = carrying(content, "pdf", "Nội dung thứ hai hoàn toàn khác hẳn.")
    assert [finding.other for finding in result(two, "report_copied").findings] == [one.code]


def test_the_words_of_the_form_alone_are_no_copying():
    form = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Quyền hạn, nhiệm vụ được giao hoặc đảm nhận",
            "THỦ TRƯỞNG CẤP TRÊN TRỰC TIẾP NHẬN XÉT, XÁC NHẬN", "Học hàm, học vị, danh hiệu, giải thưởng")  # fmt: skip
    one = carrying(a_pdf(*form, "Việc một."), "pdf", "Ngắn gọn một.")
    carrying(a_docx(*form, "Việc hai."), "docx", "Ngắn gọn hai.")
    read_all()
    assert result(one, "report_copied").verdict is Verdict.PASSED


def test_a_scan_a_lost_and_a_broken_file_are_tried_once_and_harm_nobody():
    scan = carrying(a_report(), "pdf", "Bản chụp.")
    broken = carrying(b"PK\x03\x04 nothing of a document", "docx", "Tệp hỏng.")
    lost = carrying(a_pdf("Sẽ mất."), "pdf", "Tệp mất.")
    store = store_from_url(current_app.extensions["settings"].storage_url)
    sha256 = db.session.scalars(
        db.select(Attachment.sha256).filter_by(filename=f"bao-cao-{lost.id}.pdf")
    ).one()
    store.path(sha256).unlink()
    read_all()
    for row in (scan, broken, lost):
        assert uploaded_reports(row) == {}
        assert result(row, "report_copied").verdict is Verdict.PASSED
    assert db.session.get(FileText, sha256).text == ""


def test_a_draft_is_not_read():
    row = carrying(a_pdf(FIRST, "Chỉ là bản nháp."), "pdf", "Nháp.", State.DRAFTING)
    read_all()
    assert uploaded_reports(row) == {}
