"""Reads the uploaded reports, so that they can be compared with each other."""

from __future__ import annotations

import logging

from flask import current_app

from models import db
from models.store import store_from_url
from workflow.likeness import LONGEST_REPORT
from workflow.plan_reader.sources import words_in
from workflow.report_texts import keep_text, unread_reports

log = logging.getLogger(__name__)
# As many as are read well within the time limit of the task; the next sweep takes the rest.
MOST = 20


def read_reports() -> None:
    """One file after the other, each committed by itself; safe to run twice.

    That a file was tried is kept before it is read: one that kills its worker is not read again.
    """
    store = store_from_url(current_app.extensions["settings"].storage_url)
    waiting = unread_reports(MOST)
    if waiting and not any(store.exists(sha256) for sha256, _media_type in waiting):
        # The store is away, such as a disk that is not mounted; what is marked now would never be read.
        log.warning("None of %s reports is in the store", len(waiting))
        return
    for sha256, media_type in waiting:
        keep_text(sha256, "")
        db.session.commit()
        if not store.exists(sha256):
            log.warning("The file of a report is not in the store: %s", sha256)
            continue
        with store.open(sha256) as file:
            text = words_in(media_type, file.read())[:LONGEST_REPORT]
        if text:
            keep_text(sha256, text)
            db.session.commit()
