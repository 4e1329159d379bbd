"""A sent list before its receiver: some are granted, others go back or end, each with its reason."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from models import Decision, Nomination, Submission, db
from models.enums import Action, Role, State
from tests.views.test_submissions import page_of, price
from tests.workflow.test_batches import frozen
from tests.workflow.world import good_inputs, person, try_act
from workflow import batches

PAGE = 14


@pytest.fixture
def sent(office: Flask):
    """`sent(3)`: the number of a list that the district has received, and the numbers of its dossiers."""

    def make(count: int = 3) -> tuple[int, list[int]]:
        with office.app_context():
            submission = frozen(count)
            batches.send_submission(
                submission, person(Role.CHAIR), submission.version, f"send-{submission.id}"
            )
            found = submission.id, [one.nomination_id for one in submission.items]
            db.session.commit()
            return found

    return make


def ticked(page: str, ids: list[int], number: int) -> dict:
    versions = dict(re.findall(r'name="(version-\d+)" value="(\d+)"', page))
    return {"ids": ids, "list": number} | {name: versions[name] for one in ids if (name := f"version-{one}")}


def state_of(office: Flask, number: int) -> State:
    with office.app_context():
        return db.session.get_one(Nomination, number).state


def test_the_receiver_grants_some_returns_one_and_declines_another(office, client_of, sent):
    number, (first, second, third, fourth) = sent(4)
    district = client_of("district")
    page = page_of(district, number)
    assert "4 hồ sơ: 0 đã khen, 0 trả lại, 0 không khen, 4 chưa có kết quả." in page
    form = district.post("/decisions/new", data=ticked(page, [first, second], number)).get_data(as_text=True)
    assert [re.search(rf'id="row-{one}"[^>]*checked', form) is not None for one in (first, second, third)] == [
        True, True, False]  # fmt: skip
    district.post(
        "/decisions", data=good_inputs(Action.AWARD, None) | {"number": "8801", "ids": [first, second]}
    )
    page = page_of(district, number)
    back = ticked(page, [third], number) | {
        "confirmed": "1",
        "to_state": "unit_approved",
        "on-general": "Thiếu số liệu",
    }
    answer = district.post("/queue/return", data=back)
    assert f'href="/submissions/{number}"' in answer.get_data(as_text=True)
    end = ticked(page, [fourth], number) | {"confirmed": "1", "reason": "Chưa đủ tiêu chuẩn"}
    district.post("/queue/decline", data=end)
    assert [state_of(office, one) for one in (first, second, third, fourth)] == [
        State.AWARDED, State.AWARDED, State.UNIT_APPROVED, State.DECLINED]  # fmt: skip
    for who in ("district", "clerk"):
        page = page_of(client_of(who), number)
        assert "4 hồ sơ: 2 đã khen, 1 trả lại, 1 không khen, 0 chưa có kết quả." in page
        assert page.count("Quyết định 8801/QĐ-UBND") == 2
        assert re.search(r"Trả lại ngày [^<]+<span class=\"under prose\">Thiếu số liệu", page)
        assert re.search(r"Không khen, ngày [^<]+<span class=\"under prose\">Chưa đủ tiêu chuẩn", page)
        assert 'name="ids"' not in page


def test_each_of_several_has_its_own_reason(office, client_of, sent):
    number, (first, second, _third) = sent(3)
    district = client_of("district")
    form = ticked(page_of(district, number), [first, second], number)
    assert f'name="own-{first}"' in district.post("/queue/decline", data=form).get_data(as_text=True)
    district.post("/queue/decline", data=form | {
        "confirmed": "1", f"own-{first}": "Đã được khen năm 2024", f"own-{second}": "Sai đối tượng"})  # fmt: skip
    page = page_of(district, number)
    assert "Đã được khen năm 2024" in page
    assert "Sai đối tượng" in page


def test_one_without_any_reason_stops_all(office, client_of, sent):
    number, (first, second, _third) = sent(3)
    district = client_of("district")
    form = ticked(page_of(district, number), [first, second], number) | {"confirmed": "1"}
    answer = district.post("/queue/decline", data=form | {f"own-{first}": "Sai đối tượng"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="reason-error"' in page
    assert ">\nSai đối tượng</textarea>" in page
    long = district.post("/queue/decline", data=form | {"reason": "Chung", f"own-{second}": "ă" * 5001})
    assert f'id="own-{second}-error"' in long.get_data(as_text=True)
    assert state_of(office, first) is State.SENT_TO_DISTRICT


def test_a_row_that_came_back_and_was_sent_again_keeps_its_mark_on_the_first_list(office, client_of, sent):
    number, (first, *_others) = sent(2)
    with office.app_context():
        row = db.session.get_one(Nomination, first)
        try_act(Action.RETURN, row, person(Role.DISTRICT), inputs={
            "to_state": "town_reviewed", "remarks": {"general": "Bổ sung biên bản"}})  # fmt: skip
        clerk = person(Role.CLERK)
        again = batches.gather(clerk, [first])
        batches.freeze(again, clerk, again.version)
        batches.send_submission(again, person(Role.CHAIR), again.version, "again")
        second = again.id
        db.session.commit()
    old, new = (page_of(client_of("district"), one) for one in (number, second))
    assert "Bổ sung biên bản" in old
    assert "1 trả lại, 0 không khen, 1 chưa có kết quả" in old
    assert f'value="{first}" aria-label' not in old
    assert "Bổ sung biên bản" not in new
    assert f'value="{first}" aria-label' in new


def test_two_forms_are_not_put_into_one_decision(office, client_of):
    answer = client_of("district").post("/decisions/new", data={"ids": []}, follow_redirects=True)
    assert "Hãy đánh dấu ít nhất một hồ sơ chờ quyết định." in answer.get_data(as_text=True)


@pytest.mark.parametrize("who", ["clerk", "chair", "auditor"])
def test_who_sent_the_list_reads_the_results_but_ticks_nothing(client_of, sent, who):
    number, _ids = sent(2)
    page = page_of(client_of(who), number)
    assert "2 chưa có kết quả" in page
    assert 'name="ids"' not in page


def test_the_page_costs_the_same_for_any_number_of_rows(office, client_of, sent):
    found = []
    for rows in (2, 6, 15):
        number, ids = sent(rows)
        with office.app_context():
            for one in ids[: rows // 2]:
                try_act(Action.DECLINE, db.session.get_one(Nomination, one), person(Role.DISTRICT))
            db.session.commit()
        found.append(price(office, client_of("district"), f"/submissions/{number}"))
    assert found == [found[0]] * 3
    assert found[0] <= PAGE


def test_what_was_granted_is_one_decision_and_the_rest_another(office, client_of, sent):
    number, (first, second) = sent(2)
    district = client_of("district")
    for place, one in enumerate((first, second)):
        typed = good_inputs(Action.AWARD, None) | {"number": str(8811 + place), "ids": [one]}
        district.post("/decisions", data=typed)
    with office.app_context():
        assert db.session.get_one(Submission, number).items[0].returned_at is None
        numbers = db.session.scalars(
            db.select(Decision.number).filter(Decision.number.in_(["8811", "8812"]))
        ).all()
        assert len(numbers) == 2
    page = page_of(district, number)
    assert "Quyết định 8811/QĐ-UBND" in page
    assert "Quyết định 8812/QĐ-UBND" in page
