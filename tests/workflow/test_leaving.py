"""Somebody leaves: his work goes to one colleague in one act, and history stays as it was."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from documents.notices import NOTICES
from models import Appointment, AuditEvent, Message, Nomination, User, db
from models.enums import Action, Role, State
from tests.workflow.test_delegations import account, logged_in, name_deputy, post_of
from tests.workflow.world import OTHER_TOWN_UNIT, TODAY, UNIT, dossier, organisation, person, try_act
from workflow.accounts import find_user, new_user, set_active
from workflow.actions import stream_of
from workflow.appointments import end_appointment
from workflow.drafts import lock_draft
from workflow.errors import ClosedError, InputError, NotAllowedError, NotFoundError, StaleError
from workflow.freshness import last_seq
from workflow.leaving import HandedOver, hand_over, held_by_leaver
from workflow.log_names import pair_of
from workflow.people import person_of
from workflow.queues import without_owner

pytestmark = pytest.mark.usefixtures("inside")
DAY = timedelta(days=1)
NEXT = TODAY + DAY


def leave(leaver: str, successor: str, by: str = "admin", **more: Any) -> HandedOver:
    admin = logged_in(by)
    user = find_user(account(leaver).id, admin)
    raw = {"successor_id": str(account(successor).id), "ends_on": "02/06/2025",
           "version": str(last_seq(f"account:{user.id}"))} | more  # fmt: skip
    done = hand_over(user, admin, raw)
    db.session.flush()
    return done


def colleague(username: str, role: Role, unit: str = UNIT, **more: Any) -> str:
    user = new_user(name="Hoàng Thị Bích Nguyệt", username=username, email=f"{username}@bacson.example")
    place = organisation(unit) if role in (Role.DRAFTER, Role.UNIT_HEAD) else organisation(unit).parent
    post = {"role": role, "organisation_id": place.id, "valid_from": TODAY - 9 * DAY, "title": "Cán bộ mới"}
    user.appointments.append(Appointment(**post | more))
    db.session.add(user)
    db.session.flush()
    return username


def post(username: str, role: Role) -> Appointment:
    """The latest post of that role."""
    return [
        one for one in sorted(account(username).appointments, key=lambda one: one.id) if one.role is role
    ][-1]


def roles_on(username: str, day: date) -> set[Role]:
    db.session.expire_all()
    return person_of(account(username), on=day).roles


def paper_draft(clerk: str = "clerk") -> Nomination:
    """What the clerk entered for a unit on paper, and has come back to him."""
    row = dossier(State.DRAFTING)
    row.entered_by_id = row.drafted_by_id = account(clerk).id
    db.session.flush()
    return row


def events(stream: str, action: str) -> list[AuditEvent]:
    query = db.select(AuditEvent).filter_by(stream=stream, action=action).order_by(AuditEvent.seq)
    return list(db.session.scalars(query))


def unowned() -> dict[str, date]:
    return {one.nomination.code: one.since for one in without_owner()}


def test_the_posts_end_with_the_last_day_and_the_successor_has_them_from_the_next() -> None:
    leave("clerk", "culture", ends_on="10/06/2025")
    assert Role.CLERK in roles_on("clerk", date(2025, 6, 10))
    assert Role.CLERK not in roles_on("clerk", date(2025, 6, 11))
    assert Role.CLERK not in roles_on("culture", date(2025, 6, 10))
    assert {Role.CLERK, Role.CULTURE} <= roles_on("culture", date(2025, 6, 11))
    old, new = post("clerk", Role.CLERK), post("culture", Role.CLERK)
    assert (new.title, new.signing, new.organisation_id) == (old.title, old.signing, old.organisation_id)


def test_a_post_that_the_successor_has_is_not_given_twice() -> None:
    before = len(account("clerk.b").appointments)
    leave("clerk", "clerk.b")
    db.session.expire_all()
    clerks = [one for one in account("clerk.b").appointments if one.role is Role.CLERK]
    assert len(clerks) == 1
    assert len(account("clerk.b").appointments) == before + len(account("clerk").appointments) - 1


def test_the_term_of_a_post_is_passed_on_and_one_that_ends_by_then_is_not() -> None:
    term = post("clerk", Role.CLERK).valid_to = date(2025, 6, 20)
    db.session.flush()
    leave("clerk", "culture")
    assert post("culture", Role.CLERK).valid_to == term
    assert Role.CLERK not in roles_on("culture", date(2025, 6, 21))
    post("chair", Role.CHAIR).valid_to = TODAY
    db.session.flush()
    leave("chair", "culture")
    db.session.expire_all()
    assert Role.CHAIR not in [one.role for one in account("culture").appointments]


def test_drafts_move_and_what_was_submitted_keeps_its_name() -> None:
    drafter = account_of(Role.DRAFTER)
    draft, sent = dossier(State.DRAFTING), dossier(State.DRAFTED)
    version = draft.version
    done = leave(drafter, colleague("nguyet.moi", Role.UNIT_HEAD))
    db.session.expire_all()
    assert draft.code in done.moved
    assert done.left == []
    assert (draft.drafted_by_id, draft.version) == (account("nguyet.moi").id, version + 1)
    assert sent.drafted_by_id == account(drafter).id
    (event,) = events(stream_of(draft), "hand_over_work")
    assert {one.field: pair_of(one) for one in event.values} == {
        "drafted_by": (account(drafter).full_name, account("nguyet.moi").full_name)
    }
    assert event.role == Role.ADMIN
    assert lock_draft(draft.id, person_of(account("nguyet.moi"), on=NEXT)).id == draft.id


def account_of(role: Role) -> str:
    return db.session.get_one(User, person(role).id).username


def test_a_draft_from_paper_whose_clerk_is_gone_is_shown_and_handed_over() -> None:
    row = paper_draft()
    post("clerk", Role.CLERK).valid_to = TODAY - DAY
    db.session.flush()
    assert unowned()[row.code] == TODAY
    with pytest.raises(NotAllowedError):
        lock_draft(row.id, logged_in("clerk.b"))
    held = held_by_leaver(account("clerk"), logged_in("admin"))
    assert [one.role for one in held.posts if one.role is Role.CLERK] == []
    assert row.code in [one.code for one in held.drafts]
    assert row.code in leave("clerk", "clerk.b", ends_on="").moved
    assert row.code not in unowned()
    assert lock_draft(row.id, logged_in("clerk.b")).entered_by_id == account("clerk.b").id


def test_a_dossier_that_comes_back_to_a_clerk_who_left_is_shown_too() -> None:
    row = dossier(State.UNIT_APPROVED)
    row.entered_by_id = row.drafted_by_id = account("clerk").id
    db.session.flush()
    leave("clerk", "clerk.b", ends_on="01/06/2025")
    inputs = {"to_state": "drafting", "remarks": {"general": "Ghi rõ số liệu"}}
    try_act(Action.RETURN, row, logged_in("clerk.b"), inputs=inputs)
    assert row.code in unowned()
    leave("clerk", "clerk.b", ends_on="")
    assert row.code not in unowned()


def test_a_draft_that_the_successor_could_not_write_stays_and_is_named() -> None:
    row = paper_draft()
    post("clerk", Role.CLERK).valid_to = TODAY - DAY
    db.session.flush()
    assert row.code in leave("clerk", "culture", ends_on="").left
    db.session.expire_all()
    assert row.entered_by_id == account("clerk").id


def test_no_draft_from_paper_lies_between_two_clerks_for_days() -> None:
    paper_draft()
    with pytest.raises(InputError) as refusal:
        leave("clerk", "culture", ends_on="10/06/2025")
    assert "ends_on" in refusal.value.fields
    assert leave("clerk", "clerk.b", ends_on="10/06/2025").left == []


def test_the_check_looks_at_the_day_after_a_post_ends() -> None:
    row = dossier(State.DRAFTED)
    posts = db.select(Appointment).filter_by(role=Role.UNIT_HEAD, organisation_id=row.unit_id)
    for one in db.session.scalars(posts):
        one.valid_to = date(2025, 6, 12)
    db.session.flush()
    assert unowned()[row.code] == date(2025, 6, 13)
    colleague("nguyet.ke", Role.UNIT_HEAD, valid_from=date(2025, 6, 13))
    assert row.code not in unowned()


def test_an_office_that_ceases_with_its_people_is_no_gap() -> None:
    row = dossier(State.DRAFTED)
    posts = db.select(Appointment).filter_by(role=Role.UNIT_HEAD, organisation_id=row.unit_id)
    for one in db.session.scalars(posts):
        one.valid_to = row.unit.valid_to = date(2025, 6, 12)
    db.session.flush()
    assert row.code not in unowned()


def test_the_keys_of_an_office_go_with_the_last_admin_to_the_successor() -> None:
    held = post_of("admin", Role.ADMIN)
    user = account("admin")
    with pytest.raises(NotAllowedError, match="quản trị cuối cùng"):
        end_appointment(user.id, held, logged_in("admin"), {f"end-{held}": "02/06/2025"})
    leave("admin", "culture", ends_on="10/06/2025")
    assert Role.ADMIN in roles_on("admin", date(2025, 6, 10))
    assert Role.ADMIN in roles_on("culture", date(2025, 6, 11))


def test_an_admin_whose_own_end_is_set_does_not_let_the_other_go() -> None:
    colleague("nguyet.qt", Role.ADMIN, valid_to=date(2025, 6, 20))
    post("admin", Role.ADMIN).valid_to = None
    db.session.flush()
    held = post_of("admin", Role.ADMIN)
    with pytest.raises(NotAllowedError, match="quản trị cuối cùng"):
        end_appointment(account("admin").id, held, logged_in("admin"), {f"end-{held}": "10/06/2025"})
    colleague("nguyet.kt", Role.ADMIN, valid_from=date(2025, 6, 21))
    assert end_appointment(
        account("admin").id, held, logged_in("admin"), {f"end-{held}": "10/06/2025"}
    ).valid_to == date(2025, 6, 10)


def test_the_account_of_the_only_admin_who_stays_is_not_closed() -> None:
    colleague("nguyet.qt", Role.ADMIN)
    admin, other = logged_in("admin"), account("nguyet.qt")
    post("admin", Role.ADMIN).valid_to = TODAY
    db.session.flush()
    with pytest.raises(NotAllowedError, match="quản trị cuối cùng"):
        set_active(find_user(other.id, admin), admin, False)


def test_the_second_click_and_the_old_page_change_nothing() -> None:
    leaver = account("clerk")
    seen = str(last_seq(f"account:{leaver.id}"))
    leave("clerk", "culture", version=seen)
    posts = len(account("culture").appointments)
    with pytest.raises(StaleError, match="đã bàn giao công việc"):
        leave("clerk", "culture", version=seen)
    db.session.expire_all()
    assert len(account("culture").appointments) == posts
    with pytest.raises(StaleError):
        leave("culture", "clerk.b", version="x")


def test_deputies_end_with_the_posts_and_the_others_are_told() -> None:
    given = name_deputy("clerk", Role.CLERK, "culture", valid_to="30/06/2025")
    received = name_deputy("culture", Role.CULTURE, "clerk", valid_to="30/06/2025")
    leave("clerk", "clerk.b", ends_on="10/06/2025")
    db.session.expire_all()
    for row in (given, received):
        assert (row.valid_to, row.ended_on) == (date(2025, 6, 10), None)
    told = db.session.scalars(
        db.select(Message).filter_by(action="end_delegation").order_by(Message.id.desc()).limit(2)
    ).all()
    assert {one.recipient_id for one in told} == {account("culture").id}
    event = db.session.get_one(AuditEvent, told[0].event_id)
    assert "kể từ ngày 11/06/2025" in NOTICES["end_delegation"](event, account("culture")).lines[0]


def test_a_deputy_who_has_not_begun_never_begins() -> None:
    row = name_deputy("clerk", Role.CLERK, "culture", valid_from="20/06/2025", valid_to="25/06/2025")
    leave("clerk", "clerk.b", ends_on="10/06/2025")
    db.session.expire_all()
    assert row.ended_on == TODAY
    assert not row.is_in_force(date(2025, 6, 20))


def test_each_of_the_two_gets_one_mail_in_words() -> None:
    drafter, new = account_of(Role.DRAFTER), colleague("nguyet.moi", Role.UNIT_HEAD)
    draft = dossier(State.DRAFTING)
    name_deputy(drafter, Role.DRAFTER, new)
    last = db.session.scalar(db.select(db.func.max(Message.id)))
    leave(drafter, new, reason="Nghỉ hưu")
    told = list(db.session.scalars(db.select(Message).filter(Message.id > last).order_by(Message.id)))
    assert sorted(one.recipient_id for one in told) == sorted((account(drafter).id, account(new).id))
    event = db.session.get_one(AuditEvent, told[0].event_id)
    got = NOTICES["hand_over_work"](event, account(new))
    assert account(drafter).full_name in got.lines[0]
    assert "03/06/2025" in got.lines[0]
    assert draft.code in " ".join(got.lines)
    gone = NOTICES["hand_over_work"](event, account(drafter))
    assert account(new).full_name in gone.lines[0]
    assert "02/06/2025" in gone.lines[1]
    assert {one.field: pair_of(one)[1] for one in event.values} == {
        "successor": account(new).full_name, "reason": "Nghỉ hưu"
    }  # fmt: skip


def test_who_cannot_log_in_any_more_gets_no_mail() -> None:
    account("clerk").active = False
    db.session.flush()
    leave("clerk", "clerk.b")
    (event,) = events(f"account:{account('clerk').id}", "hand_over_work")
    told = db.session.scalars(db.select(Message.recipient_id).filter_by(event_id=event.id)).all()
    assert told == [account("clerk.b").id]


def test_history_keeps_names_and_titles_as_they_were() -> None:
    row, held = dossier(State.DRAFTED), post("clerk", Role.CLERK)
    holder, title = held.user_id, held.title
    try_act(Action.APPROVE, row, person(Role.UNIT_HEAD))
    query = db.select(AuditEvent).filter_by(nomination_id=row.id).order_by(AuditEvent.seq)
    before = [
        (one.actor_name, one.role, one.organisation_name, one.hash) for one in db.session.scalars(query)
    ]
    leave(account_of(Role.UNIT_HEAD), account_of(Role.DRAFTER))
    leave("clerk", "culture")
    db.session.expire_all()
    after = [(one.actor_name, one.role, one.organisation_name, one.hash) for one in db.session.scalars(query)]
    assert after == before
    assert (held.user_id, held.title, held.valid_to) == (holder, title, TODAY)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"successor_id": ""}, "successor_id"), ({"successor_id": "x"}, "successor_id"),
        ({"ends_on": ""}, "ends_on"), ({"ends_on": "31/02/2026"}, "ends_on"),
        ({"ends_on": "01/01/1990"}, "ends_on"), ({"reason": "x" * 9000}, "reason"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_at_its_field(more: dict[str, str], field: str) -> None:
    with pytest.raises(InputError) as refusal:
        leave("clerk", "culture", **more)
    assert field in refusal.value.fields


def test_only_a_colleague_of_the_same_office_with_an_open_account_takes_over() -> None:
    account("culture").active = False
    db.session.flush()
    for stranger in ("clerk", "clerk2", "drafter", "culture", "district"):
        with pytest.raises(InputError) as refusal:
            leave("clerk", stranger)
        assert "successor_id" in refusal.value.fields


def test_who_has_nothing_left_hands_nothing_over() -> None:
    leave("clerk", "culture", ends_on="01/06/2025")
    assert held_by_leaver(account("clerk"), logged_in("admin")).is_nothing
    with pytest.raises(ClosedError, match="không còn gì"):
        leave("clerk", "culture")


def test_the_admin_of_another_office_finds_nobody() -> None:
    colleague("nguyet.xa", Role.ADMIN, unit=OTHER_TOWN_UNIT)
    with pytest.raises(NotFoundError):
        leave("clerk", "culture", by="nguyet.xa")


def test_what_an_admin_takes_over_himself_waits_for_a_second_person() -> None:
    leave("clerk", "admin")
    assert Role.CLERK not in roles_on("admin", NEXT)
    made = db.select(Appointment).filter_by(user_id=account("admin").id, role=Role.CLERK)
    assert db.session.scalars(made).one().needs_confirmation


def test_a_successor_who_has_the_post_for_some_of_the_days_gets_it_for_the_others() -> None:
    colleague("nguyet.moi", Role.CLERK, valid_from=date(2025, 6, 10), valid_to=date(2025, 6, 20))
    leave("clerk", "nguyet.moi")
    for day in (NEXT, date(2025, 6, 9), date(2025, 6, 10), date(2025, 6, 20), date(2025, 6, 21)):
        assert Role.CLERK in roles_on("nguyet.moi", day), day
    spans = sorted(
        (one.valid_from, one.valid_to or date.max)
        for one in account("nguyet.moi").appointments
        if one.role is Role.CLERK
    )
    assert all(last < first for (_first, last), (first, _last) in pairwise(spans))


def test_a_seat_on_the_council_ends_without_an_heir() -> None:
    seat = post("council1", Role.COUNCIL)
    colleague("nguyet.moi", Role.CLERK)
    leave("council1", "nguyet.moi")
    db.session.refresh(seat)
    assert seat.valid_to == TODAY
    assert Role.COUNCIL not in roles_on("nguyet.moi", NEXT)
