"""The page on which an admin mends a name, a title or an e-mail."""

from __future__ import annotations

from commands.demo_commands import PASSWORD
from models import Appointment, AuditEvent, User, db
from models.enums import Role
from tests.views.test_leaving import number, read, version
from tests.workflow.world import OTHER_TOWN_UNIT, organisation
from workflow.people import load_user


def address(office, username: str) -> str:
    return f"/admin/users/{number(office, username)}/correct"


def form(office, client, username: str, **more: str) -> dict[str, str]:
    """What the page shows, and what is typed over it."""
    page = address(office, username)
    with office.app_context():
        user = load_user(username=username)
        shown = {f"title-{one.id}": one.title for one in user.appointments}
        shown |= {"full_name": user.full_name, "email": user.email, "reason": "Ghi sai"}
    return shown | {"version": version(read(client.get(page)))} | more


def test_a_new_email_logs_the_person_out_everywhere(office, client_of) -> None:
    visitor, admin = office.test_client(), client_of("admin")
    visitor.post("/login", data={"username": "culture", "password": PASSWORD})
    assert visitor.get("/queue").status_code == 200
    data = form(office, admin, "culture", email="van.hoa.moi@bacson.example", full_name="Nông Thị Ánh Nguyệt")
    assert admin.post(address(office, "culture"), data=data).status_code == 302
    assert "/login" in visitor.get("/queue").location
    visitor.post("/login", data={"username": "van.hoa.moi@bacson.example", "password": PASSWORD})
    assert "Nông Thị Ánh Nguyệt" in read(visitor.get("/queue"))


def test_an_email_that_is_taken_is_said_at_its_field_and_all_that_was_typed_stays(office, client_of) -> None:
    admin = client_of("admin")
    data = form(office, admin, "clerk", email="admin@bacson.example", full_name="Nông Thị Ánh Nguyệt")
    answer = admin.post(address(office, "clerk"), data=data)
    assert answer.status_code == 422
    text = read(answer)
    assert 'id="email-error"' in text
    assert "admin@bacson.example" in text
    assert "Nông Thị Ánh Nguyệt" in text
    with office.app_context():
        assert load_user(username="clerk").email != "admin@bacson.example"


def test_the_second_click_does_nothing(office, client_of) -> None:
    admin = client_of("admin")
    data = form(office, admin, "clerk.b", full_name="Nông Thị Ánh Nguyệt")
    assert admin.post(address(office, "clerk.b"), data=data).status_code == 302
    assert admin.post(address(office, "clerk.b"), data=data).status_code == 409
    with office.app_context():
        stream = f"account:{load_user(username='clerk.b').id}"
        query = db.select(AuditEvent).filter_by(stream=stream, action="correct_account")
        assert len(db.session.scalars(query).all()) == 1


def test_it_is_for_the_admin_of_the_office_alone(office, client_of) -> None:
    page = address(office, "clerk")
    for stranger in ("clerk", "chair", "auditor", "drafter"):
        assert client_of(stranger).get(page).status_code == 403
        assert client_of(stranger).post(page, data={}).status_code == 403
    for other in ("clerk2", "district"):
        assert client_of("admin").get(address(office, other)).status_code == 404
        assert client_of("admin").post(address(office, other), data={}).status_code == 404


def test_who_also_has_a_post_elsewhere_is_mended_by_the_admin_above(office, client_of) -> None:
    with office.app_context():
        user = db.session.scalars(db.select(User).filter_by(username="council3")).one()
        far = organisation(OTHER_TOWN_UNIT)
        user.appointments.append(
            Appointment(organisation_id=far.id, role=Role.DRAFTER, valid_from=far.valid_from)
        )
        db.session.commit()
    answer = client_of("admin").get(address(office, "council3"))
    assert answer.status_code == 403
    assert "quản trị cấp trên" in read(answer)
