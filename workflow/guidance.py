"""The upper level's guidance on the awards: it opens the window for dossiers. The caller commits."""

from __future__ import annotations

from uuid import uuid4

from flask_babel import gettext as _

from models import Campaign, Enclosure, db
from workflow.actions import changes_of, record
from workflow.campaigns import open_for_writing, stream_of
from workflow.errors import InputError
from workflow.inputs import Field, Inputs, read_date, read_inputs, read_line, read_past_date
from workflow.notices import tell
from workflow.participation import participations_of, people_of
from workflow.people import Person

FIELDS = (
    Field("guidance_number", read_line), Field("guidance_on", read_past_date),
    Field("guidance_issuer", read_line), Field("opens_on", read_date, required=False),
    Field("closes_on", read_date, required=False),
)  # fmt: skip


def register_guidance(
    campaign: Campaign, person: Person, raw: Inputs, version: int, file: Enclosure | None = None
) -> int:
    """Write the guidance and its window down, and tell all units of the plan; how many units.

    `file` is its scan; without one the former scan stays. Nobody is told where nothing changed.
    Raises `InputError`, or `StaleError` where somebody was faster.
    """
    post = open_for_writing(campaign, person, version)
    clean = read_inputs(FIELDS, raw)
    if clean["opens_on"] and clean["closes_on"] and clean["closes_on"] < clean["opens_on"]:
        raise InputError({"closes_on": _("Hạn nhận hồ sơ phải sau ngày bắt đầu nhận.")})
    for name, value in clean.items():
        setattr(campaign, name, value)
    changes = changes_of(campaign)
    if file:
        campaign.guidance_file_id = file.id
        changes["guidance_file"] = (None, file.filename)
    if not changes:
        return 0
    act_id, unit_ids = uuid4(), [one.unit_id for one in participations_of(campaign)]
    event_id = record("register_guidance", stream=stream_of(campaign), actor=person, post=post,
                      act_id=act_id, changes=changes)  # fmt: skip
    told = [one for users in people_of(unit_ids).values() for one in users]
    tell(told, action="register_guidance", event_id=event_id, act_id=act_id)
    return len(unit_ids)


def guidance_file(campaign: Campaign) -> Enclosure | None:
    """The scan of the guidance."""
    return db.session.get(Enclosure, campaign.guidance_file_id) if campaign.guidance_file_id else None
