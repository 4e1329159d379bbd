"""A submission as one ZIP for an office that works with other software: letter, list, every dossier."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from flask import Response, flash, redirect, stream_with_context, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from documents.gather.submissions import list_paper
from documents.pdf import render_pdf
from models import Attachment, Document, Submission, SubmissionItem, db
from models.enums import ATTACHMENT_LABELS, KIND_LABELS, DocumentState
from models.text import search_key
from views.access import current_person
from views.exporting import Columns, workbook
from views.files import store
from views.zipping import Part, zipped
from workflow import audit

LONGEST_NAME = 60
OTHER_THAN_A_NAME = re.compile(r"[^a-z0-9]+")


def _row(read: Any) -> Any:
    return lambda item: read(item.nomination)


def _empty(_item: Any) -> str:
    return ""


# What the list says, one value to a cell; the last columns are for the answer.
COLUMNS: Columns = (
    (_l("TT"), lambda item: item.position, 6), (_l("Mã hồ sơ"), _row(lambda row: row.code), 18),
    (_l("Họ và tên, tên tập thể"), _row(lambda row: row.name), 34),
    (_l("Đối tượng"), _row(lambda row: KIND_LABELS[row.kind]), 14),
    (_l("Năm sinh"), _row(lambda row: row.born_on.year if row.born_on else ""), 10),
    (_l("Giới tính"), _row(lambda row: row.gender), 10), (_l("Chức vụ"), _row(lambda row: row.position), 28),
    (_l("Đơn vị"), _row(lambda row: row.unit.name), 36), (_l("Cơ quan cấp xã"), _row(lambda row: row.town.name), 36),
    (_l("Hình thức đề nghị"), _row(lambda row: row.award_form.name), 40),
    (_l("Tóm tắt thành tích"), _row(lambda row: row.summary), 70),
    (_l("Ghi chú"), lambda item: _("đã rời danh sách") if item.returned_at else "", 18),
    (_l("Kết quả"), _empty, 14), (_l("Số quyết định"), _empty, 16), (_l("Ngày quyết định"), _empty, 16),
    (_l("Cơ quan quyết định"), _empty, 30), (_l("Lý do (nếu không khen)"), _empty, 40),
)  # fmt: skip


def package_answer(submission: Submission) -> Any:
    """The ZIP; back to the page while the letter is not there yet. Who takes it stands in the log."""
    letter = ready_letter(submission)
    if not letter:
        flash(_("Tờ trình chưa có bản PDF, xin đợi một lát rồi tải lại."), "warning")
        return redirect(url_for("submissions.show", submission_id=submission.id))
    name = f"to-trinh-{OTHER_THAN_A_NAME.sub('-', search_key(submission.title))}"
    audit.record_access(
        "download", current_person(), detail=_("bộ hồ sơ của tờ trình %(n)s", n=submission.title)
    )
    parts = list(_parts(submission, letter))
    db.session.commit()
    return Response(
        stream_with_context(zipped(parts)), mimetype="application/zip",
        headers={"Content-Disposition": f"attachment; filename={name}.zip"},
    )  # fmt: skip


def ready_letter(submission: Submission) -> tuple[str, str] | None:
    """The letter of the list as it stands now, once it is made; or the scan of one that was written down."""
    if scan := submission.letter_scan:
        return scan.sha256, scan.filename.rpartition(".")[2]
    query = db.select(Document.sha256).filter_by(
        submission_id=submission.id, version=submission.version, state=DocumentState.READY
    )
    sha256 = db.session.scalars(query).first()
    return (sha256, "pdf") if sha256 else None


def _parts(submission: Submission, letter: tuple[str, str]) -> Iterator[Part]:
    """Everything is read from the database here; the files are opened one by one when they are sent."""
    yield _kept(f"1. To trinh.{letter[1]}", letter[0])
    yield _bytes("2. Danh sach.pdf", render_pdf(list_paper(submission)))
    sheet = workbook(_("Danh sách"), COLUMNS, [list(submission.items)])
    yield _bytes("3. Danh sach.xlsx", sheet.read())
    if minutes := submission.minutes:
        yield _kept(f"4. Bien ban.{minutes.filename.rpartition('.')[2]}", minutes.sha256)
    files = _files(submission)
    for item in submission.items:
        folder = f"Ho so/{item.position:03d} {item.nomination.code} {_plain(item.nomination.name)}"
        for number, one in enumerate(files.get(item.nomination_id, []), 1):
            path = f"{folder}/{number:02d} {ATTACHMENT_LABELS[one.kind]} - {_short(one.filename)}"
            yield _kept(path, one.sha256)


def _kept(path: str, sha256: str) -> Part:
    """A file of the store; one that is lost there is named, not passed over."""
    if store().exists(sha256):
        return Part(path, partial(store().open, sha256))
    return _bytes(f"{path} - THIEU TEP.txt", _("Không có tệp này trong kho: %(sha)s", sha=sha256).encode())


def _bytes(path: str, data: bytes) -> Part:
    return Part(path, lambda: io.BytesIO(data))


def _plain(name: str) -> str:
    return OTHER_THAN_A_NAME.sub("-", search_key(name)).strip("-")[:LONGEST_NAME]


def _short(filename: str) -> str:
    """So short that Windows can unpack it, with the ending that says what it is."""
    stem, dot, ending = filename.rpartition(".")
    return f"{(stem or ending)[:LONGEST_NAME].strip(' .')}{dot}{ending}" if dot else filename[:LONGEST_NAME]


def _files(submission: Submission) -> dict[int, list[Attachment]]:
    """The files of each dossier as they were when it left the list, or as they are."""
    left = {one.nomination_id: one for one in submission.items}
    query = (
        db.select(Attachment)
        .filter(Attachment.nomination_id.in_(left))
        .order_by(Attachment.kind, Attachment.id)
    )
    found: dict[int, list[Attachment]] = {}
    for one in db.session.scalars(query):
        if _belonged(one, left[one.nomination_id]):
            found.setdefault(one.nomination_id, []).append(one)
    return found


def _belonged(file: Attachment, item: SubmissionItem) -> bool:
    day = item.returned_at
    if day is None:
        return file.removed_at is None
    return file.uploaded_at <= day and (file.removed_at is None or file.removed_at > day)
