"""Granting by a decision, its papers, and what the public may read of it."""

from __future__ import annotations

import html
import re
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask

from models import Award, Decision, Document, Nomination, db
from models.enums import Action, DocumentState, NomineeKind, Role, State
from models.text import sort_key
from tasks import documents
from tests.documents.reading import flat, text_of
from tests.documents.word_reading import opened, text_of_word
from tests.views.test_submissions import price
from tests.workflow.test_batches import granted, inputs, waiting
from tests.workflow.world import OTHER_UNIT, person, try_act
from views.public import PAGE
from workflow import decisions

# With the account, the badge and all that every page reads; the public pages have neither.
SHOW, NEW, HONOURS, VERIFY = 10, 12, 3, 1


@pytest.fixture
def district(client_of):
    return client_of("district")


def rows_waiting(office: Flask, count: int = 1) -> tuple[list[int], int]:
    """Dossiers that lie with the district, and their award form."""
    with office.app_context():
        rows = waiting(count, State.SENT_TO_DISTRICT)
        found = [one.id for one in rows], rows[0].award_form_id
        db.session.commit()
        return found


def a_decision(office: Flask, count: int = 1, **more: str) -> int:
    with office.app_context():
        number = granted(count, **more).id
        db.session.commit()
        return number


def grant(browser, ids: list[int], form: int, **more: str):
    data = inputs() | {"ids": ids, "form": form, "request_id": uuid4().hex} | more
    return browser.post("/decisions", data=data)


def states(office: Flask, ids: list[int]) -> set[State]:
    with office.app_context():
        return {db.session.get_one(Nomination, one).state for one in ids}


def papers(office: Flask, decision: int) -> dict[str, int]:
    with office.app_context():
        award = db.session.scalars(db.select(Award.id).filter_by(decision_id=decision)).first()
        query = db.select(Document.type, Document.id).filter(
            (Document.decision_id == decision) | (Document.award_id == award)
        )
        return {kind.value: number for kind, number in db.session.execute(query)}


def make(office: Flask, *numbers: int) -> None:
    with office.app_context():
        for number in numbers:
            documents.make(number)


def fail(office: Flask, number: int) -> None:
    with office.app_context():
        paper = db.session.get_one(Document, number)
        paper.state, paper.last_error = DocumentState.FAILED, "Thiếu chữ trong phông"
        db.session.commit()


# Granting


def test_all_that_is_ticked_is_granted_by_one_decision(office, district):
    ids, form = rows_waiting(office, 2)
    page = district.get(f"/decisions/new?form={form}").get_data(as_text=True)
    assert all(f'value="{one}"' in page for one in ids)
    answer = grant(district, ids, form)
    assert re.fullmatch(r"/decisions/\d+", answer.location)
    assert states(office, ids) == {State.AWARDED}
    shown = district.get(answer.location).get_data(as_text=True)
    assert "Được khen (2)" in shown
    assert "đang tạo…" in shown


