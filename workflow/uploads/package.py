"""A ZIP taken apart to nowhere: counted while unpacking, whatever its headers say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.uploads.limits import Limits
from workflow.uploads.refusals import broken, odd, too_much

CHUNK = 64 * 1024
CENTRAL_ENTRY = b"PK\x01\x02"
END_OF_DIRECTORY = b"PK\x05\x06"
END_LENGTH = 22
LOCATOR, LOCATOR_LENGTH = b"PK\x06\x07", 20
# What follows a name in the directory costs zipfile the square of its length.
MOST_DIRECTORY = 256 * 1024


@dataclass
class Allowance:
    """What may still be unpacked of one upload, whatever lies in what."""

    shown: str
    bytes_left: int
    inner_bytes: int
    entries: int
    relations: int


def allow(size: int, shown: str, limits: Limits) -> Allowance:
    """The allowance of an upload of that size."""
    unpacked = min(limits.max_unpacked, max(limits.max_ratio * size, limits.ratio_from))
    return Allowance(shown, unpacked, limits.max_bytes, limits.max_entries, limits.max_relations)


def open_package(content: bytes, allowance: Allowance) -> zipfile.ZipFile:
    """The package, opened after its directory was found to be short enough to read."""
    allowance.entries -= content.count(CENTRAL_ENTRY)
    if allowance.entries < 0:
        raise too_much(allowance.shown)
    end = content.rfind(END_OF_DIRECTORY)
    if end == -1 or len(content) - end < END_LENGTH:
        raise broken(allowance.shown)
    # Only packages of gigabytes need the longer form, which would tell another size.
    is_long_form = content.startswith(LOCATOR, max(0, end - LOCATOR_LENGTH))
    if is_long_form or int.from_bytes(content[end + 12 : end + 16], "little") > MOST_DIRECTORY:
        raise odd(allowance.shown)
    return zipfile.ZipFile(io.BytesIO(content))


def check_sizes(entries: list[zipfile.ZipInfo], size: int, allowance: Allowance) -> None:
    """Refuse what tells of too much, and entries that share their data with each other."""
    if sum(entry.file_size for entry in entries) > allowance.bytes_left:
        raise too_much(allowance.shown)
    if sum(entry.compress_size for entry in entries) > size:
        raise odd(allowance.shown)


def unpack(package: zipfile.ZipFile, entry: zipfile.ZipInfo, allowance: Allowance) -> Iterator[bytes]:
    """The content of the entry, chunk by chunk, up to its real end."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise broken(allowance.shown)
    told, size = entry.file_size, 0
    # zipfile stops at the size that the header tells; this makes it go to the real end, or so
    # far beyond the allowance that the count below is the first to notice.
    entry.file_size = allowance.bytes_left + 2 * CHUNK
    with package.open(entry) as part:
        while chunk := part.read(CHUNK):
            size += len(chunk)
            allowance.bytes_left -= len(chunk)
            if allowance.bytes_left < 0:
                raise too_much(allowance.shown)
            yield chunk
    if size != told:
        raise broken(allowance.shown)
