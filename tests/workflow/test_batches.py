"""Lists that go up together and decisions that come back: all or none, one at a time, at one price."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import event

from models import Appointment, Award, Decision, Document, Nomination, Submission, SubmissionItem, db
from models.enums import Action, DocumentState, DocumentType, Level, Role, State, SubmissionState
from tasks.documents import order_again
from tests.workflow.world import (
    OTHER_TOWN_UNIT,
    dossier,
    good_inputs,
    organisation,
    person,
    traces,
    try_act,
)
from workflow import batches, decisions, papers
from workflow.actions import Outcome, perform
from workflow.errors import (
    ClosedError,
    InputError,
    NotAllowedError,
    NotFoundError,
    NotReadyError,
    StaleError,
    WorkflowError,
)
from workflow.people import Person, Post

SIGNER = {"signer_name": "Vi Văn Trọng", "signer_title": "Chủ tịch"}
numbers = iter(range(3000, 9000))


def waiting(count: int = 1, state: State = State.TOWN_REVIEWED, **more: Any) -> list[Nomination]:
    return [dossier(state, **more) for _one in range(count)]


def a_list(count: int = 1) -> Submission:
    return batches.gather(person(Role.CLERK), [one.id for one in waiting(count)])


def frozen(count: int = 1) -> Submission:
    submission = a_list(count)
    batches.freeze(submission, person(Role.CLERK), submission.version)
    return submission


def inputs(**more: str) -> dict[str, str]:
    return good_inputs(Action.AWARD, None) | {"number": str(next(numbers))} | more


def granted(count: int = 1, **more: str) -> Decision:
    rows = waiting(count, State.SENT_TO_DISTRICT)
    return decisions.award(person(Role.DISTRICT), [one.id for one in rows], inputs(**more), uuid4().hex)[0]


def papers_of(**subject: int) -> list[Document]:
    return list(db.session.scalars(db.select(Document).filter_by(**subject).order_by(Document.version)))


@contextmanager
def statements(office: Flask) -> Iterator[list[str]]:
    """Every statement that is sent to the database within."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        sent.append(statement)

    with office.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


# Gathering


def test_a_list_takes_the_dossiers_in_the_order_of_the_letter(inside: Flask) -> None:
    rows = waiting(3)
    submission = batches.gather(person(Role.CLERK), [one.id for one in reversed(rows)])
    assert [one.nomination_id for one in submission.items] == [
        one.id for one in sorted(rows, key=batches.list_order)
    ]
    assert {one.submission_id for one in rows} == {submission.id}
    assert (submission.state, submission.number) == (SubmissionState.ASSEMBLING, None)


def test_the_same_dossiers_again_give_the_same_open_list(inside: Flask) -> None:
    rows = waiting(2)
    first = batches.gather(person(Role.CLERK), [one.id for one in rows])
    assert batches.gather(person(Role.CLERK), [one.id for one in rows]) is first


def test_a_dossier_that_stands_on_a_list_goes_on_no_other(inside: Flask) -> None:
    first, second = waiting(2)
    batches.gather(person(Role.CLERK), [first.id])
    before = traces(first.id), traces(second.id)
    with pytest.raises(NotReadyError, match=first.code):
        batches.gather(person(Role.CLERK), [first.id, second.id])
    assert (traces(first.id), traces(second.id)) == before


def test_more_than_one_paper_can_hold_is_refused_with_the_numbers(inside: Flask) -> None:
    with pytest.raises(NotReadyError, match="nhiều nhất 500 hồ sơ, đã chọn 501"):
        batches.gather(person(Role.CLERK), range(1, 502))


def test_nothing_ticked_is_refused(inside: Flask) -> None:
    with pytest.raises(NotReadyError, match="chưa chọn hồ sơ nào"):
        batches.gather(person(Role.CLERK), [])


def test_who_prepares_no_lists_gathers_none(inside: Flask) -> None:
    (row,) = waiting()
    with pytest.raises(NotAllowedError):
        batches.gather(person(Role.DRAFTER), [row.id])


