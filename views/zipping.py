"""A ZIP that is sent while it is packed: nothing of it lies in memory or on the disk."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from workflow.dates import today

CHUNK = 64 * 1024
MANIFEST = "SHA256SUMS.txt"


@dataclass(frozen=True)
class Part:
    """One file of the ZIP: its path there, and how it is opened when its turn comes."""

    path: str
    open: Callable[[], IO[bytes]]


class _Sink:
    """Takes what the packer writes until it is sent on."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back here."""

    def take(self) -> bytes:
        """What has come since the last call."""
        data, self.waiting = b"".join(self.waiting), []
        return data


def zipped(parts: Iterable[Part]) -> Iterator[bytes]:
    """The ZIP in pieces; its last file lists the SHA-256 of all others, for `sha256sum --check`.

    Names beyond ASCII carry the mark of UTF-8, by which Windows shows them rightly.
    """
    sink, lines = _Sink(), []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as out:  # type: ignore[arg-type]
        for part in parts:
            digest = hashlib.sha256()
            with out.open(_entry(part.path), "w") as target, part.open() as source:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    target.write(chunk)
                    yield sink.take()
            lines.append(f"{digest.hexdigest()}  {part.path}\n")
        out.writestr(_entry(MANIFEST), "".join(lines))
    yield sink.take()


def _entry(path: str) -> zipfile.ZipInfo:
    day = today()
    entry = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
