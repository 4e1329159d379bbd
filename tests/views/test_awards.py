"""After the decision: the register, the money, the list that is signed, correction and handing over."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from documents.gather import paper_of
from models import AuditEvent, Award, Decision, Document, Nomination, db
from models.enums import Action, DocumentType, Role, State
from tests.views.test_exports import rows_of
from tests.workflow import world
from views.awards import standing_of
from workflow.award_register import AwardFilters, award_page
from workflow.errors import InputError
from workflow.inputs import read_amount

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
def decision_id(office) -> int:
    """A decision of the demo; the context is left, since a request in it would keep its person."""
    with office.app_context():
        return db.session.scalars(
            db.select(Decision.id).join(Award).join(Nomination).filter(Nomination.state == State.AWARDED)
            .order_by(Decision.id)
        ).first()  # fmt: skip


@pytest.mark.parametrize("who", ["clerk", "chair", "culture", "district", "auditor", "head"])
def test_the_register_and_its_file_have_the_same_rows(client_of, who):
    client = client_of(who)
    page = client.get("/awards").get_data(as_text=True)
    rows = rows_of(client.get("/awards/export.xlsx"))
    assert page.count('role="rowheader"') == min(len(rows), 25)
    assert all(one["Mã hồ sơ"] in page for one in rows[:25])


def test_the_register_is_narrowed_by_what_became_of_an_award(client_of):
    clerk = client_of("clerk")
    everything = len(rows_of(clerk.get("/awards/export.xlsx")))
    parts = [len(rows_of(clerk.get(f"/awards/export.xlsx?standing={one}"))) for one in ("valid", "revoked")]
    assert sum(parts) == everything > 0
    assert clerk.get("/awards?year=x&unit=y&standing=z").status_code == 200


def test_a_drafter_has_no_register(client_of):
    assert client_of("drafter").get("/awards").status_code == 403


def test_the_budget_adds_up_and_a_revoked_award_is_not_paid(client_of, decision_id, office):
    answer = client_of("district").get(f"/decisions/{decision_id}/budget.xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    lines = list(sheet.iter_rows(min_row=6, values_only=True))
    paid = [line[6] for line in lines if line[0]]
    with office.app_context():
        query = db.select(Award.paid_amount).filter_by(decision_id=decision_id, revoked_on=None)
        standing = db.session.scalars(query).all()
    assert sorted(paid) == sorted(standing)
    assert lines[-1][6] == sum(paid) == sum(standing) > 0
    for line in lines:
        if line[0]:
            assert float(line[3]) * line[4] == line[5] <= line[6]


def test_the_budget_is_for_who_sees_every_name(client_of, decision_id):
    assert client_of("drafter").get(f"/decisions/{decision_id}/budget.xlsx").status_code == 404


def test_the_clerk_keeps_the_signed_list_and_others_read_it(client_of, decision_id, office):
    clerk, path = client_of("clerk"), f"/decisions/{decision_id}/receipt"
    assert client_of("district").get(path).status_code == 404
    wrong = clerk.post(path, data={"receipt": (io.BytesIO(b"no paper"), "a.pdf")})
    assert wrong.status_code == 422
    assert "không phải là PDF" in wrong.get_data(as_text=True)
    assert clerk.post(path, data={"receipt": (io.BytesIO(PDF), "ky-nhan.pdf")}).status_code == 302
    assert client_of("district").get(path).data == PDF
    assert client_of("district").post(path, data={}).status_code == 403
    with office.app_context():
        query = db.select(AuditEvent.action).filter_by(stream=f"decision:{decision_id}")
        assert db.session.scalars(query.order_by(AuditEvent.id.desc())).first() == "keep_receipt"


def test_a_decision_orders_the_list_that_is_signed(decision_id, inside):
    kinds = set(db.session.scalars(db.select(Document.type).filter_by(decision_id=decision_id)))
    assert kinds == {DocumentType.AWARD_DECISION, DocumentType.HANDOVER_LIST}


LETTER = {"correction_kind": "letter", "paper": "15/CV-UBND"}


def test_a_corrected_name_stands_on_a_new_certificate_and_the_log_has_both(inside):
    row = world.dossier(State.AWARDED)
    before = row.award.name
    inputs = LETTER | {"reason": "Sai tên đệm", "right_name": "Hoàng Thị Thanh Đúng"}
    world.try_act(Action.CORRECT, row, world.person(Role.DISTRICT), inputs=inputs)
    assert row.award.name == "Hoàng Thị Thanh Đúng" != before
    made = db.session.scalars(db.select(Document).filter_by(award_id=row.award.id)).all()
    assert [one.type for one in made] == [DocumentType.CERTIFICATE]


def test_what_was_handed_over_says_to_whom_and_whether_the_money_was_paid(inside):
    row = world.dossier(State.AWARDED)
    inputs = {"handed_over_on": "02/06/2025", "received_by": "Dương Văn Thay", "is_paid": "1"}
    world.try_act(Action.HAND_OVER, row, world.person(Role.CLERK), inputs=inputs)
    assert (row.award.received_by, row.award.paid_on) == ("Dương Văn Thay", row.handed_over_on)


def test_money_that_came_back_is_written_down(inside):
    row = world.dossier(State.AWARDED)
    inputs = {"paper": "20/QĐ-UBND", "revoked_on": "02/06/2025", "ground": "a", "reason": "Kê khai gian dối",
              "recovered_on": "02/06/2025", "recovered_amount": "710.000"}  # fmt: skip
    world.try_act(Action.REVOKE, row, world.person(Role.DISTRICT), inputs=inputs)
    assert row.award.recovered_amount == 710_000


def test_after_a_correction_the_right_name_is_found_and_stands_on_the_list_to_sign(inside):
    row = world.dossier(State.AWARDED)
    inputs = LETTER | {"reason": "Sai tên", "right_name": "Vi Thị Quỳnh Như"}
    world.try_act(Action.CORRECT, row, world.person(Role.DISTRICT), inputs=inputs)
    found, _next = award_page(world.person(Role.DISTRICT), AwardFilters(text="quynh nhu"))
    assert [one.id for one in found] == [row.award.id]
    lists = db.session.scalars(
        db.select(Document).filter_by(decision_id=row.award.decision_id, type=DocumentType.HANDOVER_LIST)
    ).all()
    assert "Vi Thị Quỳnh Như" in str(paper_of(lists[-1], ""))


@pytest.mark.parametrize("typed", ["9" * 5000, "12,5", "-1", "mười"])
def test_an_amount_that_is_none_is_refused_in_words(typed):
    with pytest.raises(ValueError, match="Chỉ ghi số tiền"):
        read_amount(typed)


@pytest.mark.parametrize(("kind", "said"), [
    ("letter", "Đã đính chính theo 15/QĐ-UBND"), ("decision", "Đã sửa đổi, thay thế theo 15/QĐ-UBND"),
])  # fmt: skip
def test_a_correction_says_by_which_kind_of_paper(inside, kind, said):
    row = world.dossier(State.AWARDED)
    inputs = {"correction_kind": kind, "paper": "15/QĐ-UBND", "reason": "Ghi sai hình thức"}
    world.try_act(Action.CORRECT, row, world.person(Role.DISTRICT), inputs=inputs)
    assert row.award.correction_kind == kind
    assert standing_of(row.award) == said


@pytest.mark.parametrize("kind", ["", "other"])
def test_a_correction_without_its_kind_is_refused(inside, kind):
    row = world.dossier(State.AWARDED)
    inputs = {"correction_kind": kind, "paper": "15/QĐ-UBND", "reason": "Ghi sai hình thức"}
    with pytest.raises(InputError) as refusal:
        world.try_act(Action.CORRECT, row, world.person(Role.DISTRICT), inputs=inputs)
    assert list(refusal.value.fields) == ["correction_kind"]