def test_a_unit_gathers_nothing_that_has_left_it(inside: Flask) -> None:
    (row,) = waiting()
    with pytest.raises(NotReadyError):
        batches.gather(person(Role.UNIT_HEAD), [row.id])


def test_a_dossier_of_another_town_is_not_known(inside: Flask) -> None:
    (row,) = waiting(unit_name=OTHER_TOWN_UNIT)
    with pytest.raises(NotFoundError):
        batches.gather(person(Role.CLERK), [row.id])


def test_who_has_two_towns_gathers_for_the_town_of_the_ticked_dossiers(inside: Flask) -> None:
    one, other = person(Role.CLERK), person(Role.CLERK, OTHER_TOWN_UNIT)
    both = Person(one.id, one.name, (*one.posts, *other.posts), one.username)
    (row,) = waiting(unit_name=OTHER_TOWN_UNIT)
    submission = batches.gather(both, [row.id])
    assert submission.from_organisation_id == other.posts[0].organisation_id
    batches.freeze(submission, both, submission.version)
    assert submission.state is SubmissionState.FROZEN


# Freezing, opening, taking off


def test_freezing_gives_a_number_and_orders_the_letter(inside: Flask) -> None:
    submission = frozen(2)
    assert submission.title.endswith("/TTr-UBND")
    assert [one.version for one in papers_of(submission_id=submission.id)] == [submission.version]


def test_a_list_that_is_opened_again_keeps_its_number_and_gets_a_new_letter(inside: Flask) -> None:
    submission = frozen()
    number = submission.number
    batches.reopen(submission, person(Role.CLERK), submission.version)
    batches.freeze(submission, person(Role.CLERK), submission.version)
    assert submission.number == number
    old, new = papers_of(submission_id=submission.id)
    assert old.version < new.version == submission.version


def test_an_empty_list_is_not_frozen(inside: Flask) -> None:
    submission = a_list()
    batches.take_off(submission, person(Role.CLERK), submission.items[0].nomination_id, submission.version)
    with pytest.raises(NotReadyError, match="chưa có hồ sơ nào"):
        batches.freeze(submission, person(Role.CLERK), submission.version)


def test_a_dossier_that_is_taken_off_waits_again(inside: Flask) -> None:
    submission = a_list(2)
    row = submission.items[0].nomination
    version = row.version
    batches.take_off(submission, person(Role.CLERK), row.id, submission.version)
    assert (row.submission_id, row.version) == (None, version + 1)
    assert row.id not in {one.nomination_id for one in submission.items}


def test_a_dossier_that_goes_back_leaves_the_open_list_with_a_new_version(inside: Flask) -> None:
    submission = a_list(2)
    seen, row = submission.version, submission.items[0].nomination
    try_act(Action.RETURN, row, person(Role.CHAIR))
    assert submission.version == seen + 1
    with pytest.raises(StaleError):
        batches.freeze(submission, person(Role.CLERK), seen)


def test_an_old_page_changes_nothing(inside: Flask) -> None:
    submission = a_list()
    seen = submission.version
    batches.freeze(submission, person(Role.CLERK), seen)
    for act in (batches.freeze, batches.reopen):
        with pytest.raises(StaleError, match="đã chốt danh sách"):
            act(submission, person(Role.CLERK), seen)


def test_who_only_receives_the_list_does_not_change_it(inside: Flask) -> None:
    submission = frozen()
    with pytest.raises(NotAllowedError):
        batches.reopen(submission, person(Role.DISTRICT), submission.version)


# Sending


def test_a_list_is_sent_with_its_signer_and_day(inside: Flask) -> None:
    submission, chair = frozen(2), person(Role.CHAIR)
    outcome = batches.send_submission(submission, chair, submission.version, uuid4().hex)
    assert {one.state for one in outcome.nominations} == {State.SENT_TO_DISTRICT}
    assert (submission.state, submission.signer_name) == (SubmissionState.SENT, chair.name)
    assert papers_of(submission_id=submission.id)[-1].version == submission.version


