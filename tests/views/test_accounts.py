"""Logging in, passwords and sessions: as people do it, and as those do who should not."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event as sql_event

from app import create_app, limiter
from commands.demo_commands import PASSWORD
from config import read_settings
from models import AccessEvent, Appointment, AuditEvent, DraftBuffer, Message, Organisation, User, db
from models.enums import Level, MessageState, Role
from tasks import outbox
from tests.views.forms import Form, read
from workflow.accounts import hashed, new_user

SENTENCE = "Tên đăng nhập hoặc mật khẩu không đúng."
NEW = "một câu dễ nhớ của tôi"


@pytest.fixture
def own_mailbox(office: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the mails of this test go."""
    settings = office.extensions["settings"]
    other = type(settings)(
        **vars(settings) | {"mailbox": str(tmp_path), "public_url": "https://thi-dua.example"}
    )
    monkeypatch.setitem(office.extensions, "settings", other)
    return tmp_path


@pytest.fixture
def someone(office: Flask) -> Iterator[Callable[..., str]]:
    """`someone(email=…)`: a new drafter who knows the demo's password; the user name."""

    def make(**other: object) -> str:
        name = f"nguoi.{uuid4().hex[:8]}"
        with office.app_context():
            unit = db.session.scalars(db.select(Organisation).filter_by(level=Level.UNIT)).first()
            user = new_user(name="Hoàng Thị Đào", username=name, email=f"{name}@bacson.example",
                            password=hashed(PASSWORD))  # fmt: skip
            for key, value in other.items():
                setattr(user, key, value)
            db.session.add(user)
            db.session.flush()
            db.session.add(Appointment(user_id=user.id, organisation_id=unit.id, role=Role.DRAFTER,
                                       valid_from=datetime(2025, 1, 1).date()))  # fmt: skip
            db.session.commit()
        return name

    return make


@contextmanager
def account(office: Flask, name: str) -> Iterator[User]:
    with office.app_context():
        yield db.session.scalars(db.select(User).filter_by(username=name)).one()


def log_in(office: Flask, name: str, password: str = PASSWORD, **more: str) -> FlaskClient:
    browser = office.test_client()
    answer = browser.post("/login", data={"username": name, "password": password, **more})
    assert answer.status_code == 302, answer.get_data(as_text=True)[:2000]
    return browser


def refused(office: Flask, name: str, password: str) -> str:
    """The page that a failed login is answered with."""
    answer = office.test_client().post("/login", data={"username": name, "password": password})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def flashes(page: str) -> list[str]:
    """What the page says on top about what was done."""
    return [
        plain(one) for one in re.findall(r'<p class="callout [^"]*flash-[^>]*>(.*?)</p>', page, re.DOTALL)
    ]


