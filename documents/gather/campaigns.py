"""From the facts of a campaign's letter, kept when its number was given, to the data of its paper."""

from __future__ import annotations

from datetime import date

from documents.blocks import Paper
from documents.gather.names import guidance, movement, office, plan
from documents.papers import (
    BehindUnit,
    ClosingReportData,
    ContentResult,
    FollowUpLetterData,
    FormResult,
    Signer,
    closing_report,
    follow_up_letter,
)
from documents.types.signing import authority_for_all
from models import CampaignPaper, Document, db


def follow_up(document: Document, _public_url: str) -> Paper:
    """The letter (công văn đôn đốc) of one press."""
    paper = _kept(document)
    units = tuple(BehindUnit(one["name"], tuple(one["reasons"])) for one in paper.facts["units"])
    return follow_up_letter(
        FollowUpLetterData(
            issuer=office(paper.campaign.organisation), campaign=movement(paper.campaign),
            plan=plan(paper.campaign), units=units, due_on=date.fromisoformat(paper.facts["due_on"]),
            note=paper.facts["note"], signer=_signer(paper), symbol=paper.symbol, number=paper.number,
            dated_on=paper.issued_on,
        )
    )  # fmt: skip


def closing(document: Document, _public_url: str) -> Paper:
    """The closing report, with the figures of the day on which it was numbered."""
    paper = _kept(document)
    facts = paper.facts
    return closing_report(
        ClosingReportData(
            issuer=office(paper.campaign.organisation), campaign=movement(paper.campaign),
            plan=plan(paper.campaign), guidance=guidance(paper.campaign),
            told=facts["told"], acknowledged=facts["acknowledged"], active=facts["active"],
            silent=tuple(facts["silent"]), guides=facts["guides"], stories=facts["stories"],
            contents=tuple(ContentResult(**one) for one in facts["contents"]),
            forms=tuple(FormResult(**one) for one in facts["forms"]), kinds=facts["kinds"],
            prizes=facts["prizes"], assessment=facts["assessment"], shortcomings=facts["shortcomings"],
            next_steps=facts["next_steps"], signer=_signer(paper), symbol=paper.symbol,
            number=paper.number, dated_on=paper.issued_on,
        )
    )  # fmt: skip


def _kept(document: Document) -> CampaignPaper:
    query = db.select(CampaignPaper).filter_by(
        campaign_id=document.campaign_id, type=document.type, version=document.version
    )
    return db.session.scalars(query).one()


def _signer(paper: CampaignPaper) -> Signer:
    lines = authority_for_all(paper.signer_title, paper.signing)
    return Signer(authority=lines, name=paper.signer_name)
