"""PDF: it opens, has pages and no password, and carries nothing that acts by itself.

Scripts, actions that start programs, and files inside are refused: they would reach the next
office under the name of ours, past the rule of the five kinds. No scan or export of a report has
them, and printing to PDF takes them out, as the refusal says. The search looks through the plain
objects and the packed object streams; it is a sieve for the usual cases, not a virus scanner.
"""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from flask_babel import gettext as _

from workflow.uploads.limits import UploadError

# PDFium may be entered by one thread at a time.
PDFIUM_LOCK = threading.Lock()

HEADER = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*%PDF-\d")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
SCRIPT = re.compile(rb"/JavaScript\b")
LAUNCH = re.compile(rb"/Launch\b")
FILES = re.compile(rb"/(?:EmbeddedFile|RichMedia)\b|/EF\s*<<")
MAX_OBJECTS = 64 * 1024**2
# The dictionary of an object stream is shorter than this.
HEAD = 1024


def is_pdf(content: bytes) -> bool:
    return HEADER.match(content[:1024]) is not None


def check_pdf(content: bytes, shown: str) -> None:
    with PDFIUM_LOCK:
        has_scripts, has_files = _open_and_ask(content, shown)
    plain = b"\n".join(_plain_text(content))
    if has_scripts or SCRIPT.search(plain):
        raise UploadError(
            _(
                "Tệp “%(name)s” có mã lệnh tự chạy (JavaScript). "
                "Hãy mở tệp, chọn In ra PDF và tải bản in đó lên.",
                name=shown,
            )
        )
    if LAUNCH.search(plain):
        raise UploadError(
            _(
                "Tệp “%(name)s” có lệnh mở chương trình khác. "
                "Hãy mở tệp, chọn In ra PDF và tải bản in đó lên.",
                name=shown,
            )
        )
    if has_files or FILES.search(plain):
        raise UploadError(
            _(
                "Tệp “%(name)s” có tệp khác đính kèm bên trong. Hãy tách các tệp đó ra tải lên "
                "riêng; với tệp này, chọn In ra PDF và tải bản in đó lên.",
                name=shown,
            )
        )


def _open_and_ask(content: bytes, shown: str) -> tuple[bool, bool]:
    """Whether the document has scripts and files, as far as PDFium says."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise _locked(shown) from error
        raise _broken(shown) from error
    try:
        if pdfium_c.FPDF_GetSecurityHandlerRevision(document) != -1:
            raise _locked(shown)
        if not len(document):
            raise _broken(shown)
        document[0].close()
        return (
            pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) > 0,
            pdfium_c.FPDFDoc_GetAttachmentCount(document) > 0,
        )
    except pdfium.PdfiumError as error:
        raise _broken(shown) from error
    finally:
        document.close()


def _plain_text(content: bytes) -> Iterator[bytes]:
    """The whole file, and behind it what its object streams hold.

    Packed data is not cut out: the words searched for are too long to stand there by chance.
    """
    yield _unescape(content)
    room = MAX_OBJECTS
    for begin, end in _streams(content):
        if b"/ObjStm" in _unescape(content[max(0, begin - HEAD) : begin]) and room > 0:
            unpacked = _inflate(content[begin:end].lstrip(b"\r\n"), room)
            room -= len(unpacked)
            yield _unescape(unpacked)


def _streams(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the data of each stream begins and ends."""
    # Searched by hand: a pattern would go through a file of bare "stream" again and again.
    place = 0
    while (place := content.find(b"stream", place)) != -1:
        place += len(b"stream")
        if content[place : place + 1] not in (b"\r", b"\n"):
            continue
        end = content.find(b"endstream", place)
        if end == -1:
            return
        yield place, end
        place = end + len(b"endstream")


def _inflate(packed: bytes, room: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, room)
    except zlib.error:
        return b""


def _unescape(objects: bytes) -> bytes:
    """Names may be written with escapes: /J#61vaScript."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), objects)


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