def plain(page: str) -> str:
    """The text of a piece of HTML, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def forms_of(page: str) -> list[Form]:
    return read(page).forms


def complaints(page: str) -> dict[str, str]:
    """What is said at each field, and under "" what is said on top of the form."""
    at_fields = re.findall(r'<p class="error" id="([^"]+)-error">(.*?)</p>', page, re.DOTALL)
    on_top = re.findall(r'<div class="callout callout-error error-summary".*?</div>', page, re.DOTALL)
    return {"": plain("".join(on_top))} | {name: plain(text) for name, text in at_fields}


def links_in(mailbox: Path) -> list[str]:
    """The links for a password in the mails of the folder, the oldest first."""
    import email
    import email.policy

    found = []
    for path in sorted(mailbox.glob("*.eml"), key=lambda one: one.stat().st_mtime_ns):
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        found += re.findall(r"https?://\S+/password/forgotten/\S+", mail.get_body(("plain",)).get_content())
    return found


def drain(office: Flask, name: str) -> None:
    """What the worker does with the mails about that account."""
    with office.app_context():
        query = db.select(Message.act_id, Message.recipient_id).join(User, User.id == Message.recipient_id)
        rows = db.session.execute(query.filter(User.username == name)).all()
        for act_id, user_id in rows:
            outbox.send_act(str(act_id), user_id)


# The login


@pytest.mark.parametrize(
    ("name", "password"),
    [("drafter", "sai mật khẩu"), ("khong.co.ai", "sai mật khẩu"), ("drafter", ""), ("", ""), ("", "x"),
     ("ă" * 10_000, "x"), ("drafter", "ă" * 10_000), ("\u202ednegel", "x"), ("a@b@c", "x")],
)  # fmt: skip
def test_a_failed_login_comes_back_with_one_sentence_and_the_typed_name(office, name, password):
    page = refused(office, name, password)

    assert complaints(page)[""].endswith(SENTENCE)
    (form,) = forms_of(page)
    assert form.controls["username"].value == name
    assert form.controls["password"].value == ""


@pytest.mark.parametrize("data", [{}, {"username": "drafter"}, {"password": "x"}])
def test_a_login_with_fields_left_out_is_a_failed_login(office, data):
    answer = office.test_client().post("/login", data=data)

    assert answer.status_code == 200
    assert SENTENCE in answer.get_data(as_text=True)


def test_the_answer_and_the_work_are_the_same_whether_or_not_the_account_exists(office, monkeypatch):
    done = []
    hashing, verifying = (
        __import__("flask_security.forms").forms.hash_password,
        User.verify_and_update_password,
    )
    monkeypatch.setattr(
        "flask_security.forms.hash_password", lambda word: (done.append("hash"), hashing(word))[1]
    )
    monkeypatch.setattr(User, "verify_and_update_password",
                        lambda self, word: (done.append("verify"), verifying(self, word))[1])  # fmt: skip

    pages = [refused(office, name, "sai mật khẩu").replace(name, "X") for name in ("drafter", "khong.co")]

    assert pages[0] == pages[1]
    assert done == ["verify", "hash"]


@pytest.mark.parametrize("typed", ["{name}", "{NAME}", "{name}@bacson.example", "  {name}@BACSON.example "])
def test_a_person_logs_in_by_name_or_by_address_in_any_case(office, someone, typed):
    name = someone()

    log_in(office, typed.format(name=name, NAME=name.upper()))


def test_a_closed_account_and_an_old_one_time_password_do_not_open(office, someone):
    closed = someone(active=False)
    late = someone(must_change_password=True, password_expires_at=datetime.now(UTC) - timedelta(hours=1))

    assert SENTENCE in refused(office, closed, PASSWORD)
    assert SENTENCE in refused(office, late, PASSWORD)


def test_the_log_keeps_the_name_of_an_account_but_never_what_may_be_a_password(office, someone):
    name, slip = someone(), f"mật khẩu gõ nhầm ô {uuid4().hex}"

    refused(office, name, "sai mật khẩu")
    refused(office, slip, "")

    with office.app_context():
        query = (
            db.select(AccessEvent.user_name).filter_by(kind="login_failed").order_by(AccessEvent.id.desc())
        )
        assert db.session.scalars(query.limit(2)).all() == ["", name]


def test_the_pages_of_accounts_do_not_talk_to_programs(office):
    browser = office.test_client()

    for data in ({"username": "drafter", "password": PASSWORD}, [1], "x"):
        assert browser.post("/login?include_auth_token", json=data).status_code == 400
    answer = browser.post("/login?include_auth_token", data={"username": "drafter", "password": PASSWORD},
                          headers={"Accept": "application/json"})  # fmt: skip
    assert (answer.status_code, answer.location) == (302, "/queue")


@pytest.mark.parametrize(
    ("target", "place"),
    [("/audit", "/audit"), ("https://evil.example/", "/queue"), ("//evil.example", "/queue"),
     ("/\\evil.example", "/%5Cevil.example"), ("javascript:alert(1)", "/queue"), ("", "/queue")],
)  # fmt: skip
def test_a_login_leads_to_no_other_site(office, target, place):
    answer = office.test_client().post("/login", query_string={"next": target},
                                       data={"username": "drafter", "password": PASSWORD})  # fmt: skip

    assert (answer.status_code, answer.location) == (302, place)


# The own password


def change(browser: FlaskClient, old: str, new: str, again: str | None = None):
    data = {"password": old, "new_password": new, "new_password_confirm": new if again is None else again}
    return browser.post("/account/password", data=data)


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(office, someone):
    name = someone()
    here, there, remembered = log_in(office, name), log_in(office, name), log_in(office, name, remember="y")

    answer = change(here, PASSWORD, NEW)

    assert (answer.status_code, answer.location) == (302, "/queue")
    assert flashes(here.get("/queue").get_data(as_text=True)) == [
        "Đã đổi mật khẩu. Các thiết bị khác đang dùng tài khoản này phải đăng nhập lại."
    ]
    assert there.get("/queue").location.startswith("/login")
    assert remembered.get("/queue").location.startswith("/login")
    assert SENTENCE in refused(office, name, PASSWORD)
    log_in(office, name, NEW)
    with account(office, name) as user:
        query = db.select(AuditEvent).filter_by(stream=f"account:{user.id}")
        assert [(one.action, one.actor_name) for one in db.session.scalars(query)] == [
            ("password_changed", "Hoàng Thị Đào")
        ]


@pytest.mark.parametrize(
    ("old", "new", "again", "field", "sentence"),
    [
        ("sai mật khẩu", NEW, NEW, "password", "Mật khẩu không đúng."),
        ("", NEW, NEW, "password", "Cần ghi mật khẩu."),
        (PASSWORD, "ngắn", "ngắn", "new_password", "Mật khẩu phải dài ít nhất 10 ký tự."),
        (PASSWORD, "", "", "new_password", "Cần ghi mật khẩu."),
        (PASSWORD, NEW, "câu khác hẳn", "new_password_confirm", "Hai lần gõ mật khẩu không giống nhau."),
        (PASSWORD, PASSWORD, PASSWORD, "password", "Mật khẩu mới phải khác mật khẩu cũ."),
    ],
)  # fmt: skip
def test_a_password_that_cannot_be_taken_is_said_at_its_field(
    office, someone, old, new, again, field, sentence
):
    name = someone()
    browser = log_in(office, name)

    answer = change(browser, old, new, again)

    assert answer.status_code == 422
    assert complaints(answer.get_data(as_text=True))[field].endswith(sentence)
    assert browser.get("/account/").status_code == 200
    log_in(office, name)


def test_the_holder_of_a_one_time_password_sets_a_password_and_then_works(office, someone):
    name = someone(must_change_password=True, password_expires_at=datetime.now(UTC) + timedelta(days=7))
    browser = log_in(office, name)

    for page in ("/queue", "/nominations", "/account/"):
        assert browser.get(page).location == "/account/password"
    page = browser.get("/account/password")
    assert page.status_code == 200
    assert change(browser, PASSWORD, NEW).location == "/queue"

    assert browser.get("/queue").status_code == 200
    with account(office, name) as user:
        assert (user.must_change_password, user.password_expires_at) == (False, None)


def test_every_session_can_be_ended_from_the_account_page(office, someone):
    name = someone()
    here, there = log_in(office, name), log_in(office, name)
    (form,) = [
        one for one in forms_of(here.get("/account/").get_data(as_text=True)) if "session" in one.action
    ]

    answer = here.post(form.action, data=form.data({}))

    assert answer.location == "/login"
    assert flashes(here.get("/login").get_data(as_text=True)) == ["Đã đăng xuất khỏi mọi thiết bị."]
    for browser in (here, there):
        assert browser.get("/queue").location.startswith("/login")


# A forgotten password


def ask(office: Flask, name: str, host: str = "localhost") -> tuple[int, str, list[str]]:
    browser = office.test_client()
    answer = browser.post("/password/forgotten", data={"email": name}, headers={"Host": host})
    return answer.status_code, answer.location, flashes(browser.get("/login").get_data(as_text=True))


def test_a_forgotten_password_is_set_anew_by_a_link_in_a_mail(office, someone, own_mailbox):
    name = someone()
    there = log_in(office, name)

    told = ask(office, f"{name}@bacson.example")

    assert told[:2] == (302, "/login")
    with account(office, name) as user:
        (row,) = db.session.scalars(db.select(Message).filter_by(recipient_id=user.id))
        event = db.session.get(AuditEvent, row.event_id)
        assert (event.stream, event.action, event.actor_name) == (
            f"account:{user.id}", "ask_password", "Hệ thống"
        )  # fmt: skip
        assert (row.state, row.nomination_id, row.address) == (
            MessageState.PENDING, None, f"{name}@bacson.example"
        )  # fmt: skip
    drain(office, name)
    (link,) = links_in(own_mailbox)
    assert link.startswith("https://thi-dua.example/password/forgotten/")
    path = link.removeprefix("https://thi-dua.example")
    browser = office.test_client()
    assert browser.get(path).status_code == 200
    short = browser.post(path, data={"password": "ngắn", "password_confirm": "ngắn"})
    assert short.status_code == 422
    assert complaints(short.get_data(as_text=True))["password"].endswith("ít nhất 10 ký tự.")
    done = browser.post(path, data={"password": NEW, "password_confirm": NEW})
    assert (done.status_code, done.location) == (302, "/login")
    assert flashes(browser.get("/login").get_data(as_text=True)) == [
        "Đã đặt mật khẩu. Đồng chí đăng nhập bằng mật khẩu mới."
    ]
    assert there.get("/queue").location.startswith("/login")
    log_in(office, name, NEW)
    for answer in (browser.get(path), browser.post(path, data={"password": NEW, "password_confirm": NEW})):
        assert (answer.status_code, answer.location) == (302, "/password/forgotten")
    assert flashes(browser.get("/password/forgotten").get_data(as_text=True))[0] == (
        "Đường dẫn đặt mật khẩu không còn dùng được. Hãy xin đường dẫn mới."
    )


def test_the_answer_does_not_tell_whether_the_account_exists(office, someone):
    closed, without = someone(active=False), someone(email=None)

    answers = {ask(office, name)[2][0] for name in (someone(), closed, without, "khong.co.ai", "ă" * 300)}

    assert len(answers) == 1
    with office.app_context():
        rows = db.select(Message.id).join(User, User.id == Message.recipient_id)
        assert db.session.scalars(rows.filter(User.username.in_([closed, without]))).all() == []


def test_whoever_asks_again_at_once_gets_one_mail_only(office, someone):
    name = someone()
    ask(office, name)
    ask(office, name)

    with account(office, name) as user:
        assert len(db.session.scalars(db.select(Message).filter_by(recipient_id=user.id)).all()) == 1


@pytest.mark.parametrize("typed", ["", " \u200b ", "ă" * 301, "ă" * 10_000])
def test_an_empty_or_endless_name_is_said_at_its_field(office, typed):
    answer = office.test_client().post("/password/forgotten", data={"email": typed})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "email" in complaints(page)


def test_no_link_lies_in_the_table_and_none_is_made_of_the_host_that_was_asked(office, someone, own_mailbox):
    name = someone()

    assert ask(office, name, host="evil.example")[0] == 400
    assert ask(office, name, host="localhost:4321")[0] == 302

    with account(office, name) as user:
        rows = db.session.scalars(
            db.text("SELECT to_jsonb(m)::text FROM message m WHERE recipient_id = :id"), {"id": user.id}
        ).all()
    drain(office, name)
    (link,) = links_in(own_mailbox)
    token = link.rsplit("/", 1)[1]
    assert len(rows) == 1
    assert token.split(".")[0] not in rows[0]
    for path in own_mailbox.glob("*.eml"):
        assert b"localhost:4321" not in path.read_bytes()


def test_a_link_that_is_too_old_is_refused(office, someone, own_mailbox, monkeypatch):
    name = someone()
    ask(office, name)
    drain(office, name)
    path = links_in(own_mailbox)[0].removeprefix("https://thi-dua.example")
    monkeypatch.setitem(office.config, "SECURITY_RESET_PASSWORD_WITHIN", timedelta(seconds=-1))
    browser = office.test_client()

    answer = browser.post(path, data={"password": NEW, "password_confirm": NEW})

    assert answer.location == "/password/forgotten"
    assert flashes(browser.get("/login").get_data(as_text=True)) == [
        "Đường dẫn đặt mật khẩu đã quá hạn. Hãy xin đường dẫn mới."
    ]
    log_in(office, name)


@pytest.mark.parametrize("token", ["x", "a.b.c", "ă", "W10.aSl0.x", "%00", "a" * 5000])
def test_a_forged_link_is_no_more_than_an_old_one(office, token):
    answer = office.test_client().get(f"/password/forgotten/{token}")

    assert answer.status_code in (302, 400)
    assert answer.status_code == 400 or answer.location == "/password/forgotten"


def test_the_host_of_a_request_is_the_public_one_or_this_machine(office):
    browser = office.test_client()

    for host in ("127.0.0.1", "127.0.0.1:8000", "localhost:1"):
        assert browser.get("/healthz", headers={"Host": host}).status_code == 200
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "evil.example:8000"):
        answer = browser.get("/login", headers={"Host": host})
        assert answer.status_code == 400, host
        assert answer.mimetype == "text/plain"
        assert "evil" not in answer.get_data(as_text=True)


# With the tokens that guard the forms


@pytest.fixture(scope="module")
def guarded(own_env: dict[str, str]) -> Iterator[Flask]:
    """The same office as people meet it: forms are guarded, and logins are counted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO", "1")
        patch.setenv("DEMO_DATE", "2025-06-02")
        patch.setattr(limiter, "enabled", True)
        application = create_app(read_settings(own_env))
        yield application
        with application.app_context():
            db.engine.dispose()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiter, "enabled", True)


