"""The commune's table: its own chair grants Giấy khen, the province grants Bằng khen."""

from __future__ import annotations

from uuid import uuid4

import pytest

from commands.demo import commune
from models import Campaign, Document, Nomination, Organisation, Submission, db
from models.enums import Action, DocumentType, Level, Role, State, SubmissionState
from workflow import batches, decisions
from workflow.actions import available_actions, perform
from workflow.errors import ClosedError, NotAllowedError, NotReadyError, WorkflowError
from workflow.guards import open_holds
from workflow.people import Person, load_user, person_of
from workflow.procedures import PROCEDURES, procedure_for
from workflow.queues import next_task, not_in_one_queue, waiting_for, without_owner
from workflow.visibility import visible_to

TOWN_FORM, PROVINCE_FORM = "commune_merit", "province_merit"


def who(username: str) -> Person:
    user = load_user(username=username)
    assert user is not None
    return person_of(user)


def rows(state: State, form: str = TOWN_FORM) -> list[Nomination]:
    query = db.select(Nomination).filter_by(procedure="commune", state=state).order_by(Nomination.id)
    return [one for one in db.session.scalars(query) if one.award_form.code == form]


def act(action: Action, row: Nomination, username: str, **inputs: object) -> None:
    perform(action, row.id, actor=who(username), inputs=inputs, expected_version=row.version,
            request_id=uuid4().hex)  # fmt: skip


def listed(*wanted: Nomination) -> Submission:
    clerk = who("xa.clerk")
    submission = batches.gather(clerk, [one.id for one in wanted])
    batches.freeze(submission, clerk, submission.version)
    return submission


def award(username: str, *wanted: Nomination, number: str = "77") -> None:
    inputs = {"number": number, "symbol": "QĐ-UBND", "issued_on": "06/04/2026",
              "signer_name": "Nguyễn Đình Quyền", "signer_title": "Chủ tịch UBND xã"}  # fmt: skip
    decisions.award(who(username), [one.id for one in wanted], inputs, uuid4().hex)


@pytest.mark.usefixtures("commune_inside")
def test_each_open_dossier_of_the_commune_lies_in_one_queue_with_somebody_in_it() -> None:
    assert not_in_one_queue() == []
    assert [one for one in without_owner() if one.nomination.procedure == "commune"] == []
    # The town and its people are history by then; what they left open waits for a move to the commune.
    assert {one.nomination.procedure for one in without_owner()} == {"district"}


@pytest.mark.usefixtures("commune_inside")
def test_giay_khen_is_prepared_by_the_office_and_decided_by_its_own_chair() -> None:
    row, clerk, chair = rows(State.TOWN_REVIEWED)[-1], who("xa.clerk"), who("xa.chair")
    assert row.submission is None
    assert (next_task(row, clerk), row.district_id) == ("Lập tờ trình Chủ tịch", None)
    submission = listed(row)
    assert submission.state is SubmissionState.SENT
    assert submission.from_organisation is submission.to_organisation
    assert submission.symbol == "TTr-VP"
    assert next_task(row, chair) == "Ký quyết định khen"
    award("xa.chair", row)
    assert row.state is State.AWARDED
    assert row.award.decision.organisation.name == "Ủy ban nhân dân xã Bắc Sơn"
    kinds = set(db.session.scalars(db.select(Document.type).filter(Document.state == "pending")))
    assert {DocumentType.AWARD_DECISION, DocumentType.CERTIFICATE} <= kinds


@pytest.mark.usefixtures("commune_inside")
def test_what_lies_with_the_chair_waits_in_his_queue_and_his_deputys_and_no_longer_in_the_offices() -> None:
    expected = {one.id for one in rows(State.TOWN_REVIEWED) if one.submission}
    assert len(expected) == 2
    for username, has_them in (("xa.chair", True), ("xa.deputy", True), ("xa.clerk", False)):
        query = db.select(Nomination.id).filter(waiting_for(who(username)))
        assert (expected <= set(db.session.scalars(query))) is has_them, username


@pytest.mark.usefixtures("commune_inside")
def test_the_chair_decides_nothing_that_the_office_has_not_put_before_him() -> None:
    row = next(one for one in rows(State.TOWN_REVIEWED) if not one.submission)
    with pytest.raises(NotReadyError, match="chưa có trong tờ trình nào"):
        award("xa.chair", row)


@pytest.mark.usefixtures("commune_inside")
def test_a_chair_who_is_the_nominee_leaves_the_decision_to_his_deputy() -> None:
    row = next(one for one in rows(State.TOWN_REVIEWED) if one.submission)
    row.nominee.user_id = who("xa.chair").id
    db.session.flush()
    with pytest.raises(NotAllowedError, match="cấp phó"):
        award("xa.chair", row)
    award("xa.deputy", row)
    assert row.state is State.AWARDED


@pytest.mark.usefixtures("commune_inside")
@pytest.mark.parametrize("username", ["xa.clerk", "xa.drafter.c", "xa.head.c", "province"])
def test_nobody_else_decides_on_giay_khen(username: str) -> None:
    row = next(one for one in rows(State.TOWN_REVIEWED) if one.submission)
    with pytest.raises(WorkflowError):
        award(username, row)
    assert row.state is State.TOWN_REVIEWED


