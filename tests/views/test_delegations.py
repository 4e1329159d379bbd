"""The page on which a deputy is named, and what the others read of it."""

from __future__ import annotations

import html

from models import Delegation, db
from workflow.people import load_user


def post_and_deputy(office, holder: str, deputy: str) -> tuple[int, int]:
    with office.app_context():
        return load_user(username=holder).appointments[0].id, load_user(username=deputy).id


def form(office, holder: str, deputy: str) -> dict[str, object]:
    appointment, number = post_and_deputy(office, holder, deputy)
    return {"appointment_id": appointment, "deputy_id": number, "valid_from": "02/06/2025",
            "valid_to": "13/06/2025", "reason": "Nghỉ phép năm"}  # fmt: skip


def read(answer) -> str:
    return html.unescape(answer.get_data(as_text=True))


def test_who_goes_away_names_a_colleague_and_both_see_it(office, client_of) -> None:
    clerk, culture = client_of("clerk"), client_of("culture")
    answer = clerk.post("/delegations", data=form(office, "clerk", "culture"))
    assert answer.status_code == 302
    assert "đang có hiệu lực" in read(clerk.get("/delegations"))
    assert "đang làm thay đồng chí" in read(clerk.get("/queue"))
    page = read(culture.get("/queue"))
    assert "Đồng chí đang làm thay đồng chí" in page
    assert "(thay " in page
    with office.app_context():
        row = db.session.scalars(db.select(Delegation).order_by(Delegation.id.desc())).first().id
    assert culture.post(f"/delegations/{row}/end").status_code == 302
    assert "Đồng chí đang làm thay đồng chí" not in read(culture.get("/queue"))


def test_what_was_typed_stays_beside_its_fault(office, client_of) -> None:
    answer = client_of("clerk").post(
        "/delegations", data=form(office, "clerk", "culture") | {"valid_to": "hôm nọ"}
    )
    assert answer.status_code == 422
    assert "hôm nọ" in read(answer)
    assert "Nghỉ phép năm" in read(answer)


def test_a_stranger_names_nobody_and_ends_nothing(office, client_of) -> None:
    data = form(office, "clerk", "culture")
    assert client_of("drafter").post("/delegations", data=data).status_code == 404
    assert client_of("clerk2").post("/delegations/1/end").status_code == 404
    user = post_and_deputy(office, "clerk", "clerk")[1]
    assert client_of("clerk2").get(f"/delegations/of/{user}").status_code == 403
    assert client_of("admin").get(f"/delegations/of/{user}").status_code == 200


def test_the_deputy_of_the_chair_is_told_for_whom_he_signs(client_of) -> None:
    page = read(client_of("deputy").get("/delegations"))
    assert "KT. Phó Chủ tịch" in page
    assert "đang có hiệu lực" in page
