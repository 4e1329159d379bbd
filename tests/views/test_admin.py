"""The administration: within the admin's own tree, and never for himself alone."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook

from models import Appointment, AuditEvent, Message, Organisation, Setting, User, db
from models.enums import Channel, Level, Role
from tasks import outbox
from workflow import accounts, offices
from workflow.people import person_of

ADMIN = "/admin"
HEADING = ["Họ và tên", "Tên đăng nhập", "Thư điện tử", "Đơn vị", "Vai trò", "Chức danh", "Ký thay",
           "Từ ngày"]  # fmt: skip
UNIT_HEADING = ["Tên đơn vị", "Tên ngắn", "Loại đơn vị", "Thuộc"]


@pytest.fixture
def admin(client_of: Callable[[str], FlaskClient]) -> FlaskClient:
    return client_of("admin")


@pytest.fixture
def ids(office: Flask) -> dict[str, int]:
    """The town, its district, a unit, and some accounts."""
    with office.app_context():
        town = db.session.scalars(db.select(Organisation).filter_by(short_name="UBND thị trấn Bắc Sơn")).one()
        unit = db.session.scalars(db.select(Organisation).filter_by(short_name="Hội LHPN")).one()
        people = {one.username: one.id for one in db.session.scalars(db.select(User))}
        return people | {"town": town.id, "above": town.parent_id, "unit": unit.id}


@pytest.fixture
def unsent(office: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The mails that were handed over, as texts; nothing leaves."""
    sent: list[str] = []
    monkeypatch.setattr(
        outbox, "deliver", lambda mail: sent.append(f"{mail.to}\n{mail.subject}\n{mail.text}")
    )
    return sent


def user_named(username: str) -> User | None:
    """In a context of the caller's."""
    return db.session.scalars(db.select(User).filter_by(username=username)).one_or_none()


def new_person(ids: dict[str, int], **other: str) -> dict[str, str]:
    return {"full_name": "Hoàng Thị Đào", "username": f"dao.{uuid4().hex[:8]}", "email": "", "role": "drafter",
            "organisation_id": str(ids["unit"]), "valid_from": "01/06/2025"} | other  # fmt: skip


def counts(office: Flask) -> tuple[int, ...]:
    """How many rows the administration writes into."""
    with office.app_context():
        tables = (User, Appointment, Organisation, Setting, Message, AuditEvent)
        return tuple(db.session.scalar(db.select(db.func.count()).select_from(one)) for one in tables)


def flashed(browser: FlaskClient, page: str) -> list[str]:
    text = browser.get(page).get_data(as_text=True)
    return [
        re.sub(r"\s*<[^>]+>\s*", "", one)
        for one in re.findall(r"flash-\w+\" role[^>]*>(.*?)</p>", text, re.S)
    ]


def at_fields(page: str) -> dict[str, str]:
    found = re.findall(r'<p class="error" id="([^"]+)-error">(.*?)</p>', page, re.DOTALL)
    return {name: " ".join(re.sub(r"<[^>]+>", " ", text).split()) for name, text in found}


# Who may look


def test_every_page_of_the_administration_opens_for_an_admin_and_for_nobody_else(admin, client_of, ids):
    pages = ["", "/organisations", "/organisations/new", f"/organisations/{ids['unit']}",
             f"/organisations/{ids['unit']}/settings", "/users", "/users/new", f"/users/{ids['drafter']}",
             "/confirmations", "/import", "/import/template.xlsx", "/users?q=hoang"]  # fmt: skip
    for page in pages:
        assert admin.get(ADMIN + page).status_code == 200, page
        assert client_of("clerk").get(ADMIN + page).status_code == 403, page


def test_what_lies_outside_the_tree_is_not_there(admin, ids):
    above, stranger = ids["above"], ids["district"]
    for page in (f"/organisations/{above}", f"/organisations/{above}/settings", f"/users/{stranger}"):
        assert admin.get(ADMIN + page).status_code == 404, page
    for page in ("password", "deactivate", "end-sessions", "invite", "appointments"):
        assert admin.post(f"{ADMIN}/users/{stranger}/{page}").status_code == 404, page
    assert admin.post(f"{ADMIN}/organisations/{above}", data={}).status_code == 404


