"""What a guidance adds to a running plan: criteria that are answered, and a ceiling that holds."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from models import AuditEvent, Message, Nomination, db
from models.enums import Action, Role, State
from tests.workflow.test_batches import a_list, frozen
from tests.workflow.world import dossier, good_inputs, person, try_act
from workflow import added_criteria, batches, ceilings, drafts
from workflow.actions import rehearse
from workflow.award_forms import plain_form, save_form
from workflow.content import claim_field, open_fields
from workflow.errors import InputError, NotReadyError
from workflow.guidance import register_guidance
from workflow.queues import next_task, not_in_one_queue, waiting_for

ASKED = "Có mô hình mới được nhân rộng"
TASK = "Trả lại đơn vị để trả lời tiêu chuẩn bổ sung"
PAPER = {"guidance_number": "27/HD-UBND", "guidance_on": "01/06/2025", "guidance_issuer": "UBND huyện"}


@pytest.fixture
def row(inside) -> Iterator[Nomination]:
    """A dossier that lies with the clerk, appraised."""
    yield dossier(State.UNIT_APPROVED)
    db.session.rollback()


def register(row: Nomination, ceiling: str = "", text: str = ASKED):
    campaign = row.campaign
    raw = PAPER | {added_criteria.field_of(row.award_form, row.kind): text,
                   ceilings.field_of(row.award_form): ceiling}  # fmt: skip
    told = register_guidance(campaign, person(Role.CLERK), raw, campaign.version)
    db.session.flush()
    return told


def is_in_queue(row: Nomination, role: Role) -> bool:
    return (
        db.session.scalar(db.select(Nomination.id).filter(Nomination.id == row.id, waiting_for(person(role))))
        == row.id
    )


def answer(row: Nomination) -> None:
    new = row.award_form.criteria_for(row.kind)[-1]
    drafts.save(row, person(Role.DRAFTER), {"claims": {new.id: {"text": "Ba khối phố làm theo.", "evidence": "Báo cáo"}}},
                row.version)  # fmt: skip


def test_a_criterion_is_added_behind_those_of_the_plan_with_its_source(row):
    before = [one.text for one in row.award_form.criteria_for(row.kind)]
    register(row)
    db.session.expire(row.award_form)
    criteria = row.award_form.criteria_for(row.kind)
    assert [one.text for one in criteria] == [*before, ASKED]
    assert (criteria[-1].source, f"{criteria[-1].since:%d/%m/%Y}") == ("27/HD-UBND", "01/06/2025")
    assert {one.source for one in criteria[:-1]} == {""}


def test_a_sentence_that_the_plan_has_is_not_added_twice(row):
    with pytest.raises(InputError):
        register(row, text=row.award_form.criteria_for(row.kind)[0].text)


@pytest.mark.parametrize(("state", "role"), [
    (State.DRAFTED, Role.UNIT_HEAD), (State.UNIT_APPROVED, Role.CLERK), (State.TOWN_REVIEWED, Role.CHAIR),
])  # fmt: skip
def test_who_has_it_finds_the_task_and_it_goes_no_further(inside, state, role):
    row = dossier(state)
    register(row)
    assert next_task(row, person(role)) == TASK
    assert is_in_queue(row, role)
    assert row not in not_in_one_queue()
    forward = {State.DRAFTED: Action.APPROVE, State.UNIT_APPROVED: Action.REVIEW}.get(state)
    if forward:
        assert rehearse(forward, row, person(role))
    else:
        with pytest.raises(NotReadyError, match="tiêu chuẩn bổ sung"):
            batches.freeze(a_list_of(row), person(Role.CLERK), 1)


def a_list_of(row: Nomination):
    submission = batches.gather(person(Role.CLERK), [row.id])
    return batches.find_submission(submission.id, person(Role.CLERK))


def test_the_unit_answers_after_the_return_and_the_dossier_goes_on(row):
    register(row)
    before = row.approved_hash
    remarks = {"to_state": "drafting", "remarks": {"summary": "Xin trả lời tiêu chuẩn bổ sung."}}
    try_act(Action.RETURN, row, person(Role.CLERK), inputs=remarks)
    new = row.award_form.criteria_for(row.kind)[-1]
    # Also where the remark names another field, what was asked since is open.
    assert open_fields(row) == {"summary", claim_field(new.id)}
    assert next_task(row, person(Role.DRAFTER)) == "Trả lời tiêu chuẩn bổ sung rồi trình"
    assert [one.field for one in rehearse(Action.SUBMIT, row, person(Role.DRAFTER))] == [
        claim_field(new.id),
        "summary",
    ]
    drafts.save(row, person(Role.DRAFTER), {"summary": "Giữ sạch, nhân rộng mô hình."}, row.version)
    answer(row)
    try_act(Action.SUBMIT, row, person(Role.DRAFTER))
    assert not row.lacks_answers
    try_act(Action.APPROVE, row, person(Role.UNIT_HEAD))
    assert row.approved_hash != before
    try_act(Action.APPRAISE, row, person(Role.CLERK), inputs=good_inputs(Action.APPRAISE, row))
    assert rehearse(Action.REVIEW, row, person(Role.CLERK)) == []


def test_a_draft_is_told_and_answers_before_it_is_handed_in(inside):
    row = dossier(State.DRAFTING)
    register(row)
    assert row.lacks_answers
    assert rehearse(Action.SUBMIT, row, person(Role.DRAFTER))
    answer(row)
    try_act(Action.SUBMIT, row, person(Role.DRAFTER))
    assert (row.state, row.lacks_answers) == (State.DRAFTED, False)


def test_writers_and_owners_are_told_once_and_the_log_says_what_is_asked(inside):
    row, far = dossier(State.DRAFTED), dossier(State.SENT_TO_DISTRICT)
    told = register(row)
    assert told.dossiers >= 1
    event = db.session.scalars(db.select(AuditEvent).filter_by(nomination_id=row.id, action="ask_more")).one()
    assert [one.field for one in event.values] == ["criteria"]
    people = db.session.scalars(db.select(Message.recipient_id).filter_by(event_id=event.id)).all()
    assert len(people) == len(set(people))
    assert {person(Role.DRAFTER).id, person(Role.UNIT_HEAD).id} <= set(people)
    # What has gone up already is not asked.
    assert not far.lacks_answers
    assert (
        db.session.scalars(db.select(AuditEvent).filter_by(nomination_id=far.id, action="ask_more")).all()
        == []
    )


def test_what_comes_back_from_above_is_asked_too(inside):
    row = dossier(State.SENT_TO_DISTRICT)
    register(row)
    try_act(Action.RETURN, row, person(Role.DISTRICT),
            inputs={"to_state": "town_reviewed", "remarks": {"general": "Xin xem lại"}})  # fmt: skip
    assert row.lacks_answers
    assert next_task(row, person(Role.CHAIR)) == TASK


def test_a_criterion_that_is_taken_out_again_asks_nothing(row):
    register(row)
    form, campaign = row.award_form, row.campaign
    db.session.expire(form)
    plain = plain_form(form)
    raw = plain | {"kinds": list(form.required_papers)}
    raw |= {f"papers-{kind}": papers for kind, papers in form.required_papers.items()}
    raw |= {
        f"criteria-{kind}": "\n".join(one for one in lines if one != ASKED)
        for kind, lines in plain["criteria"].items()
    }
    raw["valid_from"] = raw["valid_to"] = ""
    save_form(campaign, form, person(Role.CLERK), raw, campaign.version)
    db.session.refresh(row)
    assert not row.lacks_answers


def test_the_ceiling_counts_all_closed_lists_of_the_office(inside):
    first = frozen(2)
    row = first.items[0].nomination
    used = ceilings.on_closed_lists(a_list(1)).get(row.award_form_id, 0)
    register(row, ceiling=str(used + 2), text="")
    second, third = a_list(2), a_list(1)
    batches.freeze(second, person(Role.CLERK), second.version)
    with pytest.raises(NotReadyError, match=f"đề nghị {used + 3}, hướng dẫn cho phép nhiều nhất {used + 2}"):
        batches.freeze(third, person(Role.CLERK), third.version)
    # What comes back makes room.
    batches.reopen(first, person(Role.CLERK), first.version)
    batches.freeze(third, person(Role.CLERK), third.version)


def test_a_ceiling_that_comes_later_holds_back_a_list_that_was_closed_before(inside):
    submission = frozen(3)
    register(submission.items[0].nomination, ceiling="1", text="")
    with pytest.raises(NotReadyError, match="hướng dẫn cho phép nhiều nhất 1"):
        batches.send_submission(submission, person(Role.CHAIR), submission.version, uuid4().hex)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "nhiều", "100000", "²"])
def test_a_ceiling_is_a_whole_number_above_zero(row, text):
    with pytest.raises(InputError) as refusal:
        register(row, ceiling=text)
    assert list(refusal.value.fields) == [ceilings.field_of(row.award_form)]


def test_the_same_paper_written_down_again_changes_nothing(row):
    register(row, ceiling="5")
    campaign = row.campaign
    version = campaign.version
    told = register(row, ceiling="5", text="")
    assert (told.units, told.dossiers, campaign.version) == (0, 0, version)