def test_a_double_click_leads_to_the_one_decision(office, district):
    ids, form = rows_waiting(office)
    click = {"number": "2990", "request_id": uuid4().hex}
    first, second = (grant(district, ids, form, **click) for _one in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.location == second.location


def test_a_number_that_is_taken_is_said_at_the_field(office, district):
    with office.app_context():
        taken = db.session.get_one(Decision, a_decision(office)).number
    ids, form = rows_waiting(office)
    answer = grant(district, ids, form, number=taken, signer_name="Vi Văn Trọng")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert re.search(r'id="number-error"[^>]*>.*?Số này đã có trong năm\.', page, re.DOTALL)
    assert 'value="Vi Văn Trọng"' in page
    assert states(office, ids) == {State.SENT_TO_DISTRICT}


def test_every_wrong_field_is_named_and_what_was_typed_stays(office, district):
    ids, form = rows_waiting(office)
    answer = grant(district, ids, form, number="x", issued_on="31/02/2025", signer_name="", symbol="QĐ-NV")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert set(re.findall(r'id="(\w+)-error"', page)) == {"number", "issued_on", "signer_name"}
    assert 'value="QĐ-NV"' in page
    assert states(office, ids) == {State.SENT_TO_DISTRICT}


def test_the_second_person_reads_who_granted_it(office, district):
    ids, form = rows_waiting(office)
    grant(district, ids, form)
    answer = grant(district, ids, form)
    assert answer.status_code == 409
    assert "Hoàng Trọng Khuyến đã ban hành quyết định khen lúc" in answer.get_data(as_text=True)


def test_nothing_ticked_grants_nothing(office, district):
    _ids, form = rows_waiting(office)
    answer = grant(district, [], form)
    assert (answer.status_code, "chưa chọn hồ sơ nào" in answer.get_data(as_text=True)) == (422, True)


@pytest.mark.parametrize(
    ("who", "status"), [("clerk", 403), ("chair", 403), ("auditor", 403), ("drafter", 403),
                        ("district2", 404), ("province", 404)],
)  # fmt: skip
def test_who_may_not_grant_is_refused_and_nothing_changes(office, client_of, who, status):
    ids, form = rows_waiting(office)
    assert grant(client_of(who), ids, form).status_code == status
    assert states(office, ids) == {State.SENT_TO_DISTRICT}


def test_a_post_without_the_token_is_refused(office, district):
    ids, form = rows_waiting(office)
    office.config["WTF_CSRF_ENABLED"] = True
    try:
        assert grant(district, ids, form).status_code == 400
        page = district.get(f"/decisions/new?form={form}").get_data(as_text=True)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        assert grant(district, ids, form, csrf_token=token).status_code == 302
    finally:
        office.config["WTF_CSRF_ENABLED"] = False


# The decision and its papers


@pytest.mark.parametrize(
    ("who", "status"),
    [("district", 200), ("clerk", 200), ("chair", 200), ("culture", 200), ("auditor", 200), ("drafter", 200),
     ("head", 200), ("drafter2", 404), ("clerk2", 404), ("district2", 404), ("admin", 404)],
)  # fmt: skip
def test_a_decision_is_for_those_who_see_one_of_its_dossiers(office, client_of, who, status):
    assert client_of(who).get(f"/decisions/{a_decision(office)}").status_code == status


def test_nobody_enters_without_a_login(office):
    number = a_decision(office)
    for address in (
        f"/decisions/{number}",
        "/decisions/new",
        f"/documents/{number}.pdf",
        f"/documents/{number}.docx",
    ):
        assert "/login" in office.test_client().get(address).location


def two_units(office: Flask) -> int:
    """A decision for a dossier of the drafter's unit and one of another."""
    with office.app_context():
        rows = waiting(1, State.SENT_TO_DISTRICT) + waiting(1, State.SENT_TO_DISTRICT, unit_name=OTHER_UNIT)
        number = decisions.award(
            person(Role.DISTRICT), [one.id for one in rows], inputs(), uuid4().hex
        )[0].id  # fmt: skip
        db.session.commit()
        return number


def test_a_unit_sees_its_own_certificate_and_no_link_that_leads_nowhere(office, client_of):
    number = two_units(office)
    found, drafter = papers(office, number), client_of("drafter")
    page = drafter.get(f"/decisions/{number}").get_data(as_text=True)
    assert "Được khen (1)" in page
    (waited,) = re.findall(r'data-progress="([^"]+)"', page)
    assert drafter.get(waited).get_json()["ready"] is False
    assert "Mở quyết định" not in page
    with office.app_context():
        documents.make(found["award_decision"])
        documents.make(int(waited.split("/")[2]))
    page = drafter.get(f"/decisions/{number}").get_data(as_text=True)
    links = re.findall(r'"(/documents/[^"]+)"', page)
    assert [drafter.get(one).status_code for one in links] == [200]
    for form in ("pdf", "docx"):
        assert drafter.get(f"/documents/{found['award_decision']}.{form}").status_code == 404
    assert drafter.get(f"/documents/{found['award_decision']}/progress").status_code == 404
    assert "Mở quyết định" in client_of("clerk").get(f"/decisions/{number}").get_data(as_text=True)


def test_papers_are_made_and_say_what_was_decided(office, district):
    number = a_decision(office, 2, signer_title="Phó Chủ tịch")
    found = papers(office, number)
    for paper in found.values():
        state = district.get(f"/documents/{paper}/progress").get_json()
        assert state == {"ready": False, "state": "pending"}
        assert district.get(f"/documents/{paper}.pdf").status_code == 404
        assert district.get(f"/documents/{paper}.docx").status_code == 404
    make(office, *found.values())
    decision = flat(text_of(district.get(f"/documents/{found['award_decision']}.pdf").data))
    assert "cho 02 tập thể (có danh sách kèm theo), đã có thành tích xuất sắc" in decision
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Hoàng Phúc Trường" in decision
    word = district.get(f"/documents/{found['award_decision']}.docx")
    assert flat(text_of_word(opened(word.data))).startswith(decision[:300])
    assert word.mimetype == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert "attachment; filename=award_decision-" in word.headers["Content-Disposition"]
    assert word.headers["Content-Security-Policy"].startswith("sandbox")
    answer = district.get(f"/documents/{found['certificate']}.pdf")
    assert "GIẤY KHEN" in text_of(answer.data)
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    # Nobody edits a certificate: it has no Word file, and no link to one.
    assert district.get(f"/documents/{found['certificate']}.docx").status_code == 404
    page = district.get(f"/decisions/{number}").get_data(as_text=True)
    assert set(re.findall(r"/documents/(\d+)\.docx", page)) == {
        str(found[one]) for one in ("award_decision", "handover_list")
    }
    with office.app_context():
        looks = db.session.scalars(db.text("SELECT count(*) FROM access_event WHERE detail = :d"),
                                   {"d": f"certificate {found['certificate']}"}).one()  # fmt: skip
        assert looks == 1


def test_the_word_file_is_for_those_who_may_open_the_pdf(office, client_of):
    number = two_units(office)
    paper = papers(office, number)["award_decision"]
    make(office, paper)
    found = {
        who: [client_of(who).get(f"/documents/{paper}.{form}").status_code for form in ("pdf", "docx")]
        for who in (
            "district",
            "clerk",
            "chair",
            "auditor",
            "drafter",
            "head",
            "clerk2",
            "district2",
            "admin",
        )
    }
    assert all(pdf == word for pdf, word in found.values()), found
    assert {pdf for pdf, _word in found.values()} == {200, 404}


def test_a_failed_paper_is_made_again_by_who_granted_it(office, client_of, district):
    number = a_decision(office)
    paper = papers(office, number)["certificate"]
    fail(office, paper)
    clerk = client_of("clerk")
    page = clerk.get(f"/decisions/{number}").get_data(as_text=True)
    assert ("Thiếu chữ trong phông" in page, "Tạo lại" in page) == (True, False)
    assert clerk.post(f"/documents/{paper}/again").status_code == 403
    assert client_of("drafter2").post(f"/documents/{paper}/again").status_code == 404
    assert "Tạo lại" in district.get(f"/decisions/{number}").get_data(as_text=True)
    for _click in range(2):
        assert district.post(f"/documents/{paper}/again").location == f"/decisions/{number}"
    with office.app_context():
        ordered = db.text("SELECT count(*) FROM audit_event WHERE action = 'paper_ordered' AND stream = :s")
        assert db.session.scalar(ordered, {"s": f"decision:{number}"}) == 1
    make(office, paper)
    assert district.get(f"/documents/{paper}.pdf").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/decisions/999999", "/documents/999999.pdf", "/documents/999999.docx", "/documents/999999/progress"],
)
def test_what_is_not_there_is_not_found(district, address):
    assert district.get(address).status_code == 404


