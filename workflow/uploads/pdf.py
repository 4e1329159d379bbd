"""PDF: it opens, has pages and no password, and carries nothing that acts by itself.

What acts by itself is refused: it would reach the next office under the name of ours, past the
rule of the five kinds. No scan or export of a report has it, and printing to PDF takes it out, as
the refusals say.
"""

from __future__ import annotations

import subprocess
import sys

from flask_babel import gettext as _

from workflow.uploads import pdfium
from workflow.uploads.limits import UploadError
from workflow.uploads.pdf_words import OddError, Sign, find_signs
from workflow.uploads.pdfium import Answer

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BEGINNING = 1024
# Only a machine that hardly runs at all keeps PDFium waiting for so long.
MOST_SECONDS = 20


def is_pdf(content: bytes) -> bool:
    """Whether it is a PDF from its first sign on: before it, a web page or a program could stand."""
    start = content[:BEGINNING].removeprefix(BYTE_ORDER_MARK).lstrip()
    return start.startswith(b"%PDF-") and start[5:6].isdigit()


def check_pdf(content: bytes, shown: str) -> None:
    """Raise `UploadError` for a PDF that may not be kept."""
    try:
        signs = find_signs(content)
    except OddError:
        raise _odd(shown) from None
    for refused, refusal in REFUSED_SIGNS:
        if refused <= signs:
            raise refusal(shown)
    answer = _ask_pdfium(content)
    if answer is not Answer.HARMLESS:
        raise (REFUSED_ANSWERS.get(answer, _odd) if answer else _odd)(shown)


def _ask_pdfium(content: bytes) -> Answer | None:
    """What PDFium says, or None when it crashed or took too much time or memory."""
    command = [sys.executable, "-I", pdfium.__file__]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None
    return Answer(done.returncode) if done.returncode in list(Answer) else None


def _scripts(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có mã lệnh tự chạy (JavaScript). "
            "Hãy mở tệp, chọn In ra PDF và tải bản in đó lên.",
            name=shown,
        )
    )


def _launch(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có lệnh mở chương trình khác. Hãy mở tệp, chọn In ra PDF và tải bản in đó lên.",
            name=shown,
        )
    )


def _other_file(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có lệnh mở một tệp ở nơi khác. Hãy mở tệp, chọn In ra PDF và tải bản in đó lên.",
            name=shown,
        )
    )


def _sending_form(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có biểu mẫu tự gửi hoặc tự nhận dữ liệu. "
            "Hãy mở tệp, chọn In ra PDF và tải bản in đó lên.",
            name=shown,
        )
    )


def _dynamic_form(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” là biểu mẫu động (XFA). Hãy mở tệp bằng Adobe Reader, "
            "chọn In ra PDF và tải bản in đó lên.",
            name=shown,
        )
    )


def _opens_address(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có thể tự mở một địa chỉ trên mạng. "
            "Hãy mở tệp, chọn In ra PDF và tải bản in đó lên.",
            name=shown,
        )
    )


def _other_action(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có lệnh tự chạy khi mở trang hoặc điền biểu mẫu. "
            "Hãy mở tệp, chọn In ra PDF và tải bản in đó lên.",
            name=shown,
        )
    )


def _files(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có tệp khác đính kèm bên trong. Hãy tách các tệp đó ra tải lên "
            "riêng; với tệp này, chọn In ra PDF và tải bản in đó lên.",
            name=shown,
        )
    )


def _locked(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có mật khẩu hoặc bị khóa in, khóa sửa. Hãy lưu lại bản không khóa rồi tải lên.",
            name=shown,
        )
    )


def _broken(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” là PDF bị hỏng hoặc không có trang nào. Hãy xuất hoặc quét lại rồi tải lên.",
            name=shown,
        )
    )


def _odd(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có cấu trúc bất thường, không kiểm tra được. "
            "Hãy mở tệp, chọn In ra PDF và tải bản in đó lên.",
            name=shown,
        )
    )


REFUSED_SIGNS = (
    ({Sign.SCRIPT}, _scripts),
    ({Sign.LAUNCH}, _launch),
    ({Sign.OTHER_FILE}, _other_file),
    ({Sign.SENDING_FORM}, _sending_form),
    ({Sign.DYNAMIC_FORM}, _dynamic_form),
    ({Sign.FILES}, _files),
    ({Sign.OTHER_ACTION}, _other_action),
    # An address behind a link waits for a click. Which of the addresses the action opens would
    # take a whole reader of PDF to tell, so that both together are refused.
    ({Sign.OPENING_ACTION, Sign.ADDRESS}, _opens_address),
)
REFUSED_ANSWERS = {
    Answer.LOCKED: _locked,
    Answer.BROKEN: _broken,
    Answer.HAS_SCRIPTS: _scripts,
    Answer.HAS_FILES: _files,
    Answer.HAS_DYNAMIC_FORM: _dynamic_form,
}
