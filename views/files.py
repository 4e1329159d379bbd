"""Files out of the store, never shown inline."""

from __future__ import annotations

from flask import Response, abort, current_app, send_file

from models import Enclosure
from models.store import FileStore, store_from_url


def store() -> FileStore:
    """The store that the settings name."""
    return store_from_url(current_app.extensions["settings"].storage_url)


def send(sha256: str, filename: str, media_type: str, *, inline: bool = False) -> Response:
    """The file as a download; only our own papers may open in the browser."""
    files = store()
    if not files.exists(sha256):
        abort(404)
    response = send_file(
        files.open(sha256), mimetype=media_type, as_attachment=not inline, download_name=filename
    )
    # The readers of some browsers do not start inside a sandbox; our own papers need none.
    response.headers["Content-Security-Policy"] = f"{'' if inline else 'sandbox; '}default-src 'none'"
    return response


def send_enclosure(enclosure: Enclosure) -> Response:
    """A file that belongs to no dossier; the view has checked who asks and noted the download."""
    return send(enclosure.sha256, enclosure.filename, enclosure.file.media_type)
