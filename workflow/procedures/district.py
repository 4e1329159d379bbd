"""The plan of 2024: unit, town, district, and for Bằng khen the province."""

from typing import Any

from flask_babel import lazy_gettext as _l

from models.enums import ACTION_LABELS, OPEN_STATES, Action, Level, Role, State
from workflow import effects, guards, rules
from workflow.checks.run import passes_checks
from workflow.inputs import (
    LINE,
    NOTE_FIELD,
    REASON,
    Field,
    read_date,
    read_flag,
    read_id,
    read_items,
    read_number,
    read_papers,
    read_past_date,
    read_printed,
    read_remarks,
)
from workflow.steps import Audience, Grant, Procedure, Step, Turn, Way
from workflow.words import Words

S, R, A, L = State, Role, Audience, Level
DATE, TEXT = read_past_date, read_printed(LINE)


def on_paper(row: Any) -> Any:
    """The clerk enters it for a unit on paper."""
    return row.entered_by_id != None  # noqa: E711 (SQL on the class, Python on a row)


def by_the_unit(row: Any) -> Any:
    """The unit writes it itself."""
    return row.entered_by_id == None  # noqa: E711


# The first row that fits says what is to be done. Each open dossier fits those of one owner only.
TURNS = (
    Turn(S.DRAFTING, R.CLERK, _l("Nhập xong hồ sơ giấy"), on_paper),
    Turn(S.DRAFTING, R.DRAFTER, _l("Bổ sung theo ý kiến"), lambda row: by_the_unit(row) & (row.round > 1)),
    Turn(S.DRAFTING, R.DRAFTER, _l("Hoàn thiện và trình"), by_the_unit),
    Turn(S.DRAFTED, R.UNIT_HEAD, ACTION_LABELS[Action.APPROVE]),
    Turn(
        S.UNIT_APPROVED, R.CLERK, ACTION_LABELS[Action.RECEIVE],
        lambda row: row.receipt_number == None,  # noqa: E711
    ),
    Turn(
        S.UNIT_APPROVED, R.CLERK, ACTION_LABELS[Action.REVIEW],
        lambda row: row.appraised_hash == row.content_hash,
    ),
    Turn(S.UNIT_APPROVED, R.CLERK, ACTION_LABELS[Action.APPRAISE]),
    Turn(
        S.TOWN_REVIEWED, R.CLERK, _l("Đưa vào tờ trình"),
        lambda row: row.submission_id == None,  # noqa: E711
    ),
    Turn(S.TOWN_REVIEWED, R.CLERK, _l("Chốt danh sách trình"), lambda row: row.is_on_open_list),
    # The chair decides here, but has nothing to sign until the list is closed.
    Turn(S.TOWN_REVIEWED, R.CHAIR, _l("Ký trình huyện"), lambda row: row.is_on_closed_list),
    Turn(
        S.SENT_TO_DISTRICT, R.DISTRICT, ACTION_LABELS[Action.FORWARD], lambda row: row.is_granted_at(L.PROVINCE)
    ),
    Turn(S.SENT_TO_DISTRICT, R.DISTRICT, ACTION_LABELS[Action.AWARD]),
    Turn(S.SENT_TO_PROVINCE, R.PROVINCE, ACTION_LABELS[Action.AWARD]),
    Turn(
        S.AWARDED, R.CLERK, ACTION_LABELS[Action.HAND_OVER],
        lambda row: row.handed_over_on == None, is_owner=False,  # noqa: E711
    ),
)  # fmt: skip

# A town sends all that it reviewed; the district passes on what the province grants.
WAYS = (
    Way(L.TOWN, S.TOWN_REVIEWED, L.DISTRICT, Action.SEND, (R.CLERK, R.CHAIR), R.CHAIR, signs_himself=True),
    Way(L.DISTRICT, S.SENT_TO_DISTRICT, L.PROVINCE, Action.FORWARD, (R.DISTRICT,), R.DISTRICT),
)
GRANTS = (
    Grant(L.DISTRICT, S.SENT_TO_DISTRICT, R.DISTRICT, _l("Huyện quyết định")),
    Grant(L.PROVINCE, S.SENT_TO_PROVINCE, R.PROVINCE, _l("Tỉnh quyết định")),
)
# Who may suspend a dossier, the highest first.
HOLDERS = (R.PROVINCE, R.DISTRICT, R.CLERK)
WORDS = Words(
    states={S.TOWN_REVIEWED: _l("Thị trấn đã xét")},
    works={
        S.UNIT_APPROVED: _l("Thị trấn xét"), S.TOWN_REVIEWED: _l("Trình huyện"),
        S.SENT_TO_DISTRICT: _l("Huyện trình tỉnh"),
    },
    actions={Action.SEND: _l("Trình huyện")},
    acts_done={Action.SEND: _l("đã trình huyện")},
)  # fmt: skip

COMPLETE = (
    guards.nominee_is_complete,
    guards.has_answers,
    guards.has_summary,
    guards.has_papers,
)

