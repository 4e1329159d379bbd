"""Reads the uploaded reports, so that they can be compared with each other."""

from __future__ import annotations

import logging

from flask import current_app

from models import db
from models.store import store_from_url
from workflow.plan_reader.sources import words_in
from workflow.report_texts import keep_text, unread_reports

log = logging.getLogger(__name__)
# As many as are read well within the time limit of the task; the next sweep takes the rest.
MOST = 20


def read_reports() -> None:
    """One file after the other, each committed by itself; safe to run twice.

    That a file was tried is kept before it is opened: one that kills its worker is not opened again.
    """
    store = store_from_url(current_app.extensions["settings"].storage_url)
    for sha256, media_type in unread_reports(MOST):
        keep_text(sha256, "")
        db.session.commit()
        try:
            with store.open(sha256) as file:
                text = words_in(media_type, file.read())
        except FileNotFoundError:
            log.warning("The file of a report is not in the store: %s", sha256)
            continue
        if text:
            keep_text(sha256, text)
            db.session.commit()