# New people


def test_a_person_without_mail_gets_a_printed_password_once(office, admin, ids):
    data = new_person(ids)
    answer = admin.post(f"{ADMIN}/users", data=data)

    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert text.count('class="slip"') == 1
    word = text.split("Mật khẩu: <code>")[1].split("<")[0]
    with office.app_context():
        made = user_named(data["username"])
        assert (made.must_change_password, made.name_key) == (True, "hoang thi dao")
        assert made.password_expires_at is not None
        assert word not in made.password
        events = db.select(AuditEvent.action).filter_by(stream=f"account:{made.id}").order_by(AuditEvent.seq)
        assert db.session.scalars(events).all() == ["create", "appoint", "issue_password"]
    visitor = office.test_client()
    assert visitor.post("/login", data={"username": data["username"], "password": word}).status_code == 302
    assert visitor.get("/queue").location == "/account/password"


def test_a_person_with_mail_is_invited_and_can_be_invited_again(office, admin, ids, unsent):
    data = new_person(ids, email=f"Dao.{uuid4().hex[:6]}@bacson.example")
    answer = admin.post(f"{ADMIN}/users", data=data)
    with office.app_context():
        number = user_named(data["username"]).id

    assert answer.location == f"/admin/users/{number}"
    page = admin.get(answer.location).get_data(as_text=True)
    assert "Đã tạo tài khoản. Thư mời đặt mật khẩu đang được gửi." in page
    assert "Mời đặt mật khẩu" in page
    assert "Chờ gửi" in page
    _drain(office, number)
    (mail,) = unsent
    assert mail.startswith(f"{data['email'].lower()}\n[Thi đua] Tài khoản của đồng chí: đặt mật khẩu\n")
    assert f"Tên đăng nhập: {data['username']}" in mail
    first = re.search(r"http://127.0.0.1:8000(/password/forgotten/\S+)", mail)[1]
    assert admin.post(f"{ADMIN}/users/{number}/invite").status_code == 302
    _drain(office, number)
    assert len(unsent) == 2
    visitor = office.test_client()
    words = {"password": "một câu dễ nhớ", "password_confirm": "một câu dễ nhớ"}
    assert visitor.post(first, data=words).location == "/login"
    login = {"username": data["username"], "password": "một câu dễ nhớ"}
    assert visitor.post("/login", data=login).location == "/queue"
    assert visitor.get("/queue").status_code == 200


def _drain(office: Flask, user_id: int) -> None:
    with office.app_context():
        for one in db.session.scalars(db.select(Message).filter_by(recipient_id=user_id)).all():
            outbox.send_act(str(one.act_id), user_id)


