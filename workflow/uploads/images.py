"""PNG and JPEG: whole, still, and not larger than a camera makes them.

Only the frame of the file is read, piece by piece and no more pieces than there may be; nothing is
decoded, so that no picture can take more time or memory here than its own size.
"""

from __future__ import annotations

import struct
import zlib

from flask_babel import gettext as _

from workflow.uploads.limits import Limits, UploadError

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8"
START_OF_SCAN, FILL, END_OF_IMAGE = 0xDA, 0xFF, b"\xff\xd9"
# Baseline, extended, progressive: what browsers and Word show.
FRAMES = (0xC0, 0xC1, 0xC2)
# The others of the same row, among which stand three that are no frames.
OTHER_FRAMES = tuple(code for code in range(0xC3, 0xD0) if code not in (0xC4, 0xC8, 0xCC))
MOST_PIECES = 20_000


class TornError(Exception):
    """The picture does not go on as its kind must."""


def check_png(content: bytes, shown: str, limits: Limits) -> None:
    """Raise `UploadError` for a PNG that is torn, moves, or is too large."""
    try:
        width, height, is_animated = _read_png(content)
    except (TornError, struct.error) as error:
        raise _broken(shown) from error
    _check_pixels(width * height, shown, limits)
    if is_animated:
        raise UploadError(
            _(
                "Tệp “%(name)s” là ảnh động. Hãy lưu thành ảnh tĩnh rồi tải lên.",
                name=shown,
            )
        )


def check_jpeg(content: bytes, shown: str, limits: Limits) -> None:
    """As `check_png`; further pictures behind the first (MPO) are what many telephones make."""
    try:
        width, height = _read_jpeg(content)
    except (TornError, struct.error) as error:
        raise _broken(shown) from error
    _check_pixels(width * height, shown, limits)


def _read_png(content: bytes) -> tuple[int, int, bool]:
    """Width, height, and whether it moves."""
    view, place = memoryview(content), len(PNG_START)
    kinds: list[bytes] = []
    while not kinds or kinds[-1] != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, place)
        (checksum,) = struct.unpack_from(">I", content, place + 8 + length)
        if zlib.crc32(view[place + 4 : place + 8 + length]) != checksum or len(kinds) == MOST_PIECES:
            raise TornError
        kinds.append(kind)
        place += 12 + length
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds:
        raise TornError
    return *struct.unpack_from(">II", content, len(PNG_START) + 8), b"acTL" in kinds


def _read_jpeg(content: bytes) -> tuple[int, int]:
    """Width and height, said once and before the first scan, behind which an end must stand."""
    sizes, place = [], len(JPEG_START)
    for _piece in range(MOST_PIECES):
        mark, code, length = struct.unpack_from(">BBH", content, place)
        if mark != FILL or length < 2 or code in OTHER_FRAMES:
            raise TornError
        if code in FRAMES:
            sizes.append(struct.unpack_from(">HH", content, place + 5))
        if code == START_OF_SCAN:
            break
        place += 1 if code == FILL else 2 + length
    if code != START_OF_SCAN or len(sizes) != 1 or content.find(END_OF_IMAGE, place) == -1:
        raise TornError
    return sizes[0]


def _check_pixels(pixels: int, shown: str, limits: Limits) -> None:
    if not pixels:
        raise _broken(shown)
    if pixels > limits.max_pixels:
        raise UploadError(
            _(
                "Ảnh “%(name)s” có quá nhiều điểm ảnh (tối đa %(limit)s triệu). "
                "Hãy thu nhỏ ảnh hoặc quét lại ở 150–200 dpi.",
                name=shown,
                limit=limits.max_pixels // 1_000_000,
            )
        )


def _broken(shown: str) -> UploadError:
    return UploadError(
        _(
            "Ảnh “%(name)s” bị hỏng hoặc thiếu một phần. Hãy chụp, quét hoặc lưu lại ảnh.",
            name=shown,
        )
    )
