"""Makes the papers that were ordered, each once."""

from __future__ import annotations

import io
import logging
from datetime import UTC, datetime, timedelta

from flask import current_app
from sqlalchemy import func

from documents.gather import paper_of
from documents.pdf import DocumentError, render_pdf
from models import Document, db
from models.enums import DocumentState
from models.store import store_from_url
from workflow.actions import record
from workflow.files import note_stored

log = logging.getLogger(__name__)
MOST_TRIES = 5


def make(document_id: int) -> None:
    """Render one paper and store it. Safe to run twice: a paper that is ready stays as it is."""
    document = db.session.scalars(
        db.select(Document).filter_by(id=document_id).with_for_update(skip_locked=True)
    ).one_or_none()
    if document is None or document.state is not DocumentState.PENDING:
        return
    settings = current_app.extensions["settings"]
    try:
        pdf = render_pdf(paper_of(document, settings.public_url))
    except DocumentError as reason:
        _put_off(document, str(reason))
    except Exception as reason:
        # A fault of ours must not be tried for ever; whoever waits for the paper is told.
        log.exception("Paper %s", document_id)
        _put_off(document, f"{type(reason).__name__}: {reason}")
    else:
        _keep(document, pdf, settings.storage_url)
    db.session.commit()


def _keep(document: Document, pdf: bytes, storage_url: str) -> None:
    sha256, size = store_from_url(storage_url).put(io.BytesIO(pdf))
    note_stored(sha256, size, "application/pdf")
    document.sha256, document.state = sha256, DocumentState.READY
    document.made_at, document.last_error = func.clock_timestamp(), ""
    subject = ("submission", document.submission_id) if document.submission_id else (
        "decision", document.decision_id or (document.award and document.award.decision_id)
    )  # fmt: skip
    record("paper_made", stream=f"{subject[0]}:{subject[1]}", actor=None,
           data={"type": document.type.value, "files": [sha256], "version": document.version})  # fmt: skip
    log.info("Paper %s made", document.id)


def _put_off(document: Document, reason: str) -> None:
    document.tries += 1
    document.last_error = reason[:500]
    document.next_try_at = datetime.now(UTC) + timedelta(seconds=30 * 2**document.tries)
    if document.tries >= MOST_TRIES:
        document.state = DocumentState.FAILED
    log.warning("Paper %s could not be made: %s", document.id, reason)
