"""The mails about accounts: what they say, and what becomes of them when they cannot leave."""

from __future__ import annotations

import email
import email.policy
import re
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from models import Appointment, Message, Organisation, User, db
from models.enums import Level, MessageState, Role
from tasks import SWEEP_SECONDS, outbox, wake
from workflow.accounts import ask_for_password, hashed, new_user
from workflow.notices import APPOINT, INVITE, record_and_tell

pytestmark = pytest.mark.usefixtures("inside")
PUBLIC = "https://thidua.example.gov.vn"


@pytest.fixture
def settle(office: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Path]:
    """`settle(smtp_url=…)`: how mail leaves in this test; the folder that it goes to without a server."""

    def settled(**other: str) -> Path:
        known = office.extensions["settings"]
        values = vars(known) | {"mailbox": str(tmp_path), "public_url": PUBLIC, "smtp_url": ""} | other
        monkeypatch.setitem(office.extensions, "settings", type(known)(**values))
        return tmp_path

    return settled


def somebody(**other: object) -> User:
    name = f"dao.{uuid4().hex[:8]}"
    unit = db.session.scalars(db.select(Organisation).filter_by(level=Level.UNIT)).first()
    user = new_user(name="Hoàng <b>Thị</b> Đào", username=name, email=f"{name}@bacson.example")
    for key, value in other.items():
        setattr(user, key, value)
    db.session.add(user)
    db.session.flush()
    db.session.add(Appointment(user_id=user.id, organisation_id=unit.id, role=Role.DRAFTER,
                               valid_from=date(2025, 1, 1)))  # fmt: skip
    db.session.commit()
    return user


def message_to(user: User) -> Message:
    return db.session.scalars(
        db.select(Message).filter_by(recipient_id=user.id).order_by(Message.id.desc())
    ).first()


def told(user: User, action: str = INVITE) -> Message:
    record_and_tell(action, user.id, [user], actor=None)
    db.session.commit()
    return message_to(user)


def send(message: Message) -> Message:
    number = message.id
    outbox.send_act(str(message.act_id), message.recipient_id)
    db.session.expire_all()
    return db.session.get(Message, number)


def mails(folder: Path) -> list[EmailMessage]:
    read = [
        email.message_from_bytes(one.read_bytes(), policy=email.policy.default)
        for one in folder.glob("*.eml")
    ]
    return sorted(read, key=lambda one: str(one["Message-ID"]))


def parts(mail: EmailMessage) -> tuple[str, str]:
    text, page = (mail.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))
    return text, page


def test_an_invitation_names_the_account_and_until_when_its_link_is_good(settle):
    folder, user = settle(), somebody()
    row = send(told(user))

    (mail,) = mails(folder)
    text, page = parts(mail)
    assert (str(mail["To"]), str(mail["Subject"])) == (
        user.email, "[Thi đua] Tài khoản của đồng chí: đặt mật khẩu"
    )  # fmt: skip
    assert str(mail["Message-ID"]) == f"<thidua.{row.id}.{row.act_id.hex}@thidua.example.gov.vn>"
    assert text.startswith(f"Kính gửi đồng chí {user.full_name},\n")
    assert f"Tên đăng nhập: {user.username}\n" in text
    assert "Hoàng &lt;b&gt;Thị" in page
    until = re.search(r"dùng được một lần, đến (\d\d:\d\d) ngày (\d\d/\d\d/\d{4})\.", text)
    at = datetime.strptime(f"{until[1]} {until[2]} +0700", "%H:%M %d/%m/%Y %z")
    assert abs(at - datetime.now(UTC) - timedelta(days=2)) < timedelta(minutes=2)
    link = re.search(rf"{PUBLIC}/password/forgotten/\S+", text)[0]
    assert f'<a href="{link}">' in page
    assert row.state is MessageState.SENT


def test_a_mail_about_a_post_to_confirm_carries_no_secret_and_no_acting_link(settle):
    folder, user = settle(), somebody(password="x")
    send(told(user, APPOINT))

    text, page = parts(mails(folder)[0])
    assert re.findall(r"https?://\S+", text) == [f"{PUBLIC}/admin/confirmations"]
    assert re.findall(r'href="([^"]+)"', page) == [f"{PUBLIC}/admin/confirmations"]


