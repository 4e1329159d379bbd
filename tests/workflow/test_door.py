"""The door keeps its word: once, by one, all or nothing, and at a known price."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import event

from models import AuditEvent, Message, Nomination, db
from models.enums import Action, Level, MessageKind, Role, State
from tests.workflow.world import dossier, good_inputs, person, traces, try_act
from views.history import history_of
from workflow import drafts
from workflow.actions import Outcome, perform, rehearse
from workflow.content import open_fields
from workflow.errors import (
    ClosedError,
    InputError,
    NotAllowedError,
    NotReadyError,
    StaleError,
    WorkflowError,
)
from workflow.people import Person


def events_of(row: Nomination, action: Action) -> list[AuditEvent]:
    query = db.select(AuditEvent).filter_by(nomination_id=row.id, action=action.value)
    return list(db.session.scalars(query))


def messages_of(row: Nomination) -> list[Message]:
    return list(db.session.scalars(db.select(Message).filter_by(nomination_id=row.id)))


# Once


def test_the_same_click_again_gives_the_former_outcome_and_writes_nothing(inside: Flask) -> None:
    row, head = dossier(State.DRAFTED), person(Role.UNIT_HEAD)
    click = {"version": row.version, "request_id": uuid4().hex, "inputs": {}}
    first = try_act(Action.APPROVE, row, head, **click)
    db.session.commit()
    before = traces(row.id)
    again = try_act(Action.APPROVE, row, head, **click)
    db.session.commit()
    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert again.act_id == first.act_id
    assert [one.id for one in again.nominations] == [row.id]
    assert traces(row.id) == before
    assert len(events_of(row, Action.APPROVE)) == 1
    assert sorted(one.recipient_id for one in messages_of(row)) == sorted(one.user_id for one in first.told)


def test_the_same_request_with_other_inputs_is_stale(inside: Flask) -> None:
    row, head = dossier(State.DRAFTED), person(Role.UNIT_HEAD)
    click = {"version": row.version, "request_id": uuid4().hex}
    try_act(Action.WITHDRAW, row, head, inputs={"reason": "Nhầm người"}, **click)
    with pytest.raises(StaleError):
        try_act(Action.WITHDRAW, row, head, inputs={"reason": "Lý do khác"}, **click)


def test_the_same_request_of_another_person_is_stale(inside: Flask) -> None:
    row = dossier(State.DRAFTING)
    click = {"version": row.version, "request_id": uuid4().hex, "inputs": {"reason": "Nhầm người"}}
    try_act(Action.WITHDRAW, row, person(Role.UNIT_HEAD), **click)
    with pytest.raises(StaleError):
        try_act(Action.WITHDRAW, row, person(Role.DRAFTER), **click)


def test_who_comes_late_learns_who_was_faster_and_what_he_did(inside: Flask) -> None:
    row, head = dossier(State.DRAFTED), person(Role.UNIT_HEAD)
    seen = row.version
    try_act(Action.APPROVE, row, head)
    at = events_of(row, Action.APPROVE)[0].at
    with pytest.raises(StaleError) as refusal:
        try_act(Action.WITHDRAW, row, head, version=seen)
    time = db.session.scalar(db.text(
        "SELECT to_char(CAST(:at AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh',"
        " 'HH24:MI \"ngày\" DD/MM/YYYY')"), {"at": at})  # fmt: skip
    assert str(refusal.value) == (f"{head.name} đã duyệt lúc {time}. Hồ sơ hiện ở bước “Đơn vị đã duyệt”.")


# By one


def race(office: Flask, number: int, acts: list[tuple[Action, Person, dict]]) -> list[object]:
    """What each got who acted at the same moment, on a connection of his own."""
    line = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int, action: Action, actor: Person, choices: dict) -> None:
        with office.app_context():
            db.session.scalar(db.text("SELECT 1"))
            line.wait(20)
            try:
                results[place] = perform(action, number, actor=actor, expected_version=1, **choices)
                db.session.commit()
            except WorkflowError as refusal:
                results[place] = refusal
            finally:
                db.session.remove()

    threads = [
        threading.Thread(target=run, args=(place, *one), daemon=True) for place, one in enumerate(acts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.fixture
def committed(inside: Flask) -> tuple[int, Person]:
    row, head = dossier(State.DRAFTED), person(Role.UNIT_HEAD)
    db.session.commit()
    number = row.id
    db.session.remove()
    return number, head


def test_of_two_people_at_the_same_moment_exactly_one_wins(office: Flask, committed) -> None:
    number, head = committed
    acts = [(Action.APPROVE, head, {"inputs": {}, "request_id": uuid4().hex}) for _one in range(4)]
    results = race(office, number, acts)
    assert sum(isinstance(one, Outcome) for one in results) == 1
    assert sum(isinstance(one, StaleError) for one in results) == 3
    row = db.session.get(Nomination, number)
    assert (row.state, row.version) == (State.UNIT_APPROVED, 2)
    assert len(events_of(row, Action.APPROVE)) == 1


def test_a_double_click_on_two_connections_is_one_act_and_two_good_answers(office: Flask, committed) -> None:
    number, head = committed
    click = {"inputs": {}, "request_id": uuid4().hex}
    results = race(office, number, [(Action.APPROVE, head, click), (Action.APPROVE, head, click)])
    assert all(isinstance(one, Outcome) for one in results)
    assert sorted(one.is_repeat for one in results) == [False, True]
    assert len({one.act_id for one in results}) == 1
    assert len(events_of(db.session.get(Nomination, number), Action.APPROVE)) == 1


def test_of_two_opposite_acts_at_the_same_moment_exactly_one_wins(office: Flask, committed) -> None:
    number, head = committed
    withdraw = {"inputs": {"reason": "Nhầm người"}, "request_id": uuid4().hex}
    approve = {"inputs": {}, "request_id": uuid4().hex}
    results = race(office, number, [(Action.APPROVE, head, approve), (Action.WITHDRAW, head, withdraw)])
    assert sorted(type(one).__name__ for one in results) == ["Outcome", "StaleError"]
    state = db.session.get(Nomination, number).state
    assert state is (State.UNIT_APPROVED if isinstance(results[0], Outcome) else State.WITHDRAWN)


# All or nothing


def test_a_step_that_is_not_ready_names_every_reason_and_changes_nothing(inside: Flask) -> None:
    row = dossier(State.DRAFTING)
    row.summary, row.claims[0].evidence = "", ""
    row.attachments[0].removed_at = row.attachments[0].uploaded_at
    db.session.flush()
    before = traces(row.id)
    with pytest.raises(NotReadyError) as refusal:
        try_act(Action.SUBMIT, row, person(Role.DRAFTER))
    assert {one.field for one in refusal.value.problems} == {
        "summary", "attachments", f"claim-{row.claims[0].criterion_id}",
    }  # fmt: skip
    assert {one.role for one in refusal.value.problems} == {Role.DRAFTER}
    assert traces(row.id) == before


@pytest.mark.parametrize(
    ("action", "inputs", "fields"),
    [
        (Action.RECEIVE, {}, {"received_on"}),
        (Action.RECEIVE, {"received_on": "31/02/2025"}, {"received_on"}),
        (Action.RECEIVE, {"received_on": "03/06/2025"}, {"received_on"}),
        (Action.DECLINE, {"reason": "  "}, {"reason"}),
        (Action.DECLINE, {"reason": "x" * 5001}, {"reason"}),
        (Action.RETURN, {}, {"to_state", "remarks"}),
        (Action.RETURN, {"to_state": "town_reviewed", "remarks": {"general": "a"}}, {"to_state"}),
        (Action.RETURN, {"to_state": "drafting", "remarks": {"no-such": "a"}}, {"remarks"}),
        (Action.SET_FORM, {"award_form_id": "999999", "reason": "a"}, {"award_form_id"}),
        (Action.SET_FORM, {"award_form_id": "x", "reason": "a"}, {"award_form_id"}),
    ],
)
def test_a_wrong_input_is_named_and_nothing_is_left_after_the_rollback(
    inside: Flask, action: Action, inputs: dict, fields: set[str]
) -> None:
    row = dossier(State.UNIT_APPROVED, received=False, appraised=False)
    db.session.commit()
    before = traces(row.id)
    with pytest.raises(InputError) as refusal:
        try_act(action, row, person(Role.CLERK), inputs=inputs)
    db.session.rollback()
    assert set(refusal.value.fields) == fields
    assert traces(row.id) == before


def test_an_appraisal_says_of_each_criterion_whether_it_is_met(inside: Flask) -> None:
    row = dossier(State.UNIT_APPROVED, appraised=False)
    first, *others = [one.id for one in row.award_form.criteria_for(row.kind)]
    items = [{"criterion_id": first, "met": False, "remark": ""}]
    with pytest.raises(InputError) as refusal:
        try_act(Action.APPRAISE, row, person(Role.CLERK), inputs={"items": items})
    assert set(refusal.value.fields) == {f"remark-{first}", *(f"met-{one}" for one in others)}


def test_one_dossier_that_is_not_ready_holds_back_the_whole_batch(inside: Flask) -> None:
    from workflow.actions import perform_batch

    ready = dossier(State.TOWN_REVIEWED, on_list=True)
    held = dossier(State.TOWN_REVIEWED, on_list=True, hold=Level.TOWN)
    before = traces(ready.id), traces(held.id)
    with pytest.raises(NotReadyError) as refusal:
        perform_batch(Action.SEND, [ready.id, held.id], actor=person(Role.CHAIR), inputs={},
                      request_id=uuid4().hex)  # fmt: skip
    assert held.code in str(refusal.value)
    assert ready.code not in str(refusal.value)
    assert (traces(ready.id), traces(held.id)) == before


def test_a_batch_act_is_refused_on_a_single_dossier(inside: Flask) -> None:
    row = dossier(State.TOWN_REVIEWED, on_list=True)
    with pytest.raises(NotAllowedError):
        perform(Action.SEND, row.id, actor=person(Role.CHAIR), inputs={},
                expected_version=row.version, request_id=uuid4().hex)  # fmt: skip


# Separation of duties


def test_a_nominee_does_not_act_on_his_own_dossier(inside: Flask) -> None:
    row, head = dossier(State.DRAFTED), person(Role.UNIT_HEAD)
    row.nominee.user_id = head.id
    db.session.flush()
    with pytest.raises(NotAllowedError):
        try_act(Action.APPROVE, row, head)


def test_who_drafted_it_does_not_approve_it(inside: Flask) -> None:
    row, head = dossier(State.DRAFTED), person(Role.UNIT_HEAD)
    row.drafted_by_id = head.id
    db.session.flush()
    with pytest.raises(NotAllowedError):
        try_act(Action.APPROVE, row, head)


def test_who_entered_it_does_not_appraise_it(inside: Flask) -> None:
    row, clerk = dossier(State.UNIT_APPROVED, appraised=False), person(Role.CLERK)
    row.entered_by_id = clerk.id
    db.session.flush()
    with pytest.raises(NotAllowedError):
        try_act(Action.APPRAISE, row, clerk)


# Rounds


def returned(field: str) -> Nomination:
    """A dossier that the clerk gave back to its drafter with one remark."""
    row = dossier(State.UNIT_APPROVED)
    inputs = {"to_state": "drafting", "remarks": {field: "Ghi rõ số liệu"}}
    try_act(Action.RETURN, row, person(Role.CLERK), inputs=inputs)
    return row


def test_a_return_opens_only_the_fields_remarked_on(inside: Flask) -> None:
    row, drafter = returned("summary"), person(Role.DRAFTER)
    assert (row.state, row.round) == (State.DRAFTING, 2)
    assert open_fields(row) == {"summary"}
    claim = row.claims[0]
    drafts.save(row, drafter, {"summary": "Mới", "claims": {claim.criterion_id: {"text": "Khác"}}},
                row.version)  # fmt: skip
    assert (row.summary, claim.text) == ("Mới", "Dọn vệ sinh 12 buổi.")
    with pytest.raises(ClosedError):
        drafts.detach(row, drafter, row.attachments[0])


def test_a_remark_without_an_answer_or_a_change_stops_the_next_submission(inside: Flask) -> None:
    row, drafter = returned("summary"), person(Role.DRAFTER)
    with pytest.raises(NotReadyError) as refusal:
        try_act(Action.SUBMIT, row, drafter)
    assert [(one.field, one.role) for one in refusal.value.problems] == [("summary", Role.DRAFTER)]
    answers = {row.open_remarks[0].id: "Số liệu đã đúng"}
    drafts.save(row, drafter, {"answers": answers}, row.version)
    try_act(Action.SUBMIT, row, drafter)
    assert row.state is State.DRAFTED


def test_a_changed_field_is_an_answer_for_the_drafter_and_for_who_approves(inside: Flask) -> None:
    row, drafter = returned("summary"), person(Role.DRAFTER)
    drafts.save(row, drafter, {"summary": "Dọn 12 buổi, 300 lượt người."}, row.version)
    try_act(Action.SUBMIT, row, drafter)
    try_act(Action.APPROVE, row, person(Role.UNIT_HEAD))
    assert row.state is State.UNIT_APPROVED


def test_a_return_keeps_the_receipt_number_and_tells_the_drafter_that_it_is_his_turn(
    inside: Flask,
) -> None:
    row = returned("general")
    assert row.receipt_number is not None
    turns = [one.recipient_id for one in messages_of(row) if one.kind is MessageKind.TURN]
    assert turns == [] or set(turns) <= {row.drafted_by_id}
    assert row.drafted_by_id in {one.recipient_id for one in messages_of(row)}


def test_approval_and_appraisal_are_stale_once_the_content_has_changed(inside: Flask) -> None:
    row, drafter, clerk = returned("summary"), person(Role.DRAFTER), person(Role.CLERK)
    drafts.save(row, drafter, {"summary": "Dọn 12 buổi, 300 lượt người."}, row.version)
    assert row.content_hash not in (row.approved_hash, row.appraised_hash)
    answers = {row.open_remarks[0].id: "Đã ghi rõ"}
    drafts.save(row, drafter, {"answers": answers}, row.version)
    try_act(Action.SUBMIT, row, drafter)
    try_act(Action.APPROVE, row, person(Role.UNIT_HEAD))
    assert row.approved_hash == row.content_hash
    assert [one.text for one in rehearse(Action.REVIEW, row, clerk)] == [
        "nội dung đã đổi sau khi thẩm định, cần thẩm định lại"
    ]
    try_act(Action.APPRAISE, row, clerk)
    try_act(Action.REVIEW, row, clerk)
    assert row.state is State.TOWN_REVIEWED


def test_an_approval_of_another_content_stops_the_review(inside: Flask) -> None:
    row, clerk = dossier(State.UNIT_APPROVED), person(Role.CLERK)
    row.approved_hash = "another"
    db.session.flush()
    problems = rehearse(Action.REVIEW, row, clerk)
    assert [(one.text, one.role) for one in problems] == [
        ("nội dung đã đổi sau khi thủ trưởng duyệt", Role.UNIT_HEAD)
    ]


def test_appraisal_and_approval_stand_after_a_return_that_changed_nothing(inside: Flask) -> None:
    row, drafter = returned("summary"), person(Role.DRAFTER)
    drafts.save(row, drafter, {"answers": {row.open_remarks[0].id: "Số liệu đã đúng"}}, row.version)
    try_act(Action.SUBMIT, row, drafter)
    try_act(Action.APPROVE, row, person(Role.UNIT_HEAD))
    try_act(Action.REVIEW, row, person(Role.CLERK))
    assert row.state is State.TOWN_REVIEWED


# Holds


def test_a_hold_stops_the_review_and_its_release_lets_it_go_on(inside: Flask) -> None:
    row, clerk = dossier(State.UNIT_APPROVED), person(Role.CLERK)
    try_act(Action.HOLD, row, clerk, inputs={"reason": "Đang xác minh đơn tố cáo"})
    with pytest.raises(NotReadyError) as refusal:
        try_act(Action.REVIEW, row, clerk)
    assert "đơn tố cáo" not in str(refusal.value)
    try_act(Action.RELEASE, row, clerk)
    try_act(Action.REVIEW, row, clerk)
    assert row.state is State.TOWN_REVIEWED


def test_a_hold_on_the_nominee_stops_his_other_dossiers(inside: Flask) -> None:
    row, other, clerk = dossier(State.UNIT_APPROVED), dossier(State.UNIT_APPROVED), person(Role.CLERK)
    other.nominee = row.nominee
    db.session.flush()
    try_act(Action.HOLD, row, clerk, inputs={"reason": "Đơn tố cáo", "whole_nominee": "1"})
    with pytest.raises(NotReadyError):
        try_act(Action.REVIEW, other, clerk)


def test_the_reason_of_a_hold_is_told_to_the_clerk_and_not_to_the_drafter(inside: Flask) -> None:
    row, clerk = dossier(State.UNIT_APPROVED), person(Role.CLERK)
    try_act(Action.HOLD, row, clerk, inputs={"reason": "Đang xác minh đơn tố cáo"})
    try_act(Action.RELEASE, row, clerk, inputs={"reason": "Đơn tố cáo không đúng"})
    for role in (Role.DRAFTER, Role.UNIT_HEAD):
        told = history_of(row, person(role))
        assert "tố cáo" not in repr([(one["details"], one["reason"]) for one in told])
        assert [one["what"] for one in told[:2]] == ["đã cho xét tiếp", "đã tạm dừng xét"]
    for role in (Role.CLERK, Role.CHAIR, Role.AUDITOR):
        assert "Đang xác minh đơn tố cáo" in repr([one["details"] for one in history_of(row, person(role))])


def test_the_clerk_does_not_release_what_the_district_holds(inside: Flask) -> None:
    row = dossier(State.SENT_TO_DISTRICT, hold=Level.DISTRICT)
    with pytest.raises(NotAllowedError):
        try_act(Action.RELEASE, row, person(Role.CLERK))
    try_act(Action.RELEASE, row, person(Role.DISTRICT))


# Price


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that is sent to the database within."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_others) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def price_of(action: Action, role: Role, state: State, **choices: bool) -> int:
    row, actor = dossier(state, **choices), person(role)
    inputs, number, version = good_inputs(action, row), row.id, row.version
    db.session.commit()
    db.session.remove()
    with statements() as sent:
        perform(action, number, actor=actor, inputs=inputs, expected_version=version,
                request_id=uuid4().hex)  # fmt: skip
        db.session.commit()
    return len(sent)


PRICES = [
    (Action.SUBMIT, Role.DRAFTER, State.DRAFTING, 15),
    (Action.APPROVE, Role.UNIT_HEAD, State.DRAFTED, 10),
    (Action.REVIEW, Role.CLERK, State.UNIT_APPROVED, 14),
    (Action.RETURN, Role.CLERK, State.UNIT_APPROVED, 10),
    (Action.DECLINE, Role.CHAIR, State.TOWN_REVIEWED, 7),
]


@pytest.mark.parametrize(("action", "role", "state", "most"), PRICES)
def test_a_step_costs_the_same_few_statements_however_many_dossiers_there_are(
    inside: Flask, action: Action, role: Role, state: State, most: int
) -> None:
    alone = price_of(action, role, state)
    for _one in range(30):
        dossier(state)
    db.session.commit()
    assert price_of(action, role, state) == alone
    assert alone <= most
