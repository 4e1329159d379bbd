"""What every procedure has in common: the work in the unit and the town, and what may end a dossier."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from models.enums import ACTION_LABELS, Action, Level, Role, State
from workflow import effects, guards, rules
from workflow.checks.run import passes_checks
from workflow.inputs import (
    LINE,
    NOTE_FIELD,
    REASON,
    Field,
    read_amount,
    read_correction_kind,
    read_flag,
    read_id,
    read_items,
    read_line,
    read_name,
    read_number,
    read_papers,
    read_past_date,
    read_printed,
    read_remarks,
    read_signer,
)
from workflow.steps import Audience, Grant, Guard, Step, Turn, Way

S, R, A = State, Role, Audience
DATE, TEXT = read_past_date, read_printed(LINE)


def on_paper(row: Any) -> Any:
    """The clerk enters it for a unit on paper."""
    return row.entered_by_id != None  # noqa: E711 (SQL on the class, Python on a row)


def by_the_unit(row: Any) -> Any:
    """The unit writes it itself."""
    return row.entered_by_id == None  # noqa: E711


def lacking(row: Any) -> Any:
    """Something that was asked after it had been submitted is not answered."""
    return row.lacks_answers == True  # noqa: E712 (SQL on the class, Python on a row)


def answered(row: Any) -> Any:
    """It answers all that it is asked."""
    return row.lacks_answers == False  # noqa: E712


ASK_UNIT = _l("Trả lại đơn vị để trả lời tiêu chuẩn bổ sung")
FIRST_TURNS = (
    Turn(S.DRAFTING, R.CLERK, _l("Nhập xong hồ sơ giấy"), on_paper),
    Turn(
        S.DRAFTING, R.DRAFTER, _l("Trả lời tiêu chuẩn bổ sung rồi trình"),
        lambda row: by_the_unit(row) & lacking(row),
    ),
    Turn(S.DRAFTING, R.DRAFTER, _l("Bổ sung theo ý kiến"), lambda row: by_the_unit(row) & (row.round > 1)),
    Turn(S.DRAFTING, R.DRAFTER, _l("Hoàn thiện và trình"), by_the_unit),
    Turn(S.DRAFTED, R.UNIT_HEAD, ASK_UNIT, lacking),
    Turn(S.DRAFTED, R.UNIT_HEAD, _l("Chốt danh sách trình"), lambda row: row.is_on_open_list),
    Turn(S.DRAFTED, R.UNIT_HEAD, _l("Duyệt và trình cả danh sách"), lambda row: row.is_on_closed_list),
    Turn(S.DRAFTED, R.UNIT_HEAD, ACTION_LABELS[Action.APPROVE]),
    Turn(S.UNIT_APPROVED, R.CLERK, ASK_UNIT, lacking),
    Turn(
        S.UNIT_APPROVED, R.CLERK, ACTION_LABELS[Action.RECEIVE],
        lambda row: row.receipt_number == None,  # noqa: E711
    ),
    Turn(
        S.UNIT_APPROVED, R.CLERK, ACTION_LABELS[Action.REVIEW],
        lambda row: row.appraised_hash == row.content_hash,
    ),
    Turn(S.UNIT_APPROVED, R.CLERK, ACTION_LABELS[Action.APPRAISE]),
)  # fmt: skip
LAST_TURNS = (
    Turn(
        S.AWARDED, R.CLERK, ACTION_LABELS[Action.HAND_OVER],
        lambda row: row.handed_over_on == None, is_owner=False,  # noqa: E711
    ),
)  # fmt: skip

# A unit may send what it approves together with one letter; it may also approve each alone.
UNITS_WAY = Way(
    Level.UNIT, S.DRAFTED, Level.TOWN, Action.APPROVE, (R.UNIT_HEAD,), R.UNIT_HEAD, signs_himself=True
)

COMPLETE = (
    guards.nominee_is_complete,
    guards.has_answers,
    guards.has_summary,
    guards.has_papers,
)

# From the draft to the review of the town.
UP_TO_REVIEW = (
    Step(
        Action.SUBMIT, (S.DRAFTING,), (S.DRAFTED,), (R.DRAFTER,),
        needs=(*COMPLETE, guards.remarks_are_answered, guards.is_in_time), tells=(A.NEXT_OWNER,), effect=effects.submit,
        is_main=True,
    ),
    # A unit on paper: its ink signature stands for the submission and the approval.
    Step(
        Action.ENTER, (S.DRAFTING,), (S.UNIT_APPROVED,), (R.CLERK,),
        needs=(*COMPLETE, guards.remarks_are_answered, guards.has_signed_scan, guards.is_in_time),
        bars=(rules.only_who_entered_it,), tells=(A.NEXT_OWNER, A.UNIT_HEAD), effect=effects.enter, for_unit=True, is_main=True,
    ),
    Step(
        Action.APPROVE, (S.DRAFTED,), (S.UNIT_APPROVED,), (R.UNIT_HEAD,),
        needs=COMPLETE, needs_alone=(guards.is_not_in_frozen_submission,),
        bars=(rules.not_the_drafter, rules.not_his_own),
        tells=(A.NEXT_OWNER, A.DRAFTER), effect=effects.approve, is_bulk=True, is_main=True,
    ),
    Step(
        Action.RECEIVE, (S.UNIT_APPROVED,), (), (R.CLERK,),
        needs=(guards.is_not_received,), bars=(rules.not_his_own,),
        fields=(Field("received_on", DATE),), effect=effects.receive,
        tells=(A.DRAFTER,), is_bulk=True, is_main=True,
    ),
    Step(
        Action.APPRAISE, (S.UNIT_APPROVED,), (), (R.CLERK,),
        needs=(guards.is_received,), bars=(rules.not_who_entered_it, rules.not_his_own),
        fields=(Field("items", read_items), Field("papers", read_papers, required=False), NOTE_FIELD),
        effect=effects.appraise, is_main=True,
    ),
    Step(
        Action.REVIEW, (S.UNIT_APPROVED,), (S.TOWN_REVIEWED,), (R.CLERK,),
        needs=(
            guards.is_received, guards.is_appraised, guards.is_approved_as_it_stands, guards.has_later_answers,
            guards.form_is_valid, guards.has_meeting_result, guards.has_no_hold, passes_checks,
        ),
        bars=(rules.not_his_own,), fields=(NOTE_FIELD,), tells=(A.NEXT_OWNER, A.DRAFTER),
        effect=effects.review, is_bulk=True, is_main=True,
    ),
    Step(
        Action.SET_FORM, (S.UNIT_APPROVED,), (), (R.CLERK,),
        bars=(rules.not_his_own,), fields=(Field("award_form_id", read_id), REASON),
        tells=(A.DRAFTER, A.UNIT_HEAD), effect=effects.set_form,
    ),
)  # fmt: skip


def decisions_and_ends(
    states: tuple[State, ...],
    grants: tuple[Grant, ...],
    holders: tuple[Role, ...],
    award_needs: tuple[Guard, ...] = (),
) -> tuple[Step, ...]:
    """The award by one of `grants`, what leads back or out of the open `states`, and what comes after.

    `holders` may suspend a dossier, the highest first; `award_needs` is asked before an award too.
    """  # fmt: skip
    deciders = tuple(one.role for one in grants)
    return (
        Step(
            Action.AWARD, tuple(one.state for one in grants), (S.AWARDED,), None,
            needs=(
                guards.granted_where_it_lies(grants), *award_needs, guards.form_is_valid_or_decided_outside,
                guards.has_no_hold,
            ),
            needs_here=(passes_checks,), bars=(rules.not_his_own,),
            fields=(
                Field("number", read_number), Field("symbol", TEXT), Field("issued_on", DATE),
                Field("signer_name", read_signer), Field("signer_title", TEXT),
            ),
            tells=(A.DRAFTER, A.UNIT_HEAD, A.CLERK, A.CULTURE),
            is_batch=True, is_answer=True, is_main=True,
        ),
        Step(
            Action.RETURN, states[1:], states[:-1], None,
            needs=(guards.is_not_in_frozen_submission,), bars=(rules.not_his_own,),
            fields=(Field("to_state", TEXT), Field("remarks", read_remarks)),
            tells=(A.NEXT_OWNER, A.DRAFTER, A.UNIT_HEAD), effect=effects.send_back, is_bulk=True, is_answer=True,
        ),
        Step(
            Action.DECLINE, states[2:], (S.DECLINED,), None,
            needs=(guards.is_not_in_frozen_submission,), bars=(rules.not_his_own,), fields=(REASON,),
            tells=(A.DRAFTER, A.UNIT_HEAD, A.CLERK), effect=effects.leave_submission, is_bulk=True, is_answer=True,
        ),
        Step(
            Action.WITHDRAW, (S.DRAFTED, S.UNIT_APPROVED, S.DRAFTING), (S.WITHDRAWN,),
            (R.UNIT_HEAD, R.DRAFTER), needs=(guards.is_not_in_frozen_submission,),
            bars=(rules.drafter_only_while_drafting,), fields=(REASON,),
            tells=(A.DRAFTER, A.UNIT_HEAD, A.FORMER_OWNER), effect=effects.leave_submission,
        ),
        Step(
            Action.HOLD, states, (), holders, bars=(rules.not_his_own,),
            fields=(REASON, Field("whole_nominee", read_flag, required=False)), effect=effects.hold,
            tells=(A.UNIT_HEAD,),
        ),
        Step(
            Action.RELEASE, states, (), holders,
            needs=(guards.has_open_hold,), bars=(rules.not_his_own, rules.not_below_the_hold(holders)),
            fields=(Field("hold_id", read_id, required=False), REASON),
            effect=effects.release, tells=(A.UNIT_HEAD,),
        ),
        Step(
            Action.REVOKE, (S.AWARDED,), (S.REVOKED,), deciders,
            bars=(rules.only_the_granter(grants), rules.not_his_own),
            fields=(
                Field("paper", TEXT), Field("revoked_on", DATE), Field("ground", TEXT), REASON,
                Field("recovered_on", DATE, required=False),
                Field("recovered_amount", read_amount, required=False),
            ),
            tells=(A.DRAFTER, A.UNIT_HEAD, A.CLERK, A.CULTURE), effect=effects.revoke, is_granters=True,
        ),
        Step(
            Action.CORRECT, (S.AWARDED,), (), deciders,
            bars=(rules.only_the_granter(grants), rules.not_his_own),
            fields=(
                Field("correction_kind", read_correction_kind), Field("paper", TEXT),
                Field("right_name", read_name, required=False), REASON,
            ),
            tells=(A.UNIT_HEAD, A.CLERK), effect=effects.correct, is_granters=True,
        ),
        Step(
            Action.HAND_OVER, (S.AWARDED,), (), (R.CLERK,),
            needs=(guards.is_not_handed_over,), bars=(rules.not_his_own,), fields=(
                Field("handed_over_on", DATE), Field("received_by", read_line, required=False),
                Field("is_paid", read_flag, required=False), NOTE_FIELD,
            ),
            tells=(A.UNIT_HEAD,), effect=effects.hand_over, is_bulk=True, is_main=True,
        ),
    )  # fmt: skip
