"""Files kept under their SHA-256: the same content is stored once and cannot change unseen."""

from __future__ import annotations

import hashlib
import io
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import unquote, urlsplit

CHUNK = 64 * 1024
SHA256 = re.compile(r"[0-9a-f]{64}")


class TooLargeError(Exception):
    """The stream is longer than allowed; nothing of it was kept."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(f"more than {max_bytes} bytes")
        self.max_bytes = max_bytes


class Readable(Protocol):
    """All that is asked of a stream: the next bytes, or none at its end."""

    def read(self, size: int, /) -> bytes: ...


class Store(Protocol):
    """What the program needs of a store, wherever the bytes lie."""

    def put(self, stream: Readable, *, max_bytes: int | None = None) -> tuple[str, int]: ...
    def open(self, sha256: str) -> BinaryIO: ...
    def exists(self, sha256: str) -> bool: ...
    def verify(self, sha256: str) -> bool: ...


class FileStore:
    """A store in a folder: `ab/cd/abcd…`, written beside and renamed into place."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)

    def put(self, stream: Readable, *, max_bytes: int | None = None) -> tuple[str, int]:
        """Keep what the stream still holds; give its SHA-256 and its size.

        Raises `TooLargeError` at the first byte over the limit. When this returns, the file is on
        the disk. A file that is there already is written anew, which also mends a damaged one.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".new-", dir=self.folder)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                sha256, size = _copy(stream, file, max_bytes)
                file.flush()
                os.fsync(file.fileno())
            target = self.path(sha256)
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        for folder in (target.parent, target.parent.parent, self.folder):
            _sync_folder(folder)
        return sha256, size

    def open(self, sha256: str) -> io.BufferedReader:
        """The file for reading. Raises `FileNotFoundError` when there is none."""
        return self.path(sha256).open("rb")

    def path(self, sha256: str) -> Path:
        """Where the file lies, or would lie."""
        if not SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256 in hexadecimal: {sha256!r}")
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def exists(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def verify(self, sha256: str) -> bool:
        """Whether the file is there and its content is what its name says."""
        try:
            with self.open(sha256) as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False


def store_from_url(url: str) -> FileStore:
    """The store that an address such as `file:///var/lib/thi-dua/files` names."""
    parts = urlsplit(url)
    folder = Path(unquote(parts.path))
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        raise ValueError(f"STORAGE_URL must begin with file:///, not {parts.scheme or url!r}")
    if parts.query or parts.fragment or not folder.is_absolute():
        raise ValueError("STORAGE_URL must name an absolute folder; write ? as %3F and # as %23")
    return FileStore(folder)


def _copy(stream: Readable, file: BinaryIO, max_bytes: int | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if max_bytes is not None and size > max_bytes:
            raise TooLargeError(max_bytes)
        digest.update(chunk)
        file.write(chunk)
    return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    # A rename survives a power cut only once its folder is on the disk too.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