# The public


def test_honours_name_no_more_than_was_decided_in_the_order_of_the_alphabet(office):
    with office.app_context():
        rows = waiting(3, State.SENT_TO_DISTRICT)
        for row, name in zip(rows, ("Ngô Thị Ước", "Lê Văn Đạt", "Hoàng Văn Dũng"), strict=True):
            row.name, row.sort_key, row.kind = name, sort_key(name), NomineeKind.INDIVIDUAL
        decision = decisions.award(
            person(Role.DISTRICT), [one.id for one in rows], inputs(), uuid4().hex
        )[0]  # fmt: skip
        title, summary = decision.title, rows[0].summary
        db.session.commit()
    page = office.test_client().get("/honours").get_data(as_text=True)
    places = [page.find(name) for name in ("Hoàng Văn Dũng", "Lê Văn Đạt", "Ngô Thị Ước")]
    assert -1 < places[0] < places[1] < places[2]
    assert title in page
    assert summary not in page


def test_a_revoked_award_is_honoured_no_more(office):
    number = a_decision(office)
    with office.app_context():
        row = db.session.get_one(Decision, number).awards[0].nomination
        name = row.name
        assert name in office.test_client().get("/honours").get_data(as_text=True)
        try_act(Action.REVOKE, row, person(Role.DISTRICT))
        db.session.commit()
    assert name not in office.test_client().get("/honours").get_data(as_text=True)


