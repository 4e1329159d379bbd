"""A paper is made once, however often it is asked for, and given up in the end."""

from __future__ import annotations

import io
import threading
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from documents.errors import DocumentError
from models import Document, db
from models.enums import DocumentState
from models.store import store_from_url
from tasks import documents
from tests.documents.word_reading import opened
from tests.workflow.conftest import inside, office, own_env  # noqa: F401 (fixtures of these tests too)
from tests.workflow.test_batches import frozen


@pytest.fixture
def ordered(inside: Flask) -> int:  # noqa: F811
    """The letter of a list that was just frozen."""
    submission = frozen(1)
    number = db.session.scalars(db.select(Document.id).filter_by(submission_id=submission.id)).one()
    db.session.commit()
    return number


def paper(number: int) -> Document:
    db.session.rollback()
    return db.session.get_one(Document, number, populate_existing=True)


def due_again(number: int) -> None:
    paper(number).next_try_at = datetime.now(UTC) - timedelta(seconds=1)
    db.session.commit()


def events_of(number: int) -> list[str]:
    stream = f"submission:{paper(number).submission_id}"
    query = db.text("SELECT action FROM audit_event WHERE stream = :stream ORDER BY seq")
    return list(db.session.scalars(query, {"stream": stream}))


def break_with(monkeypatch: pytest.MonkeyPatch, reason: BaseException) -> None:
    def refuse(*_args: object) -> bytes:
        raise reason

    monkeypatch.setattr(documents, "render_pdf", refuse)


def test_a_paper_is_made_once_and_logged_once(ordered, inside):  # noqa: F811
    for _time in range(2):
        documents.make(ordered)
    made = paper(ordered)
    assert (made.state, made.tries, made.last_error) == (DocumentState.READY, 1, "")
    with store_from_url(inside.extensions["settings"].storage_url).open(made.sha256) as file:
        assert isinstance(file, io.IOBase)
        assert file.read(5) == b"%PDF-"
    assert made.word_sha256 is not None
    with store_from_url(inside.extensions["settings"].storage_url).open(made.word_sha256) as file:
        assert any("TỜ TRÌNH" in one.text for one in opened(file.read()).paragraphs)
    assert events_of(ordered).count("paper_made") == 1


def test_a_paper_that_is_not_there_is_no_fault(inside):  # noqa: F811
    documents.make(999_999)


def test_two_workers_at_once_make_it_once(ordered, inside):  # noqa: F811
    line = threading.Barrier(2)

    def work() -> None:
        with inside.app_context():
            line.wait(20)
            documents.make(ordered)
            db.session.remove()

    threads = [threading.Thread(target=work, daemon=True) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (paper(ordered).state, paper(ordered).tries) == (DocumentState.READY, 1)
    assert events_of(ordered).count("paper_made") == 1


@pytest.mark.parametrize(
    ("reason", "said"),
    [(DocumentError("Thiếu chữ 日"), "Thiếu chữ 日"), (KeyError("x"), "KeyError: 'x'")],
)
def test_a_paper_that_cannot_be_made_is_put_off_then_given_up(ordered, monkeypatch, reason, said):
    break_with(monkeypatch, reason)
    for tries in range(1, documents.MOST_TRIES + 1):
        documents.make(ordered)
        assert (paper(ordered).tries, paper(ordered).last_error) == (tries, said)
        due_again(ordered)
    assert paper(ordered).state is DocumentState.FAILED
    documents.make(ordered)
    assert paper(ordered).tries == documents.MOST_TRIES


def test_a_try_that_is_put_off_waits(ordered, monkeypatch):
    break_with(monkeypatch, DocumentError("Thiếu chữ"))
    documents.make(ordered)
    documents.make(ordered)
    assert paper(ordered).tries == 1


def test_a_database_that_fails_in_the_middle_counts_as_a_try(ordered, monkeypatch):
    monkeypatch.setattr(documents, "note_stored", lambda *_args: db.session.execute(db.text("SELECT 1/0")))
    documents.make(ordered)
    assert (paper(ordered).state, paper(ordered).tries) == (DocumentState.PENDING, 1)
    assert "ZeroDivision" in paper(ordered).last_error or "DivisionByZero" in paper(ordered).last_error


def test_a_paper_that_kills_its_worker_is_given_up_too(ordered, monkeypatch):
    break_with(monkeypatch, SystemExit())
    for _time in range(documents.MOST_TRIES):
        with pytest.raises(SystemExit):
            documents.make(ordered)
        due_again(ordered)
    documents.make(ordered)
    assert paper(ordered).state is DocumentState.FAILED
    assert paper(ordered).last_error == documents.STOPPED
