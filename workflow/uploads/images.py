"""PNG and JPEG: whole, still, and not larger than a camera makes them."""

from __future__ import annotations

import io

from flask_babel import gettext as _
from PIL import Image

from workflow.uploads.limits import Limits, UploadError

# Decoded at an eighth of its size, a JPEG of 80 million pixels takes little memory.
SMALL = (64, 64)


def check_png(content: bytes, shown: str, limits: Limits) -> None:
    try:
        with _open(content, "PNG") as image:
            _check_pixels(image, shown, limits)
            is_animated = getattr(image, "is_animated", False)
            image.verify()
    except (UploadError, MemoryError):
        raise
    except TOO_LARGE as error:
        raise _too_large(shown, limits) from error
    # Pillow answers a broken file with whatever its parser stumbles over.
    except Exception as error:
        raise _broken(shown) from error
    if is_animated:
        raise UploadError(
            _(
                "Tệp “%(name)s” là ảnh động. Hãy lưu thành ảnh tĩnh rồi tải lên.",
                name=shown,
            )
        )


def check_jpeg(content: bytes, shown: str, limits: Limits) -> None:
    """A JPEG with further pictures behind the first (MPO) is what many telephones make."""
    try:
        with _open(content, "JPEG") as image:
            _check_pixels(image, shown, limits)
            # verify() asks nothing of a JPEG, so that only decoding finds a torn one.
            image.draft("L", SMALL)
            image.load()
    except (UploadError, MemoryError):
        raise
    except TOO_LARGE as error:
        raise _too_large(shown, limits) from error
    except Exception as error:
        raise _broken(shown) from error


TOO_LARGE = (Image.DecompressionBombWarning, Image.DecompressionBombError)


def _open(content: bytes, kind: str) -> Image.Image:
    return Image.open(io.BytesIO(content), formats=(kind,))


def _check_pixels(image: Image.Image, shown: str, limits: Limits) -> None:
    if image.width * image.height > limits.max_pixels:
        raise _too_large(shown, limits)


def _too_large(shown: str, limits: Limits) -> UploadError:
    return UploadError(
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