def test_an_invitation_that_came_too_late_is_not_sent(office, admin, ids, unsent):
    data = new_person(ids, email=f"dao.{uuid4().hex[:6]}@bacson.example")
    admin.post(f"{ADMIN}/users", data=data)
    with office.app_context():
        made = user_named(data["username"])
        number, made.active = made.id, False
        db.session.commit()

    _drain(office, number)

    assert unsent == []
    with office.app_context():
        (row,) = db.session.scalars(db.select(Message).filter_by(recipient_id=number))
        assert row.state.value == "cancelled"


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("username", "clerk", "Tên đăng nhập này đã có người dùng."),
        ("username", "Đào", "Từ 3 đến 40 chữ không dấu, số, dấu chấm, gạch; ví dụ nghia.dh."),
        ("username", "a" * 5000, "Quá dài: 5000 chữ, tối đa 300."),
        ("email", "CLERK@bacson.example", "Thư điện tử này đã có tài khoản khác dùng."),
        ("email", "a@b.c, d@e.f", "Thư điện tử không đúng dạng, ví dụ ten@coquan.vn."),
        ("email", "Đào <dao@bacson.example>", "Thư điện tử không đúng dạng, ví dụ ten@coquan.vn."),
        ("email", "a" * 250 + "@b.c", "Thư điện tử không đúng dạng, ví dụ ten@coquan.vn."),
        ("full_name", "\u200b\u202e", "Cần ghi mục này."),
        ("full_name", "ă" * 301, "Quá dài: 301 chữ, tối đa 300."),
        ("role", "chair", "Vai trò này không có ở cấp của cơ quan, đơn vị đã chọn."),
        ("role", "king", "Chọn vai trò."),
        ("organisation_id", str(2**63), "Chọn cơ quan, đơn vị."),
        ("organisation_id", "٣", "Chọn cơ quan, đơn vị."),
        ("organisation_id", "-1", "Chọn cơ quan, đơn vị."),
        ("valid_from", "31/02/2025", "Ngày không đúng. Ghi theo dạng ngày/tháng/năm."),
        ("valid_from", "31/12/9999", "Ngày nằm ngoài khoảng cho phép."),
        ("valid_to", "01/05/2025", "Ngày kết thúc phải sau ngày bắt đầu."),
        ("title", "ă" * 301, "Quá dài: 301 chữ, tối đa 300."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_is_written(
    office, admin, ids, name, typed, sentence
):
    before, data = counts(office), new_person(ids)

    answer = admin.post(f"{ADMIN}/users", data=data | {name: typed})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert at_fields(page) == {name: sentence}
    assert data["full_name"] in page or name == "full_name"
    assert counts(office) == before


def test_a_letter_that_no_browser_sends_is_refused(office, admin, ids):
    before = counts(office)

    for name in new_person(ids):
        answer = admin.post(f"{ADMIN}/users", data=new_person(ids) | {name: "a\x00b"})
        assert answer.status_code in (400, 422), name
    assert counts(office) == before


# Two at once


def in_between(office: Flask, statement: str, **values: object) -> None:
    """What somebody else commits at this very moment."""
    with office.app_context():
        engine = db.engine
    with engine.begin() as connection:
        connection.execute(db.text(statement), values)


@pytest.mark.parametrize("key", ["username", "email"])
def test_a_name_that_is_taken_in_between_is_said_at_its_field(office, admin, ids, monkeypatch, key):
    data = new_person(ids, email=f"dao.{uuid4().hex[:6]}@bacson.example")
    genuine = accounts.new_user

    def slow(**given: object) -> User:
        other = {"username": f"khac.{uuid4().hex[:6]}", "email": None} | {key: data[key]}
        in_between(
            office,
            'INSERT INTO "user" (username, email, full_name, name_key, sort_key, active, fs_uniquifier,'
            " must_change_password, invented) VALUES (:username, :email, 'K', 'k', 'k', true, :mark, false, false)",
            mark=uuid4().hex, **other,
        )  # fmt: skip
        return genuine(**given)

    monkeypatch.setattr(accounts, "new_user", slow)
    answer = admin.post(f"{ADMIN}/users", data=data)

    assert answer.status_code == 422
    assert list(at_fields(answer.get_data(as_text=True))) == [key]
    with office.app_context():
        assert db.session.scalar(db.select(db.func.count(User.id)).filter_by(full_name="Hoàng Thị Đào",
                                                                            email=data["email"])) == 0  # fmt: skip


def test_an_office_whose_name_is_taken_in_between_is_said_at_its_field(office, admin, ids, monkeypatch):
    name = f"Khối phố {uuid4().hex[:6]}"
    data = {"parent_id": ids["town"], "level": "unit", "name": name, "short_name": "KP"}
    genuine = offices._check_name

    def slow(*given: object, **more: object) -> None:
        genuine(*given, **more)
        in_between(
            office,
            "INSERT INTO organisation (parent_id, level, name, short_name, symbol, place, unit_kind, invented)"
            " VALUES (:parent, 'unit', :name, 'x', '', '', '', false)",
            parent=ids["town"], name=name,
        )  # fmt: skip

    monkeypatch.setattr(offices, "_check_name", slow)
    answer = admin.post(f"{ADMIN}/organisations", data=data)

    assert answer.status_code == 422
    assert at_fields(answer.get_data(as_text=True)) == {"name": "Nơi này đã có đơn vị cùng tên."}


def test_a_setting_that_is_made_in_between_is_said_at_its_field(office, admin, ids, monkeypatch):
    data = {"key": "appraisal_days", "value": "5", "valid_from": "07/06/2025", "source": "Công văn số 5"}

    def slow(organisation: Organisation, key: str, day: date) -> Setting:
        in_between(
            office,
            "INSERT INTO setting (organisation_id, key, value, valid_from, source)"
            " VALUES (:id, :key, '7', :day, 'x')",
            id=organisation.id, key=key, day=day,
        )  # fmt: skip
        row = Setting(organisation_id=organisation.id, key=key, valid_from=day)
        db.session.add(row)
        return row

    monkeypatch.setattr(offices, "_setting_on", slow)
    answer = admin.post(f"{ADMIN}/organisations/{ids['unit']}/settings", data=data)

    assert answer.status_code == 422
    assert "Vừa có người khác ghi thiết lập này từ ngày đó. Xin xem lại rồi ghi." in answer.get_data(
        as_text=True
    )


# Nobody makes himself anything alone


@pytest.mark.parametrize("role", [one.value for one in Role if one not in (Role.ADMIN,)])
def test_an_admin_does_not_give_himself_a_post_alone(office, admin, client_of, ids, unsent, role):
    place = {"drafter": "unit", "unit_head": "unit"}.get(role, "town")
    data = {"organisation_id": ids[place], "role": role, "valid_from": "01/06/2025"}
    if role in ("district", "province"):
        assert admin.post(f"{ADMIN}/users/{ids['admin']}/appointments", data=data).status_code == 422
        return
    assert admin.post(f"{ADMIN}/users/{ids['admin']}/appointments", data=data).status_code == 302
    (said,) = flashed(admin, f"{ADMIN}/users/{ids['admin']}")
    with office.app_context():
        row = db.session.scalars(
            db.select(Appointment).filter_by(user_id=ids["admin"], role=Role(role))
        ).one()
        number, chair = row.id, user_named("chair")
        assert row.needs_confirmation
        assert Role(role) not in person_of(user_named("admin")).roles
        mail = db.session.scalars(
            db.select(Message)
            .filter_by(recipient_id=chair.id, nomination_id=None)
            .order_by(Message.id.desc())
        ).first()
        assert (mail.action, mail.channel, mail.address) == ("appoint", Channel.MAIL, chair.email)
        assert said.startswith("Đã ghi. Phân công có hiệu lực khi một trong những người này xác nhận: ")
        assert chair.full_name in said
        name, address = user_named("admin").full_name, chair.email
        outbox.send_act(str(mail.act_id), chair.id)
    assert unsent[-1].startswith(f"{address}\n[Thi đua] Một phân công chờ đồng chí xác nhận\n")
    assert f"{name} vừa tự ghi một phân công cho chính mình" in unsent[-1]
    assert "http://127.0.0.1:8000/admin/confirmations" in unsent[-1]
    where = f"{ADMIN}/appointments/{number}/confirm"
    assert admin.post(where).status_code == 403
    assert client_of("clerk").post(where).status_code == 403
    page = client_of("chair").get(f"{ADMIN}/confirmations").get_data(as_text=True)
    assert where in page
    assert client_of("chair").post(where).status_code == 302
    with office.app_context():
        assert Role(role) in person_of(user_named("admin")).roles
        db.session.execute(db.update(Appointment).filter_by(id=number).values(valid_to=date(2025, 6, 1)))
        db.session.commit()


def test_where_nobody_can_confirm_the_page_says_whom_to_appoint(office, admin, ids, monkeypatch):
    monkeypatch.setattr("workflow.appointments.CONFIRMERS", ())
    data = {"organisation_id": ids["town"], "role": "culture", "valid_from": "03/06/2025"}

    admin.post(f"{ADMIN}/users/{ids['admin']}/appointments", data=data)

    assert flashed(admin, f"{ADMIN}/users/{ids['admin']}") == [
        "Đã ghi, nhưng chưa có ai xác nhận được. Hãy phân công Chủ tịch hoặc một quản trị khác."
        " Người đó sẽ thấy việc này khi đăng nhập."
    ]


# Accounts and posts


def test_a_closed_account_is_logged_out_and_stays_out(office, admin, ids):
    data = new_person(ids)
    word = (
        admin.post(f"{ADMIN}/users", data=data)
        .get_data(as_text=True)
        .split("Mật khẩu: <code>")[1]
        .split("<")[0]
    )
    browser = office.test_client()
    browser.post("/login", data={"username": data["username"], "password": word})
    with office.app_context():
        number = user_named(data["username"]).id

    assert admin.post(f"{ADMIN}/users/{number}/deactivate").status_code == 302

    assert browser.get("/account/password").location.startswith("/login")
    assert browser.post("/login", data={"username": data["username"], "password": word}).status_code == 200
    assert admin.post(f"{ADMIN}/users/{ids['admin']}/deactivate").status_code == 403


def test_a_post_ends_on_its_last_day(office, admin, ids):
    data = new_person(ids)
    admin.post(f"{ADMIN}/users", data=data)
    with office.app_context():
        row = user_named(data["username"]).appointments[0]
        number, holder = row.id, row.user_id
    where, field = f"{ADMIN}/users/{holder}/appointments/{number}/end", f"end-{number}"

    assert admin.post(where, data={field: "01/01/2020"}).status_code == 422
    assert admin.post(where, data={field: "9" * 400}).status_code == 422
    other = where.replace(f"/users/{holder}/", f"/users/{ids['clerk']}/")
    assert admin.post(other, data={field: "05/06/2025"}).status_code == 404
    assert admin.post(where, data={field: "05/06/2025"}).status_code == 302
    with office.app_context():
        assert db.session.get(Appointment, number).valid_to == date(2025, 6, 5)


def test_an_office_is_added_and_chooses(office, admin, ids):
    data = {"parent_id": ids["town"], "level": "unit", "name": "Khối phố Thử", "short_name": "KP Thử"}
    assert admin.post(f"{ADMIN}/organisations", data=data).status_code == 302
    twice = admin.post(f"{ADMIN}/organisations", data=data)
    assert (twice.status_code, at_fields(twice.get_data(as_text=True))) == (
        422, {"name": "Nơi này đã có đơn vị cùng tên."}
    )  # fmt: skip
    wrong = admin.post(f"{ADMIN}/organisations", data=data | {"parent_id": "9" * 30, "name": ""})
    assert at_fields(wrong.get_data(as_text=True)) == {
        "name": "Cần ghi mục này.", "parent_id": "Chọn nơi quản lý."
    }  # fmt: skip
    with office.app_context():
        made = db.session.scalars(db.select(Organisation).filter_by(name="Khối phố Thử")).one().id
    where = f"{ADMIN}/organisations/{made}/settings"
    chosen = {"key": "self_approval", "value": "yes", "valid_from": "01/06/2025", "source": ""}
    assert admin.post(where, data=chosen).status_code == 422
    assert admin.post(where, data=chosen | {"source": "Công văn số 5"}).status_code == 302
    assert "Công văn số 5" in admin.get(where).get_data(as_text=True)
    number = chosen | {"key": "appraisal_days", "value": "9" * 5000, "source": "x"}
    assert admin.post(where, data=number).status_code == 422


@pytest.mark.parametrize("query", ["q=%00", "q=" + "a" * 5000, "page=-1", "page=99999999999999999999", "page=x",
                                   "q=%E2%80%8B", "q=%25_%5C"])  # fmt: skip
def test_a_search_for_anything_is_answered(admin, query):
    assert admin.get(f"{ADMIN}/users?{query}").status_code in (200, 400)


# From a sheet


def book(*tables: list[list[object]]) -> io.BytesIO:
    """A workbook with one sheet for each table."""
    made = Workbook()
    made.remove(made.active)
    for rows in tables:
        sheet = made.create_sheet()
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    out.seek(0)
    return out


def send(browser: FlaskClient, data: io.BytesIO):
    return browser.post(f"{ADMIN}/import", data={"file": (data, "people.xlsx")})


def outcomes(page: str) -> list[str]:
    cells = re.findall(r'data-label="Kết quả">(.*?)</td>', page, re.DOTALL)
    return [" / ".join(re.findall(r"<li>(.*?)</li>", one)) or one for one in cells]


def confirm(browser: FlaskClient, page: str):
    payload = re.search(r'name="payload" value="([^"]*)"', page)[1]
    return browser.post(f"{ADMIN}/import/confirm", data={"payload": __import__("html").unescape(payload)})


def test_units_and_people_come_from_one_file_after_a_dry_run(office, admin, ids):
    mark = uuid4().hex[:6]
    units = [UNIT_HEADING, [f"Khối phố {mark}", f"KP {mark}", "khối phố", ""]]
    people = [
        HEADING,
        ["Hoàng Thị Đào", f"dao.{mark}", "", f"KP {mark}", "Người lập hồ sơ", "", "", date(2025, 6, 1)],
        ["Hoàng Thị Đào", f"dao.{mark}", "", f"KP {mark}", "Thủ trưởng đơn vị", "Tổ trưởng", "", ""],
        ["Lê Văn Sáng", f"sang.{mark}", f"sang.{mark}@bacson.example", "Hội LHPN", "Người lập hồ sơ", "", "", ""],
    ]  # fmt: skip
    before = counts(office)
    page = send(admin, book(people, units)).get_data(as_text=True)

    assert "4 dòng đều đúng" in page
    assert outcomes(page) == ["Sẽ thêm đơn vị", "Sẽ tạo tài khoản", "Sẽ thêm nhiệm vụ cho tài khoản đã có",
                              "Sẽ tạo tài khoản"]  # fmt: skip
    assert counts(office) == before
    assert confirm(admin, page).location == "/admin/users"
    with office.app_context():
        dao, sang = user_named(f"dao.{mark}"), user_named(f"sang.{mark}")
        assert [(one.role, one.organisation.name) for one in sorted(dao.appointments, key=lambda one: one.id)] == [
            (Role.DRAFTER, f"Khối phố {mark}"), (Role.UNIT_HEAD, f"Khối phố {mark}")
        ]  # fmt: skip
        assert dao.password is None
        assert dao.appointments[0].organisation.level is Level.UNIT
        rows = db.session.scalars(db.select(Message).filter(Message.recipient_id.in_([dao.id, sang.id])))
        assert [(one.recipient_id, one.action) for one in rows] == [(sang.id, "invite")]
    again = send(admin, book(units)).get_data(as_text=True)
    assert outcomes(again) == ["Đơn vị đã có, giữ nguyên"]


def test_each_row_that_cannot_be_taken_says_why_and_none_is_written(office, admin, ids):
    before = counts(office)
    units = [UNIT_HEADING, ["Khối phố Lạc", "", "", "Nơi không có"], ["", "x", "", ""],
             ["Tổ lạc", "", "", "Hội LHPN"]]  # fmt: skip
    people = [
        HEADING,
        ["Người Khác", "clerk", "", "Hội LHPN", "Người lập hồ sơ", "", "", ""],
        ["Người Mới", "moi.ng", "x", "Khối phố không có", "Vua", "", "", ""],
        ["Người Mới", "district", "", "Hội LHPN", "Người lập hồ sơ", "", "", ""],
    ]
    answer = send(admin, book(units, people))

    page = answer.get_data(as_text=True)
    with office.app_context():
        clerk = user_named("clerk").full_name
    assert outcomes(page) == [
        "Thuộc: Không có đơn vị “Nơi không có”.",
        "Tên đơn vị: Cần ghi mục này.",
        "Thuộc: Phải là một cơ quan cấp xã.",
        f"Họ và tên: Tên đăng nhập này là của {clerk}.",
        "Thư điện tử: Thư điện tử không đúng dạng, ví dụ ten@coquan.vn."
        " / Đơn vị: Không có đơn vị “Khối phố không có”. / Vai trò: Chọn vai trò.",
        "Tên đăng nhập: Tên đăng nhập này đã có người dùng.",
    ]
    assert "6 dòng chưa đúng" in page
    assert "payload" not in page
    assert counts(office) == before


def test_what_is_confirmed_is_checked_once_more(office, admin, ids):
    before = counts(office)
    row = {"sheet": "people", "number": "2", "full_name": "Người Khác", "username": "clerk"}
    answer = admin.post(f"{ADMIN}/import/confirm", data={"payload": json.dumps([row])})

    assert answer.status_code == 422
    assert "1 dòng chưa đúng" in answer.get_data(as_text=True)
    bad = ["", "x", "[]", "{}", "[1]", '[{"sheet": "x", "number": "1"}]', '[{"sheet": "people"}]',
           '[{"sheet": "people", "number": "²"}]', "[" * 10_000, '[{"sheet": [], "number": "1"}]']  # fmt: skip
    for payload in bad:
        answer = admin.post(f"{ADMIN}/import/confirm", data={"payload": payload})
        assert answer.status_code == 422, payload[:40]
        assert "Chọn lại tệp." in answer.get_data(as_text=True)
    assert counts(office) == before


def test_a_file_that_cannot_be_taken_is_refused(admin):
    formula = [HEADING, ["=1+1", "a.b", "", "", "", "", "", ""]]
    many = [HEADING, *[[f"Tên {n}", f"ten.{n}", "", "", "", "", "", ""] for n in range(501)]]
    for data, sentence in (
        (book(formula), "Dòng 2 có công thức. Chỉ nhận chữ và ngày."),
        (book(many), "Tối đa 500 dòng mỗi lần."),
        (book([HEADING[:-1], ["x"]]), "Dòng tiêu đề thiếu cột: Từ ngày."),
        (book([UNIT_HEADING[:-1], ["x"]]), "Dòng tiêu đề thiếu cột: Thuộc."),
        (book([HEADING]), "Tệp không có dòng nào dưới dòng tiêu đề."),
        (io.BytesIO(b"no sheet"), "Không đọc được. Hãy lưu tệp dạng Excel (.xlsx)."),
        (io.BytesIO(b"x" * (2 * 1024 * 1024 + 1)), "Tệp quá lớn, tối đa 2 MB."),
        (io.BytesIO(b""), "Chọn tệp .xlsx."),
    ):
        answer = send(admin, data)
        assert answer.status_code == 422, sentence
        assert sentence in answer.get_data(as_text=True)


def test_the_template_is_read_back(admin):
    data = admin.get(f"{ADMIN}/import/template.xlsx").data
    sheets = load_workbook(io.BytesIO(data)).worksheets

    assert [one.title for one in sheets] == ["Đơn vị", "Người dùng", "Chọn trong danh sách"]
    assert [cell.value for cell in sheets[0][1]] == UNIT_HEADING
    assert [cell.value for cell in sheets[1][1]] == HEADING
    assert send(admin, io.BytesIO(data)).status_code == 422


# With the tokens that guard the forms


@pytest.fixture
def guarded(office: Flask) -> Iterator[Flask]:
    office.config["WTF_CSRF_ENABLED"] = True
    yield office
    office.config["WTF_CSRF_ENABLED"] = False


def test_no_form_of_the_administration_works_without_its_token(guarded, admin, ids):
    before = counts(guarded)
    posts = ["/organisations", f"/organisations/{ids['unit']}", f"/organisations/{ids['unit']}/settings",
             "/users", f"/users/{ids['drafter']}/appointments", f"/users/{ids['drafter']}/password",
             f"/users/{ids['drafter']}/deactivate", "/users/slips", "/import", "/import/confirm"]  # fmt: skip
    for page in posts:
        assert admin.post(ADMIN + page, data=new_person(ids)).status_code == 400, page
    assert counts(guarded) == before
