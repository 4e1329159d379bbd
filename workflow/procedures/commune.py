"""Since 1 July 2025: unit and commune, whose chair grants Giấy khen; for Bằng khen the province.

The district is gone (domain.md 1.4, 1.5, 4). In the states and roles a commune stands where a town stood.
"""

from flask_babel import lazy_gettext as _l

from models import Nomination
from models.enums import OPEN_STATES, Action, Level, Role, State
from workflow import effects, guards, rules
from workflow.checks.run import passes_checks
from workflow.inputs import Inputs
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
from workflow.steps import Act, Audience, Grant, Procedure, Step, Turn, Way
from workflow.words import Words

S, R, A, L = State, Role, Audience, Level
STATES = tuple(state for state in OPEN_STATES if state is not S.SENT_TO_DISTRICT)

TURNS = (
    *FIRST_TURNS,
    Turn(S.TOWN_REVIEWED, R.CHAIR, ASK_UNIT, lacking),
    Turn(
        S.TOWN_REVIEWED, R.CLERK, _l("Lập tờ trình Chủ tịch"),
        lambda row: (row.submission_id == None) & row.is_granted_at(L.TOWN) & answered(row),  # noqa: E711
    ),
    Turn(
        S.TOWN_REVIEWED, R.CLERK, _l("Đưa vào tờ trình lên tỉnh"),
        lambda row: (row.submission_id == None) & answered(row),  # noqa: E711
    ),
    Turn(S.TOWN_REVIEWED, R.CLERK, _l("Chốt danh sách trình"), lambda row: row.is_on_open_list & answered(row)),
    # Nothing lies with the chair before the office has closed its list.
    Turn(
        S.TOWN_REVIEWED, R.CHAIR, _l("Ký quyết định khen"),
        lambda row: row.is_on_closed_list & row.is_granted_at(L.TOWN) & answered(row),
    ),
    Turn(S.TOWN_REVIEWED, R.CHAIR, _l("Ký trình tỉnh"), lambda row: row.is_on_closed_list & answered(row)),
    Turn(
        S.SENT_TO_PROVINCE, R.CLERK, _l("Chờ kết quả của tỉnh, ghi nhận khi có"),
        lambda row: is_outside(row, L.PROVINCE), records=True,
    ),
    Turn(
        S.SENT_TO_PROVINCE, R.PROVINCE, _l("Ban hành quyết định khen"),
        lambda row: is_inside(row, L.PROVINCE),
    ),
    *LAST_TURNS,
)  # fmt: skip

# The office puts what the chair decides before him; the chair sends up what the province decides.
WAYS = (
    UNITS_WAY,
    Way(L.TOWN, S.TOWN_REVIEWED, L.TOWN, Action.AWARD, (R.CLERK,), R.CHAIR),
    Way(L.TOWN, S.TOWN_REVIEWED, L.PROVINCE, Action.SEND, (R.CLERK, R.CHAIR), R.CHAIR, signs_himself=True),
)
GRANTS = (
    Grant(L.TOWN, S.TOWN_REVIEWED, R.CHAIR, _l("Chủ tịch quyết định"), signs_himself=True),
    Grant(L.PROVINCE, S.SENT_TO_PROVINCE, R.PROVINCE, _l("Tỉnh quyết định")),
)
WORDS = Words(
    states={S.TOWN_REVIEWED: _l("Xã đã xét")},
    works={S.UNIT_APPROVED: _l("Xã xét"), S.TOWN_REVIEWED: _l("Trình tỉnh")},
    actions={Action.SEND: _l("Trình tỉnh")},
    acts_done={Action.SEND: _l("đã trình tỉnh")},
    roles={
        R.CLERK: _l("Văn phòng HĐND và UBND"), R.CULTURE: _l("Phòng Văn hóa – Xã hội"),
        R.CHAIR: _l("Chủ tịch, Phó Chủ tịch UBND xã"),
    },
)  # fmt: skip


def send(nomination: Nomination, inputs: Inputs, act: Act) -> None:
    """No office lies between the commune and the province: it is open to the province at once."""
    effects.send(nomination, inputs, act)
    effects.forward(nomination, inputs, act)


STEPS = (
    *UP_TO_REVIEW,
    Step(
        Action.SEND, (S.TOWN_REVIEWED,), (S.SENT_TO_PROVINCE,), (R.CHAIR,),
        needs=(
            guards.granted_at(L.PROVINCE), guards.is_in_frozen_submission, guards.has_guidance, guards.has_later_answers,
            guards.form_is_valid, guards.has_no_hold, passes_checks,
        ),
        bars=(rules.not_his_own,), tells=(A.NEXT_OWNER, A.DRAFTER, A.UNIT_HEAD),
        effect=send, is_batch=True, is_main=True,
    ),
    *decisions_and_ends(STATES, GRANTS, (R.PROVINCE, R.CLERK), (guards.is_in_frozen_submission, guards.has_later_answers)),
)  # fmt: skip

COMMUNE = Procedure(
    "commune", TURNS, STEPS, WAYS, GRANTS, WORDS, _l("Chính quyền hai cấp, từ tháng 7/2025"),
    timed=S.UNIT_APPROVED,
)  # fmt: skip
