"""What may be uploaded: PDF, DOCX, XLSX, PNG and JPEG, known by their content alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from flask_babel import gettext as _

from workflow.uploads.images import check_jpeg, check_png
from workflow.uploads.limits import Limits, UploadError
from workflow.uploads.names import safe_name, shown_name
from workflow.uploads.office import OLD_OFFICE, ZIP, check_old_office, find_office_kind
from workflow.uploads.pdf import check_pdf, is_pdf

__all__ = ["MEDIA_TYPES", "Checked", "Limits", "UploadError", "check_upload"]

CHUNK = 64 * 1024
OPENXML = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OPENXML}.wordprocessingml.document",
    "xlsx": f"{OPENXML}.spreadsheetml.sheet",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
EXTENSIONS = {"pdf": ".pdf", "docx": ".docx", "xlsx": ".xlsx", "png": ".png", "jpeg": ".jpg"}
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: what it is, and the name under which it is shown and served."""

    kind: str
    media_type: str
    extension: str
    safe_name: str
    size: int


def check_upload(stream: BinaryIO, filename: str | None, *, limits: Limits | None = None) -> Checked:
    """Say what the file is. The stream is read from where it stands and put back to its start.

    Raises `UploadError`, with a sentence for the person who chose the file. Reads one chunk more
    than `limits.max_bytes` at most. This is no virus scanner: it holds to the five kinds, and
    refuses what they can carry that acts by itself.
    """
    limits = limits or Limits()
    shown = shown_name(filename)
    content = _read(stream, shown, limits)
    kind = _find_kind(content, shown, limits)
    stream.seek(0)
    extension = EXTENSIONS[kind]
    return Checked(kind, MEDIA_TYPES[kind], extension, safe_name(filename, extension), len(content))


def _read(stream: BinaryIO, shown: str, limits: Limits) -> bytes:
    buffer = io.BytesIO()
    while chunk := stream.read(CHUNK):
        buffer.write(chunk)
        if buffer.tell() > limits.max_bytes:
            raise UploadError(
                _(
                    "Tệp “%(name)s” lớn hơn %(limit)s MB. Hãy giảm dung lượng (quét lại ở "
                    "150–200 dpi, nén ảnh) hoặc chia thành nhiều tệp.",
                    name=shown,
                    limit=f"{limits.max_bytes / 1024**2:.3g}".replace(".", ","),
                )
            )
    if not buffer.tell():
        raise UploadError(
            _(
                "Tệp “%(name)s” rỗng (0 byte). Hãy mở tệp gốc, lưu lại rồi tải lên.",
                name=shown,
            )
        )
    return buffer.getvalue()


def _find_kind(content: bytes, shown: str, limits: Limits) -> str:
    if is_pdf(content):
        check_pdf(content, shown)
        return "pdf"
    if content.startswith(ZIP) and (kind := find_office_kind(content, shown, limits)):
        return kind
    for start, check, kind in IMAGES:
        if content.startswith(start):
            check(content, shown, limits)
            return kind
    if content.startswith(OLD_OFFICE):
        check_old_office(content, shown)
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise UploadError(
            _(
                "Tệp “%(name)s” là ảnh HEIC của điện thoại. Hãy đổi ảnh sang JPEG rồi tải lên.",
                name=shown,
            )
        )
    raise UploadError(
        _(
            "Tệp “%(name)s” không phải là PDF, DOCX, XLSX, PNG hoặc JPEG. "
            "Hãy lưu tệp sang một trong các dạng đó rồi tải lên.",
            name=shown,
        )
    )


IMAGES: tuple[tuple[bytes, Callable[[bytes, str, Limits], None], str], ...] = (
    (b"\x89PNG\r\n\x1a\n", check_png, "png"),
    (b"\xff\xd8\xff", check_jpeg, "jpeg"),
)
