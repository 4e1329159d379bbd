"""The page on which an admin hands over what somebody holds, and the list of what waits for nobody."""

from __future__ import annotations

import html
import re
import threading

from models import Appointment, User, db
from models.enums import Role, State
from tests.views.test_statements import statements
from tests.workflow.world import OTHER_TOWN_UNIT, dossier, organisation
from workflow.accounts import find_user, new_user
from workflow.errors import StaleError
from workflow.leaving import hand_over
from workflow.people import load_user, person_of


def read(answer) -> str:
    return html.unescape(answer.get_data(as_text=True))


def number(office, username: str) -> int:
    with office.app_context():
        return load_user(username=username).id


def address(office, username: str) -> str:
    return f"/admin/users/{number(office, username)}/hand-over"


def version(page: str) -> str:
    return re.search(r'name="version" value="(\d+)"', page)[1]


def test_all_that_he_holds_is_listed_by_code_and_count_and_never_by_a_nominees_name(
    office, client_of
) -> None:
    with office.app_context():
        row = dossier(State.DRAFTING)
        writer, code, name = db.session.get_one(User, row.drafted_by_id).username, row.code, row.name
        db.session.commit()
    page = read(client_of("admin").get(address(office, writer)))
    assert code in page
    assert name not in page
    assert "Đang chờ ở các nhiệm vụ này" in page


def test_in_one_act_it_goes_to_the_colleague_and_the_second_click_does_nothing(office, client_of) -> None:
    admin, page = client_of("admin"), address(office, "culture")
    form = {"successor_id": number(office, "clerk.b"), "ends_on": "30/05/2025", "reason": "Nghỉ hưu",
            "version": version(read(admin.get(page)))}  # fmt: skip
    assert admin.post(page, data=form).location == f"/admin/users/{number(office, 'culture')}"
    assert "Đã bàn giao cho đồng chí" in read(admin.get("/admin/users"))
    again = admin.post(page, data=form)
    assert again.status_code == 409
    assert "đã bàn giao công việc" in read(again)
    with office.app_context():
        posts = db.select(Appointment).filter_by(user_id=load_user(username="clerk.b").id, role=Role.CULTURE)
        assert len(db.session.scalars(posts).all()) == 1
    assert "không còn gì để bàn giao" in read(admin.get(page))


def test_what_was_typed_stays_beside_its_fault(office, client_of) -> None:
    admin, page = client_of("admin"), address(office, "clerk")
    form = {"ends_on": "hôm nọ", "reason": "Chuyển công tác", "version": version(read(admin.get(page)))}
    answer = admin.post(page, data=form)
    assert answer.status_code == 422
    text = read(answer)
    assert 'id="ends_on-error"' in text
    assert 'id="successor_id-error"' in text
    assert "hôm nọ" in text
    assert "Chuyển công tác" in text


def test_it_is_for_the_admin_of_the_office_alone(office, client_of) -> None:
    page = address(office, "clerk")
    for stranger in ("clerk", "chair", "auditor", "drafter"):
        assert client_of(stranger).get(page).status_code == 403
        assert client_of(stranger).post(page, data={}).status_code == 403
        assert client_of(stranger).get("/admin/without-owner").status_code == 403
    for other in ("clerk2", "district"):
        assert client_of("admin").get(address(office, other)).status_code == 404
        assert client_of("admin").post(address(office, other), data={}).status_code == 404


def test_what_waits_for_nobody_is_shown_with_the_way_out(office, client_of) -> None:
    with office.app_context():
        row = dossier(State.DRAFTING)
        clerk = load_user(username="clerk.b")
        row.entered_by_id = row.drafted_by_id = clerk.id
        for one in clerk.appointments:
            one.valid_to = organisation("Hội LHPN").valid_from
        code, name, left = row.code, row.name, clerk.full_name
        far = dossier(State.DRAFTED, unit_name=OTHER_TOWN_UNIT)
        heads = db.select(Appointment).filter_by(organisation_id=far.unit_id, role=Role.UNIT_HEAD)
        for one in db.session.scalars(heads):
            one.valid_to = organisation("Hội LHPN").valid_from
        far_code = far.code
        db.session.commit()
    page = read(client_of("admin").get("/admin/without-owner"))
    assert code in page
    assert name not in page
    assert f"Bàn giao công việc của {left}" in page
    assert far_code not in page
    assert "Hiện có" in read(client_of("admin").get("/admin"))


def test_more_drafts_cost_no_more_statements(office, client_of) -> None:
    with office.app_context():
        writer = db.session.get_one(User, dossier(State.DRAFTING).drafted_by_id).username
        db.session.commit()
    admin, page, costs = client_of("admin"), address(office, writer), []
    for _round in range(2):
        admin.get(page)
        with statements(office) as sent:
            admin.get(page)
        costs.append(len(sent))
        with office.app_context():
            for _number in range(8):
                dossier(State.DRAFTING)
            db.session.commit()
    assert costs[0] == costs[1]


def test_two_admins_at_once_hand_it_over_once(office) -> None:
    with office.app_context():
        leaver = new_user(name="Hoàng Thị Bích Nguyệt", username="nguyet.di", email=None)
        unit, start = organisation("Hội LHPN"), organisation("Hội LHPN").valid_from
        leaver.appointments.append(Appointment(organisation_id=unit.id, role=Role.DRAFTER, valid_from=start))
        db.session.add(leaver)
        db.session.commit()
        user_id = leaver.id
        heads = db.select(Appointment.user_id).filter_by(organisation_id=unit.id)
        first, second = db.session.scalars(heads.filter(Appointment.user_id != user_id).limit(2))
    together, results = threading.Barrier(2), []

    def act(successor: int) -> None:
        with office.app_context():
            admin = person_of(load_user(username="admin"))
            raw = {"successor_id": str(successor), "ends_on": "30/05/2025", "version": "0"}
            together.wait(30)
            try:
                hand_over(find_user(user_id, admin), admin, raw)
                db.session.commit()
                results.append("done")
            except StaleError:
                results.append("stale")
            finally:
                db.session.rollback()
                db.session.remove()

    threads = [threading.Thread(target=act, args=(one,)) for one in (first, second)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(results) == ["done", "stale"]
