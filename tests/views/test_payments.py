"""Prize money after the decision: paid and come back, each with its day and paper; the budgets show it."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from models import AuditEvent, Award, Campaign, db
from models.enums import State
from tests.workflow.world import dossier

PAID = {"paid_on": "02/06/2025", "paid_paper": "Phiếu chi số 12 ngày 02/06/2025"}
BACK = {"recovered_on": "02/06/2025", "recovered_amount": "710.000", "recovered_paper": "=Phiếu thu số 3"}


@pytest.fixture
def award(office) -> tuple[int, int, str]:
    """An award that is worth something: its decision, its id, the campaign."""
    with office.app_context():
        one = dossier(State.AWARDED).award
        one.paid_amount = 710_000
        db.session.commit()
        return one.decision_id, one.id, one.decision.campaign.slug


def revoke(office, award_id: int, *, is_paid: bool) -> None:
    with office.app_context():
        one = db.session.get_one(Award, award_id)
        one.revoked_on, one.revoked_by_paper, one.revoked_ground = date(2025, 6, 2), "20/QĐ-UBND", "a"
        one.paid_on = date(2025, 6, 2) if is_paid else None
        db.session.commit()


def stored(office, award_id: int) -> Award:
    with office.app_context():
        one = db.session.get_one(Award, award_id)
        db.session.refresh(one)
        db.session.expunge(one)
        return one


def test_the_clerk_notes_that_money_was_paid_and_the_log_says_so(office, client_of, award):
    decision, number, _slug = award
    page = f"/decisions/{decision}/money"
    clerk = client_of("clerk")
    assert "710.000" in clerk.get(page).get_data(as_text=True)
    answer = clerk.post(f"{page}/paid", data=PAID | {"ids": number}, follow_redirects=True)
    assert "Không còn ai chưa nhận tiền." in answer.get_data(as_text=True)
    one = stored(office, number)
    assert (one.paid_on, one.paid_paper) == (date(2025, 6, 2), PAID["paid_paper"])
    # A second click finds nobody unpaid.
    assert clerk.post(f"{page}/paid", data=PAID | {"ids": number}).status_code == 422
    with office.app_context():
        query = db.select(AuditEvent).filter_by(action="pay_prize", nomination_id=one.nomination_id)
        event = db.session.scalars(query).one()
        assert {value.field for value in event.values} == {"paid_on", "paid_paper"}


@pytest.mark.parametrize(("change", "field"), [
    ({"paid_on": "01/06/2025"}, "paid_on"), ({"paid_paper": ""}, "paid_paper"), ({"ids": ""}, "ids"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_what_was_typed(client_of, award, change, field):
    decision, number, _slug = award
    typed = PAID | {"ids": number} | change
    answer = client_of("clerk").post(f"/decisions/{decision}/money/paid", data=typed)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#{field}"' in text
    assert change.get("paid_paper", PAID["paid_paper"]) in text


def test_what_was_paid_comes_back_after_the_revocation(office, client_of, award):
    decision, number, _slug = award
    revoke(office, number, is_paid=True)
    page, clerk = f"/decisions/{decision}/money", client_of("clerk")
    assert "Ghi việc thu hồi tiền" in clerk.get(page).get_data(as_text=True)
    typed = BACK | {"award_id": number}
    for wrong in ({"recovered_amount": "710.001"}, {"recovered_amount": "0"}, {"recovered_on": "01/06/2025"}):
        assert clerk.post(f"{page}/back", data=typed | wrong).status_code == 422
    # In two parts: what is written down is what came so far.
    assert clerk.post(f"{page}/back", data=typed | {"recovered_amount": "200.000"}).status_code == 302
    assert clerk.post(f"{page}/back", data=typed).status_code == 302
    assert stored(office, number).recovered_amount == 710_000
    assert clerk.post(f"{page}/back", data=typed).status_code == 422


def test_a_revoked_award_that_was_never_paid_is_neither_paid_nor_owed(office, client_of, award):
    decision, number, _slug = award
    revoke(office, number, is_paid=False)
    clerk = client_of("clerk")
    assert clerk.post(f"/decisions/{decision}/money/paid", data=PAID | {"ids": number}).status_code == 422
    assert (
        clerk.post(f"/decisions/{decision}/money/back", data=BACK | {"award_id": number}).status_code == 422
    )


@pytest.mark.parametrize("who", ["drafter", "chair", "culture", "district"])
def test_only_the_clerk_keeps_the_money(client_of, award, who):
    decision, number, _slug = award
    assert client_of(who).get(f"/decisions/{decision}/money").status_code in (403, 404)
    assert client_of(who).post(
        f"/decisions/{decision}/money/paid", data=PAID | {"ids": number}
    ).status_code in (403, 404)


def test_the_budget_of_the_campaign_adds_up_its_decisions(office, client_of, award):
    decision, number, slug = award
    client_of("clerk").post(f"/decisions/{decision}/money/paid", data=PAID | {"ids": number})
    revoke(office, number, is_paid=True)
    client_of("clerk").post(f"/decisions/{decision}/money/back", data=BACK | {"award_id": number})
    answer = client_of("clerk").get(f"/campaigns/{slug}/budget.xlsx")
    book = load_workbook(io.BytesIO(answer.data))
    lines = list(book.worksheets[0].iter_rows(min_row=6, values_only=True))
    assert lines[-1][1] == "Tổng cộng"
    assert [sum(line[at] for line in lines[:-1]) for at in range(4, 9)] == list(lines[-1][4:])
    with office.app_context():
        awards = db.session.scalars(
            db.select(Award).join(Award.decision).filter_by(campaign_id=stored_campaign(slug))
        ).all()
        standing = [one for one in awards if one.revoked_on is None]
        assert lines[-1][4] == len(standing)
        assert lines[-1][5] == sum(one.paid_amount or 0 for one in standing)
        assert lines[-1][8] == sum(one.recovered_amount or 0 for one in awards) >= 710_000
    back = book["Đã hủy bỏ"]
    cell = next(row[8] for row in back.iter_rows(min_row=6) if row[8].value == BACK["recovered_paper"])
    assert cell.data_type == "s"


def stored_campaign(slug: str) -> int:
    return db.session.scalars(db.select(Campaign.id).filter_by(slug=slug)).one()


@pytest.mark.parametrize("who", ["drafter", "head", "district", "admin"])
def test_the_budget_of_the_campaign_is_for_its_own_office(client_of, award, who):
    assert client_of(who).get(f"/campaigns/{award[2]}/budget.xlsx").status_code in (403, 404)
