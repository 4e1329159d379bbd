"""DOCX and XLSX: a real package, without macros, and no larger unpacked than it may be.

The XML is never parsed here; a document type declaration, with which entities would come, is
refused. Sizes are counted while unpacking, whatever the headers say. A chart in a DOCX carries a
workbook of its own: such a package inside a package is looked through in the same way and out of
the same allowance, one level deep; any other archive inside is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import NoReturn

from flask_babel import gettext as _

from workflow.uploads.limits import Limits, UploadError

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CENTRAL_ENTRY = b"PK\x01\x02"
CHUNK = 64 * 1024
TYPES = "[Content_Types].xml"
# Word on the web numbers its main part: word/document2.xml.
MAIN_PARTS = {
    "docx": re.compile(r"word/document\d*\.xml"),
    "xlsx": re.compile(r"xl/workbook\d*\.xml"),
}
MACROS = re.compile(r"(^|/)(vbaproject[^/]*\.bin|vbadata\.xml|activex/.*|macrosheets/.*)$")
XML = re.compile(r"\.(xml|rels|vml)$")
DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)")
MACRO_TYPE = re.compile(rb"macroEnabled", re.IGNORECASE)
EMPTY_ZIP = b"PK\x05\x06"
# Not gzip: pictures in old documents (EMZ) are packed with it.
NEVER_INSIDE = (b"Rar!", b"7z\xbc\xaf", b"MZ\x90\x00", b"\x7fELF", b"%PDF-")
# A file packed into a document as an "object" lies in a stream of this name.
PACKED_FILE = "\x01Ole10Native".encode("utf-16-le")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OVERLAP = 16


@dataclass
class Allowance:
    """What may still be unpacked of one upload, whatever lies in what."""

    shown: str
    bytes_left: int
    inner_bytes: int
    entries: int


def find_office_kind(content: bytes, shown: str, limits: Limits) -> str | None:
    """`docx`, `xlsx`, or None for another kind of ZIP. Raises `UploadError` for a bad one."""
    allowance = Allowance(
        shown,
        min(limits.max_unpacked, max(limits.max_ratio * len(content), limits.ratio_from)),
        limits.max_bytes,
        limits.max_entries,
    )
    try:
        return _find_kind(content, allowance, is_inner=False)
    # zipfile answers broken headers with many errors; RuntimeError is its word for a password.
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        LookupError,
        NotImplementedError,
        OSError,
        OverflowError,
        RuntimeError,
        ValueError,
    ) as error:
        raise _broken(shown) from error


def check_old_office(content: bytes, shown: str) -> NoReturn:
    """Say why a file of the old Office form is refused: a password, or its age."""
    if ENCRYPTED in content:
        raise UploadError(
            _(
                "Tệp “%(name)s” có mật khẩu. Hãy lưu lại bản không có mật khẩu rồi tải lên.",
                name=shown,
            )
        )
    raise UploadError(
        _(
            "Tệp “%(name)s” thuộc dạng Office cũ (DOC, XLS). Hãy mở tệp, chọn Lưu thành DOCX, "
            "XLSX hoặc PDF rồi tải lên.",
            name=shown,
        )
    )


def _find_kind(content: bytes, allowance: Allowance, *, is_inner: bool) -> str | None:
    # Counted before zipfile makes an object of each.
    allowance.entries -= content.count(CENTRAL_ENTRY)
    if allowance.entries < 0:
        raise _too_much(allowance.shown)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entries = package.infolist()
        names = [entry.filename.replace("\\", "/") for entry in entries]
        kind = _kind_of(names)
        if kind is None:
            return None
        _check_names(entries, names, allowance.shown)
        if sum(entry.file_size for entry in entries) > allowance.bytes_left:
            raise _too_much(allowance.shown)
        for entry, name in zip(entries, names, strict=True):
            _check_entry(package, entry, name.lower(), allowance, is_inner=is_inner)
    return kind


def _kind_of(names: list[str]) -> str | None:
    if TYPES not in names:
        return None
    kinds = [kind for kind, part in MAIN_PARTS.items() if any(part.fullmatch(name) for name in names)]
    return kinds[0] if len(kinds) == 1 else None


def _check_names(entries: list[zipfile.ZipInfo], names: list[str], shown: str) -> None:
    if any(MACROS.search(name.lower()) for name in names):
        raise _macros(shown)
    paths = [name.split("/") for name in names]
    strays = any(".." in path or path[0] == "" or ":" in path[0] for path in paths)
    # A name with NUL is cut there by some programs and not by others.
    hidden = any("\0" in entry.orig_filename for entry in entries)
    twice = len({name.lower() for name in names}) < len(names)
    # The first entry opens the file, or something else stands before the package.
    shifted = min(entry.header_offset for entry in entries) != 0
    if strays or hidden or twice or shifted:
        raise UploadError(
            _(
                "Tệp “%(name)s” có cấu trúc bất thường, có thể không an toàn. Hãy mở tệp bằng "
                "Word hoặc Excel, chọn Lưu thành một tệp mới rồi tải lên.",
                name=shown,
            )
        )


def _check_entry(
    package: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    name: str,
    allowance: Allowance,
    *,
    is_inner: bool,
) -> None:
    """Unpack the entry to nowhere, and look for what it must not hold."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _broken(allowance.shown)
    told = entry.file_size
    # zipfile stops at the size that the header tells; this makes it go to the real end, or so
    # far beyond the allowance that the count below is the first to notice.
    entry.file_size = allowance.bytes_left + 2 * CHUNK
    size, tail, kept = 0, b"", None
    with package.open(entry) as part:
        while chunk := part.read(CHUNK):
            if not size:
                kept = _begin_to_keep(chunk, allowance.shown)
            size += len(chunk)
            allowance.bytes_left -= len(chunk)
            if allowance.bytes_left < 0:
                raise _too_much(allowance.shown)
            _look(name, tail + chunk, allowance.shown)
            tail = chunk[-OVERLAP * 2 :]
            if kept is not None:
                kept.write(chunk)
                if kept.tell() > allowance.inner_bytes:
                    raise _too_much(allowance.shown)
    if size != told:
        raise _broken(allowance.shown)
    if kept is not None:
        _check_inner(kept.getvalue(), allowance, is_inner=is_inner)


