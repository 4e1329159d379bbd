"""The card of the checks and the two reports side by side: who sees them, and what stands there."""

from __future__ import annotations

import pytest
from flask import Flask

from models import db
from models.enums import Level, State
from tests.workflow.test_checks import LONG, tell
from tests.workflow.world import OTHER_TOWN_UNIT, OTHER_UNIT, dossier

CARD = "Kiểm tra điều kiện"


def copied(office: Flask, first_state: State, second_state: State) -> tuple[str, str]:
    """Two dossiers, the second of which copies the first."""
    with office.app_context():
        first, second = dossier(first_state), dossier(second_state, unit_name=OTHER_UNIT)
        for row in (first, second):
            tell(row, LONG)
        db.session.commit()
        return first.code, second.code


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:2000]
    return answer.get_data(as_text=True)


@pytest.fixture(scope="module")
def pair(office: Flask) -> tuple[str, str]:
    return copied(office, State.UNIT_APPROVED, State.SENT_TO_DISTRICT)


@pytest.mark.parametrize(
    ("who", "sees"),
    [("clerk", True), ("chair", True), ("auditor", True), ("drafter", False), ("head", False)],
)
def test_the_card_is_for_those_who_appraise_or_decide(client_of, pair, who, sees):
    assert (CARD in page(client_of(who), f"/nominations/{pair[0]}")) is sees


def test_the_clerk_reads_what_is_alike_with_the_way_to_both_reports(client_of, pair):
    first, second = pair
    text = page(client_of("clerk"), f"/nominations/{first}")
    assert "Giống 100% báo cáo của một hồ sơ khác trong phong trào." in text
    assert f'href="/nominations/{second}"' in text
    assert f'href="/nominations/{first}/likeness/{second}"' in text
    assert "sổ khen thưởng chưa nhập đủ" in text.lower()


def test_the_district_reads_that_a_report_is_alike_but_not_which_where_it_may_not_see_it(client_of, pair):
    first, second = pair
    text = page(client_of("district"), f"/nominations/{second}")
    assert "Giống 100%" in text
    assert "Hồ sơ đó đồng chí không được xem." in text
    assert first not in text


def test_two_reports_stand_side_by_side_with_what_they_share_marked(client_of, pair):
    first, second = pair
    text = page(client_of("clerk"), f"/nominations/{first}/likeness/{second}")
    assert text.count(f"<mark>{LONG[:-1]}</mark>.") == 2
    assert "Giống nhau 100%" in text


@pytest.mark.parametrize(
    ("who", "code"),
    [("clerk", 200), ("chair", 200), ("auditor", 200), ("district", 404), ("drafter", 403), ("head", 403)],
)
def test_only_who_may_see_both_dossiers_sees_both_reports(client_of, pair, who, code):
    first, second = pair
    assert client_of(who).get(f"/nominations/{first}/likeness/{second}").status_code == code


def test_two_reports_of_two_campaigns_are_not_compared_nor_one_with_itself(office, client_of, pair):
    with office.app_context():
        other = dossier(State.UNIT_APPROVED, unit_name=OTHER_TOWN_UNIT).code
        db.session.commit()
    for address in (other, pair[0], "khong-co"):
        assert client_of("clerk").get(f"/nominations/{pair[0]}/likeness/{address}").status_code == 404


def test_each_look_at_two_reports_is_logged(office, client_of, pair):
    with office.app_context():
        query = db.text("SELECT count(*) FROM access_event WHERE kind = 'view' AND detail IN :codes")
        query = query.bindparams(db.bindparam("codes", expanding=True))
        before = db.session.scalar(query, {"codes": pair})
        client_of("clerk").get(f"/nominations/{pair[0]}/likeness/{pair[1]}")
        db.session.rollback()
        assert db.session.scalar(query, {"codes": pair}) == before + 2


def test_the_reason_of_a_hold_is_not_in_the_card(office, client_of):
    with office.app_context():
        code = dossier(State.UNIT_APPROVED, hold=Level.TOWN).code
        db.session.commit()
    text = page(client_of("clerk"), f"/nominations/{code}")
    card = text[text.index('id="checks"') : text.index('id="previous"')]
    assert "tag-blocked" in card
    assert "đơn thư" not in card


def test_the_clerk_says_which_paper_is_an_original_and_the_sheet_tells_it(office, client_of):
    with office.app_context():
        row = dossier(State.UNIT_APPROVED, appraised=False)
        code, version, paper = row.code, row.version, row.attachments[0].id
        form = {f"met-{one.id}": "yes" for one in row.award_form.criteria_for(row.kind)}
        form |= {f"remark-{one.id}": "" for one in row.award_form.criteria_for(row.kind)}
        db.session.commit()
    clerk = client_of("clerk")
    assert f'name="paper-{paper}"' in page(clerk, f"/nominations/{code}/actions/appraise")
    form |= {f"paper-{paper}": "original", "paper-99999999999": "original", "version": str(version)}
    assert clerk.post(f"/nominations/{code}/actions/appraise", data=form).status_code == 422
    del form["paper-99999999999"]
    assert clerk.post(f"/nominations/{code}/actions/appraise", data=form).status_code == 302
    text = page(clerk, f"/nominations/{code}")
    assert "report.pdf: <strong>bản chính</strong>" in text
    assert "Bản chính: 1" in text


def test_the_drafter_names_an_initiative_and_the_change_is_shown(office, client_of):
    with office.app_context():
        code, version = (row := dossier(State.DRAFTING)).code, row.version
        before = row.content_hash
        db.session.commit()
    name = "Sổ tay điện tử cho tổ tự quản"
    answer = client_of("drafter").post(
        f"/nominations/{code}/edit", data={"version": version, "initiative": name, "then": "stay"}
    )
    assert answer.status_code == 302
    with office.app_context():
        row = db.session.scalars(db.select(type(dossier(State.DRAFTING))).filter_by(code=code)).one()
        assert (row.initiative, row.content_hash != before) == (name, True)
        db.session.rollback()
    assert name in page(client_of("drafter"), f"/nominations/{code}")
