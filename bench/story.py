"""The way that an invented dossier has gone: which acts, by whom, telling whom."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from models.enums import Action, MessageKind, Role, State

TURN, NEWS = MessageKind.TURN, MessageKind.NEWS


@dataclass(frozen=True)
class Deed:
    """One act of the way, and who is told of it."""

    action: str
    role: Role
    source: State | None = None
    target: State | None = None
    tells: tuple[tuple[Role, MessageKind], ...] = ()


S, R = State, Role
CREATE = Deed("create", R.DRAFTER)
SUBMIT = Deed(Action.SUBMIT, R.DRAFTER, S.DRAFTING, S.DRAFTED, ((R.UNIT_HEAD, TURN),))
APPROVE = Deed(Action.APPROVE, R.UNIT_HEAD, S.DRAFTED, S.UNIT_APPROVED, ((R.CLERK, TURN), (R.DRAFTER, NEWS)))
RECEIVE = Deed(Action.RECEIVE, R.CLERK, S.UNIT_APPROVED, S.UNIT_APPROVED, ((R.DRAFTER, NEWS),))
APPRAISE = Deed(Action.APPRAISE, R.CLERK, S.UNIT_APPROVED, S.UNIT_APPROVED)
REVIEW = Deed(Action.REVIEW, R.CLERK, S.UNIT_APPROVED, S.TOWN_REVIEWED, ((R.CHAIR, TURN), (R.DRAFTER, NEWS)))
SEND = Deed(
    Action.SEND, R.CHAIR, S.TOWN_REVIEWED, S.SENT_TO_DISTRICT,
    ((R.DISTRICT, TURN), (R.DRAFTER, NEWS), (R.UNIT_HEAD, NEWS)),
)  # fmt: skip
FORWARD = Deed(
    Action.FORWARD, R.DISTRICT, S.SENT_TO_DISTRICT, S.SENT_TO_PROVINCE,
    ((R.PROVINCE, TURN), (R.CLERK, NEWS), (R.DRAFTER, NEWS)),
)  # fmt: skip
ALL_TOLD = ((R.DRAFTER, NEWS), (R.UNIT_HEAD, NEWS), (R.CLERK, NEWS), (R.CULTURE, NEWS))
DISTRICT_AWARD = Deed(Action.AWARD, R.DISTRICT, S.SENT_TO_DISTRICT, S.AWARDED, ALL_TOLD)
PROVINCE_AWARD = Deed(Action.AWARD, R.PROVINCE, S.SENT_TO_PROVINCE, S.AWARDED, ALL_TOLD)
DECLINE = Deed(Action.DECLINE, R.CLERK, S.UNIT_APPROVED, S.DECLINED, ALL_TOLD[:2])
WITHDRAW = Deed(Action.WITHDRAW, R.UNIT_HEAD, S.DRAFTED, S.WITHDRAWN, ALL_TOLD[:1])

TO_TOWN = (CREATE, SUBMIT, APPROVE, RECEIVE, APPRAISE)
TO_DISTRICT = (*TO_TOWN, REVIEW, SEND)
# How many of a hundred stand where: of what is old, and of what was begun lately.
OLD = {S.AWARDED: 84, S.DECLINED: 9, S.WITHDRAWN: 4, S.REVOKED: 0, S.SENT_TO_DISTRICT: 3}
NEW = {
    S.DRAFTING: 9, S.DRAFTED: 11, S.UNIT_APPROVED: 36, S.TOWN_REVIEWED: 14, S.SENT_TO_DISTRICT: 12,
    S.AWARDED: 13, S.DECLINED: 3, S.WITHDRAWN: 2,
}  # fmt: skip
OLD_SHARE = 0.55
# Of the dossiers with the clerk: not received yet, received, appraised.
CLERK_PARTS = (3, 4, 5)


def new_story(age: float, to_province: bool, chance: Random) -> tuple[Deed, ...]:
    """The way of a dossier; `age` goes from 0 (the oldest) to 1."""
    weights = OLD if age < OLD_SHARE else NEW
    end = chance.choices(list(weights), list(weights.values()))[0]
    if end is S.SENT_TO_DISTRICT and to_province and chance.random() < 0.5:
        return (*TO_DISTRICT, FORWARD)
    award = (FORWARD, PROVINCE_AWARD) if to_province else (DISTRICT_AWARD,)
    return {
        S.DRAFTING: TO_TOWN[:1],
        S.DRAFTED: TO_TOWN[:2],
        S.UNIT_APPROVED: TO_TOWN[: chance.choice(CLERK_PARTS)],
        S.TOWN_REVIEWED: TO_DISTRICT[:6],
        S.SENT_TO_DISTRICT: TO_DISTRICT,
        S.AWARDED: (*TO_DISTRICT, *award),
        S.DECLINED: (*TO_TOWN, DECLINE),
        S.WITHDRAWN: (CREATE, SUBMIT, WITHDRAW),
    }[end]


def state_after(story: tuple[Deed, ...]) -> State:
    """Where the dossier stands."""
    return story[-1].target or State.DRAFTING
