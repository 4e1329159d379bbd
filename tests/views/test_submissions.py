"""The pages of a list on its way up: who opens them, what they offer, and what a click does."""

from __future__ import annotations

import html
import re
from uuid import uuid4

import pytest
from flask import Flask

from models import Document, Hold, Submission, db
from models.enums import DocumentState, Level, Role, State, SubmissionState
from tasks.documents import make
from tests.documents.reading import flat, text_of
from tests.documents.word_reading import opened, text_of_word
from tests.workflow.test_batches import a_list, frozen, statements, waiting
from tests.workflow.world import OTHER_TOWN_UNIT, person
from views.submissions import PAGE
from workflow import batches

# With the account, the badge and all that every page reads; the chair reads the checks of the dossiers too.
CLERKS, CHAIRS, INDEX = 13, 20, 5


@pytest.fixture
def made(office: Flask):
    """`made(frozen, 2)`: the number of a list that was made and committed."""

    def make_one(how, count: int = 2) -> int:
        with office.app_context():
            number = how(count).id
            db.session.commit()
            return number

    return make_one


def read(office: Flask, number: int) -> tuple[SubmissionState, int, int]:
    with office.app_context():
        one = db.session.get_one(Submission, number)
        return one.state, one.version, len(one.items)


FIELD = re.compile(r'<input type="(?:hidden|text)"[^>]* name="([^"]+)"[^>]* value="([^"]*)"')


def form_to(page: str, act: str) -> dict[str, str]:
    """What the page's first form for that act would send; nothing where there is none."""
    found = re.search(rf'<form method="post" action="[^"]+/{act}">(.*?)</form>', page, re.DOTALL)
    return {name: html.unescape(value) for name, value in FIELD.findall(found[1])} if found else {}


