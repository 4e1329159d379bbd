"""What the units do for each content of the plan (V.1). The caller commits."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import joinedload

from models import Activity, Campaign, Participation, db
from workflow.actions import changes_of, faster_than_you, record
from workflow.campaigns import stream_of
from workflow.errors import ClosedError, InputError, NotFoundError, StaleError
from workflow.inputs import NOTE, Field, Inputs, read_id, read_inputs, read_past_date, read_printed
from workflow.participation import UNIT_ROLES, may_read_units, unit_post
from workflow.people import Person

MOST_PEOPLE = 100_000
# What a page shows; the sheet of the board and the closing report count all of them.
MOST_SHOWN = 200


def read_attendance(value: Any) -> int | None:
    """How many took part: a whole number, or nothing."""
    text = str(value or "").strip().replace(".", "")
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or int(text[:9]) > MOST_PEOPLE:
        raise ValueError(_("Chỉ ghi số người, ví dụ 45."))
    return int(text)


FIELDS = (
    Field("content", read_id), Field("held_on", read_past_date), Field("text", read_printed(NOTE)),
    Field("attendance", read_attendance, required=False),
)  # fmt: skip


def activities_of(campaign: Campaign, person: Person, unit_id: int | None = None) -> list[Activity]:
    """What was done, the newest first: of all units for who looks at them, else of the person's own."""
    query = (
        db.select(Activity)
        .filter(Activity.campaign_id == campaign.id, Activity.removed_at.is_(None))
        .options(joinedload(Activity.unit), joinedload(Activity.enclosure))
        .order_by(Activity.held_on.desc(), Activity.id.desc())
        .limit(MOST_SHOWN)
    )
    if not may_read_units(person, campaign):
        query = query.filter(Activity.unit_id.in_(person.at(*UNIT_ROLES)))
    if unit_id is not None:
        query = query.filter(Activity.unit_id == unit_id)
    return list(db.session.scalars(query))


def find_activity(campaign: Campaign, activity_id: int, person: Person) -> Activity:
    """One of them; `NotFoundError` where the person may not know of it."""
    row = db.session.get(Activity, activity_id)
    is_seen = row is not None and row.campaign_id == campaign.id and (
        may_read_units(person, campaign) or row.unit_id in person.at(*UNIT_ROLES)
    )  # fmt: skip
    if row is None or not is_seen:
        raise NotFoundError(_("Không tìm thấy hoạt động."))
    return row


def add_activity(
    campaign: Campaign, person: Person, unit_id: int, raw: Inputs, enclosure_id: int | None
) -> Activity:
    """Note something that the unit did; the plan must have been sent to it."""
    post = unit_post(person, unit_id)
    told = db.select(Participation.id).filter_by(campaign_id=campaign.id, unit_id=unit_id)
    if db.session.scalar(told) is None:
        raise ClosedError(_("Kế hoạch này chưa được gửi đến đơn vị."))
    clean = _read(campaign, raw)
    row = Activity(campaign_id=campaign.id, unit_id=unit_id, made_by_id=person.id,
                   enclosure_id=enclosure_id, **clean)  # fmt: skip
    db.session.add(row)
    changes: Any = {name: (None, value) for name, value in clean.items()} | {"unit_id": (None, unit_id)}
    record("note_activity", stream=stream_of(campaign), actor=person, post=post, changes=changes)
    return row


def save_activity(
    row: Activity, person: Person, raw: Inputs, version: int, enclosure_id: int | None = None
) -> None:
    """Write it anew; a new file takes the place of the old one."""
    post = _open(row, person, version)
    for name, value in _read(row.campaign, raw).items():
        setattr(row, name, value)
    row.enclosure_id = enclosure_id or row.enclosure_id
    changes = changes_of(row)
    row.version += 1
    record("edit_activity", stream=stream_of(row.campaign), actor=person, post=post, changes=changes)


def remove_activity(row: Activity, person: Person, version: int) -> None:
    """Take it off the pages; the log keeps what it said."""
    post = _open(row, person, version)
    row.removed_at = func.now()
    row.version += 1
    record("remove_activity", stream=stream_of(row.campaign), actor=person, post=post,
           changes={"text": (row.text, None), "held_on": (row.held_on, None)})  # fmt: skip


def _open(row: Activity, person: Person, version: int) -> Any:
    post = unit_post(person, row.unit_id)
    db.session.refresh(row, with_for_update=True)
    if row.version != version or row.removed_at is not None:
        raise StaleError(faster_than_you(stream_of(row.campaign)))
    return post


def _read(campaign: Campaign, raw: Inputs) -> Inputs:
    clean = read_inputs(FIELDS, raw)
    wrong = {}
    if not 1 <= clean["content"] <= len(campaign.contents):
        wrong["content"] = _("Chọn một nội dung của phong trào.")
    if clean["held_on"] < campaign.starts_on:
        wrong["held_on"] = _("Ngày này trước khi phong trào bắt đầu.")
    if wrong:
        raise InputError(wrong)
    return clean
