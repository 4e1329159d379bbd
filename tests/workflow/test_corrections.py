"""What an account says of a person is mended; what was done under the old name stays under it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from documents.notices import NOTICES
from models import Appointment, AuditEvent, Message, db
from models.enums import Action, MessageState, Role, State
from tests.workflow.test_delegations import account, logged_in
from tests.workflow.test_leaving import colleague, events, post
from tests.workflow.world import OTHER_TOWN_UNIT, dossier, person, try_act
from workflow.accounts import find_user, users_of
from workflow.corrections import correct, titled_posts
from workflow.errors import InputError, NotAllowedError, NotFoundError, StaleError
from workflow.freshness import last_seq
from workflow.log_names import names_behind, pair_of
from workflow.log_words import details_of

pytestmark = pytest.mark.usefixtures("inside")


def mend(username: str, by: str = "admin", **more: Any) -> bool:
    admin = logged_in(by)
    user = find_user(account(username).id, admin)
    titles = {f"title-{one.id}": one.title for one in titled_posts(user, admin)}
    raw = {"full_name": user.full_name, "email": user.email, "reason": "Ghi sai khi nhập từ Excel",
           "version": str(last_seq(f"account:{user.id}"))}  # fmt: skip
    is_new = correct(user, admin, raw | titles | more)
    db.session.flush()
    return is_new


def told(username: str) -> list[Message]:
    query = db.select(Message).filter_by(recipient_id=account(username).id, action="correct_account")
    return list(db.session.scalars(query.order_by(Message.id)))


def test_the_right_name_is_found_and_the_log_has_both_and_the_reason() -> None:
    old, sessions = account("clerk").full_name, account("clerk").fs_uniquifier
    assert mend("clerk", full_name="Nông  Thị Ánh Nguyệt")
    db.session.expire_all()
    user = account("clerk")
    assert (user.full_name, user.name_key) == ("Nông Thị Ánh Nguyệt", "nong thi anh nguyet")
    assert user in users_of(logged_in("admin"), "anh nguyet")
    (event,) = events(f"account:{user.id}", "correct_account")
    assert {one.field: pair_of(one) for one in event.values} == {
        "full_name": (old, "Nông Thị Ánh Nguyệt"), "reason": (None, "Ghi sai khi nhập từ Excel")
    }  # fmt: skip
    (mail,) = told("clerk")
    assert mail.address == user.email
    lines = " ".join(NOTICES["correct_account"](event, user).lines)
    assert old in lines
    assert "Nông Thị Ánh Nguyệt" in lines
    # Only a new e-mail ends the sessions.
    assert user.fs_uniquifier == sessions


def test_history_keeps_the_old_name() -> None:
    row, head = dossier(State.DRAFTED), person(Role.UNIT_HEAD)
    try_act(Action.APPROVE, row, head)
    mend(head.username, full_name="Nông Thị Ánh Nguyệt")
    db.session.expire_all()
    event = db.session.scalars(db.select(AuditEvent).filter_by(nomination_id=row.id, action="approve")).one()
    assert event.actor_name == head.name


def test_a_title_is_mended_at_its_post_and_the_log_says_which() -> None:
    held = post("clerk", Role.CLERK)
    old = held.title
    mend("clerk", **{f"title-{held.id}": "Công chức phụ trách Văn phòng"})
    assert post("clerk", Role.CLERK).title == "Công chức phụ trách Văn phòng"
    (event,) = events(f"account:{held.user_id}", "correct_account")
    said = {label: (before, after) for label, before, after in details_of(event, names_behind([event]))}
    (label,) = (one for one in said if one.endswith("Tên, chức danh"))
    assert held.organisation.short_name in label
    assert said[label] == (old, "Công chức phụ trách Văn phòng")
    assert "phụ trách Văn phòng" in " ".join(NOTICES["correct_account"](event, account("clerk")).lines)


def test_a_new_email_ends_the_sessions_takes_what_waits_and_both_addresses_are_told() -> None:
    row = dossier(State.DRAFTED)
    try_act(Action.APPROVE, row, person(Role.UNIT_HEAD))
    user = account("clerk")
    old, sessions = user.email, user.fs_uniquifier
    waiting = db.session.scalars(
        db.select(Message).filter_by(recipient_id=user.id, nomination_id=row.id, state=MessageState.PENDING)
    ).one()
    sent = db.session.scalars(
        db.select(Message).filter_by(recipient_id=user.id, state=MessageState.SENT).order_by(Message.id)
    ).first()
    if sent is None:
        sent = Message(event_id=waiting.event_id, act_id=waiting.act_id, action="approve", kind="news",
                       channel=waiting.channel, recipient_id=user.id, address=old,
                       state=MessageState.SENT)  # fmt: skip
        db.session.add(sent)
    before = sent.address
    assert mend("clerk", email="Anh.Nguyet@BacSon.example")
    db.session.expire_all()
    user = account("clerk")
    assert user.email == waiting.address == "anh.nguyet@bacson.example"
    assert sent.address == before
    assert user.fs_uniquifier != sessions
    mails = told("clerk")
    assert [one.address for one in mails] == [old, user.email]
    # Two mails, not one: the outbox joins what one act tells one person.
    assert len({one.act_id for one in mails}) == 2
    for one in mails:
        event = db.session.get_one(AuditEvent, one.event_id)
        lines = " ".join(NOTICES["correct_account"](event, user).lines)
        assert old in lines
        assert user.email in lines


def test_nothing_new_writes_nothing() -> None:
    seq = last_seq(f"account:{account('clerk').id}")
    assert not mend("clerk", email=account("clerk").email.upper())
    assert last_seq(f"account:{account('clerk').id}") == seq
    assert told("clerk") == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"full_name": ""}, "full_name"), ({"full_name": "123"}, "full_name"), ({"email": ""}, "email"),
        ({"email": "không phải thư"}, "email"), ({"email": "admin@bacson.example"}, "email"),
        ({"reason": " "}, "reason"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_at_its_field(more: dict[str, str], field: str) -> None:
    with pytest.raises(InputError) as refusal:
        mend("clerk", **more)
    assert list(refusal.value.fields) == [field]


def test_an_older_page_and_the_second_click_are_refused() -> None:
    seen = str(last_seq(f"account:{account('clerk').id}"))
    mend("clerk", full_name="Nông Thị Ánh Nguyệt", version=seen)
    with pytest.raises(StaleError, match="đã sửa họ tên"):
        mend("clerk", full_name="Nông Thị Ánh Nguyệt", version=seen)


def test_an_admin_mends_only_who_belongs_to_his_offices_alone() -> None:
    with pytest.raises(NotFoundError):
        mend("clerk2")
    colleague("nguyet.hai", Role.DRAFTER)
    other = colleague("nguyet.ba", Role.DRAFTER, unit=OTHER_TOWN_UNIT)
    held = post(other, Role.DRAFTER)
    held.user_id = account("nguyet.hai").id
    db.session.flush()
    with pytest.raises(NotAllowedError):
        mend("nguyet.hai", email="khac@bacson.example")


def test_two_terms_of_one_post_are_mended_each_by_itself() -> None:
    one = post("clerk", Role.CLERK)
    one.valid_to = date(2025, 12, 31)
    next_term = Appointment(user_id=one.user_id, organisation_id=one.organisation_id, role=Role.CLERK,
                            title=one.title, valid_from=date(2026, 1, 1))  # fmt: skip
    db.session.add(next_term)
    db.session.flush()
    db.session.expire_all()
    assert mend("clerk", **{f"title-{one.id}": "Công chức Văn phòng"})
    assert one.title == "Công chức Văn phòng"
    assert next_term.title != one.title
    (event,) = events(f"account:{one.user_id}", "correct_account")
    assert "Công chức Văn phòng" in {pair_of(value)[1] for value in event.values}
