"""The closing report of a movement (báo cáo tổng kết): its figures from the tables, its judgement from the clerk.

The caller commits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func

from models import Activity, Award, Campaign, CampaignPaper, Decision, Nomination, PublicityGuide, Story, db
from models.enums import OPEN_STATES, DocumentType, NomineeKind, State, StoryState
from workflow.actions import former_act, record
from workflow.board import board_of
from workflow.campaign_papers import number_paper, signers_of
from workflow.campaigns import clerk_post, lock_campaign, stream_of
from workflow.errors import ClosedError, InputError
from workflow.inputs import NOTE, Field, Inputs, read_id, read_inputs, read_printed
from workflow.people import Person

FIELDS = (
    Field("assessment", read_printed(NOTE)), Field("shortcomings", read_printed(NOTE), required=False),
    Field("next_steps", read_printed(NOTE), required=False), Field("signer", read_id),
)  # fmt: skip
Facts = dict[str, Any]


def facts_of(campaign: Campaign) -> Facts:
    """What the tables say of the movement today, as the report keeps it.

    A draft is no proposal yet, and one that was withdrawn is none any more; a revoked award is none.
    """
    rows = board_of(campaign)
    silent = [one.participation.unit.name for one in rows if not one.activities]
    forms = _forms(campaign)
    return {
        "told": len(rows), "acknowledged": sum(one.participation.acknowledged_on is not None for one in rows),
        "active": len(rows) - len(silent), "silent": silent, "contents": _contents(campaign),
        "forms": forms, "open": sum(one["open"] for one in forms), "kinds": _kinds(campaign),
        "guides": _count(PublicityGuide.id, PublicityGuide.campaign_id == campaign.id,
                         PublicityGuide.withdrawn_at.is_(None)),
        "stories": _count_stories(campaign), "prizes": _prizes(campaign),
    }  # fmt: skip


def _count(column: Any, *conditions: Any) -> int:
    return db.session.scalar(db.select(func.count(column)).filter(*conditions)) or 0


def _contents(campaign: Campaign) -> list[Facts]:
    """For each content of part II: how many activities, and how many took part where that was noted."""
    query = (
        db.select(Activity.content, func.count(), func.coalesce(func.sum(Activity.attendance), 0))
        .filter(Activity.campaign_id == campaign.id, Activity.removed_at.is_(None))
        .group_by(Activity.content)
    )
    found = {content: (number, people) for content, number, people in db.session.execute(query)}
    return [
        {"text": text, "activities": found.get(n, (0, 0))[0], "attendance": found.get(n, (0, 0))[1]}
        for n, text in enumerate(campaign.contents, 1)
    ]


def _forms(campaign: Campaign) -> list[Facts]:
    """For each award form of the plan: proposed, granted, not commended, still under way."""
    query = (
        db.select(Nomination.award_form_id, Nomination.state, func.count())
        .filter(Nomination.campaign_id == campaign.id)
        .group_by(Nomination.award_form_id, Nomination.state)
    )
    counts: dict[int, Counter[State]] = {}
    for form_id, state, number in db.session.execute(query):
        counts.setdefault(form_id, Counter())[state] += number
    return [_form(one.name, counts.get(one.id, Counter())) for one in campaign.award_forms]


def _form(name: str, counts: Counter[State]) -> Facts:
    under_way = sum(counts[one] for one in OPEN_STATES if one is not State.DRAFTING)
    ended = {
        "awarded": counts[State.AWARDED],
        "declined": counts[State.DECLINED],
        "revoked": counts[State.REVOKED],
    }
    return {"name": name, "proposed": under_way + sum(ended.values()), "open": under_way, **ended}


def _kinds(campaign: Campaign) -> dict[str, int]:
    """Who was granted an award that stands, by kind of nominee."""
    query = (
        db.select(Nomination.kind, func.count())
        .filter(Nomination.campaign_id == campaign.id, Nomination.state == State.AWARDED)
        .group_by(Nomination.kind)
    )
    found = {kind: number for kind, number in db.session.execute(query)}
    return {one.value: found.get(one, 0) for one in NomineeKind}


def _count_stories(campaign: Campaign) -> int:
    query = (
        db.select(func.count(Story.id))
        .join(Story.nomination)
        .filter(Nomination.campaign_id == campaign.id, Story.state == StoryState.PUBLISHED)
    )
    return db.session.scalar(query) or 0


def _prizes(campaign: Campaign) -> int:
    """The prize money of the awards that stand, in đồng, as far as it was reckoned."""
    query = (
        db.select(func.coalesce(func.sum(Award.paid_amount), 0))
        .join(Award.decision)
        .filter(Decision.campaign_id == campaign.id, Award.revoked_on.is_(None))
    )
    return int(db.session.scalar(query) or 0)


def issue_report(campaign: Campaign, person: Person, raw: Inputs, request_id: str) -> CampaignPaper | None:
    """Give the report its number and order its paper, with the figures as they stand now.

    None where the same press was answered before. Raises `InputError`, and `ClosedError` for a movement
    that was never launched.
    """
    post = clerk_post(person, campaign.organisation_id)
    lock_campaign(campaign)
    if former_act(person, request_id, "campaign"):
        return None
    if not campaign.published:
        raise ClosedError(_("Phong trào chưa ban hành nên chưa có gì để tổng kết."))
    clean = read_inputs(FIELDS, raw)
    signer_id = clean.pop("signer")
    signer = next((one for one in signers_of(campaign) if one.user_id == signer_id), None)
    if signer is None:
        raise InputError({"signer": _("Chọn người ký.")})
    paper = number_paper(campaign, DocumentType.CLOSING_REPORT, signer, person, facts_of(campaign) | clean)
    said = {name: (None, text) for name, text in clean.items() if text}
    record("issue_report", stream=stream_of(campaign), actor=person, post=post, request_id=request_id,
           changes=said | {"number": (None, paper.title)})  # fmt: skip
    return paper


def last_words(papers: Iterable[tuple[CampaignPaper, Any]]) -> dict[str, str]:
    """What the clerk wrote in the newest of these reports, to begin a later one with."""
    for paper, _document in papers:
        return {name: paper.facts[name] for name in ("assessment", "shortcomings", "next_steps")}
    return {}
