"""The clerk's page for the answer of an office with other software: the paper, its scan, each result."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask

from models import Answer, AwardForm, Enclosure, Nomination, db
from models.enums import Level, State
from tests.views.test_nominations import PDF
from tests.views.test_submissions import page_of, price
from tests.workflow.test_answers import PAPER, numbers, sent, set_outside
from tests.workflow.world import dossier

PAGE = 12


@pytest.fixture(scope="module", autouse=True)
def outside(office: Flask) -> None:
    with office.app_context():
        set_outside(Level.DISTRICT, Level.PROVINCE)
        # More go up here than the demo's guidance allows.
        db.session.execute(db.update(AwardForm).values(ceiling=None))
        db.session.commit()


@pytest.fixture
def a_list(office: Flask):
    """`a_list(2)`: the number of a list that went to the district, and the numbers of its dossiers."""

    def make(count: int = 2, form: str = "district_merit") -> tuple[int, list[int]]:
        with office.app_context():
            submission = sent(count, form)
            found = submission.id, [one.nomination_id for one in submission.items]
            db.session.commit()
            return found

    return make


def post(browser, list_id: int, said: dict[str, str], **more):
    page = browser.get(f"/submissions/{list_id}/answer").get_data(as_text=True)
    hidden = dict(re.findall(r'type="hidden" name="(version|request_id)" value="([^"]*)"', page))
    data = (
        PAPER
        | {"number": str(next(numbers)), "scan": (io.BytesIO(PDF), "Quyết định 118.pdf")}
        | hidden
        | said
    )
    return browser.post(
        f"/submissions/{list_id}/answer", data=data | more, content_type="multipart/form-data"
    )


def test_the_clerk_writes_down_a_decision_with_its_scan_and_a_return(office, client_of, a_list):
    number, (first, second) = a_list()
    clerk = client_of("clerk")
    assert f'href="/submissions/{number}/answer"' in page_of(clerk, number)
    answer = post(clerk, number, {f"result-{first}": "award", f"result-{second}": "return",
                                  f"reason-{second}": "Thiếu số liệu"})  # fmt: skip
    assert (answer.status_code, answer.location) == (302, f"/submissions/{number}")
    page = page_of(clerk, number)
    assert "1 đã khen, 1 trả lại" in page
    assert "Thiếu số liệu" in page
    with office.app_context():
        row = db.session.get_one(Nomination, first)
        decision, code = row.award.decision_id, row.code
        scan = db.session.scalars(db.select(Answer.id).filter_by(submission_id=number)).one()
        assert db.session.get_one(Nomination, second).state is State.UNIT_APPROVED
    shown = clerk.get(f"/decisions/{decision}").get_data(as_text=True)
    assert "Tải quyết định (bản chụp)" in shown
    assert "hệ thống không tạo quyết định" in shown
    for address in (f"/decisions/{decision}/scan", f"/submissions/{number}/answers/{scan}"):
        file = clerk.get(address)
        assert (file.status_code, file.data) == (200, PDF)
        assert client_of("clerk2").get(address).status_code == 404
    assert "thay mặt Ủy ban nhân dân huyện Bắc Sơn" in re.sub(
        r"\s+", " ", clerk.get(f"/nominations/{code}").get_data(as_text=True)
    )


def test_what_is_wrong_is_said_at_the_fields_and_what_was_typed_is_kept(office, client_of, a_list):
    number, (first, second) = a_list()
    clerk = client_of("clerk")
    answer = post(clerk, number, {f"result-{first}": "award", f"result-{second}": "decline"},
                  signer_name="", scan=(io.BytesIO(b""), ""))  # fmt: skip
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for name in ("signer_name", "scan", f"reason-{second}"):
        assert f'id="{name}-error"' in page
    assert re.search(r'<option value="award" selected>', page)
    with office.app_context():
        assert db.session.get_one(Nomination, first).state is State.SENT_TO_DISTRICT


def test_a_number_that_is_taken_is_said_at_its_field(client_of, a_list):
    clerk, (one, (first, second)) = client_of("clerk"), a_list()
    assert post(clerk, one, {f"result-{first}": "award"}, number="6999").status_code == 302
    answer = post(clerk, one, {f"result-{second}": "award"}, number="6999")
    assert (answer.status_code, 'id="number-error"' in answer.get_data(as_text=True)) == (422, True)


def test_the_districts_letter_to_the_province_is_a_list_of_its_own(office, client_of, a_list):
    number, ids = a_list(2, "province_merit")
    clerk = client_of("clerk")
    post(clerk, number, {f"result-{one}": "forward" for one in ids}, symbol="TTr-UBND")
    with office.app_context():
        letter = db.session.get_one(Nomination, ids[0]).submission_id
    page = page_of(clerk, letter)
    assert "Tải tờ trình (bản chụp)" in page
    assert "Ghi nhận kết quả (2 hồ sơ)" in page
    assert clerk.get(f"/submissions/{letter}/letter").data == PDF
    assert clerk.get(f"/submissions/{number}/letter").status_code == 404
    assert clerk.get(f"/submissions/{letter}/package.zip").mimetype == "application/zip"
    post(clerk, letter, {f"result-{one}": "award" for one in ids})
    assert "2 đã khen" in page_of(clerk, letter)


def test_the_queue_and_the_dossier_say_that_an_answer_is_waited_for(office, client_of, a_list):
    _number, ids = a_list(1)
    clerk = client_of("clerk")
    with office.app_context():
        row = db.session.get_one(Nomination, ids[0])
        code, name = row.code, row.name
    queue = clerk.get("/queue", query_string={"q": name}).get_data(as_text=True)
    assert "Chờ kết quả của huyện, ghi nhận khi có" in queue
    page = clerk.get(f"/nominations/{code}").get_data(as_text=True)
    assert "Ghi nhận kết quả của UBND huyện Bắc Sơn" in page
    assert "/actions/decline" not in page
    assert clerk.get("/queue").status_code == 200


@pytest.mark.parametrize(
    ("who", "status"), [("clerk", 200), ("chair", 404), ("clerk2", 404), ("auditor", 403), ("drafter", 403),
                        ("district", 404)],
)  # fmt: skip
def test_who_opens_the_page(client_of, a_list, who, status):
    number, _ids = a_list(1)
    assert client_of(who).get(f"/submissions/{number}/answer").status_code == status


def test_a_list_whose_answers_are_all_written_down_has_no_such_page(client_of, a_list):
    number, (first,) = a_list(1)
    clerk = client_of("clerk")
    post(clerk, number, {f"result-{first}": "award"})
    assert clerk.get(f"/submissions/{number}/answer").status_code == 404
    assert "/answer" not in page_of(clerk, number).split("<aside")[-1]


def test_the_page_costs_the_same_for_any_number_of_rows(office, client_of, a_list):
    found = [
        price(office, client_of("clerk"), f"/submissions/{a_list(rows)[0]}/answer") for rows in (1, 4, 12)
    ]
    assert found == [found[0]] * 3
    assert found[0] <= PAGE


def test_the_queue_costs_the_same_however_many_answers_are_waited_for(office, client_of, a_list):
    a_list(1)
    few = price(office, client_of("clerk"), "/queue?state=sent_to_district")
    a_list(8)
    assert price(office, client_of("clerk"), "/queue?state=sent_to_district") == few


def awarded(office: Flask) -> tuple[str, int]:
    """A dossier that the district granted, and its decision."""
    with office.app_context():
        row = dossier(State.AWARDED)
        db.session.commit()
        return row.code, row.award.decision_id


def revoke(browser, code: str, **more):
    where = f"/nominations/{code}/actions/revoke"
    page = browser.get(where).get_data(as_text=True)
    hidden = dict(re.findall(r'type="hidden" name="(version|request_id)" value="([^"]*)"', page))
    data = {"paper": "77/QĐ-UBND", "revoked_on": "02/06/2025", "ground": "a", "reason": "Kê khai sai.",
            "scan": (io.BytesIO(PDF), "Quyết định 77.pdf")}  # fmt: skip
    return browser.post(where, data=data | hidden | more, content_type="multipart/form-data")


def test_a_revocation_by_the_office_outside_is_written_down_with_its_scan(office, client_of):
    code, decision = awarded(office)
    clerk = client_of("clerk")
    page = clerk.get(f"/nominations/{code}/actions/revoke").get_data(as_text=True)
    assert "Ghi nhận văn bản của Ủy ban nhân dân huyện Bắc Sơn." in page
    dossier_page = clerk.get(f"/nominations/{code}").get_data(as_text=True)
    assert f'href="/nominations/{code}/actions/revoke"' in dossier_page
    assert "Ghi nhận kết quả của" not in dossier_page
    assert revoke(clerk, code).location == f"/nominations/{code}"
    shown = clerk.get(f"/decisions/{decision}").get_data(as_text=True)
    address = re.search(r'href="(/decisions/\d+/awards/\d+/revocation)"', shown)[1]
    assert (clerk.get(address).data, clerk.get(address.replace("revocation", "correction")).status_code) == (
        PDF,
        404,
    )
    assert client_of("clerk2").get(address).status_code == 404
    history = re.sub(r"\s+", " ", clerk.get(f"/nominations/{code}").get_data(as_text=True))
    assert "đã thu hồi khen thưởng" in history
    assert "thay mặt Ủy ban nhân dân huyện Bắc Sơn" in history


def test_without_the_scan_it_is_refused_and_every_wrong_field_is_named(office, client_of):
    code, _decision = awarded(office)
    answer = revoke(client_of("clerk"), code, scan=(io.BytesIO(b""), ""), paper="")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for name in ("scan", "paper"):
        assert f'id="{name}-error"' in page
    assert "Kê khai sai." in page
    with office.app_context():
        assert db.session.scalars(db.select(Nomination).filter_by(code=code)).one().state is State.AWARDED


def test_who_may_not_write_it_down_leaves_no_file_behind(office, client_of):
    code, _decision = awarded(office)
    with office.app_context():
        before = db.session.scalar(db.select(db.func.count()).select_from(Enclosure))
    for who in ("drafter", "chair", "district"):
        assert revoke(client_of(who), code).status_code == 403
    with office.app_context():
        assert db.session.scalar(db.select(db.func.count()).select_from(Enclosure)) == before
