"""The plan of 2024: unit, town, district, and for Bằng khen the province."""

from flask_babel import lazy_gettext as _l

from models.enums import ACTION_LABELS, OPEN_STATES, Action, Level, Role, State
from workflow import effects, guards, rules
from workflow.checks.run import passes_checks
from workflow.outside import is_inside, is_outside
from workflow.procedures.parts import (
    ASK_UNIT,
    FIRST_TURNS,
    LAST_TURNS,
    UNITS_WAY,
    UP_TO_REVIEW,
    answered,
    decisions_and_ends,
    lacking,
)
from workflow.steps import Audience, Grant, Procedure, Step, Turn, Way
from workflow.words import Words

S, R, A, L = State, Role, Audience, Level

# The first row that fits says what is to be done. Each open dossier fits those of one owner only.
TURNS = (
    *FIRST_TURNS,
    Turn(S.TOWN_REVIEWED, R.CHAIR, ASK_UNIT, lacking),
    Turn(
        S.TOWN_REVIEWED, R.CLERK, _l("Đưa vào tờ trình"),
        lambda row: (row.submission_id == None) & answered(row),  # noqa: E711
    ),
    Turn(S.TOWN_REVIEWED, R.CLERK, _l("Chốt danh sách trình"), lambda row: row.is_on_open_list & answered(row)),
    # The chair decides here, but has nothing to sign until the list is closed.
    Turn(S.TOWN_REVIEWED, R.CHAIR, _l("Ký trình huyện"), lambda row: row.is_on_closed_list & answered(row)),
    Turn(
        S.SENT_TO_DISTRICT, R.CLERK, _l("Chờ kết quả của huyện, ghi nhận khi có"),
        lambda row: is_outside(row, L.DISTRICT), records=True,
    ),
    Turn(
        S.SENT_TO_DISTRICT, R.DISTRICT, ACTION_LABELS[Action.FORWARD],
        lambda row: row.is_granted_at(L.PROVINCE) & is_inside(row, L.DISTRICT),
    ),
    Turn(
        S.SENT_TO_DISTRICT, R.DISTRICT, ACTION_LABELS[Action.AWARD], lambda row: is_inside(row, L.DISTRICT)
    ),
    Turn(
        S.SENT_TO_PROVINCE, R.CLERK, _l("Chờ kết quả của tỉnh, ghi nhận khi có"),
        lambda row: is_outside(row, L.PROVINCE) & is_outside(row, L.DISTRICT), records=True,
    ),
    Turn(
        S.SENT_TO_PROVINCE, R.DISTRICT, _l("Chờ kết quả của tỉnh, ghi nhận khi có"),
        lambda row: is_outside(row, L.PROVINCE) & is_inside(row, L.DISTRICT), records=True,
    ),
    Turn(
        S.SENT_TO_PROVINCE, R.PROVINCE, ACTION_LABELS[Action.AWARD], lambda row: is_inside(row, L.PROVINCE)
    ),
    *LAST_TURNS,
)  # fmt: skip

# A town sends all that it reviewed; the district passes on what the province grants.
WAYS = (
    UNITS_WAY,
    Way(L.TOWN, S.TOWN_REVIEWED, L.DISTRICT, Action.SEND, (R.CLERK, R.CHAIR), R.CHAIR, signs_himself=True),
    Way(L.DISTRICT, S.SENT_TO_DISTRICT, L.PROVINCE, Action.FORWARD, (R.DISTRICT,), R.DISTRICT),
)
GRANTS = (
    Grant(L.DISTRICT, S.SENT_TO_DISTRICT, R.DISTRICT, _l("Huyện quyết định")),
    Grant(L.PROVINCE, S.SENT_TO_PROVINCE, R.PROVINCE, _l("Tỉnh quyết định")),
)
WORDS = Words(
    states={S.TOWN_REVIEWED: _l("Thị trấn đã xét")},
    works={
        S.UNIT_APPROVED: _l("Thị trấn xét"), S.TOWN_REVIEWED: _l("Trình huyện"),
        S.SENT_TO_DISTRICT: _l("Huyện trình tỉnh"),
    },
    actions={Action.SEND: _l("Trình huyện")},
    acts_done={Action.SEND: _l("đã trình huyện")},
)  # fmt: skip


STEPS = (
    *UP_TO_REVIEW,
    Step(
        Action.SEND, (S.TOWN_REVIEWED,), (S.SENT_TO_DISTRICT,), (R.CHAIR,),
        needs=(
            guards.is_in_frozen_submission, guards.has_guidance, guards.has_later_answers, guards.form_is_valid,
            guards.has_no_hold, passes_checks,
        ),
        bars=(rules.not_his_own,), tells=(A.NEXT_OWNER, A.DRAFTER, A.UNIT_HEAD),
        effect=effects.send, is_batch=True, is_main=True,
    ),
    Step(
        Action.FORWARD, (S.SENT_TO_DISTRICT,), (S.SENT_TO_PROVINCE,), (R.DISTRICT,),
        needs=(
            guards.granted_at(L.PROVINCE), guards.is_in_frozen_submission, guards.has_no_hold,
        ),
        needs_here=(passes_checks,), bars=(rules.not_his_own,), tells=(A.NEXT_OWNER, A.CLERK, A.DRAFTER),
        effect=effects.forward, is_batch=True, is_answer=True, is_main=True,
    ),
    *decisions_and_ends(OPEN_STATES, GRANTS, (R.PROVINCE, R.DISTRICT, R.CLERK)),
)  # fmt: skip

DISTRICT = Procedure(
    "district", TURNS, STEPS, WAYS, GRANTS, WORDS, _l("Qua cấp huyện, đến hết tháng 6/2025"),
    timed=S.UNIT_APPROVED,
)  # fmt: skip
