"""The upper level's guidance on the awards: it opens the window for dossiers. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import flag_modified

from models import Campaign, Enclosure, db
from workflow import added_criteria, audit, ceilings
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


@dataclass(frozen=True)
class Told:
    """How many units were told of the guidance, and how many dossiers must answer more than before."""

    units: int
    dossiers: int


def register_guidance(
    campaign: Campaign, person: Person, raw: Inputs, version: int, file: Enclosure | None = None
) -> Told:
    """Write the guidance down with its window, and tell all units of the plan.

    It may set a ceiling for each award form and add criteria, which the open dossiers below then answer
    (plan, part IV, 2.1c and 2.2). `file` is its scan; without one the former scan stays. Nobody is told
    where nothing changed.
    Raises `InputError`, or `StaleError` where somebody was faster.
    """
    post = open_for_writing(campaign, person, version)
    more = (*ceilings.fields_of(campaign), *added_criteria.fields_of(campaign))
    clean = read_inputs((*FIELDS, *more), raw)
    if clean["opens_on"] and clean["closes_on"] and clean["closes_on"] < clean["opens_on"]:
        raise InputError({"closes_on": _("Hạn nhận hồ sơ phải sau ngày bắt đầu nhận.")})
    sentences = added_criteria.sentences_of(campaign, clean)
    asked = added_criteria.lock_asked(sentences)
    for one in FIELDS:
        setattr(campaign, one.name, clean[one.name])
    changes = changes_of(campaign) | _set_ceilings(campaign, clean)
    changes |= added_criteria.add(sentences, clean["guidance_number"], clean["guidance_on"])
    if file:
        campaign.guidance_file_id = file.id
        changes["guidance_file"] = (None, file.filename)
    if not changes:
        return Told(0, 0)
    # An award form that changed is a change of the campaign that its page showed.
    flag_modified(campaign, "title")
    act_id, unit_ids = uuid4(), [one.unit_id for one in participations_of(campaign)]
    event_id = record("register_guidance", stream=stream_of(campaign), actor=person, post=post,
                      act_id=act_id, changes=changes)  # fmt: skip
    told = [one for users in people_of(unit_ids).values() for one in users]
    tell(told, action="register_guidance", event_id=event_id, act_id=act_id)
    added_criteria.ask(asked, sentences, person, post)
    return Told(len(unit_ids), len(asked))


def _set_ceilings(campaign: Campaign, clean: Inputs) -> audit.Changes:
    changes: audit.Changes = {}
    for form in campaign.award_forms:
        ceiling = clean[ceilings.field_of(form)]
        if ceiling != form.ceiling:
            changes[f"{form.code}.ceiling"] = (form.ceiling, ceiling)
            form.ceiling = ceiling
    return changes


def guidance_file(campaign: Campaign) -> Enclosure | None:
    """The scan of the guidance."""
    return db.session.get(Enclosure, campaign.guidance_file_id) if campaign.guidance_file_id else None