def test_the_signer_is_the_chair_even_where_he_sits_on_the_council_too(inside: Flask) -> None:
    submission, chair = frozen(), person(Role.CHAIR)
    post = chair.posts[0]
    seat = Post(Role.COUNCIL, post.organisation_id, post.organisation_name, post.level, "Ủy viên Hội đồng")
    both = Person(chair.id, chair.name, (seat, post), chair.username)
    batches.send_submission(submission, both, submission.version, uuid4().hex)
    assert submission.signer_title == post.label


def test_the_second_click_is_answered_like_the_first(inside: Flask) -> None:
    submission, chair, click = frozen(2), person(Role.CHAIR), uuid4().hex
    seen = submission.version
    first = batches.send_submission(submission, chair, seen, click)
    again = batches.send_submission(submission, chair, seen, click)
    assert (again.is_repeat, again.act_id) == (True, first.act_id)
    assert len(papers_of(submission_id=submission.id)) == 2


def test_who_comes_second_reads_who_sent_it(inside: Flask) -> None:
    submission, chair = frozen(), person(Role.CHAIR)
    seen = submission.version
    batches.send_submission(submission, chair, seen, uuid4().hex)
    with pytest.raises(StaleError, match=f"{chair.name} đã trình huyện"):
        batches.send_submission(submission, chair, seen, uuid4().hex)
    with pytest.raises(ClosedError):
        batches.reopen(submission, person(Role.CLERK), submission.version)


def test_one_dossier_on_hold_stops_the_whole_list(inside: Flask) -> None:
    submission = frozen(2)
    held = submission.items[1].nomination
    try_act(Action.HOLD, held, person(Role.CLERK))
    before = [traces(one.nomination_id) for one in submission.items]
    with pytest.raises(NotReadyError) as refusal:
        batches.send_submission(submission, person(Role.CHAIR), submission.version, uuid4().hex)
    assert [held.code in one.text for one in refusal.value.problems] == [True]
    assert [traces(one.nomination_id) for one in submission.items] == before


def test_a_clerk_does_not_send(inside: Flask) -> None:
    submission = frozen()
    with pytest.raises(NotAllowedError):
        batches.send_submission(submission, person(Role.CLERK), submission.version, uuid4().hex)


def districts_list() -> Submission:
    rows = waiting(1, State.SENT_TO_DISTRICT, form="province_merit")
    submission = batches.gather(person(Role.DISTRICT), [one.id for one in rows])
    batches.freeze(submission, person(Role.DISTRICT), submission.version)
    return submission


def test_the_districts_officer_says_who_signed_its_letter(inside: Flask) -> None:
    submission, officer = districts_list(), person(Role.DISTRICT)
    batches.send_submission(submission, officer, submission.version, uuid4().hex, SIGNER)
    assert (submission.signer_name, submission.signer_title) == ("Vi Văn Trọng", "Chủ tịch")
    assert batches.usual_signer(submission) == SIGNER


def test_the_districts_letter_without_a_signer_is_refused_at_the_fields(inside: Flask) -> None:
    submission, officer = districts_list(), person(Role.DISTRICT)
    with pytest.raises(InputError) as refusal:
        batches.send_submission(submission, officer, submission.version, uuid4().hex, {"signer_name": " "})
    assert set(refusal.value.fields) == {"signer_name", "signer_title"}


# Granting


def test_a_decision_grants_all_and_orders_every_paper(inside: Flask) -> None:
    decision = granted(3)
    assert [one.position for one in decision.awards] == [1, 2, 3]
    assert {one.nomination.state for one in decision.awards} == {State.AWARDED}
    assert len({one.token for one in decision.awards}) == 3
    assert [one.type for one in papers_of(decision_id=decision.id)] == [
        DocumentType.AWARD_DECISION, DocumentType.HANDOVER_LIST,
    ]  # fmt: skip
    assert all(len(papers_of(award_id=one.id)) == 1 for one in decision.awards)


