"""The slip of a receipt: ordered with the act, for those who may see the dossier."""

from __future__ import annotations

from uuid import uuid4

from models import Document, db
from models.enums import Action, DocumentType, Role, State
from tasks.documents import make
from tests.documents.reading import flat, text_of
from tests.documents.word_reading import opened, text_of_word
from tests.workflow.world import dossier, good_inputs, person
from workflow.actions import perform


def received(office) -> tuple[str, int]:
    with office.app_context():
        row = dossier(State.UNIT_APPROVED, received=False, appraised=False)
        db.session.commit()
        perform(Action.RECEIVE, row.id, actor=person(Role.CLERK), inputs=good_inputs(Action.RECEIVE, row),
                expected_version=row.version, request_id=uuid4().hex)  # fmt: skip
        db.session.commit()
        query = db.select(Document.id).filter_by(nomination_id=row.id, type=DocumentType.RECEIPT_SLIP)
        return row.code, db.session.scalars(query).one()


def test_who_brought_a_dossier_gets_a_slip(office, client_of):
    code, number = received(office)
    clerk = client_of("clerk")
    with office.app_context():
        make(number)
    assert f"/documents/receipt/{code}" in clerk.get(f"/nominations/{code}").get_data(as_text=True)
    answer = clerk.get(f"/documents/receipt/{code}", follow_redirects=True)
    assert answer.mimetype == "application/pdf"
    text = flat(text_of(answer.data))
    word = clerk.get(f"/documents/receipt/{code}/word", follow_redirects=True)
    assert flat(text_of_word(opened(word.data))) == text
    assert "PHIẾU TIẾP NHẬN" in text
    assert "đến hết ngày 16 tháng 6 năm 2025" in text
    assert "NGƯỜI TIẾP NHẬN" in text
    with office.app_context():
        assert person(Role.CLERK).name in text


def test_a_slip_is_hidden_from_who_may_not_see_the_dossier(office, client_of):
    code, _number = received(office)
    assert client_of("admin").get(f"/documents/receipt/{code}").status_code == 404