def test_a_mail_that_is_handed_over_twice_is_sent_once(settle):
    folder, user = settle(), somebody()
    row = told(user)
    send(row)
    send(row)

    assert len(mails(folder)) == 1
    assert db.session.get(Message, row.id).tries == 1


def test_a_mail_that_cannot_leave_waits_longer_each_time_and_is_given_up_in_the_end(settle):
    settle(smtp_url="smtp://127.0.0.1:9")
    user = somebody()
    row = told(user)
    waits = []
    for _one in range(len(outbox.BACK_OFF) + 1):
        row.next_try_at = datetime.now(UTC) - timedelta(seconds=1)
        db.session.commit()
        row = send(row)
        waits.append(round((row.next_try_at - datetime.now(UTC)).total_seconds() / 10) * 10)

    assert waits[:-1] == list(outbox.BACK_OFF)
    assert (row.state, row.tries) == (MessageState.FAILED, len(outbox.BACK_OFF) + 1)
    assert row.last_error.startswith("ConnectionRefusedError")
    folder = settle()
    assert outbox.resend() >= 1
    db.session.commit()
    assert send(row).state is MessageState.SENT
    assert len(mails(folder)) == 1


def test_each_try_makes_a_link_of_its_own_that_the_last_password_has_not_spent(settle):
    folder, user = settle(), somebody(password=hashed("mật khẩu thứ nhất"))
    ask_for_password(user.username)
    row = message_to(user)
    user.fs_uniquifier = uuid4().hex
    db.session.commit()

    send(row)

    link = re.search(r"/password/forgotten/(\S+)", parts(mails(folder)[0])[0])[1]
    from flask_security.recoverable import reset_password_token_status

    assert reset_password_token_status(link) == (False, False, user)


@pytest.mark.parametrize(
    ("change", "action", "state"),
    [
        ({"active": False}, INVITE, MessageState.CANCELLED),
        ({"active": False}, APPOINT, MessageState.CANCELLED),
        ({"password": "x", "must_change_password": False}, INVITE, MessageState.CANCELLED),
        ({"password": "x", "must_change_password": True}, INVITE, MessageState.SENT),
        ({"password": "x"}, APPOINT, MessageState.SENT),
    ],
)
def test_a_mail_that_has_nothing_left_to_say_is_cancelled(settle, change, action, state):
    folder, user = settle(), somebody()
    row = told(user, action)
    for key, value in change.items():
        setattr(user, key, value)
    db.session.commit()

    assert send(row).state is state
    assert len(mails(folder)) == (state is MessageState.SENT)


def test_who_has_no_address_is_told_on_the_screen_only(settle):
    settle()
    row = told(somebody(email=None), APPOINT)

    assert (row.state, row.address, row.channel.value) == (MessageState.SENT, "", "screen")


def test_a_broker_that_is_away_holds_a_page_up_once_and_shortly(office, monkeypatch):
    celery = office.extensions["celery"]
    monkeypatch.delitem(office.extensions, "broker_is_away_until", raising=False)
    asked = []
    genuine = celery.send_task
    monkeypatch.setattr(celery, "send_task", lambda *args, **more: (asked.append(1), genuine(*args, **more)))
    monkeypatch.setattr(celery.conf, "broker_url", "redis://127.0.0.1:9/0")
    monkeypatch.setattr(celery.conf, "broker_write_url", "redis://127.0.0.1:9/0")
    celery.amqp.__dict__.pop("_producer_pool", None)
    celery.__dict__.pop("amqp", None)
    began = time.monotonic()
    try:
        for number in range(50):
            wake.send("mail.send_act", str(uuid4()), number)
    finally:
        celery.__dict__.pop("amqp", None)
        office.extensions.pop("broker_is_away_until", None)

    assert time.monotonic() - began < 2
    assert len(asked) == 1


def test_a_sweep_that_no_worker_took_expires_before_the_next(office):
    entry = office.extensions["celery"].conf.beat_schedule["sweep"]

    assert entry["schedule"] == entry["options"]["expires"] == SWEEP_SECONDS
