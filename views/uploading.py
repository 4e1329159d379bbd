"""Taking a file that somebody uploads: looked at first, then kept under its SHA-256."""

from __future__ import annotations

import io
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from models import Enclosure, Organisation, db
from views.access import current_person
from views.files import store
from workflow.dates import today
from workflow.errors import InputError
from workflow.files import note_stored
from workflow.settings import setting
from workflow.uploads import Checked, Limits, UploadError, check_upload
from workflow.uploads.photos import written_anew


@dataclass(frozen=True)
class Kept:
    """A file that lies in the store now."""

    sha256: str
    size: int
    media_type: str
    filename: str


def take(field: str, place: Organisation) -> Kept:
    """The file of that form field, checked and stored; the size that this office allows.

    Raises `InputError` on the field: no file, too large, or not what may be uploaded.
    """
    upload, checked = _checked(field, place)
    sha256, size = store().put(upload.stream)
    return Kept(sha256, size, checked.media_type, checked.safe_name)


def _checked(field: str, place: Organisation) -> tuple[FileStorage, Checked]:
    upload = request.files.get(field)
    if upload is None or not upload.filename:
        raise InputError({field: _("Chọn một tệp.")})
    limit = setting(place, "upload_max_mb", today()) * 1024 * 1024
    try:
        checked = check_upload(upload.stream, upload.filename, limits=Limits(max_bytes=limit))
    except UploadError as wrong:
        raise InputError({field: str(wrong)}) from wrong
    upload.stream.seek(0)
    return upload, checked


def take_photo(field: str, place: Organisation) -> str | None:
    """A photo for a public page, written anew and stored; its SHA-256, or None where none was chosen.

    The file as it came is never kept: it may say where and when it was taken. Raises `InputError`.
    """
    chosen = request.files.get(field)
    if chosen is None or not chosen.filename:
        return None
    upload, checked = _checked(field, place)
    if checked.kind not in ("jpeg", "png"):
        raise InputError({field: _("Chọn một ảnh JPEG hoặc PNG.")})
    try:
        content = written_anew(upload.stream.read())
    except UploadError as wrong:
        raise InputError({field: str(wrong)}) from wrong
    sha256, size = store().put(io.BytesIO(content))
    note_stored(sha256, size, "image/jpeg")
    return sha256


def enclose(field: str, place: Organisation, *, required: bool = True) -> Enclosure | None:
    """The file as a row that another row can point to; None where none was chosen and none is required.

    Raises `InputError` as `take` does. The caller commits.
    """
    upload = request.files.get(field)
    if not required and (upload is None or not upload.filename):
        return None
    kept = take(field, place)
    note_stored(kept.sha256, kept.size, kept.media_type)
    person = current_person()
    assert person is not None  # Only who is logged in reaches a form with a file.
    enclosure = Enclosure(sha256=kept.sha256, filename=kept.filename, uploaded_by_id=person.id)
    db.session.add(enclosure)
    db.session.flush()
    return enclosure
