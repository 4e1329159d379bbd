"""A unit's list in the browser's words: made in the queue, numbered, sent, and received as one thing."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask

from models import Document, Nomination, Submission, db
from models.enums import State, SubmissionState
from tasks.documents import make
from tests.documents.reading import flat, text_of
from tests.journeys.test_main_way import a_report
from tests.views.test_submissions import form_to
from tests.workflow.test_unit_lists import a_list, drafted, sent

PDF = a_report()


@pytest.fixture
def made(office: Flask):
    """`made(a_list)`: the number of a list that was made and committed."""

    def make_one(how, *args) -> int:
        with office.app_context():
            number = how(*args).id
            db.session.commit()
            return number

    return make_one


def text(client, address: str, code: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == code
    return answer.get_data(as_text=True)


def test_the_head_makes_a_list_in_his_queue_numbers_it_and_sends_it(office, client_of):
    head = client_of("head")
    with office.app_context():
        ids = [one.id for one in drafted()]
        db.session.commit()
    assert "Lập danh sách trình cấp xã" in text(head, "/queue")
    answer = head.post("/submissions", data={"ids": ids})
    address = answer.headers["Location"]
    page = text(head, address)
    assert "chưa đính kèm biên bản họp xét của đơn vị" in page
    wrong = head.post(f"{address}/freeze", data=form_to(page, "freeze") | {"number": "hai"})
    assert wrong.status_code == 422
    assert 'value="hai"' in wrong.get_data(as_text=True)
    head.post(f"{address}/freeze", data=form_to(page, "freeze") | {"number": "417"})
    page = text(head, address)
    assert "417/TTr-" in page
    assert "Duyệt và trình cả danh sách" in page
    assert head.post(f"{address}/send", data=form_to(page, "send")).status_code == 302
    with office.app_context():
        rows = [db.session.get_one(Nomination, one) for one in ids]
        assert {one.state for one in rows} == {State.UNIT_APPROVED}


def test_the_clerk_receives_from_the_list(office, client_of, made):
    number, clerk = made(sent), client_of("clerk")
    page = text(clerk, f"/submissions/{number}")
    ids = re.findall(r'name="ids" value="(\d+)"', page)
    assert len(ids) == 2
    assert f"/submissions/{number}" in text(clerk, "/submissions")
    versions = dict(re.findall(r'name="(version-\d+)"[^>]* value="(\d+)"', page))
    form = versions | {"ids": ids, "list": str(number), "received_on": "02/06/2025", "confirmed": "1"}
    assert "Đã tiếp nhận, số" in clerk.post("/queue/receive", data=form).get_data(as_text=True)
    with office.app_context():
        rows = [db.session.get_one(Nomination, int(one)) for one in ids]
        assert all(one.receipt_number for one in rows)


def test_a_list_that_is_not_sent_is_the_units_own(client_of, made):
    number = made(a_list)
    for who in ("head", "drafter"):
        assert "Hội" in text(client_of(who), f"/submissions/{number}")
    for who in ("clerk", "chair", "district"):
        text(client_of(who), f"/submissions/{number}", 404)


def test_the_minutes_go_up_with_the_list_and_only_before_it_is_sent(office, client_of, made):
    number, head = made(a_list), client_of("head")
    address = f"/submissions/{number}"
    text(head, f"{address}/minutes", 404)

    def upload(client, data: bytes = PDF):
        with office.app_context():
            version = db.session.get_one(Submission, number).version
        file = (io.BytesIO(data), "bien-ban.pdf")
        return client.post(f"{address}/minutes", data={"minutes": file, "version": version})

    assert upload(head, b"").status_code == 422
    assert upload(client_of("drafter")).status_code == 403
    assert upload(head).status_code == 302
    assert "chưa đính kèm biên bản" not in text(head, address)
    text(client_of("clerk"), f"{address}/minutes", 404)
    head.post(f"{address}/freeze", data=form_to(text(head, address), "freeze"))
    # What the sender has seen is what goes up.
    assert upload(head).status_code == 409
    head.post(f"{address}/send", data=form_to(text(head, address), "send"))
    with office.app_context():
        assert db.session.get_one(Submission, number).state is SubmissionState.SENT
    assert client_of("clerk").get(f"{address}/minutes").data == PDF
    assert upload(head).status_code == 409


def test_the_letter_bears_the_unit_under_its_committee_and_the_heads_own_title(office, client_of, made):
    number = made(sent)
    with office.app_context():
        submission = db.session.get_one(Submission, number)
        paper = db.session.scalars(
            db.select(Document.id).filter_by(submission_id=number, version=submission.version)
        ).one()
        unit, town = submission.from_organisation.name, submission.to_organisation.name
        head, title = submission.signer_name, submission.signer_title
        make(paper)
    said = flat(text_of(client_of("clerk").get(f"/documents/{paper}.pdf").data))
    start, end = said.split("TỜ TRÌNH")[0], said.split("TỜ TRÌNH")[1]
    assert start.index(town.replace("Ủy ban nhân dân", "UBND").upper()) < start.index(unit.upper())
    assert title.upper() in end
    assert head in end
    assert "TM. ỦY BAN NHÂN DÂN" not in said