STEPS = (
    Step(
        Action.SUBMIT, (S.DRAFTING,), (S.DRAFTED,), (R.DRAFTER,),
        needs=(*COMPLETE, guards.remarks_are_answered), tells=(A.NEXT_OWNER,), effect=effects.submit,
        is_main=True,
    ),
    # A unit on paper: its ink signature stands for the submission and the approval.
    Step(
        Action.ENTER, (S.DRAFTING,), (S.UNIT_APPROVED,), (R.CLERK,),
        needs=(*COMPLETE, guards.remarks_are_answered, guards.has_signed_scan),
        bars=(rules.only_who_entered_it,), tells=(A.NEXT_OWNER, A.UNIT_HEAD), effect=effects.enter, for_unit=True, is_main=True,
    ),
    Step(
        Action.APPROVE, (S.DRAFTED,), (S.UNIT_APPROVED,), (R.UNIT_HEAD,),
        needs=COMPLETE, bars=(rules.not_the_drafter, rules.not_his_own),
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
        fields=(Field("items", read_items), Field("papers", read_papers, required=False), NOTE_FIELD), effect=effects.appraise, is_main=True,
    ),
    Step(
        Action.REVIEW, (S.UNIT_APPROVED,), (S.TOWN_REVIEWED,), (R.CLERK,),
        needs=(
            guards.is_received, guards.is_appraised, guards.is_approved_as_it_stands,
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
    Step(
        Action.SEND, (S.TOWN_REVIEWED,), (S.SENT_TO_DISTRICT,), (R.CHAIR,),
        needs=(
            guards.is_in_frozen_submission, guards.has_guidance, guards.form_is_valid,
            guards.has_no_hold, passes_checks,
        ),
        bars=(rules.not_his_own,), tells=(A.NEXT_OWNER, A.DRAFTER, A.UNIT_HEAD),
        effect=effects.send, is_batch=True, is_main=True,
    ),
    Step(
        Action.FORWARD, (S.SENT_TO_DISTRICT,), (S.SENT_TO_PROVINCE,), (R.DISTRICT,),
        needs=(
            guards.granted_at(L.PROVINCE), guards.is_in_frozen_submission, guards.has_no_hold, passes_checks,
        ),
        bars=(rules.not_his_own,), tells=(A.NEXT_OWNER, A.CLERK, A.DRAFTER),
        effect=effects.forward, is_batch=True, is_main=True,
    ),
    Step(
        Action.AWARD, (S.SENT_TO_DISTRICT, S.SENT_TO_PROVINCE), (S.AWARDED,), None,
        needs=(
            guards.granted_where_it_lies(GRANTS), guards.form_is_valid, guards.has_no_hold, passes_checks,
        ),
        bars=(rules.not_his_own,),
        fields=(
            Field("number", read_number), Field("symbol", TEXT), Field("issued_on", DATE),
            Field("signer_name", TEXT), Field("signer_title", TEXT),
        ),
        tells=(A.DRAFTER, A.UNIT_HEAD, A.CLERK, A.CULTURE),
        is_batch=True, is_main=True,
    ),
    Step(
        Action.RETURN, OPEN_STATES[1:],
        (S.DRAFTING, S.DRAFTED, S.UNIT_APPROVED, S.TOWN_REVIEWED, S.SENT_TO_DISTRICT), None,
        needs=(guards.is_not_in_frozen_submission,), bars=(rules.not_his_own,),
        fields=(Field("to_state", TEXT), Field("remarks", read_remarks)),
        tells=(A.NEXT_OWNER, A.DRAFTER, A.UNIT_HEAD), effect=effects.send_back, is_bulk=True,
    ),
    Step(
        Action.DECLINE, OPEN_STATES[2:], (S.DECLINED,), None,
        needs=(guards.is_not_in_frozen_submission,), bars=(rules.not_his_own,), fields=(REASON,),
        tells=(A.DRAFTER, A.UNIT_HEAD, A.CLERK), effect=effects.leave_submission, is_bulk=True,
    ),
    Step(
        Action.WITHDRAW, (S.DRAFTED, S.UNIT_APPROVED, S.DRAFTING), (S.WITHDRAWN,),
        (R.UNIT_HEAD, R.DRAFTER), bars=(rules.drafter_only_while_drafting,), fields=(REASON,),
        tells=(A.DRAFTER, A.UNIT_HEAD, A.FORMER_OWNER),
    ),
    Step(
        Action.HOLD, OPEN_STATES, (), HOLDERS, bars=(rules.not_his_own,),
        fields=(REASON, Field("whole_nominee", read_flag, required=False)), effect=effects.hold,
        tells=(A.UNIT_HEAD,),
    ),
    Step(
        Action.RELEASE, OPEN_STATES, (), HOLDERS,
        needs=(guards.has_open_hold,), bars=(rules.not_his_own, rules.not_below_the_hold(HOLDERS)),
        fields=(Field("hold_id", read_id, required=False), REASON),
        effect=effects.release, tells=(A.UNIT_HEAD,),
    ),
    Step(
        Action.REVOKE, (S.AWARDED,), (S.REVOKED,), (R.DISTRICT, R.PROVINCE),
        bars=(rules.only_the_granter(GRANTS),),
        fields=(Field("paper", TEXT), Field("revoked_on", DATE), Field("ground", TEXT), REASON),
        tells=(A.DRAFTER, A.UNIT_HEAD, A.CLERK, A.CULTURE), effect=effects.revoke,
    ),
    Step(
        Action.CORRECT, (S.AWARDED,), (), (R.DISTRICT, R.PROVINCE),
        bars=(rules.only_the_granter(GRANTS),), fields=(Field("paper", TEXT), REASON),
        tells=(A.UNIT_HEAD, A.CLERK), effect=effects.correct,
    ),
    Step(
        Action.HAND_OVER, (S.AWARDED,), (), (R.CLERK,),
        needs=(guards.is_not_handed_over,), fields=(Field("handed_over_on", read_date), NOTE_FIELD),
        tells=(A.UNIT_HEAD,), effect=effects.hand_over, is_main=True,
    ),
)  # fmt: skip

DISTRICT = Procedure(
    "district",
    TURNS,
    STEPS,
    WAYS,
    GRANTS,
    WORDS,
    _l("Qua cấp huyện, đến hết tháng 6/2025"),
    timed=S.UNIT_APPROVED,
)
