"""A deputy acts for an absent colleague between two dates, and both names stay."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from documents.notices import NOTICES
from models import Appointment, AuditEvent, Delegation, Message, User, db
from models.enums import Action, MessageKind, Role, State, SubmissionState
from tests.workflow.world import TODAY, UNIT, dossier, organisation, person, try_act
from workflow.accounts import new_user
from workflow.appointments import end_appointment
from workflow.audience import holders_at
from workflow.batches import freeze, send_submission
from workflow.delegations import confirm_delegation, delegate, end_delegation
from workflow.errors import ClosedError, InputError, NotAllowedError, NotFoundError
from workflow.people import Person, load_user, person_of
from workflow.queues import count_waiting, without_owner

pytestmark = pytest.mark.usefixtures("inside")
DAY = timedelta(days=1)


def account(username: str) -> User:
    return load_user(username=username)


def logged_in(username: str) -> Person:
    db.session.expire_all()
    return person_of(account(username))


def post_of(username: str, role: Role) -> int:
    return next(one.id for one in account(username).appointments if one.role is role)


def name_deputy(holder: str, role: Role, deputy: str, by: str | None = None, **more: Any) -> Delegation:
    raw = {"appointment_id": post_of(holder, role), "deputy_id": account(deputy).id,
           "valid_from": "02/06/2025", "valid_to": "06/06/2025"} | more  # fmt: skip
    row = delegate(logged_in(by or holder), raw)
    db.session.flush()
    return row


def colleague(role: Role, unit: str = UNIT) -> str:
    """Somebody new with a post in that office."""
    user = new_user(
        name="Nông Thị Minh Nguyệt", username=f"nguyet.{role.value}", email="nguyet@bacson.example"
    )
    user.appointments.append(
        Appointment(
            organisation_id=organisation(unit).id, role=role, valid_from=TODAY - DAY, title="Phó Chủ tịch Hội"
        )
    )
    db.session.add(user)
    db.session.flush()
    return user.username


def test_the_deputy_sends_for_the_chair_and_log_and_letter_name_both() -> None:
    row = dossier(State.TOWN_REVIEWED, on_list=True)
    submission = row.submission
    submission.state = SubmissionState.ASSEMBLING
    db.session.flush()
    freeze(submission, logged_in("clerk"), submission.version)
    deputy = logged_in("deputy")
    send_submission(submission, deputy, submission.version, "delegated-click")
    event = db.session.scalars(db.select(AuditEvent).filter_by(nomination_id=row.id, action="send")).one()
    chair = account("chair")
    assert event.actor_name == deputy.name
    assert event.on_behalf is not None
    assert event.on_behalf.startswith(chair.full_name)
    assert (submission.signer_name, submission.signer_title, submission.signing) == (
        deputy.name, "Phó Chủ tịch", "KT.",
    )  # fmt: skip
    end_delegation(db.session.scalars(db.select(Delegation)).first().id, logged_in("chair"))
    db.session.refresh(event)
    assert event.on_behalf.startswith(chair.full_name)


@pytest.mark.parametrize(
    ("day", "acts"),
    [
        (date(2025, 6, 1), False),
        (date(2025, 6, 2), True),
        (date(2025, 6, 6), True),
        (date(2025, 6, 7), False),
    ],
)
def test_he_acts_from_the_first_day_to_the_last(day: date, acts: bool) -> None:
    name_deputy("clerk", Role.CLERK, "culture")
    person_then = person_of(account("culture"), on=day)
    assert (Role.CLERK in person_then.roles) is acts
    place = (Role.CLERK, organisation(UNIT).parent_id)
    assert (account("culture").id in [one.user.id for one in holders_at([place], day)[place]]) is acts


def test_the_queue_and_the_mail_of_the_absent_reach_both() -> None:
    place = (Role.UNIT_HEAD, organisation(UNIT).id)
    head = next(one.user for one in holders_at([place], TODAY)[place])
    deputy = colleague(Role.DRAFTER)
    row = dossier(State.DRAFTING)
    before = count_waiting(logged_in(deputy))
    name_deputy(head.username, Role.UNIT_HEAD, deputy)
    try_act(Action.SUBMIT, row, person(Role.DRAFTER))
    told = {one.recipient_id: one for one in db.session.scalars(db.select(Message).filter_by(
        nomination_id=row.id, kind=MessageKind.TURN))}  # fmt: skip
    assert {head.id, account(deputy).id} <= set(told)
    assert told[head.id].on_behalf == ""
    assert told[account(deputy).id].on_behalf.startswith(head.full_name)
    assert count_waiting(logged_in(deputy)) >= before + 1
    try_act(Action.APPROVE, row, logged_in(deputy))
    event = db.session.scalars(db.select(AuditEvent).filter_by(nomination_id=row.id, action="approve")).one()
    assert event.on_behalf.startswith(head.full_name)


def test_who_wrote_a_dossier_does_not_approve_it_as_deputy_either() -> None:
    row = dossier(State.DRAFTED)
    place = (Role.UNIT_HEAD, row.unit_id)
    head = holders_at([place], TODAY)[place][0].user
    writer = db.session.get_one(User, row.drafted_by_id)
    name_deputy(head.username, Role.UNIT_HEAD, writer.username)
    with pytest.raises(NotAllowedError, match="không tự duyệt"):
        try_act(Action.APPROVE, row, logged_in(writer.username))


def test_a_nominee_is_not_helped_by_being_a_deputy_but_a_deputy_helps_a_nominee() -> None:
    row = dossier(State.DRAFTED)
    place = (Role.UNIT_HEAD, row.unit_id)
    head = holders_at([place], TODAY)[place][0].user
    deputy = colleague(Role.DRAFTER)
    name_deputy(head.username, Role.UNIT_HEAD, deputy)
    row.nominee.user_id = account(deputy).id
    db.session.flush()
    with pytest.raises(NotAllowedError, match="chính đồng chí"):
        try_act(Action.APPROVE, row, logged_in(deputy))
    row.nominee.user_id = head.id
    db.session.flush()
    try_act(Action.APPROVE, row, logged_in(deputy))


def test_a_dossier_whose_owner_has_only_a_deputy_left_has_somebody() -> None:
    row = dossier(State.DRAFTED)
    place = (Role.UNIT_HEAD, row.unit_id)
    head = holders_at([place], TODAY)[place][0].user
    deputy = colleague(Role.DRAFTER)
    name_deputy(head.username, Role.UNIT_HEAD, deputy)
    for one in holders_at([place], TODAY)[place]:
        one.user.active = one.absent is not None
    db.session.flush()
    assert row not in [one.nomination for one in without_owner()]
    account(deputy).active = False
    db.session.flush()
    assert row in [one.nomination for one in without_owner()]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"valid_from": "01/06/2025"}, "valid_from"), ({"valid_to": "01/06/2025"}, "valid_to"),
        ({"valid_to": ""}, "valid_to"), ({"valid_to": "31/02/2026"}, "valid_to"),
        ({"deputy_id": "0"}, "deputy_id"), ({"deputy_id": "999999999"}, "deputy_id"),
        ({"deputy_id": "x"}, "deputy_id"), ({"signing": "CEO"}, "signing"), ({"reason": "x" * 9000}, "reason"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_at_its_field(more: dict[str, str], field: str) -> None:
    with pytest.raises(InputError) as refusal:
        name_deputy("clerk", Role.CLERK, "culture", **more)
    assert field in refusal.value.fields


def test_nobody_is_his_own_deputy_nor_that_of_another_office() -> None:
    for deputy in ("clerk", "drafter", "clerk2"):
        with pytest.raises(InputError) as refusal:
            name_deputy("clerk", Role.CLERK, deputy)
        assert "deputy_id" in refusal.value.fields


def test_a_ballot_an_audit_and_the_keys_of_an_office_are_not_passed_on() -> None:
    for holder, role in (("council1", Role.COUNCIL), ("auditor", Role.AUDITOR), ("admin", Role.ADMIN)):
        with pytest.raises(NotAllowedError):
            name_deputy(holder, role, "clerk")


def test_only_the_holder_and_the_admin_name_a_deputy_so_a_deputy_does_not_pass_it_on() -> None:
    name_deputy("clerk", Role.CLERK, "culture")
    for stranger in ("culture", "clerk.b", "drafter", "clerk2"):
        with pytest.raises(NotFoundError):
            name_deputy("clerk", Role.CLERK, "chair", by=stranger)
    with pytest.raises(InputError):
        name_deputy("clerk", Role.CLERK, "clerk.b", by="admin")


def test_the_second_click_makes_no_second_row() -> None:
    assert name_deputy("clerk", Role.CLERK, "culture").id == name_deputy("clerk", Role.CLERK, "culture").id


def test_an_admin_is_nobodys_deputy_by_his_own_word_alone() -> None:
    row = name_deputy("clerk", Role.CLERK, "admin", by="admin")
    assert Role.CLERK not in logged_in("admin").roles
    with pytest.raises(NotAllowedError):
        confirm_delegation(row.id, logged_in("admin"))
    confirm_delegation(row.id, logged_in("chair"))
    assert Role.CLERK in logged_in("admin").roles
    with pytest.raises(ClosedError):
        confirm_delegation(row.id, logged_in("chair"))


def test_it_ends_at_once_and_once() -> None:
    row = name_deputy("clerk", Role.CLERK, "culture")
    with pytest.raises(NotFoundError):
        end_delegation(row.id, logged_in("drafter"))
    end_delegation(row.id, logged_in("culture"))
    assert Role.CLERK not in logged_in("culture").roles
    with pytest.raises(ClosedError):
        end_delegation(row.id, logged_in("clerk"))


def test_it_never_outlives_the_post() -> None:
    row = name_deputy("clerk", Role.CLERK, "culture")
    row.appointment.valid_to = TODAY - DAY
    db.session.flush()
    assert Role.CLERK not in logged_in("culture").roles


def test_both_are_told_in_words_and_the_log_has_it() -> None:
    row = name_deputy("clerk", Role.CLERK, "culture", by="admin", reason="Nghỉ phép")
    event = db.session.scalars(
        db.select(AuditEvent).filter_by(action="delegate").order_by(AuditEvent.id.desc())
    ).first()
    assert event.stream == f"account:{row.appointment.user_id}"
    told = db.session.scalars(db.select(Message).filter_by(event_id=event.id)).all()
    assert {one.recipient_id for one in told} == {row.deputy_id, row.appointment.user_id}
    holder, deputy = row.appointment.user, row.deputy
    assert holder.full_name in NOTICES["delegate"](event, deputy).lines[0]
    assert deputy.full_name in NOTICES["delegate"](event, holder).lines[0]
    end_delegation(row.id, logged_in("admin"))
    assert deputy.full_name in NOTICES["end_delegation"](event, holder).lines[0]


def test_two_admins_at_once_make_one_delegation(office: Flask) -> None:
    results: list[str] = []

    def make(deputy: str) -> None:
        with office.app_context():
            try:
                name_deputy("clerk.b", Role.CLERK, deputy, by="admin")
                db.session.commit()
                results.append("made")
            except InputError as refusal:
                db.session.rollback()
                results.append(next(iter(refusal.fields)))
            finally:
                db.session.remove()

    threads = [threading.Thread(target=make, args=(one,)) for one in ("culture", "chair")]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert sorted(results) == ["made", "valid_from"]


def test_the_last_admin_of_the_tree_keeps_his_post() -> None:
    admin = account("admin")
    held = next(one for one in admin.appointments if one.role is Role.ADMIN)
    for one in db.session.scalars(db.select(Appointment).filter_by(role=Role.ADMIN)):
        if one.user_id != admin.id:
            one.valid_to = TODAY - DAY
    db.session.flush()
    end = {f"end-{held.id}": "02/06/2025"}
    with pytest.raises(NotAllowedError, match="quản trị cuối cùng"):
        end_appointment(admin.id, held.id, logged_in("admin"), end)
    other = Appointment(user_id=account("clerk").id, organisation_id=held.organisation_id, role=Role.ADMIN,
                        valid_from=TODAY - DAY)  # fmt: skip
    db.session.add(other)
    db.session.flush()
    assert end_appointment(admin.id, held.id, logged_in("admin"), end).valid_to == TODAY