def test_the_second_click_gives_the_former_decision(inside: Flask) -> None:
    (row,), click, typed = waiting(1, State.SENT_TO_DISTRICT), uuid4().hex, inputs()
    first, _outcome = decisions.award(person(Role.DISTRICT), [row.id], typed, click)
    again, outcome = decisions.award(person(Role.DISTRICT), [row.id], typed, click)
    assert (again.id, outcome.is_repeat) == (first.id, True)


def test_a_number_is_given_once_a_year(inside: Flask) -> None:
    taken = granted()
    row, other = waiting(2, State.SENT_TO_DISTRICT)
    same = {"number": taken.number, "symbol": taken.symbol}
    db.session.commit()
    with pytest.raises(InputError) as refusal:
        decisions.award(person(Role.DISTRICT), [row.id], inputs(**same), uuid4().hex)
    assert refusal.value.fields == {"number": "Số này đã có trong năm."}
    db.session.rollback()
    assert db.session.get_one(Nomination, row.id).state is State.SENT_TO_DISTRICT
    last_year = inputs(**same, issued_on="30/12/2024")
    assert (
        decisions.award(person(Role.DISTRICT), [other.id], last_year, uuid4().hex)[0].number == taken.number
    )


def test_two_forms_are_not_granted_by_one_decision(inside: Flask) -> None:
    rows = [*waiting(1, State.SENT_TO_DISTRICT),
            *waiting(1, State.SENT_TO_DISTRICT, form="province_merit")]  # fmt: skip
    with pytest.raises(NotReadyError, match="một hình thức khen"):
        decisions.award(person(Role.DISTRICT), [one.id for one in rows], inputs(), uuid4().hex)


# Papers that could not be made


def test_who_prepares_the_paper_has_it_made_again(inside: Flask) -> None:
    submission, clerk = frozen(), person(Role.CLERK)
    (paper,) = papers_of(submission_id=submission.id)
    paper.state, paper.tries, paper.last_error = DocumentState.FAILED, 5, "Thiếu chữ"
    db.session.flush()
    order_again(paper, clerk, papers.maker_post(clerk, paper))
    db.session.refresh(paper)
    assert (paper.state, paper.tries, paper.last_error) == (DocumentState.PENDING, 0, "")


def test_who_only_reads_the_paper_does_not(inside: Flask) -> None:
    decision, submission = granted(), frozen()
    for paper in papers_of(decision_id=decision.id) + papers_of(submission_id=submission.id):
        with pytest.raises(NotAllowedError):
            papers.maker_post(person(Role.AUDITOR), paper)
    certificate = papers_of(award_id=decision.awards[0].id)[0]
    assert papers.maker_post(person(Role.DISTRICT), certificate).role is Role.DISTRICT


# At once


def race(office: Flask, *acts: Callable[[], object]) -> list[object]:
    """What each got who acted at the same moment, on a connection of his own."""
    line, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        with office.app_context():
            db.session.scalar(db.text("SELECT 1"))
            line.wait(20)
            try:
                results[place] = act()
                db.session.commit()
            except WorkflowError as refusal:
                db.session.rollback()
                results[place] = refusal
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=one, daemon=True) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads), "two acts wait for each other"
    return results


def refusals(results: list[object]) -> list[type]:
    return [type(one) for one in results if isinstance(one, Exception)]


def found(number: int, who: Person) -> Submission:
    return batches.find_submission(number, who)


def go_back(number: int, who: Person, remarks: dict[str, Any], version: int) -> Outcome:
    return perform(Action.RETURN, number, actor=who, inputs=remarks, expected_version=version,
                   request_id=uuid4().hex)  # fmt: skip


