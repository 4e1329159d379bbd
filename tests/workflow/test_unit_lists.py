"""A unit sends what it approves together with one letter: the same door, the same bars."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask

from models import AuditEvent, Document, Message, Nomination, Submission, db
from models.enums import Action, Role, State, SubmissionState
from tests.workflow.world import OTHER_UNIT, dossier, good_inputs, organisation, person, try_act
from workflow import batches
from workflow.errors import InputError, NotAllowedError, NotFoundError, NotReadyError
from workflow.people import Person
from workflow.results import results_of


def drafted(count: int = 2) -> list[Nomination]:
    return [dossier(State.DRAFTED) for _one in range(count)]


def a_list(count: int = 2) -> Submission:
    return batches.gather(person(Role.UNIT_HEAD), [one.id for one in drafted(count)])


def frozen(count: int = 2, **typed: str) -> Submission:
    submission = a_list(count)
    batches.freeze(submission, person(Role.UNIT_HEAD), submission.version, typed or None)
    return submission


def sent(count: int = 2) -> Submission:
    submission = frozen(count)
    batches.send_submission(submission, person(Role.UNIT_HEAD), submission.version, uuid4().hex)
    return submission


def rows_of(submission: Submission) -> list[Nomination]:
    return [one.nomination for one in submission.items]


def is_seen(submission: Submission, someone: Person) -> bool:
    try:
        batches.find_submission(submission.id, someone)
    except NotFoundError:
        return False
    return True


def test_one_act_approves_all_of_the_list_and_the_clerk_is_told_of_each(inside: Flask) -> None:
    submission = sent()
    rows, head, clerk = rows_of(submission), person(Role.UNIT_HEAD), person(Role.CLERK)
    assert submission.to_organisation_id == rows[0].town_id
    assert submission.state is SubmissionState.SENT
    assert (submission.signer_name, submission.signer_title) == (head.name, head.posts[0].written)
    assert {one.state for one in rows} == {State.UNIT_APPROVED}
    assert {one.approved_hash for one in rows} == {one.content_hash for one in rows}
    events = db.session.scalars(
        db.select(AuditEvent).filter(
            AuditEvent.action == "approve", AuditEvent.nomination_id.in_([one.id for one in rows])
        )
    ).all()
    assert len(events) == 2
    assert len({one.act_id for one in events}) == 1
    told = db.select(Message.recipient_id).filter(Message.event_id.in_([one.id for one in events]))
    assert list(db.session.scalars(told)).count(clerk.id) == 2
    papers = db.session.scalars(db.select(Document).filter_by(submission_id=submission.id)).all()
    assert submission.version in {one.version for one in papers}


def test_the_unit_and_its_town_see_the_list_and_no_other_unit_does(inside: Flask) -> None:
    submission = frozen()
    own, town = (Role.UNIT_HEAD, Role.DRAFTER), (Role.CLERK, Role.CHAIR)
    others = [person(role, OTHER_UNIT) for role in own] + [person(Role.DISTRICT), person(Role.PROVINCE)]
    assert [is_seen(submission, person(role)) for role in own] == [True, True]
    assert [is_seen(submission, person(role)) for role in town] == [False, False]
    batches.send_submission(submission, person(Role.UNIT_HEAD), submission.version, uuid4().hex)
    assert [is_seen(submission, person(role)) for role in (*own, *town)] == [True] * 4
    assert [is_seen(submission, one) for one in others] == [False] * 4


def test_who_drafted_a_dossier_does_not_send_it_and_then_none_is_sent(inside: Flask) -> None:
    submission = a_list()
    head = person(Role.UNIT_HEAD)
    rows_of(submission)[0].drafted_by_id = head.id
    db.session.flush()
    batches.freeze(submission, head, submission.version)
    with pytest.raises(NotAllowedError):
        batches.send_submission(submission, head, submission.version, uuid4().hex)
    assert {one.state for one in rows_of(submission)} == {State.DRAFTED}


def test_the_drafter_makes_no_list(inside: Flask) -> None:
    row = dossier(State.DRAFTED)
    with pytest.raises(NotAllowedError):
        batches.gather(person(Role.DRAFTER), [row.id])


@pytest.mark.parametrize("action", [Action.APPROVE, Action.RETURN, Action.WITHDRAW])
def test_a_dossier_leaves_an_open_list_but_not_a_closed_one(inside: Flask, action: Action) -> None:
    closed = frozen(1)
    with pytest.raises(NotReadyError):
        try_act(action, rows_of(closed)[0], person(Role.UNIT_HEAD))
    submission = a_list()
    row, other = rows_of(submission)
    try_act(action, row, person(Role.UNIT_HEAD))
    db.session.refresh(submission)
    assert row.submission_id is None
    assert rows_of(submission) == [other]


@pytest.mark.parametrize("action", [Action.RETURN, Action.WITHDRAW])
def test_a_dossier_that_leaves_a_sent_list_stays_on_it_marked(inside: Flask, action: Action) -> None:
    submission = sent()
    row = rows_of(submission)[0]
    who = person(Role.CLERK if action is Action.RETURN else Role.UNIT_HEAD)
    inputs = good_inputs(action, row)
    try_act(action, row, who, inputs=inputs)
    db.session.refresh(submission)
    first, second = results_of(submission)
    assert (first.left_by, first.is_open) == (action, False)
    assert (second.left_by, second.is_open) == (None, True)


def test_after_the_review_the_town_puts_the_dossier_on_a_list_of_its_own(inside: Flask) -> None:
    submission = sent(1)
    row, clerk = rows_of(submission)[0], person(Role.CLERK)
    for action in (Action.RECEIVE, Action.APPRAISE):
        try_act(action, row, clerk)
    assert row.submission_id == submission.id
    with pytest.raises(NotReadyError) as refusal:
        batches.gather(clerk, [row.id])
    assert row.code in str(refusal.value.problems[0].text)
    try_act(Action.REVIEW, row, clerk)
    assert (row.state, row.submission_id) == (State.TOWN_REVIEWED, None)
    assert not row.is_on_closed_list
    upper = batches.gather(clerk, [row.id])
    assert (upper.from_organisation_id, row.submission_id) == (row.town_id, upper.id)
    assert [one.nomination_id for one in submission.items] == [row.id]


def test_the_number_comes_from_the_units_own_book_or_by_hand_and_never_twice(inside: Flask) -> None:
    first, symbol = frozen(1), f"TTr-{organisation('Hội LHPN').symbol}"
    assert first.symbol == symbol
    typed = frozen(1, number=str(first.number + 20), symbol=symbol)
    assert (typed.number, typed.symbol) == (first.number + 20, symbol)
    assert frozen(1).number == first.number + 21
    with pytest.raises(InputError) as refusal:
        frozen(1, number=str(first.number), symbol=symbol)
    assert set(refusal.value.fields) == {"number"}


def test_a_second_click_sends_nothing_twice(inside: Flask) -> None:
    submission, head, click = frozen(), person(Role.UNIT_HEAD), uuid4().hex
    version = submission.version
    batches.send_submission(submission, head, version, click)
    assert batches.send_submission(submission, head, version, click).is_repeat
