"""The queue: what is asked of whom, and acts on many dossiers at once."""

from __future__ import annotations

import re
from html import unescape

import pytest

from models import Appointment, AuditEvent, Nomination, User, db
from models.enums import Level, Role, State
from tests.workflow.world import dossier, organisation, person
from workflow import batches


def text_of(answer) -> str:
    """The words of a page, without its marks."""
    assert answer.status_code == 200, answer.get_data(as_text=True)[:2000]
    return words(answer.get_data(as_text=True))


def words(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def row_of(page: str, name: str) -> str:
    """The words of the row of that dossier in the first table."""
    rows = [one for one in page.split('<tr role="row">') if f">{name}</a>" in one]
    assert rows, name
    return words(rows[0])


@pytest.fixture
def make(office):
    """Makes dossiers and gives their numbers, codes, names and versions."""

    def made(number: int, state: State = State.DRAFTED, **other) -> list[tuple[int, str, str, int]]:
        with office.app_context():
            rows = [dossier(state, **other) for _one in range(number)]
            db.session.commit()
            return [(row.id, row.code, row.name, row.version) for row in rows]

    return made


def ticked(rows) -> dict[str, object]:
    """What the queue sends when these rows are ticked."""
    return {"ids": [str(row[0]) for row in rows]} | {f"version-{row[0]}": str(row[3]) for row in rows}


def states(office, rows) -> list[State]:
    with office.app_context():
        return [db.session.get(Nomination, row[0]).state for row in rows]


def acts(office, rows) -> list[list[str]]:
    """What was done on each after it was made."""
    with office.app_context():
        query = db.select(AuditEvent.action).filter(AuditEvent.action != "create").order_by(AuditEvent.id)
        return [list(db.session.scalars(query.filter_by(nomination_id=row[0]))) for row in rows]


def test_a_row_says_the_form_of_award_in_short_and_what_is_to_be_done(client_of, make):
    ((_id, code, name, _version),) = make(1, State.UNIT_APPROVED, appraised=False)
    row = row_of(client_of("clerk").get(f"/queue?q={name}").get_data(as_text=True), name)
    assert f"Hội LHPN Tập thể Giấy khen – cấp huyện {code} Đơn vị đã duyệt Thẩm định" in row


def test_who_entered_a_paper_dossier_waits_for_a_colleague_to_appraise_it(office, client_of, make):
    ((number, _code, name, _version),) = make(1, State.UNIT_APPROVED, appraised=False)
    with office.app_context():
        row = db.session.get(Nomination, number)
        row.entered_by_id = row.drafted_by_id = person(Role.CLERK).id
        db.session.commit()
    own = row_of(client_of("clerk").get(f"/queue?q={name}").get_data(as_text=True), name)
    other = row_of(client_of("clerk.b").get(f"/queue?q={name}").get_data(as_text=True), name)
    assert "Chờ cán bộ khác thẩm định" in own
    assert "Đơn vị đã duyệt Thẩm định" in other


def test_a_filter_that_nothing_passes_is_not_an_empty_queue(client_of):
    page = text_of(client_of("clerk").get("/queue?q=khong+co+ai+ten+nhu+the"))
    assert "Không có hồ sơ nào khớp bộ lọc" in page
    assert "Không có việc nào đang chờ" not in page
    assert "Không có việc nào đang chờ" in text_of(client_of("council1").get("/queue"))


def test_the_states_to_choose_are_those_in_which_a_dossier_can_wait_for_the_person(client_of):
    def offered(who: str) -> list[str]:
        page = client_of(who).get("/queue").get_data(as_text=True)
        choice = re.search(r'<select id="state".*?</select>', page, re.DOTALL)
        return re.findall(r'<option value="([a-z_]+)"', choice[0]) if choice else []

    # Above the town he writes down the answers of an office with other software.
    assert offered("clerk") == [
        "drafting", "unit_approved", "town_reviewed", "sent_to_district", "sent_to_province", "awarded",
    ]  # fmt: skip
    assert offered("head") == []


def test_what_was_passed_on_keeps_the_mark_of_its_hold(office, client_of, make):
    rows = make(1)
    client_of("head").post("/queue/approve", data=ticked(rows) | {"confirmed": "1", "request_id": "tiep"})
    with office.app_context():
        from models import Hold

        row = db.session.get(Nomination, rows[0][0])
        db.session.add(Hold(nominee_id=row.nominee_id, nomination_id=row.id, reason="Có đơn thư",
                            level=Level.TOWN, organisation_id=row.town_id, set_on=row.waiting_from,
                            set_by_id=row.drafted_by_id))  # fmt: skip
        db.session.commit()
    page = client_of("head").get("/queue").get_data(as_text=True).split("Đã chuyển đi</h2>")[1]
    assert "Đơn vị đã duyệt Tạm dừng xét" in row_of(page, rows[0][2])
    assert 'href="/nominations"' in page


def test_an_admin_without_another_role_is_led_to_the_administration(client_of):
    answer = client_of("admin").get("/queue")
    assert (answer.status_code, answer.location) == (302, "/admin")


def test_the_chair_finds_the_list_that_waits_for_his_signature(office, client_of):
    with office.app_context():
        clerk, row = person(Role.CLERK), dossier(State.TOWN_REVIEWED)
        opened = batches.gather(clerk, [row.id])
        number = opened.id
        db.session.commit()
    where = f'href="/submissions/{number}"'
    assert where not in client_of("chair").get("/queue").get_data(as_text=True)
    with office.app_context():
        batches.freeze(batches.find_submission(number, clerk), clerk, 1)
        db.session.commit()
    assert where in client_of("chair").get("/queue").get_data(as_text=True)
    assert where not in client_of("clerk").get("/queue").get_data(as_text=True)


# Many at once


def test_a_rehearsal_names_each_dossier_and_who_is_told_and_changes_nothing(office, client_of, make):
    rows = make(2)
    page = text_of(client_of("head").post("/queue/approve", data=ticked(rows)))
    assert "Duyệt 2 hồ sơ" in page
    assert all(f"{name} {code}" in page for _id, code, name, _version in rows)
    assert "Sẽ báo cho: Hoàng Thị Kiều Diễm, Nông Đình Khuê" in page
    assert acts(office, rows) == [[], []]


def test_of_the_ticked_the_ready_are_done_and_the_others_are_named_with_their_reason(office, client_of, make):
    rows = make(2)
    with office.app_context():
        db.session.get(Nomination, rows[1][0]).summary = ""
        db.session.commit()
    head = client_of("head")
    page = text_of(head.post("/queue/approve", data=ticked(rows)))
    assert "Duyệt 1 hồ sơ" in page
    assert "Không làm được với 1 hồ sơ" in page
    sent = ticked(rows) | {
        "ids": str(rows[0][0]),
        "aside": str(rows[1][0]),
        "confirmed": "1",
        "request_id": "a1",
    }
    answer = head.post("/queue/approve", data=sent)
    page = text_of(answer)
    assert "Duyệt: xong 1 trên 1 hồ sơ" in page
    assert f"{rows[0][2]} {rows[0][1]} Đã làm xong" in page
    assert f"{rows[1][2]} {rows[1][1]} chưa có tóm tắt thành tích" in page
    assert f'href="/nominations/{rows[0][1]}"' in answer.get_data(as_text=True)
    assert acts(office, rows) == [["approve"], []]


def test_a_row_that_changed_since_the_queue_was_shown_is_refused(office, client_of, make):
    rows = make(2)
    old = ticked(rows) | {f"version-{rows[1][0]}": "0"}
    page = text_of(client_of("head").post("/queue/approve", data=old))
    assert "Duyệt 1 hồ sơ" in page
    assert "hồ sơ vừa được xử lý sau khi đồng chí mở hàng việc" in page
    page = text_of(
        client_of("head").post("/queue/approve", data=old | {"confirmed": "1", "request_id": "b1"})
    )
    assert "Duyệt: xong 1 trên 2 hồ sơ" in page
    assert acts(office, rows) == [["approve"], []]


def test_the_same_click_twice_is_done_once_and_answered_alike(office, client_of, make):
    rows = make(2)
    sent = ticked(rows) | {"confirmed": "1", "request_id": "hai-lan"}
    first, second = (text_of(client_of("head").post("/queue/approve", data=sent)) for _one in range(2))
    assert "Duyệt: xong 2 trên 2 hồ sơ" in first
    assert "Duyệt: xong 2 trên 2 hồ sơ" in second
    assert acts(office, rows) == [["approve"], ["approve"]]


def test_receiving_many_gives_each_its_number(office, client_of, make):
    rows = make(2, State.UNIT_APPROVED, received=False, appraised=False)
    sent = ticked(rows) | {"confirmed": "1", "request_id": "nhan", "received_on": "02/06/2025"}
    page = text_of(client_of("clerk").post("/queue/receive", data=sent))
    with office.app_context():
        numbers = [db.session.get(Nomination, row[0]).receipt_number for row in rows]
    assert [f"{row[1]} Đã tiếp nhận, số {one}" in page for row, one in zip(rows, numbers, strict=True)] == [
        True
    ] * 2


def test_a_day_that_is_none_is_told_at_its_field_and_nothing_is_done(office, client_of, make):
    rows = make(1, State.UNIT_APPROVED, received=False, appraised=False)
    sent = ticked(rows) | {"confirmed": "1", "request_id": "sai", "received_on": "31/02/2025"}
    answer = client_of("clerk").post("/queue/receive", data=sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Ngày tiếp nhận: ngày không đúng. Ghi theo dạng ngày/tháng/năm." in words(page)
    assert 'value="31/02/2025"' in page
    assert acts(office, rows) == [[]]


def test_declining_many_says_that_it_is_for_good(client_of, make):
    page = text_of(client_of("clerk").post("/queue/decline", data=ticked(make(1, State.UNIT_APPROVED))))
    assert "Hồ sơ dừng hẳn ở “Không được khen”. Việc này không lấy lại được" in page


def test_more_than_can_be_done_at_once_are_counted_not_dropped_silently(client_of, make, monkeypatch):
    monkeypatch.setattr("views.queue.MOST_AT_ONCE", 2)
    page = text_of(client_of("head").post("/queue/approve", data=ticked(make(3))))
    assert "Duyệt 2 hồ sơ" in page
    assert "1 hồ sơ đã chọn không có ở đây" in page


def test_nobody_approves_many_whose_role_it_is_not(office, client_of, make):
    rows = make(2)
    sent = ticked(rows) | {"confirmed": "1", "request_id": "c1"}
    page = text_of(client_of("drafter").post("/queue/approve", data=sent))
    assert "Duyệt: xong 0 trên 2 hồ sơ" in page
    assert "Việc này không thuộc nhiệm vụ của đồng chí." in page
    answer = client_of("head2").post("/queue/approve", data=sent)
    assert (answer.status_code, answer.location) == (302, "/queue")
    assert acts(office, rows) == [[], []]
    assert client_of("head").post("/queue/award", data=sent).status_code == 404


def test_two_roles_have_one_queue(office, client_of, make):
    ((_id, _code, name, _version),) = make(1, State.SENT_TO_DISTRICT)
    with office.app_context():
        clerk = db.session.scalars(db.select(User).filter_by(username="clerk.b")).one()
        place = organisation("UBND huyện Bắc Sơn")
        db.session.add(Appointment(user_id=clerk.id, organisation_id=place.id, role=Role.DISTRICT,
                                   valid_from=dossier(State.DRAFTED).waiting_from, title="", signing=""))  # fmt: skip
        db.session.commit()
    page = client_of("clerk.b").get(f"/queue?q={name}").get_data(as_text=True)
    assert "Ban hành quyết định khen" in row_of(page, name)
