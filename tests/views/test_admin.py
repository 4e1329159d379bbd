"""The administration: within the admin's own tree, and never for himself alone."""

import io
from datetime import date

import pytest
from flask import g
from openpyxl import Workbook, load_workbook

from models import Appointment, AuditEvent, Organisation, User, db
from models.enums import Level, Role
from workflow.people import person_of


@pytest.fixture(autouse=True)
def _each_request_has_its_own_person(app):
    """The test holds one application context, and what is kept in it would outlive a request."""

    def forget() -> None:
        g.pop("person", None)
        g.pop("_login_user", None)

    app.before_request_funcs.setdefault(None, []).insert(0, forget)


def town() -> Organisation:
    admin = user_named("admin")
    return next(one.organisation for one in admin.appointments if one.role is Role.ADMIN)


def user_named(username: str) -> User | None:
    return db.session.scalars(db.select(User).filter_by(username=username)).one_or_none()


def unit() -> Organisation:
    query = db.select(Organisation).filter_by(parent_id=town().id, level=Level.UNIT)
    return db.session.scalars(query.order_by(Organisation.id)).first()


def new_person(**other: str) -> dict[str, str]:
    return {"full_name": "Hoàng Thị Đào", "username": "dao.ht", "email": "", "role": "drafter",
            "organisation_id": str(unit().id), "valid_from": "01/06/2025"} | other  # fmt: skip


def test_every_page_of_the_administration_opens(visit):
    admin, person, office = visit("admin"), user_named("drafter"), unit()
    pages = ["", "/organisations", "/organisations/new", f"/organisations/{office.id}",
             f"/organisations/{office.id}/settings", "/users", "/users/new", f"/users/{person.id}",
             "/confirmations", "/import", "/import/template.xlsx", "/users?q=hoang"]  # fmt: skip
    for page in pages:
        assert admin.get(f"/admin{page}").status_code == 200, page
    for page in pages:
        assert visit("clerk").get(f"/admin{page}").status_code == 403, page


def test_what_lies_outside_the_tree_is_not_there(visit):
    above, stranger = town().parent_id, user_named("district").id
    admin = visit("admin")
    for page in (f"/organisations/{above}", f"/organisations/{above}/settings", f"/users/{stranger}"):
        assert admin.get(f"/admin{page}").status_code == 404, page
    for page in ("password", "deactivate", "end-sessions", "appointments"):
        assert admin.post(f"/admin/users/{stranger}/{page}").status_code == 404, page
    assert admin.post(f"/admin/organisations/{above}", data={}).status_code == 404


def test_a_person_without_mail_gets_a_printed_password_once(visit):
    answer = visit("admin").post("/admin/users", data=new_person())
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert 'class="slip"' in text
    assert "dao.ht" in text
    made = user_named("dao.ht")
    assert made.must_change_password
    assert made.password_expires_at
    assert made.name_key == "hoang thi dao"
    word = text.split("Mật khẩu: <code>")[1].split("<")[0]
    visitor = visit()
    entered = visitor.post("/login", data={"username": "dao.ht", "password": word})
    assert entered.status_code == 302
    assert visitor.get("/queue").location == "/account/password"
    done = db.session.scalars(
        db.select(AuditEvent.action).filter_by(stream=f"account:{made.id}").order_by(AuditEvent.seq)
    ).all()
    assert done[:3] == ["create", "appoint", "issue_password"]


def test_a_wrong_person_comes_back_with_every_message(visit):
    answer = visit("admin").post("/admin/users", data=new_person(username="clerk", role="chair"))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Hoàng Thị Đào" in text
    assert "đã có người dùng" in text
    assert "không có ở cấp" in text


def test_an_admin_does_not_make_himself_clerk_alone(visit):
    admin = user_named("admin")
    number = admin.id
    data = {"organisation_id": town().id, "role": "clerk", "valid_from": "01/06/2025"}
    visitor = visit("admin")
    assert visitor.post(f"/admin/users/{number}/appointments", data=data).status_code == 302
    db.session.expire_all()
    row = db.session.scalars(db.select(Appointment).filter_by(user_id=number, role=Role.CLERK)).one()
    where = f"/admin/appointments/{row.id}/confirm"
    assert row.needs_confirmation
    assert Role.CLERK not in person_of(user_named("admin")).roles
    assert visitor.post(where).status_code == 403
    assert visit("clerk").post(where).status_code == 403
    assert visit("chair").post(where).status_code == 302
    db.session.expire_all()
    assert Role.CLERK in person_of(user_named("admin")).roles


