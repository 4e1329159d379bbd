"""Taking a file that somebody uploads: looked at first, then kept under its SHA-256."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from models import Enclosure, Organisation, db
from views.access import current_person
from views.files import store
from workflow.dates import today
from workflow.errors import InputError
from workflow.files import note_stored
from workflow.settings import setting
from workflow.uploads import Limits, UploadError, check_upload


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
    upload = request.files.get(field)
    if upload is None or not upload.filename:
        raise InputError({field: _("Chọn một tệp.")})
    limit = setting(place, "upload_max_mb", today()) * 1024 * 1024
    try:
        checked = check_upload(upload.stream, upload.filename, limits=Limits(max_bytes=limit))
    except UploadError as wrong:
        raise InputError({field: str(wrong)}) from wrong
    upload.stream.seek(0)
    sha256, size = store().put(upload.stream)
    return Kept(sha256, size, checked.media_type, checked.safe_name)


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