@pytest.mark.usefixtures("commune_inside")
def test_bang_khen_goes_straight_to_the_province_which_sees_it_only_then() -> None:
    (row,) = rows(State.UNIT_APPROVED, PROVINCE_FORM)
    province = who("province")
    sees = db.select(Nomination.id).filter(Nomination.id == row.id, visible_to(province))
    act(Action.REVIEW, row, "xa.clerk", note="")
    assert db.session.scalar(sees) is None
    submission = listed(row)
    assert (submission.state, submission.symbol) == (SubmissionState.FROZEN, "TTr-UBND")
    assert next_task(row, who("xa.chair")) == "Ký trình tỉnh"
    batches.send_submission(submission, who("xa.chair"), submission.version, uuid4().hex)
    assert (row.state, submission.to_organisation.level) == (State.SENT_TO_PROVINCE, Level.PROVINCE)
    assert db.session.scalar(sees) == row.id
    award("province", row, number="1204")
    assert row.award.decision.organisation.level is Level.PROVINCE


@pytest.mark.usefixtures("commune_inside")
def test_one_letter_never_speaks_for_what_two_levels_decide() -> None:
    (bang_khen,) = rows(State.UNIT_APPROVED, PROVINCE_FORM)
    act(Action.REVIEW, bang_khen, "xa.clerk", note="")
    giay_khen = next(one for one in rows(State.TOWN_REVIEWED) if not one.submission)
    with pytest.raises(NotReadyError, match="từng cấp quyết định"):
        batches.gather(who("xa.clerk"), [bang_khen.id, giay_khen.id])


@pytest.mark.usefixtures("commune_inside")
def test_a_list_with_the_chair_is_opened_by_nobody_but_each_dossier_can_come_back() -> None:
    row = next(one for one in rows(State.TOWN_REVIEWED) if one.submission)
    submission = row.submission
    with pytest.raises(ClosedError):
        batches.reopen(submission, who("xa.clerk"), submission.version)
    act(Action.RETURN, row, "xa.chair", to_state="unit_approved", remarks={"general": "Xem lại số liệu."})
    assert (row.state, row.submission_id) == (State.UNIT_APPROVED, None)
    assert any(one.returned_at for one in submission.items if one.nomination_id == row.id)


@pytest.mark.usefixtures("commune_inside")
def test_the_chair_revokes_and_corrects_what_he_granted_and_the_province_does_not() -> None:
    row = rows(State.AWARDED)[0]
    inputs = {"paper": "45/QĐ-UBND", "revoked_on": "06/04/2026", "ground": "a", "reason": "Kê khai sai."}
    with pytest.raises(WorkflowError):
        act(Action.REVOKE, row, "province", **inputs)
    act(Action.CORRECT, row, "xa.chair", correction_kind="letter", paper="12/CV-UBND", reason="Sửa chữ đệm.")
    act(Action.REVOKE, row, "xa.chair", **inputs)
    assert row.state is State.REVOKED


@pytest.mark.usefixtures("commune_inside")
def test_the_office_suspends_and_a_hold_of_the_province_is_the_provinces_to_end() -> None:
    row = rows(State.SENT_TO_PROVINCE, PROVINCE_FORM)[0]
    act(Action.HOLD, row, "province", reason="Có đơn thư.", whole_nominee=False)
    with pytest.raises(NotAllowedError, match="UBND tỉnh"):
        act(Action.RELEASE, row, "xa.clerk", reason="Xong.", hold_id=None)
    act(Action.RELEASE, row, "province", reason="Đã có kết luận.", hold_id=None)
    assert open_holds(row) == []


@pytest.mark.usefixtures("commune_inside")
def test_the_buttons_of_a_commune_name_no_district() -> None:
    for row in db.session.scalars(db.select(Nomination).filter_by(procedure="commune")):
        words = PROCEDURES["commune"].words
        for username in ("xa.clerk", "xa.chair", "province"):
            offers = available_actions(row, who(username))
            said = [str(words.action(one.step.action)) for one in offers] + [next_task(row, who(username))]
            said += [problem.text for one in offers for problem in one.problems]
            assert not [text for text in said if "huyện" in text or "hị trấn" in text]


@pytest.mark.usefixtures("commune_inside")
def test_a_campaign_follows_the_procedure_of_the_office_above() -> None:
    offices = {
        one.name: one for one in db.session.scalars(db.select(Organisation).filter_by(level=Level.TOWN))
    }
    assert procedure_for(offices["Ủy ban nhân dân xã Bắc Sơn"]).name == "commune"
    assert procedure_for(offices["Ủy ban nhân dân thị trấn Bắc Sơn"]).name == "district"
    found = db.session.scalars(db.select(Campaign).filter_by(slug=commune.PLAN["slug"])).one()
    assert found.procedure == "commune"


def test_the_commune_has_no_state_and_no_role_of_a_district() -> None:
    table = PROCEDURES["commune"]
    states = {state for step in table.steps for state in (*step.sources, *step.targets)}
    roles = {role for step in table.steps for role in table.all_roles(step)}
    assert State.SENT_TO_DISTRICT not in states
    assert Role.DISTRICT not in roles | {one.role for one in table.turns}