def page_of(browser, number: int) -> str:
    answer = browser.get(f"/submissions/{number}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


# The way up


def test_a_clerk_gathers_what_he_ticked(office, client_of):
    with office.app_context():
        ids = [one.id for one in waiting(2)]
        db.session.commit()
    answer = client_of("clerk").post("/submissions", data={"ids": ids})
    assert answer.status_code == 302
    number = int(answer.location.rsplit("/", 1)[1])
    assert read(office, number) == (SubmissionState.ASSEMBLING, 1, 2)
    again = client_of("clerk").post("/submissions", data={"ids": ids})
    assert again.location == answer.location


def test_what_cannot_be_gathered_is_said_on_the_queue(office, client_of):
    with office.app_context():
        (row,) = waiting(1, State.UNIT_APPROVED)
        number, code = row.id, row.code
        db.session.commit()
    answer = client_of("clerk").post("/submissions", data={"ids": number}, follow_redirects=True)
    assert f"{code}: chưa đến bước lập tờ trình" in answer.get_data(as_text=True)


def test_ticking_nothing_is_said_on_the_queue(client_of):
    answer = client_of("clerk").post("/submissions", data={}, follow_redirects=True)
    assert "chưa chọn hồ sơ nào" in answer.get_data(as_text=True)


def test_the_clerk_takes_off_freezes_and_opens_again(office, client_of, made):
    number, clerk = made(a_list, 3), client_of("clerk")
    clerk.post(f"/submissions/{number}/remove", data=form_to(page_of(clerk, number), "remove"))
    assert read(office, number) == (SubmissionState.ASSEMBLING, 2, 2)
    clerk.post(f"/submissions/{number}/freeze", data=form_to(page_of(clerk, number), "freeze"))
    assert read(office, number) == (SubmissionState.FROZEN, 3, 2)
    page = page_of(clerk, number)
    assert "/TTr-UBND" in page
    assert "/remove" not in page
    clerk.post(f"/submissions/{number}/reopen", data=form_to(page, "reopen"))
    assert read(office, number) == (SubmissionState.ASSEMBLING, 4, 2)


def test_the_chair_reads_who_will_be_told_and_sends(office, client_of, made):
    number, chair = made(frozen), client_of("chair")
    page = page_of(chair, number)
    assert re.search(r"Sẽ trình 2 hồ sơ lên .+ và báo cho: .*Hoàng Trọng Khuyến", page)
    answer = chair.post(f"/submissions/{number}/send", data=form_to(page, "send"))
    assert answer.status_code == 302
    assert read(office, number)[0] is SubmissionState.SENT
    assert "Tờ trình đã được trình." in page_of(chair, number)


def test_a_double_click_sends_once_and_says_so(office, client_of, made):
    number, chair = made(frozen), client_of("chair")
    click = form_to(page_of(chair, number), "send")
    first, second = (chair.post(f"/submissions/{number}/send", data=click) for _one in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    with office.app_context():
        letters = db.session.scalars(db.select(Document).filter_by(submission_id=number)).all()
        assert len(letters) == 2


def test_the_second_person_reads_who_was_faster(office, client_of, made):
    number, chair = made(frozen), client_of("chair")
    old = form_to(page_of(chair, number), "send")
    clerk = client_of("clerk")
    clerk.post(f"/submissions/{number}/reopen", data=form_to(page_of(clerk, number), "reopen"))
    answer = chair.post(f"/submissions/{number}/send", data=old)
    assert answer.status_code == 409
    assert "Hoàng Thị Kiều Diễm đã mở lại danh sách lúc" in answer.get_data(as_text=True)


def test_a_dossier_on_hold_is_named_and_the_button_closed(office, client_of, made):
    with office.app_context():
        submission = frozen(1)
        number, row = submission.id, submission.items[0].nomination
        db.session.add(Hold(nominee_id=row.nominee_id, nomination_id=row.id, reason="Đơn thư", level=Level.TOWN,
                            organisation_id=row.town_id, set_by_id=row.drafted_by_id,
                            set_on=row.waiting_from))  # fmt: skip
        code = row.code
        db.session.commit()
    chair = client_of("chair")
    page = page_of(chair, number)
    assert code in page
    assert "hồ sơ đang tạm dừng xét" in page
    assert not form_to(page, "send")
    answer = chair.post(f"/submissions/{number}/send", data={"version": read(office, number)[1]})
    assert answer.status_code == 422
    assert read(office, number)[0] is SubmissionState.FROZEN


def test_the_district_names_the_signer_of_its_letter(office, client_of):
    with office.app_context():
        rows = [one.id for one in waiting(1, State.SENT_TO_DISTRICT, form="province_merit")]
        officer = person(Role.DISTRICT)
        submission = batches.gather(officer, rows)
        batches.freeze(submission, officer, submission.version)
        number = submission.id
        db.session.commit()
    district = client_of("district")
    typed = form_to(page_of(district, number), "send") | {"signer_name": "", "signer_title": "Phó Chủ tịch"}
    refused = district.post(f"/submissions/{number}/send", data=typed)
    assert refused.status_code == 422
    page = refused.get_data(as_text=True)
    assert 'id="signer_name-error"' in page
    assert 'value="Phó Chủ tịch"' in page
    district.post(f"/submissions/{number}/send", data=typed | {"signer_name": "Vi Văn Trọng"})
    with office.app_context():
        sent = db.session.get_one(Submission, number)
        assert (sent.signer_name, sent.signer_title) == ("Vi Văn Trọng", "Phó Chủ tịch")
        letter = db.session.scalars(
            db.select(Document).filter_by(submission_id=number, version=sent.version)
        ).one()
        make(letter.id)
        paper = letter.id
    text = flat(text_of(district.get(f"/documents/{paper}.pdf").data))
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Vi Văn Trọng" in text


# Who may


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("chair", 200), ("deputy", 200), ("auditor", 200), ("drafter", 404), ("head", 404),
     ("culture", 403), ("admin", 403), ("district", 404), ("clerk2", 404), ("chair2", 404)],
)  # fmt: skip
def test_a_list_that_is_not_sent_is_its_offices_own(client_of, made, who, status):
    assert client_of(who).get(f"/submissions/{made(frozen)}").status_code == status


@pytest.mark.parametrize(
    ("who", "act", "status"),
    [("clerk", "send", 403), ("auditor", "reopen", 403), ("auditor", "send", 403), ("drafter", "send", 404),
     ("district", "send", 404), ("clerk2", "reopen", 404), ("chair", "unknown", 404)],
)  # fmt: skip
def test_who_may_not_act_is_refused_and_nothing_changes(office, client_of, made, who, act, status):
    number = made(frozen)
    before = read(office, number)
    data = {"version": before[1], "request_id": uuid4().hex}
    assert client_of(who).post(f"/submissions/{number}/{act}", data=data).status_code == status
    assert read(office, number) == before


def test_nobody_enters_without_a_login(office, made):
    answer = office.test_client().get(f"/submissions/{made(frozen)}")
    assert (answer.status_code, "/login" in answer.location) == (302, True)


def test_a_post_without_the_token_is_refused(office, client_of, made):
    number, chair = made(frozen), client_of("chair")
    data = form_to(page_of(chair, number), "send")
    office.config["WTF_CSRF_ENABLED"] = True
    try:
        without = {name: value for name, value in data.items() if name != "csrf_token"}
        assert chair.post(f"/submissions/{number}/send", data=without).status_code == 400
        assert read(office, number)[0] is SubmissionState.FROZEN
        assert chair.post(f"/submissions/{number}/send", data=data).status_code == 302
    finally:
        office.config["WTF_CSRF_ENABLED"] = False


