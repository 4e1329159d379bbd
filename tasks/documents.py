"""Makes the papers that were ordered, each once."""

from __future__ import annotations

import io
import logging
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from flask import current_app
from sqlalchemy import CursorResult, func, update

from documents.errors import DocumentError
from documents.gather import paper_of
from documents.pdf import render_pdf
from documents.word import NOT_IN_WORD, render_docx
from models import Document, db
from models.enums import DocumentState
from models.store import store_from_url
from workflow.actions import record, stream_of
from workflow.files import note_stored
from workflow.people import Person, Post
from workflow.uploads import MEDIA_TYPES

log = logging.getLogger(__name__)
MOST_TRIES = 5
# Longer than the time limit of the task, so that no second worker begins while one is at it.
LEASE = timedelta(minutes=6)
STOPPED = "the worker stopped before the paper was made"

DUE = (Document.state == DocumentState.PENDING) & (Document.next_try_at <= func.now())


def make(document_id: int) -> None:
    """Render one paper and store it. Safe to run twice: a paper that is ready stays as it is.

    A try counts before it begins, so that a paper which kills its worker is given up in the end.
    """
    is_claimed = _claim(document_id)
    db.session.commit()
    if not is_claimed:
        return
    settings = current_app.extensions["settings"]
    try:
        paper = paper_of(db.session.get_one(Document, document_id), settings.public_url)
        # Both from the same blocks, before anything is kept: the two can never differ.
        made = {"pdf": render_pdf(paper)}
        if paper.kind not in NOT_IN_WORD:
            made["docx"] = render_docx(paper)
        _keep(document_id, made, settings.storage_url)
    except DocumentError as reason:
        db.session.rollback()
        _put_off(document_id, str(reason))
    except Exception as reason:
        # A fault of ours must not be tried for ever; whoever waits for the paper is told.
        log.exception("Paper %s", document_id)
        db.session.rollback()
        _put_off(document_id, f"{type(reason).__name__}: {reason}")
    db.session.commit()


def order_again(document: Document, person: Person, post: Post) -> None:
    """Have a failed paper made again; the caller commits."""
    claimed = db.session.execute(
        update(Document)
        .where(Document.id == document.id, Document.state == DocumentState.FAILED)
        .values(state=DocumentState.PENDING, tries=0, next_try_at=func.now(), last_error="")
    )
    if not cast("CursorResult[Any]", claimed).rowcount:
        return
    record("paper_ordered", stream=_stream(document), actor=person, post=post,
           data={"type": document.type.value, "version": document.version})  # fmt: skip
    db.session.info["wake"] = True


def _claim(document_id: int) -> bool:
    """Take the paper for as long as the lease holds; False where there is nothing to do."""
    tries = db.session.scalar(
        update(Document)
        .where(Document.id == document_id, DUE)
        .values(tries=Document.tries + 1, next_try_at=func.now() + LEASE)
        .returning(Document.tries)
    )
    if tries is not None and tries > MOST_TRIES:
        _close(document_id, DocumentState.FAILED, last_error=STOPPED)
        log.warning("Paper %s given up", document_id)
    return tries is not None and tries <= MOST_TRIES


def _keep(document_id: int, made: dict[str, bytes], storage_url: str) -> None:
    kept = {}
    for kind, data in made.items():
        kept[kind], size = store_from_url(storage_url).put(io.BytesIO(data))
        note_stored(kept[kind], size, MEDIA_TYPES[kind])
    if not _close(document_id, DocumentState.READY, sha256=kept["pdf"], word_sha256=kept.get("docx"),
                  made_at=func.clock_timestamp(), last_error=""):  # fmt: skip
        return
    document = db.session.get_one(Document, document_id)
    record("paper_made", stream=_stream(document), actor=None,
           data={"type": document.type.value, "files": list(kept.values()), "version": document.version})  # fmt: skip
    log.info("Paper %s made", document_id)


def _close(document_id: int, state: DocumentState, **values: object) -> bool:
    """Whether it was still open; who comes second changes nothing."""
    done = db.session.execute(
        update(Document)
        .where(Document.id == document_id, Document.state == DocumentState.PENDING)
        .values(state=state, **values)
    )
    return bool(cast("CursorResult[Any]", done).rowcount)


def _put_off(document_id: int, reason: str) -> None:
    document = db.session.get_one(Document, document_id, with_for_update=True, populate_existing=True)
    if document.state is not DocumentState.PENDING:
        return
    document.last_error = reason[:500]
    document.next_try_at = datetime.now(UTC) + timedelta(seconds=30 * 2**document.tries)
    if document.tries >= MOST_TRIES:
        document.state = DocumentState.FAILED
    log.warning("Paper %s could not be made: %s", document_id, reason)


def _stream(document: Document) -> str:
    """The chain in which the making of the paper is noted: that of what it speaks of."""
    if document.nomination is not None:
        return stream_of(document.nomination)
    if document.award is not None:
        return f"decision:{document.award.decision_id}"
    return f"{document.subject}:{getattr(document, f'{document.subject}_id')}"