def fill(browser: FlaskClient, page: str, number: int = 0, **typed: str):
    """Open a page, fill its form in and send it, as a browser does."""
    form = forms_of(browser.get(page).get_data(as_text=True))[number]
    data = {one.name: one.value for one in form.controls.values() if one.kind != "checkbox"}
    return browser.post(form.action or page, data=data | typed)


def test_every_form_of_an_account_needs_its_token(guarded, office, someone, own_mailbox):
    name = someone()
    bare = guarded.test_client()
    for page in ("/login", "/password/forgotten", "/account/password", "/account/sessions/end"):
        assert bare.post(page, data={"username": name, "password": PASSWORD, "email": name}).status_code in (
            302, 400
        )  # fmt: skip
        assert bare.get("/account/").status_code == 302
    browser = guarded.test_client()

    assert fill(browser, "/login", username=name, password=PASSWORD).location == "/queue"
    assert fill(browser, "/account/password", password=PASSWORD, new_password=NEW,
                new_password_confirm=NEW).location == "/queue"  # fmt: skip
    assert fill(browser, "/account/").location == "/login"
    assert fill(browser, "/password/forgotten", email=name).location == "/login"
    drain(office, name)
    path = links_in(own_mailbox)[0].removeprefix("https://thi-dua.example")
    assert fill(browser, path, password=PASSWORD, password_confirm=PASSWORD).location == "/login"
    assert fill(browser, "/login", username=name, password=PASSWORD).location == "/queue"


