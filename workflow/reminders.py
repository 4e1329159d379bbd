"""Which units are reminded before a campaign closes. The caller commits."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from sqlalchemy.dialects.postgresql import insert

from models import Campaign, Reminder, db
from workflow.actions import record
from workflow.board import DRAFTING, RETURNED, UnitRow, board_of
from workflow.campaigns import stream_of
from workflow.dates import Calendar, today
from workflow.notices import tell
from workflow.working_days import calendar

# So many working days before the last day.
OFFSETS = (30, 14, 7, 3, 1)


def offset_due(
    closes_on: date, day: date, worked: Calendar, offsets: tuple[int, ...] = OFFSETS
) -> int | None:
    """The reminder that is due on that day: the nearest that was reached; None on a day off.

    Earlier ones that were missed are not caught up.
    """
    if day > closes_on or not worked.is_worked(day):
        return None
    left = len(worked.days_after(day, closes_on))
    return min((one for one in offsets if one >= left), default=None)


def open_campaigns() -> list[Campaign]:
    """The campaigns whose window has a last day that is not over."""
    query = db.select(Campaign).filter(Campaign.published, Campaign.closes_on >= today())
    return list(db.session.scalars(query.order_by(Campaign.id)))


def remind(campaign: Campaign) -> int:
    """Remind each unit that has handed in nothing or has drafts, where that is due; how many units."""
    assert campaign.closes_on is not None  # `open_campaigns` asks for it.
    offset = offset_due(campaign.closes_on, today(), calendar())
    rows = {one.participation.unit_id: one for one in board_of(campaign) if _is_behind(one)}
    if offset is None or not rows:
        return 0
    new = [rows[number] for number in _note(campaign, offset, list(rows))]
    if new:
        _tell(campaign, new)
    return len(new)


def _is_behind(row: UnitRow) -> bool:
    """Whether somebody of it can be told of something that is left to do."""
    in_unit = row.dossiers.get(DRAFTING, 0) + row.dossiers.get(RETURNED, 0)
    return not row.is_on_paper and (in_unit > 0 or not row.handed_in)


def _note(campaign: Campaign, offset: int, unit_ids: list[int]) -> list[int]:
    """Keep a row for each unit; those that had none, whoever else asks at the same time."""
    values = [
        {"campaign_id": campaign.id, "unit_id": one, "closes_on": campaign.closes_on, "days_before": offset,
         "sent_on": today()}
        for one in sorted(unit_ids)
    ]  # fmt: skip
    query = insert(Reminder).values(values).on_conflict_do_nothing().returning(Reminder.unit_id)
    return list(db.session.scalars(query))


def _tell(campaign: Campaign, rows: list[UnitRow]) -> None:
    assert campaign.closes_on is not None
    act_id = uuid4()
    drafts = {
        str(one.participation.unit_id): one.dossiers.get(DRAFTING, 0) + one.dossiers.get(RETURNED, 0)
        for one in rows
    }
    event_id = record(
        "remind_units", stream=stream_of(campaign), actor=None, act_id=act_id,
        changes={"units": (None, sorted(one.participation.unit.name for one in rows)),
                 "closes_on": (None, campaign.closes_on)},
        data={"drafts": drafts, "closes_on": campaign.closes_on.isoformat(),
              "left": len(calendar().days_after(today(), campaign.closes_on))},
    )  # fmt: skip
    people = [one for row in rows for one in row.people]
    tell(people, action="remind_units", event_id=event_id, act_id=act_id)