def test_all_honours_are_reached_page_by_page(office):
    a_decision(office, PAGE + 2)
    visitor, seen, address = office.test_client(), [], "/honours"
    while address:
        page = visitor.get(address).get_data(as_text=True)
        seen += re.findall(r'<th role="rowheader"[^>]*>([^<]+)<', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following and html.unescape(following[1])
    with office.app_context():
        standing = db.select(db.func.count()).select_from(Award).join(Award.nomination)
        count = db.session.scalar(standing.filter(Nomination.state == State.AWARDED))
    assert len(seen) == count > PAGE


@pytest.mark.parametrize(
    ("change", "words"),
    [({}, "Còn giá trị"), ({"correction": "27/CV-UBND: sai tên đệm"}, "đã được đính chính theo 27/CV-UBND."),
     ({"revoked_on": date(2025, 6, 2), "revoked_by_paper": "15/QĐ-UBND"},
      "đã bị thu hồi ngày 02/06/2025 theo 15/QĐ-UBND")],
)  # fmt: skip
def test_the_code_on_a_certificate_says_what_it_is_worth(office, change, words):
    number = a_decision(office)
    with office.app_context():
        award = db.session.get_one(Decision, number).awards[0]
        for name, value in change.items():
            setattr(award, name, value)
        token, name = award.token, award.name
        db.session.commit()
    answer = office.test_client().get(f"/verify/{token}")
    page = answer.get_data(as_text=True)
    assert (answer.status_code, words in page, name in page) == (200, True, True)
    assert "sai tên đệm" not in page
    assert ("Còn giá trị" in page) == ("revoked_on" not in change)


def test_a_code_that_is_not_in_the_book_is_said_to_be_unknown(office):
    answer = office.test_client().get("/verify/khong-co-that")
    assert answer.status_code == 404
    assert "Không có giấy khen, bằng khen nào mang mã này" in answer.get_data(as_text=True)


# The price


def test_the_pages_cost_the_same_for_any_number_of_rows(office, client_of, district):
    for who in ("district", "drafter"):
        found = [price(office, client_of(who), f"/decisions/{a_decision(office, n)}") for n in (1, 5, 20)]
        assert found == [found[0]] * 3
        assert found[0] <= SHOW
    _ids, form = rows_waiting(office, 1)
    few = price(office, district, f"/decisions/new?form={form}")
    rows_waiting(office, 20)
    assert price(office, district, f"/decisions/new?form={form}") == few <= NEW
    public = office.test_client()
    assert price(office, public, "/honours") <= HONOURS
    with office.app_context():
        token = db.session.scalars(db.select(Award.token)).first()
    assert price(office, public, f"/verify/{token}") <= VERIFY