# Too many tries


def try_often(application: Flask, name: str, times: int, password: str = "sai", **more: object) -> list[int]:
    browser, codes = application.test_client(), []
    for _one in range(times):
        application.config["WTF_CSRF_ENABLED"] = False
        codes.append(
            browser.post("/login", data={"username": name, "password": password}, **more).status_code
        )
    return codes


@pytest.mark.usefixtures("counted")
def test_the_eleventh_wrong_password_within_a_minute_is_told_when_to_try_again(guarded, someone):
    name = someone()
    address = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.1"}}

    assert try_often(guarded, name, 11, **address) == [200] * 10 + [429]

    answer = guarded.test_client().post("/login", data={"username": name, "password": PASSWORD}, **address)
    page = plain(answer.get_data(as_text=True))
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert re.search(r"Đã thử quá nhiều lần\. Xin thử lại sau 1 phút, từ \d\d:\d\d\.", page)
    # Neither a header of the visitor's own nor another spelling of the name starts anew.
    forged = address | {"headers": {"X-Forwarded-For": "198.51.100.7", "X-Real-IP": "198.51.100.8"}}
    assert try_often(guarded, f" {name.upper()} ", 1, **forged) == [429]
    # The colleague at the next desk is not shut out, nor this person at another address.
    assert try_often(guarded, someone(), 1, **address) == [200]
    assert try_often(guarded, name, 1, environ_overrides={"REMOTE_ADDR": "192.0.2.2"}) == [200]


