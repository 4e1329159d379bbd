"""An office begins without the demo: `flask setup`, then everything in the browser and from a sheet."""

from __future__ import annotations

import html
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from commands.services import PostgresServer, RedisServer
from models import Appointment, AuditEvent, Message, Organisation, User, db
from models.enums import Channel, Level, MessageState, Role
from tests.views.forms import read

PUBLIC = "https://thidua.example.gov.vn"
SECRET, NEW = "mật khẩu lúc cài đặt", "một câu dễ nhớ của tôi"
ANSWERS = [
    "Ủy ban nhân dân tỉnh Lạng Sơn", "Ủy ban nhân dân huyện Bắc Sơn", "Ủy ban nhân dân thị trấn Bắc Sơn",
    "Thị trấn Bắc Sơn", "Dương Hữu Nghĩa", "nghia.dh", "nghia@bacson.example", SECRET, SECRET,
]  # fmt: skip


@pytest.fixture(scope="module")
def empty_env(
    postgres: PostgresServer, broker: RedisServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """A real office's environment, over a database that holds tables and nothing else."""
    name = f"empty_{os.getpid()}"
    postgres.create_database(name)
    env = {
        "DATABASE_URL": postgres.url(database=name),
        "DATABASE_OWNER_URL": postgres.url("thidua_owner", name),
        "REDIS_URL": broker.url, "SECRET_KEY": "k" * 40, "PUBLIC_URL": PUBLIC,
        "SMTP_URL": "smtp://127.0.0.1:9", "STORAGE_URL": tmp_path_factory.mktemp("files").as_uri(),
    }  # fmt: skip
    clean = {key: value for key, value in os.environ.items() if not key.startswith("DEMO")}
    done = subprocess.run([sys.executable, "-m", "flask", "--app", "app", "db", "upgrade"], env=clean | env,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    yield env
    postgres.drop_database(name)


@pytest.fixture(scope="module")
def site(empty_env: dict[str, str]) -> Iterator[Flask]:
    """The application as it runs for real: guarded forms, counted logins, cookies over https only."""
    from app import create_app, limiter
    from config import read_settings

    with pytest.MonkeyPatch.context() as patch:
        for name in ("DEMO", "DEMO_DATE"):
            patch.delenv(name, raising=False)
        patch.setattr(limiter, "enabled", True)
        application = create_app(read_settings(empty_env))
        yield application
        with application.app_context():
            db.engine.dispose()


@pytest.fixture
def bare(site: Flask) -> Iterator[Flask]:
    """The same with nothing in the tables; whatever was made is removed by the owner of the tables."""
    _empty(site)
    yield site
    _empty(site)


def _empty(site: Flask) -> None:
    owner = db.create_engine(site.config["DATABASE_OWNER_URL"])
    with owner.begin() as connection:
        tables = ", ".join(f'"{one}"' for one in db.metadata.tables)
        for name in ("audit_event", "access_event", "audit_value"):
            connection.execute(db.text(f"ALTER TABLE {name} DISABLE TRIGGER USER"))
        connection.execute(db.text(f"TRUNCATE {tables} CASCADE"))
        for name in ("audit_event", "access_event", "audit_value"):
            connection.execute(db.text(f"ALTER TABLE {name} ENABLE TRIGGER USER"))
    owner.dispose()


def run_setup(site: Flask, lines: list[str], *args: str):
    return site.test_cli_runner().invoke(args=["setup", *args], input="\n".join(lines) + "\n")


class Browser:
    """Somebody at a browser without JavaScript, at the public address."""

    def __init__(self, site: Flask) -> None:
        self.client: FlaskClient = site.test_client()
        self.client.environ_base["REMOTE_ADDR"] = "192.0.2.50"

    def get(self, page: str) -> str:
        answer = self.client.get(page, base_url=PUBLIC)
        assert answer.status_code == 200, (page, answer.status_code, answer.location)
        return answer.get_data(as_text=True)

    def send(self, page: str, action: str | None = None, **typed: object):
        """Open the page, fill in its form (the one that goes to `action`), send it."""
        forms = [one for one in read(self.get(page)).forms if action is None or one.action.endswith(action)]
        data = {
            one.name: one.value for one in forms[0].controls.values() if one.kind not in ("checkbox", "file")
        }
        return self.client.post(forms[0].action or page, data=data | typed, base_url=PUBLIC,
                                headers={"Referer": PUBLIC + page})  # fmt: skip

    def log_in(self, name: str, password: str) -> str:
        answer = self.send("/login", username=name, password=password)
        assert answer.status_code == 302, plain(answer.get_data(as_text=True))
        return answer.location


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def passwords_on(page: str) -> dict[str, str]:
    """User name to one-time password, as a sheet of slips shows them."""
    pairs = re.findall(
        r"Tên đăng nhập: <code>([^<]+)</code>.*?Mật khẩu: <code>([^<]+)</code>", page, re.DOTALL
    )
    return dict(pairs)


def offices() -> dict[str, Organisation]:
    return {one.short_name: one for one in db.session.scalars(db.select(Organisation))}


# The command


def test_setup_makes_the_offices_and_an_admin_at_the_top(bare):
    done = run_setup(bare, ANSWERS)

    assert done.exit_code == 0, done.output
    assert done.output.endswith(
        "Đã tạo Ủy ban nhân dân thị trấn Bắc Sơn. Mở https://thidua.example.gov.vn, đăng nhập bằng nghia.dh\n"
        "rồi vào Quản trị để thêm đơn vị, người dùng và phân công.\n"
    )
    with bare.app_context():
        found = offices()
        assert {name: (one.level, one.place) for name, one in found.items()} == {
            "UBND tỉnh Lạng Sơn": (Level.PROVINCE, "Lạng Sơn"),
            "UBND huyện Bắc Sơn": (Level.DISTRICT, "Bắc Sơn"),
            "UBND thị trấn Bắc Sơn": (Level.TOWN, "Thị trấn Bắc Sơn"),
        }
        (post,) = db.session.scalars(db.select(Appointment))
        assert (post.role, post.organisation.short_name) == (Role.ADMIN, "UBND tỉnh Lạng Sơn")
        assert (post.user.username, post.user.email, post.user.full_name) == (
            "nghia.dh", "nghia@bacson.example", "Dương Hữu Nghĩa"
        )  # fmt: skip
        assert post.user.must_change_password is False
        events = db.session.scalars(db.select(AuditEvent).order_by(AuditEvent.id))
        assert [(one.stream.split(":")[0], one.action) for one in events] == [
            ("organisation", "create"), ("organisation", "create"), ("organisation", "create"),
            ("account", "create"),
        ]  # fmt: skip


def test_setup_asks_again_until_an_answer_can_be_taken(bare):
    lines = [
        "", "1", ANSWERS[0], "", "UBND xã Bắc Quỳnh", "x" * 301, "Xã Bắc Quỳnh", "?", "Dương Hữu Nghĩa",
        "Nghĩa", "ab", "nghia.dh", "nghia@", "a@b.c, d@e.f", "", "ngắn", SECRET, "khác hẳn", SECRET, SECRET,
    ]  # fmt: skip
    done = run_setup(bare, lines)

    assert done.exit_code == 0, done.output
    said = [line.strip() for line in done.output.splitlines() if line.startswith("  ")]
    username = "Từ 3 đến 40 chữ không dấu, số, dấu chấm, gạch; ví dụ nghia.dh."
    address = "Thư điện tử không đúng dạng, ví dụ ten@coquan.vn."
    assert said == [
        "Cần ghi mục này.", "Tên phải có ít nhất hai chữ cái.", "Quá dài: 301 chữ, tối đa 300.",
        "Tên phải có ít nhất hai chữ cái.", username, username, address, address,
        "Mật khẩu phải dài từ 10 đến 200 ký tự.", "Hai lần gõ không giống nhau.",
    ]  # fmt: skip
    with bare.app_context():
        assert list(offices()) == ["UBND tỉnh Lạng Sơn", "UBND xã Bắc Quỳnh"]
        assert db.session.scalars(db.select(User.email)).all() == [None]


def test_setup_names_the_option_that_cannot_be_taken_and_makes_nothing(bare):
    done = run_setup(bare, ANSWERS, "--email", "nghia@")

    assert done.exit_code == 1
    assert "--email: Thư điện tử không đúng dạng" in done.output
    with bare.app_context():
        assert offices() == {}
        assert db.session.scalars(db.select(User)).all() == []


def test_setup_is_done_once(bare):
    run_setup(bare, ANSWERS)
    done = run_setup(bare, ANSWERS)

    assert (done.exit_code, done.output) == (
        1, "Error: Đã có tài khoản: việc này chỉ làm một lần, trên dữ liệu trống.\n"
    )  # fmt: skip


# The way of an office from nothing to its first working day


UNITS = [("Khối phố Hoàng Văn Thụ", "KP Hoàng Văn Thụ"), ("Hội Liên hiệp Phụ nữ", "Hội LHPN")]
PEOPLE = {
    "drafter": ("lap.hs", "KP Hoàng Văn Thụ", "Người lập hồ sơ"),
    "unit_head": ("truong.kp", "KP Hoàng Văn Thụ", None),
    "clerk": ("van.phong", "UBND thị trấn Bắc Sơn", None),
    "culture": ("van.hoa", "UBND thị trấn Bắc Sơn", None),
    "council": ("hoi.dong", "UBND thị trấn Bắc Sơn", None),
    "chair": ("chu.tich", "UBND thị trấn Bắc Sơn", None),
    "district": ("phong.nv", "UBND huyện Bắc Sơn", None),
    "province": ("so.nv", "UBND tỉnh Lạng Sơn", None),
    "auditor": ("kiem.tra", "UBND tỉnh Lạng Sơn", None),
    "admin": ("quan.tri", "UBND thị trấn Bắc Sơn", None),
}
FIRST_PAGE = {
    "admin": "/admin",
    "auditor": "/audit",
    "clerk": "/campaigns/new",
    "drafter": "/nominations/new",
}


def test_an_office_begins_in_the_browser_and_every_role_comes_to_work(bare):
    run_setup(bare, ANSWERS)
    admin = Browser(bare)
    assert admin.log_in("nghia.dh", SECRET) == "/queue"
    assert admin.send("/account/password", password=SECRET, new_password=NEW,
                      new_password_confirm=NEW).location == "/queue"  # fmt: skip
    for name, short_name in UNITS:
        done = admin.send("/admin/organisations/new", "/organisations", name=name, short_name=short_name)
        assert (done.status_code, done.location) == (302, "/admin/organisations")
    with bare.app_context():
        ids = {name: one.id for name, one in offices().items()}
    words = {}
    for role, (username, place, _label) in PEOPLE.items():
        answer = admin.send("/admin/users/new", "/users", full_name="Nguyễn Thị " + role.title(),
                            username=username, organisation_id=ids[place], role=role)  # fmt: skip
        assert answer.status_code == 200, plain(answer.get_data(as_text=True))
        words |= passwords_on(answer.get_data(as_text=True))
    assert set(words) == {username for username, _place, _label in PEOPLE.values()}
    for role, (username, _place, _label) in PEOPLE.items():
        _comes_to_work(bare, username, words[username], FIRST_PAGE.get(role, "/queue"))


def _comes_to_work(site: Flask, username: str, word: str, page: str) -> None:
    """With the printed password, through the forced change, to the first page of the role."""
    person = Browser(site)
    person.log_in(username, word)
    assert person.client.get(page, base_url=PUBLIC).location == "/account/password"
    done = person.send("/account/password", password=word, new_password=NEW, new_password_confirm=NEW)
    assert (done.status_code, done.location) == (302, "/queue")
    person.get(page)
    again = Browser(site)
    again.log_in(username, NEW)
    again.get(page)


def filled_template(admin: Browser, units: list[list[str]], people: list[list[str]]) -> io.BytesIO:
    """The file that the page offers, with these rows typed into its sheets."""
    data = admin.client.get("/admin/import/template.xlsx", base_url=PUBLIC).data
    book = load_workbook(io.BytesIO(data))
    for sheet, rows in zip(book.worksheets, (units, people), strict=False):
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def test_an_office_begins_from_a_sheet_and_prints_its_passwords(bare):
    run_setup(bare, ANSWERS)
    admin = Browser(bare)
    admin.log_in("nghia.dh", SECRET)
    units = [["Khối phố Hoàng Văn Thụ", "KP Hoàng Văn Thụ", "khối phố", ""],
             ["Trạm Y tế", "", "ban, ngành", "UBND thị trấn Bắc Sơn"]]  # fmt: skip
    people = [
        ["Hoàng Thị Đào", "dao.ht", "", "KP Hoàng Văn Thụ", "Người lập hồ sơ", "", "", ""],
        ["Hoàng Thị Đào", "dao.ht", "", "Trạm Y tế", "Người lập hồ sơ", "", "", ""],
        ["Lê Văn Sáng", "sang.lv", "sang@bacson.example", "Ủy ban nhân dân thị trấn Bắc Sơn",
         "Văn phòng – Thống kê", "Công chức", "", "01/06/2025"],
    ]  # fmt: skip

    shown = admin.send("/admin/import", "/import", file=(filled_template(admin, units, people), "moi.xlsx"))
    page = shown.get_data(as_text=True)
    assert shown.status_code == 200, plain(page)
    assert "5 dòng đều đúng" in page
    outcomes = re.findall(r'data-label="Kết quả">([^<]+)<', page)
    assert outcomes == ["Sẽ thêm đơn vị", "Sẽ thêm đơn vị", "Sẽ tạo tài khoản",
                        "Sẽ thêm nhiệm vụ cho tài khoản đã có", "Sẽ tạo tài khoản"]  # fmt: skip
    with bare.app_context():
        assert db.session.scalar(db.select(db.func.count(User.id))) == 1
        assert len(offices()) == 3
    (form,) = [one for one in read(page).forms if one.action.endswith("/confirm")]
    done = admin.client.post(form.action, data=form.data({}), base_url=PUBLIC,
                             headers={"Referer": PUBLIC + "/admin/import"})  # fmt: skip
    assert (done.status_code, done.location) == (302, "/admin/users")
    with bare.app_context():
        dao = db.session.scalars(db.select(User).filter_by(username="dao.ht")).one()
        assert {one.organisation.short_name for one in dao.appointments} == {"KP Hoàng Văn Thụ", "Trạm Y tế"}
        (mail,) = db.session.scalars(db.select(Message))
        assert (mail.address, mail.action, mail.channel) == ("sang@bacson.example", "invite", Channel.MAIL)
        assert mail.state in (MessageState.PENDING, MessageState.SENDING)
    slips = admin.send("/admin/users", "/slips").get_data(as_text=True)
    words = passwords_on(slips)
    assert set(words) == {"dao.ht"}
    _comes_to_work(bare, "dao.ht", words["dao.ht"], "/nominations/new")


def test_the_server_refuses_the_demo_commands_for_a_real_office(bare):
    done = bare.test_cli_runner().invoke(args=["demo", "load"])

    assert (done.exit_code, done.output) == (1, "Error: Only where DEMO=1.\n")


def test_no_folder_of_the_demo_is_used(bare, tmp_path: Path):
    assert Browser(bare).client.get("/mailbox", base_url=PUBLIC).status_code == 404