@pytest.mark.parametrize("_again", range(8))
def test_a_list_is_never_frozen_with_a_dossier_that_has_gone_back(inside: Flask, _again: int) -> None:
    submission = a_list(3)
    number, seen, row = submission.id, submission.version, submission.items[1].nomination
    clerk, chair, dossier_id, version = person(Role.CLERK), person(Role.CHAIR), row.id, row.version
    back = good_inputs(Action.RETURN, row)
    db.session.commit()
    results = race(
        inside,
        lambda: batches.freeze(found(number, clerk), clerk, seen),
        lambda: go_back(dossier_id, chair, back, version),
    )
    db.session.expire_all()
    on_list = {one.nomination_id for one in db.session.get_one(Submission, number).items}
    back_again = db.session.get_one(Nomination, dossier_id)
    assert len(refusals(results)) == 1
    assert (dossier_id in on_list) == (back_again.submission_id == number)
    assert (back_again.state is State.TOWN_REVIEWED) == (dossier_id in on_list)


@pytest.mark.parametrize("_again", range(4))
def test_two_who_take_dossiers_off_at_once_do_not_wait_for_each_other(inside: Flask, _again: int) -> None:
    submission = a_list(3)
    number, seen, clerk = submission.id, submission.version, person(Role.CLERK)
    first, last = submission.items[0].nomination_id, submission.items[2].nomination_id
    db.session.commit()
    results = race(
        inside,
        lambda: batches.take_off(found(number, clerk), clerk, first, seen),
        lambda: batches.take_off(found(number, clerk), clerk, last, seen),
    )
    db.session.expire_all()
    assert refusals(results) == [StaleError]
    assert len(db.session.get_one(Submission, number).items) == 2


def test_a_list_that_is_sent_twice_at_once_is_sent_once(inside: Flask) -> None:
    submission, chair = frozen(3), person(Role.CHAIR)
    number, seen = submission.id, submission.version
    db.session.commit()
    results = race(
        inside,
        *[
            lambda click=uuid4().hex: batches.send_submission(found(number, chair), chair, seen, click)
            for _one in range(3)
        ],
    )
    assert [type(one) for one in results].count(Outcome) == 1
    assert refusals(results) == [StaleError, StaleError]


def test_a_list_that_is_opened_and_sent_at_once_is_one_of_both(inside: Flask) -> None:
    submission, chair, clerk = frozen(2), person(Role.CHAIR), person(Role.CLERK)
    number, seen = submission.id, submission.version
    db.session.commit()
    results = race(
        inside,
        lambda: batches.send_submission(found(number, chair), chair, seen, uuid4().hex),
        lambda: batches.reopen(found(number, clerk), clerk, seen),
    )
    assert len(refusals(results)) == 1
    assert issubclass(refusals(results)[0], ClosedError)


def test_dossiers_are_gathered_onto_one_list_by_two_at_once(inside: Flask) -> None:
    rows, clerk = [one.id for one in waiting(3)], person(Role.CLERK)
    db.session.commit()
    results = race(
        inside,
        lambda: batches.gather(clerk, rows[:2]).id,
        lambda: batches.gather(clerk, rows[1:]).id,
    )
    assert refusals(results) == [NotReadyError]
    assert db.session.scalar(
        db.select(db.func.count()).select_from(SubmissionItem).filter_by(nomination_id=rows[1])
    ) == 1  # fmt: skip


def test_two_decisions_at_once_do_not_get_one_number(inside: Flask) -> None:
    first, last = [one.id for one in waiting(2, State.SENT_TO_DISTRICT)]
    officer, typed = person(Role.DISTRICT), inputs()
    db.session.commit()
    results = race(
        inside,
        lambda: decisions.award(officer, [first], typed, uuid4().hex)[0].id,
        lambda: decisions.award(officer, [last], typed, uuid4().hex)[0].id,
    )
    assert refusals(results) == [InputError]
    same = db.select(Decision).filter_by(number=typed["number"], symbol=typed["symbol"])
    assert len(db.session.scalars(same).all()) == 1


