"""From what the clerk gives, a file or pasted text, to text that can be read; or why it cannot."""

from __future__ import annotations

import re
from typing import BinaryIO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from flask_babel import gettext as _

from workflow.errors import InputError
from workflow.plan_reader.docx_text import TooLongError, docx_text
from workflow.plan_reader.lines import clean
from workflow.plan_reader.pdf_text import UnreadableError, pdf_text
from workflow.uploads import MEDIA_TYPES, Limits, UploadError, check_upload

# 10 000 lines of a page's width, with room; the whole of it travels with the form.
LONGEST = 1_000_000
FEWEST = 40
# Letters that no Vietnamese text in Unicode does without, and what the old fonts put in their place.
UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
MARKED = re.compile("[\u00a1-\u024f\ufffd]")
LETTERS = re.compile(r"[^\W\d_]")


def text_of_upload(stream: BinaryIO, filename: str | None, max_bytes: int) -> str:
    """The text of a DOCX or PDF. Raises `InputError` with a sentence at the field `file`."""
    try:
        kind = check_upload(stream, filename, limits=Limits(max_bytes=max_bytes)).kind
        text = _text_of(kind, stream.read())
    except UploadError as wrong:
        raise InputError({"file": str(wrong)}) from None
    except TooLongError:
        raise InputError({"file": _too_long()}) from None
    except (UnreadableError, ExpatError, KeyError, ValueError):
        raise InputError({"file": _("Không đọc được chữ trong tệp. Hãy mở tệp, sao chép toàn bộ nội dung rồi "
                                    "dán vào ô bên dưới.")}) from None  # fmt: skip
    return checked(text, "file")


def words_in(media_type: str, content: bytes) -> str:
    """The words of a DOCX or PDF that was let pass, for the program to compare; empty where it has none."""
    readers = {MEDIA_TYPES["docx"]: docx_text, MEDIA_TYPES["pdf"]: pdf_text}
    read = readers.get(media_type)
    try:
        return clean(read(content))[:LONGEST] if read else ""
    except (TooLongError, UnreadableError, ExpatError, BadZipFile, KeyError, ValueError, StopIteration):
        return ""


def _text_of(kind: str, content: bytes) -> str:
    if kind == "docx":
        return docx_text(content)
    if kind != "pdf":
        raise InputError({"file": _("Chỉ đọc được kế hoạch ở dạng DOCX hoặc PDF.")})
    text = pdf_text(content)
    if len(LETTERS.findall(text)) < FEWEST:
        raise InputError({"file": _("PDF này là bản chụp (quét), không có chữ để đọc. Hãy dùng tệp Word gốc, bản PDF "
                                    "xuất từ Word, hoặc dán nội dung vào ô bên dưới.")})  # fmt: skip
    return text


def checked(text: str, field: str) -> str:
    """The text made clean. Raises `InputError` for nothing, for too much, and for old fonts."""
    text = clean(text)
    if not LETTERS.search(text):
        raise InputError({field: _("Không có chữ nào để đọc. Hãy tải tệp lên hoặc dán nội dung kế hoạch.")})
    if len(text) > LONGEST:
        raise InputError({field: _too_long()})
    if is_old_font(text):
        raise InputError({field: _("Văn bản dùng phông chữ cũ (TCVN3, VNI) hoặc bị hỏng mã nên không đọc được. Hãy chuyển "
                                   "sang Unicode (ví dụ bằng UniKey) rồi thử lại.")})  # fmt: skip
    return text


def is_old_font(text: str) -> bool:
    """Whether its marked letters are not those of Vietnamese in Unicode."""
    marked, real = len(MARKED.findall(text)), len(UNICODE.findall(text))
    return marked > 12 and real * 6 < marked


def _too_long() -> str:
    return _(
        "Văn bản quá dài. Hãy bỏ phụ lục, chỉ giữ phần kế hoạch (tối đa %(n)s chữ).",
        n=f"{LONGEST:,}".replace(",", "."),
    )
