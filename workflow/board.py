"""The clerk's board: what every unit has done for a campaign, and which are behind (plan V.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import case, func

from models import Activity, Campaign, Nomination, Participation, User, db
from models.enums import OPEN_STATES, State
from workflow.dates import today
from workflow.participation import participations_of, people_of

DRAFTING, RETURNED, SUBMITTED, SENT = "drafting", "returned", "submitted", "sent"
# A draft is told as a number only, whoever looks.
IN_UNIT = (State.DRAFTING, State.DRAFTED)
IN_TOWN = (State.UNIT_APPROVED, State.TOWN_REVIEWED)
BEYOND = (*(one for one in OPEN_STATES if one not in (*IN_UNIT, *IN_TOWN)), State.AWARDED)


@dataclass
class UnitRow:
    """One unit of the board."""

    participation: Participation
    # Who acts for it; nobody where it works on paper.
    people: list[User] = field(default_factory=list)
    activities: int = 0
    last_activity_on: date | None = None
    dossiers: dict[str, int] = field(default_factory=dict)
    days_late: int = 0

    @property
    def is_on_paper(self) -> bool:
        """Whether nobody of the unit has an account."""
        return not self.people

    @property
    def handed_in(self) -> int:
        """How many dossiers the town has had from it."""
        return self.dossiers.get(SUBMITTED, 0) + self.dossiers.get(SENT, 0)

    @property
    def reasons(self) -> list[str]:
        """Why the unit is behind; nothing where it is not."""
        found = []
        if self.participation.acknowledged_on is None:
            found.append(_("chưa xác nhận đã nhận kế hoạch"))
        if not self.activities:
            found.append(_("chưa ghi hoạt động nào"))
        if returned := self.dossiers.get(RETURNED):
            found.append(_("%(n)s hồ sơ bị trả lại chưa trình lại", n=returned))
        if self.days_late:
            found.append(_("quá hạn gửi hồ sơ %(n)s ngày", n=self.days_late))
        return found

    @property
    def is_behind(self) -> bool:
        """Whether the clerk has a reason to write to it."""
        return bool(self.reasons)


def deadline_of(campaign: Campaign) -> date:
    """The last day on which the town takes dossiers."""
    return campaign.closes_on or campaign.ends_on


def board_of(campaign: Campaign) -> list[UnitRow]:
    """Every unit that the plan addresses, by name; four statements whatever their number."""
    rows = [UnitRow(one) for one in participations_of(campaign)]
    by_unit = {one.participation.unit_id: one for one in rows}
    for unit_id, users in people_of(by_unit).items():
        by_unit[unit_id].people = list({one.id: one for one in users}.values())
    _count_activities(campaign, by_unit)
    _count_dossiers(campaign, by_unit)
    late = max((today() - deadline_of(campaign)).days, 0)
    for one in rows:
        one.days_late = 0 if one.handed_in else late
    return rows


def _count_activities(campaign: Campaign, by_unit: dict[int, UnitRow]) -> None:
    query = (
        db.select(Activity.unit_id, func.count(), func.max(Activity.held_on))
        .filter(Activity.campaign_id == campaign.id, Activity.removed_at.is_(None))
        .group_by(Activity.unit_id)
    )
    for unit_id, number, last in db.session.execute(query):
        if row := by_unit.get(unit_id):
            row.activities, row.last_activity_on = number, last


def _count_dossiers(campaign: Campaign, by_unit: dict[int, UnitRow]) -> None:
    where = case(
        (Nomination.state.in_(IN_UNIT) & (Nomination.round > 1), RETURNED),
        (Nomination.state.in_(IN_UNIT), DRAFTING),
        (Nomination.state.in_(IN_TOWN), SUBMITTED),
        (Nomination.state.in_(BEYOND), SENT),
        else_="",
    ).label("place")
    query = (
        db.select(Nomination.unit_id, where, func.count())
        .filter(Nomination.campaign_id == campaign.id)
        .group_by(Nomination.unit_id, where)
    )
    for unit_id, place, number in db.session.execute(query):
        if row := by_unit.get(unit_id):
            row.dossiers[place] = number