def test_one_click_that_comes_twice_at_once_makes_one_decision(inside: Flask) -> None:
    (row,), officer, typed = waiting(1, State.SENT_TO_DISTRICT), person(Role.DISTRICT), inputs()
    number, click = row.id, uuid4().hex
    db.session.commit()
    results = race(
        inside, *[lambda: decisions.award(officer, [number], typed, click)[0].id for _one in range(2)]
    )
    assert refusals(results) == []
    assert results[0] == results[1]
    assert len(db.session.scalars(db.select(Award).filter_by(nomination_id=number)).all()) == 1


# The price


def price_of(office: Flask, act: Callable[[], object]) -> int:
    """How many statements, with the commit, in a session that has read nothing."""
    db.session.commit()
    db.session.remove()
    with statements(office) as sent:
        act()
        db.session.commit()
    return len(sent)


def gathering(count: int) -> Callable[[], object]:
    clerk, ids = person(Role.CLERK), [one.id for one in waiting(count)]
    return lambda: batches.gather(clerk, ids)


def freezing(count: int) -> Callable[[], object]:
    submission, clerk = a_list(count), person(Role.CLERK)
    number, version = submission.id, submission.version
    return lambda: batches.freeze(found(number, clerk), clerk, version)


def sending(count: int) -> Callable[[], object]:
    submission, chair = frozen(count), person(Role.CHAIR)
    number, version = submission.id, submission.version
    return lambda: batches.send_submission(found(number, chair), chair, version, uuid4().hex)


def granting(count: int) -> Callable[[], object]:
    ids, officer = [one.id for one in waiting(count, State.SENT_TO_DISTRICT)], person(Role.DISTRICT)
    return lambda: decisions.award(officer, ids, inputs(), uuid4().hex)


@pytest.mark.parametrize(
    ("prepare", "most"), [(gathering, 12), (freezing, 20), (sending, 33), (granting, 30)]
)
def test_an_act_costs_the_same_few_statements_however_many_rows(inside, prepare, most):
    few, many = price_of(inside, prepare(2)), price_of(inside, prepare(20))
    assert many == few
    assert few <= most


# Who sees a list


def test_an_auditor_above_the_sender_sees_its_lists(inside: Flask) -> None:
    submission = frozen()
    officer = db.session.scalars(db.select(Appointment).filter_by(role=Role.AUDITOR)).first()
    district = organisation("Hội LHPN").at(Level.DISTRICT)
    post = Post(Role.AUDITOR, district.id, district.name, Level.DISTRICT)
    assert batches.find_submission(submission.id, Person(officer.user_id, "Kiểm tra", (post,))) is submission


def test_an_auditor_of_another_town_does_not(inside: Flask) -> None:
    submission, other = frozen(), organisation(OTHER_TOWN_UNIT).at(Level.TOWN)
    post = Post(Role.AUDITOR, other.id, other.name, Level.TOWN)
    with pytest.raises(NotFoundError):
        batches.find_submission(submission.id, Person(1, "Kiểm tra", (post,)))


# More onto an open list


def test_more_dossiers_go_on_an_open_list_in_its_order_and_the_log_says_so(inside: Flask) -> None:
    submission, clerk = a_list(2), person(Role.CLERK)
    more = [row.id for row in waiting(3)]
    number = batches.put_on(submission, clerk, more, submission.version)
    db.session.flush()
    rows = sorted(submission.items, key=lambda one: one.position)
    assert number == 3
    assert [one.nomination for one in rows] == sorted(
        [one.nomination for one in rows], key=batches.list_order
    )
    assert all(one.nomination.submission_id == submission.id for one in rows)
    assert set(more) <= {one.nomination_id for one in rows}


def test_what_stands_on_another_list_or_waits_elsewhere_goes_on_none(inside: Flask) -> None:
    submission, clerk, other = a_list(1), person(Role.CLERK), a_list(1)
    for wrong in (other.items[0].nomination_id, dossier(State.UNIT_APPROVED).id):
        with pytest.raises((NotReadyError, NotFoundError)):
            batches.put_on(submission, clerk, [wrong], submission.version)
    with pytest.raises(StaleError):
        batches.put_on(submission, clerk, [waiting(1)[0].id], submission.version + 1)