# The letter


def test_the_letter_is_made_shown_and_marked_as_old_once_the_list_is_opened(office, client_of, made):
    number, clerk = made(frozen), client_of("clerk")
    page = page_of(clerk, number)
    address = re.search(r'data-progress="([^"]+)"', page)[1]
    assert clerk.get(address).get_json() == {"ready": False, "state": "pending"}
    with office.app_context():
        (paper,) = db.session.scalars(db.select(Document.id).filter_by(submission_id=number))
        make(paper)
    assert clerk.get(address).get_json() == {"ready": True, "state": "ready"}
    page = page_of(clerk, number)
    assert "bản để kiểm tra trước khi ký" in page
    answer = clerk.get(f"/documents/{paper}.pdf")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert "TỜ TRÌNH" in text_of(answer.data)
    assert f'href="/documents/{paper}.docx"' in page
    word = clerk.get(f"/documents/{paper}.docx")
    assert flat(text_of_word(opened(word.data))).startswith(flat(text_of(answer.data))[:200])
    clerk.post(f"/submissions/{number}/reopen", data=form_to(page, "reopen"))
    page = page_of(clerk, number)
    assert "bản để kiểm tra" not in page
    assert "Bản cũ, không dùng nữa" in page


def test_a_failed_letter_is_made_again_by_its_office_only(office, client_of, made):
    number = made(frozen)
    with office.app_context():
        paper = db.session.scalars(db.select(Document).filter_by(submission_id=number)).one()
        paper.state, paper.tries, paper.last_error = DocumentState.FAILED, 5, "Thiếu chữ trong phông"
        address = f"/documents/{paper.id}/again"
        db.session.commit()
    auditor, clerk = client_of("auditor"), client_of("clerk")
    assert "Thiếu chữ trong phông" in page_of(auditor, number)
    assert "Tạo lại" not in page_of(auditor, number)
    assert auditor.post(address).status_code == 403
    assert client_of("clerk2").post(address).status_code == 404
    assert "Tạo lại" in page_of(clerk, number)
    assert clerk.post(address).location == f"/submissions/{number}"
    assert "data-progress" in page_of(clerk, number)


def test_the_letter_of_an_unsent_list_is_not_known_above(office, client_of, made):
    number = made(frozen)
    with office.app_context():
        (paper,) = db.session.scalars(db.select(Document.id).filter_by(submission_id=number))
    for address in (f"/documents/{paper}.pdf", f"/documents/{paper}.docx", f"/documents/{paper}/progress"):
        assert client_of("district").get(address).status_code == 404


# The price


def price(office: Flask, browser, address: str) -> int:
    with statements(office) as sent:
        assert browser.get(address).status_code == 200
    assert not [one for one in sent if "FOR UPDATE" in one]
    return len(sent)


@pytest.mark.parametrize(("who", "most"), [("clerk", CLERKS), ("chair", CHAIRS)])
def test_the_page_costs_the_same_for_any_number_of_rows(office, client_of, made, who, most):
    lists = [made(frozen, rows) for rows in (1, 5, 20)]
    found = [price(office, client_of(who), f"/submissions/{number}") for number in lists]
    assert found == [found[0]] * 3
    assert found[0] <= most


def test_all_lists_are_reached_page_by_page_at_one_price(office, client_of):
    with office.app_context():
        town = person(Role.CLERK, OTHER_TOWN_UNIT)
        (row,) = waiting(1, unit_name=OTHER_TOWN_UNIT)
        before = len(db.session.scalars(db.select(Submission.id).filter_by(
            from_organisation_id=row.town_id)).all())  # fmt: skip
        db.session.add_all(
            Submission(campaign_id=row.campaign_id, from_organisation_id=row.town_id,
                       to_organisation_id=row.district_id, made_by_id=town.id)
            for _one in range(PAGE + 1)
        )  # fmt: skip
        db.session.commit()
    clerk, seen, address = client_of("clerk2"), [], "/submissions"
    while address:
        assert price(office, clerk, address) <= INDEX
        page = clerk.get(address).get_data(as_text=True)
        seen += re.findall(r'href="/submissions/(\d+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following and following[1]
    assert len(seen) == len(set(seen)) == before + PAGE + 1


def test_a_place_that_makes_no_sense_is_the_first_page(client_of):
    assert client_of("clerk").get("/submissions?after=x").status_code == 200
