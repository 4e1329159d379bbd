"""DOCX and XLSX: a real package, without macros, and no larger unpacked than it may be.

Only the relations and the list of types are parsed; a document type declaration, with which
entities would come, is refused. A chart in a DOCX carries a workbook of its own: such a package
inside a package is looked through in the same way and out of the same allowance, one level deep;
any other archive inside is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import NoReturn
from xml.parsers.expat import ExpatError

from flask_babel import gettext as _

from workflow.uploads.limits import Limits, UploadError
from workflow.uploads.package import (
    END_OF_DIRECTORY,
    Allowance,
    allow,
    check_sizes,
    open_package,
    unpack,
)
from workflow.uploads.parts import (
    RELATIONS,
    TYPES,
    XML,
    check_name,
    check_relations,
    check_start,
    check_text,
    check_types,
)
from workflow.uploads.refusals import broken, odd, packed_file, too_much

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Word on the web numbers its main part: word/document2.xml.
MAIN_PARTS = {
    "docx": re.compile(r"word/document\d*\.xml"),
    "xlsx": re.compile(r"xl/workbook\d*\.xml"),
}
# A declaration that is cut in two by a chunk's end is found in both ends put together.
OVERLAP = 16


def find_office_kind(content: bytes, shown: str, limits: Limits) -> str | None:
    """`docx`, `xlsx`, or None for another kind of ZIP. Raises `UploadError` for a bad one."""
    try:
        return _find_kind(content, allow(len(content), shown, limits), is_inner=False)
    # zipfile answers broken headers with many errors; RuntimeError is its word for a password.
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ExpatError,
        LookupError,
        NotImplementedError,
        OSError,
        OverflowError,
        RuntimeError,
        ValueError,
    ) as error:
        raise broken(shown) from error


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
    with open_package(content, allowance) as package:
        entries = package.infolist()
        names = [entry.filename.replace("\\", "/") for entry in entries]
        kind = _kind_of(names)
        if kind is None:
            return None
        _check_names(entries, names, allowance.shown)
        check_sizes(entries, len(content), allowance)
        for entry, name in zip(entries, names, strict=True):
            _check_entry(package, entry, name.lower(), allowance, is_inner=is_inner)
    return kind


def _kind_of(names: list[str]) -> str | None:
    if "[Content_Types].xml" not in names:
        return None
    kinds = [kind for kind, part in MAIN_PARTS.items() if any(part.fullmatch(name) for name in names)]
    return kinds[0] if len(kinds) == 1 else None


def _check_names(entries: list[zipfile.ZipInfo], names: list[str], shown: str) -> None:
    paths = [name.split("/") for name in names]
    strays = any(".." in path or path[0] == "" or ":" in path[0] for path in paths)
    # A name with NUL is cut there by some programs and not by others.
    hidden = any("\0" in entry.orig_filename for entry in entries)
    twice = len({name.lower() for name in names}) < len(names)
    # The first entry opens the file, or something else stands before the package.
    shifted = min(entry.header_offset for entry in entries) != 0
    if strays or hidden or twice or shifted:
        raise odd(shown)
    for name in names:
        check_name(name.lower(), shown)


def _check_entry(
    package: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    name: str,
    allowance: Allowance,
    *,
    is_inner: bool,
) -> None:
    """Unpack the entry to nowhere, and look for what it must not hold."""
    is_parsed = name == TYPES or name.endswith(RELATIONS)
    tail, kept = b"", None
    for chunk in unpack(package, entry, allowance):
        if not tail:
            check_start(name, chunk, allowance.shown)
            kept = io.BytesIO() if is_parsed or chunk.startswith((ZIP, END_OF_DIRECTORY)) else None
        if name.endswith(XML):
            check_text(tail + chunk, allowance.shown)
        tail = chunk[-OVERLAP:]
        if kept is not None:
            kept.write(chunk)
            if kept.tell() > (allowance.relations if is_parsed else allowance.inner_bytes):
                raise too_much(allowance.shown)
    if kept is not None and is_parsed:
        _check_parsed(name, kept.getvalue(), allowance)
    elif kept is not None and (is_inner or not _find_kind(kept.getvalue(), allowance, is_inner=True)):
        raise packed_file(allowance.shown)


def _check_parsed(name: str, xml: bytes, allowance: Allowance) -> None:
    allowance.relations -= len(xml)
    check = check_types if name == TYPES else check_relations
    check(xml, allowance.shown)
