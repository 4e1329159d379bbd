"""Following up (đôn đốc, plan V.3): one press tells the units that are behind, with a letter. The caller commits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy import func

from models import Campaign, CampaignPaper
from models.enums import DocumentType
from workflow.actions import former_act, record
from workflow.board import UnitRow, board_of
from workflow.campaign_papers import number_paper, signers_of
from workflow.campaigns import clerk_post, lock_campaign, stream_of
from workflow.errors import InputError, NotReadyError, Problem
from workflow.inputs import NOTE, Field, Inputs, read_date, read_flag, read_id, read_inputs, read_printed
from workflow.notices import tell
from workflow.people import Person

# A unit is not written to twice within this time, unless the clerk says so.
PAUSE = timedelta(days=1)
FIELDS = (
    Field("due_on", read_date), Field("note", read_printed(NOTE), required=False),
    Field("signer", read_id), Field("again", read_flag, required=False),
)  # fmt: skip


def was_lately(row: UnitRow) -> bool:
    """Whether the unit was written to within the day."""
    last = row.participation.followed_up_at
    return last is not None and last > datetime.now(UTC) - PAUSE


def follow_up(
    campaign: Campaign, person: Person, unit_ids: Iterable[int], raw: Inputs, request_id: str
) -> CampaignPaper | None:
    """Write to the ticked units that are behind: a mail to their people, one letter for all of them.

    None where the same press was answered before. `InputError` names what is missing.
    """
    post = clerk_post(person, campaign.organisation_id)
    lock_campaign(campaign)
    if former_act(person, request_id, "campaign"):
        return None
    clean = read_inputs(FIELDS, raw)
    wanted = set(unit_ids)
    rows = [one for one in board_of(campaign) if one.is_behind and one.participation.unit_id in wanted]
    if not rows:
        raise NotReadyError([Problem(_("Chưa chọn đơn vị nào đang chậm."))])
    lately = [one.participation.unit.short_name for one in rows if was_lately(one)]
    if lately and not clean["again"]:
        text = _(
            "Đã đôn đốc trong vòng một ngày: %(names)s. Đánh dấu ở đây nếu vẫn gửi lại.",
            names=", ".join(lately),
        )
        raise InputError({"again": text})
    signer = next((one for one in signers_of(campaign) if one.user_id == clean["signer"]), None)
    if signer is None:
        raise InputError({"signer": _("Chọn người ký.")})
    facts = {
        "units": [{"name": one.participation.unit.name, "reasons": one.reasons} for one in rows],
        "due_on": clean["due_on"].isoformat(), "note": clean["note"],
    }  # fmt: skip
    paper = number_paper(campaign, DocumentType.FOLLOW_UP_LETTER, signer, person, facts)
    for one in rows:
        one.participation.followed_up_at = func.now()
    _note(campaign, person, post, rows, paper, request_id)
    return paper


def _note(campaign, person, post, rows: list[UnitRow], paper: CampaignPaper, request_id: str) -> None:
    act_id = uuid4()
    reasons = {str(one.participation.unit_id): one.reasons for one in rows}
    names = [one.participation.unit.name for one in rows]
    event_id = record(
        "follow_up", stream=stream_of(campaign), actor=person, post=post, act_id=act_id, request_id=request_id,
        changes={"number": (None, paper.title), "units": (None, names)},
        data={"reasons": reasons, "due_on": paper.facts["due_on"], "note": paper.facts["note"]},
    )  # fmt: skip
    tell([user for one in rows for user in one.people], action="follow_up", event_id=event_id, act_id=act_id)