def _begin_to_keep(start: bytes, shown: str) -> io.BytesIO | None:
    if start.startswith(NEVER_INSIDE):
        raise _packed_file(shown)
    return io.BytesIO() if start.startswith((ZIP, EMPTY_ZIP, OLD_OFFICE)) else None


def _look(name: str, text: bytes, shown: str) -> None:
    if not XML.search(name):
        return
    # Without its NULs, UTF-16 reads like ASCII.
    text = text.replace(b"\0", b"")
    if DECLARATION.search(text):
        raise UploadError(
            _(
                "Tệp “%(name)s” có khai báo XML không được phép trong DOCX, XLSX. Hãy mở tệp bằng "
                "Word hoặc Excel, chọn Lưu thành một tệp mới rồi tải lên.",
                name=shown,
            )
        )
    if name == TYPES.lower() and MACRO_TYPE.search(text):
        raise _macros(shown)


def _check_inner(content: bytes, allowance: Allowance, *, is_inner: bool) -> None:
    """A chart's workbook or an equation may lie inside; any other file may not."""
    if content.startswith(OLD_OFFICE):
        if PACKED_FILE in content:
            raise _packed_file(allowance.shown)
    elif is_inner or not _find_kind(content, allowance, is_inner=True):
        raise _packed_file(allowance.shown)


def _broken(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” bị hỏng, không đọc được. Hãy mở tệp gốc, lưu lại rồi tải lên.",
            name=shown,
        )
    )


def _too_much(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” chứa quá nhiều dữ liệu nén. "
            "Hãy bớt nội dung, chia thành nhiều tệp hoặc xuất ra PDF.",
            name=shown,
        )
    )


def _macros(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có macro. Hãy lưu thành DOCX hoặc XLSX không có macro rồi tải lên.",
            name=shown,
        )
    )


def _packed_file(shown: str) -> UploadError:
    return UploadError(
        _(
            "Tệp “%(name)s” có tệp khác đính kèm bên trong. Hãy bỏ tệp đó ra khỏi văn bản và tải lên riêng.",
            name=shown,
        )
    )