def test_a_closed_account_is_logged_out_and_stays_out(visit):
    drafter, number = visit("drafter"), user_named("drafter").id
    admin = visit("admin")
    assert admin.post(f"/admin/users/{number}/deactivate").status_code == 302
    assert drafter.get("/queue").status_code == 302
    assert admin.post(f"/admin/users/{user_named('admin').id}/deactivate").status_code == 403


def test_a_post_ends_on_its_last_day(visit):
    row = user_named("drafter").appointments[0]
    where = f"/admin/users/{row.user_id}/appointments/{row.id}/end"
    admin = visit("admin")
    assert admin.post(where, data={f"end-{row.id}": "01/01/2020"}).status_code == 422
    assert admin.post(where, data={f"end-{row.id}": "01/06/2025"}).status_code == 302
    db.session.expire_all()
    assert user_named("drafter").appointments[0].valid_to == date(2025, 6, 1)


def test_an_office_is_added_and_chooses(visit):
    admin, parent = visit("admin"), town().id
    data = {"parent_id": parent, "level": "unit", "name": "Khối phố Thử", "short_name": "KP Thử"}
    assert admin.post("/admin/organisations", data=data).status_code == 302
    twice = admin.post("/admin/organisations", data=data)
    assert twice.status_code == 422
    assert "cùng tên" in twice.get_data(as_text=True)
    made = db.session.scalars(db.select(Organisation).filter_by(name="Khối phố Thử")).one()
    where = f"/admin/organisations/{made.id}/settings"
    chosen = {"key": "self_approval", "value": "yes", "valid_from": "01/06/2025", "source": ""}
    assert admin.post(where, data=chosen).status_code == 422
    assert admin.post(where, data=chosen | {"source": "Công văn số 5"}).status_code == 302
    assert "Công văn số 5" in admin.get(where).get_data(as_text=True)


def sheet(*rows: list[str]) -> io.BytesIO:
    book = Workbook()
    book.active.append(["Họ và tên", "Tên đăng nhập", "Thư điện tử", "Đơn vị", "Vai trò", "Chức danh",
                        "Ký thay", "Từ ngày"])  # fmt: skip
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def send(visitor, data: io.BytesIO):
    return visitor.post("/admin/import", data={"file": (data, "people.xlsx")})


def test_people_come_from_a_sheet_after_a_dry_run(visit):
    admin, name = visit("admin"), unit().name
    good = ["Hoàng Thị Đào", "dao.ht", "", name, "Người lập hồ sơ", "", "", date(2025, 6, 1)]
    bad = ["Người Khác", "dao.ht", "x", "Khối phố không có", "Vua", "", "", ""]
    shown = send(admin, sheet(good, bad)).get_data(as_text=True)
    assert "1 dòng chưa đúng" in shown
    assert "đã có người dùng" in shown
    assert "Không có đơn vị" in shown
    assert "payload" not in shown
    assert user_named("dao.ht") is None
    shown = send(admin, sheet(good)).get_data(as_text=True)
    assert "1 dòng đều đúng" in shown
    assert user_named("dao.ht") is None
    payload = '[{"full_name": "Hoàng Thị Đào", "username": "dao.ht", "organisation": "%s", "role": "Người lập hồ sơ", "number": "2"}]'
    assert admin.post("/admin/import/confirm", data={"payload": payload % name}).status_code == 302
    assert user_named("dao.ht").password is None
    slips = admin.post("/admin/users/slips").get_data(as_text=True)
    assert slips.count('class="slip"') == 1


def test_a_sheet_with_a_formula_or_too_many_rows_is_refused(visit):
    admin = visit("admin")
    refused = send(admin, sheet(["=1+1", "a.b", "", "", "", "", "", ""]))
    assert refused.status_code == 422
    assert "công thức" in refused.get_data(as_text=True)
    refused = send(admin, sheet(*[[f"Tên {n}", f"ten.{n}", "", "", "", "", "", ""] for n in range(501)]))
    assert refused.status_code == 422
    assert "Tối đa 500 dòng" in refused.get_data(as_text=True)
    assert send(admin, io.BytesIO(b"no sheet")).status_code == 422


def test_the_template_is_read_back(visit):
    data = visit("admin").get("/admin/import/template.xlsx").data
    assert load_workbook(io.BytesIO(data)).worksheets[0]["A1"].value == "Họ và tên"