@pytest.mark.usefixtures("counted")
def test_right_passwords_are_not_counted(guarded, someone):
    name = someone()
    address = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.3"}}

    codes = []
    for _one in range(12):
        codes += try_often(guarded, name, 1, PASSWORD, **address)

    assert codes == [302] * 12


@pytest.mark.usefixtures("counted")
def test_behind_one_trusted_proxy_the_address_that_it_saw_counts(own_env, someone):
    application = create_app(read_settings(own_env | {"TRUSTED_PROXIES": "1"}))
    name = someone()
    try:
        for number in range(10):
            seen = {"X-Forwarded-For": f"203.0.113.{number}, 192.0.2.9"}
            assert try_often(application, name, 1, headers=seen) == [200]
        assert try_often(application, name, 1, headers={"X-Forwarded-For": "9.9.9.9, 192.0.2.9"}) == [429]
        assert try_often(application, name, 1, headers={"X-Forwarded-For": "192.0.2.9, 192.0.2.10"}) == [200]
    finally:
        with application.app_context():
            db.engine.dispose()


@pytest.mark.usefixtures("counted")
def test_mails_for_a_password_cannot_be_asked_for_without_end(guarded, someone):
    guarded.config["WTF_CSRF_ENABLED"] = False
    name, browser = someone(), guarded.test_client()

    codes = [browser.post("/password/forgotten", data={"email": name},
                          environ_overrides={"REMOTE_ADDR": "192.0.2.4"}).status_code
             for _one in range(6)]  # fmt: skip

    assert codes == [302] * 5 + [429]


