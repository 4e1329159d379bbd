"""A photo for a public page, written anew: upright, not too large, and without what the camera noted."""

from __future__ import annotations

import io

from flask_babel import gettext as _
from PIL import Image, ImageOps

from workflow.uploads.limits import UploadError

LONGEST_SIDE = 1600
QUALITY = 85
MOST_POINTS = 25_000_000


def written_anew(content: bytes) -> bytes:
    """A JPEG of the same picture; place, time, owner and whatever else is hidden in the file are gone.

    The content was checked by `check_upload` as PNG or JPEG; `UploadError` where it cannot be drawn.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as opened:
            # A JPEG is read small at once; of a PNG every point must be held.
            opened.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
            if opened.width * opened.height > MOST_POINTS:
                raise UploadError(_("Ảnh quá lớn. Hãy lưu ảnh nhỏ hơn, dạng JPEG."))
            # A telephone writes how it was held beside the picture; turn it before that is dropped.
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            drawn = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UploadError(_("Ảnh này bị hỏng hoặc không mở được.")) from error
    ground = Image.new("RGB", drawn.size, "white")
    ground.paste(drawn, mask=drawn.getchannel("A"))
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