# What an expired session was sending


def keep(browser: FlaskClient, path: str, data: dict[str, str]):
    return browser.post(path, data=data)


def rows_kept(office: Flask, word: str) -> int:
    with office.app_context():
        rows = db.session.scalars(db.select(DraftBuffer).filter(DraftBuffer.token.is_not(None)))
        return sum(word in str(one.data) for one in rows)


def cut_off(office: Flask, name: str, browser: FlaskClient) -> None:
    """End the session on the server's side; the browser does not know yet."""
    with account(office, name) as user:
        user.fs_uniquifier = uuid4().hex
        db.session.commit()


def test_text_typed_into_an_ended_session_waits_for_the_same_person(office, someone):
    name, word = someone(), f"Dọn vệ sinh {uuid4().hex}"
    browser = log_in(office, name)
    cut_off(office, name, browser)

    data = {"name": word, "password": "bí mật", "new_password": "bí mật"}
    assert keep(browser, "/nominations", data).location.startswith("/login")
    assert keep(browser, "/nominations", data).location.startswith("/login")

    with office.app_context():
        (row,) = [one for one in db.session.scalars(db.select(DraftBuffer).filter_by(path="/nominations"))
                  if word in str(one.data)]  # fmt: skip
        assert set(row.data) == {"name"}
        assert db.session.get(User, row.typed_by_id).username == name
    browser.post("/login", data={"username": name, "password": PASSWORD})
    assert word in browser.get("/nominations/new").get_data(as_text=True)
    assert rows_kept(office, word) == 0


def test_another_person_at_the_same_browser_does_not_get_it(office, someone):
    name, other, word = someone(), someone(), f"Việc riêng {uuid4().hex}"
    browser = log_in(office, name)
    cut_off(office, name, browser)
    keep(browser, "/nominations", {"name": word})

    browser.post("/login", data={"username": other, "password": PASSWORD})

    assert word not in browser.get("/nominations/new").get_data(as_text=True)


def test_a_stranger_fills_no_table(office, someone):
    word = uuid4().hex

    keep(office.test_client(), "/nominations", {"name": word})
    keep(office.test_client(), "/login", {"username": word, "password": word})
    keep(office.test_client(), "/account/password", {"new_password": word})

    assert rows_kept(office, word) == 0


def test_what_is_too_long_is_not_kept(office, someone):
    name, word = someone(), uuid4().hex
    browser = log_in(office, name)
    cut_off(office, name, browser)

    answer = keep(browser, "/nominations", {"name": word, "summary": "ă" * 100_001})

    assert answer.location.startswith("/login")
    assert rows_kept(office, word) == 0


def test_the_sweep_forgets_it_after_a_day_and_leaves_drafts_alone(office, someone):
    name = someone()
    with account(office, name) as user:
        old = datetime.now(UTC) - timedelta(hours=25)
        rows = {
            "old": DraftBuffer(token=uuid4().hex, path="/old", data={}, typed_by_id=user.id, saved_at=old),
            "new": DraftBuffer(token=uuid4().hex, path="/new", data={}, typed_by_id=user.id),
            "draft": DraftBuffer(user_id=user.id, path="/draft", data={}, saved_at=old),
        }
        db.session.add_all(rows.values())
        db.session.commit()
        ids = {key: row.id for key, row in rows.items()}
    with office.app_context():
        outbox.sweep()
        left = set(db.session.scalars(db.select(DraftBuffer.id).filter(DraftBuffer.id.in_(ids.values()))))
    assert left == {ids["new"], ids["draft"]}


def test_reading_an_account_for_a_page_takes_one_statement(office, someone):
    browser = log_in(office, someone())
    sent = []
    with office.app_context():
        engine = db.engine
    note = lambda _c, _cursor, statement, *_more: sent.append(statement)  # noqa: E731
    sql_event.listen(engine, "before_cursor_execute", note)
    try:
        browser.get("/account/")
    finally:
        sql_event.remove(engine, "before_cursor_execute", note)
    assert [one for one in sent if 'FROM "user"' in one or "FROM appointment" in one] == sent[:1]
