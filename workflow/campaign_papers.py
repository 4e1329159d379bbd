"""Numbering the letters and reports about a campaign. The caller commits."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import contains_eager

from models import Appointment, Campaign, CampaignPaper, Document, User, db
from models.enums import DocumentType, Role
from workflow.dates import today
from workflow.errors import NotAllowedError
from workflow.numbers import paper_number
from workflow.orders import order
from workflow.participation import may_read_units
from workflow.people import Person, Post

# Symbols of NĐ 30/2020, Phụ lục III: a letter (công văn) has no abbreviation of its own, but the
# drafting part of the office behind it.
SYMBOLS = {DocumentType.FOLLOW_UP_LETTER: "{office}-VP", DocumentType.CLOSING_REPORT: "BC-{office}"}


def signers_of(campaign: Campaign) -> list[Appointment]:
    """Who can sign for the office today: its chair first, then who signs for him (KT.)."""
    query = (
        db.select(Appointment)
        .join(Appointment.user)
        .filter(
            Appointment.organisation_id == campaign.organisation_id, Appointment.role == Role.CHAIR, User.active
        )
        .options(contains_eager(Appointment.user))
    )  # fmt: skip
    found = [one for one in db.session.scalars(query) if one.is_in_force(today())]
    return sorted(found, key=lambda one: (one.signing == "KT.", one.id))


def number_paper(
    campaign: Campaign, kind: DocumentType, signer: Appointment, person: Person, facts: dict[str, Any]
) -> CampaignPaper:
    """Give the paper its number and day, keep what it says, and order it. The campaign is locked."""
    last = db.session.scalar(
        db.select(func.max(CampaignPaper.version)).filter_by(campaign_id=campaign.id, type=kind)
    )
    symbol = SYMBOLS[kind].format(office=campaign.organisation.symbol)
    paper = CampaignPaper(
        campaign_id=campaign.id, type=kind, version=(last or 0) + 1, symbol=symbol, issued_on=today(),
        number=paper_number(campaign.organisation, kind, today().year),
        signer_name=signer.user.full_name, signer_title=signer.title, signing=signer.signing,
        facts=facts, made_by_id=person.id,
    )  # fmt: skip
    db.session.add(paper)
    order(kind, paper.version, campaign_id=campaign.id)
    db.session.flush()
    return paper


def papers_of(campaign: Campaign, *kinds: DocumentType) -> list[tuple[CampaignPaper, Document]]:
    """These papers about the campaign, the newest first, each with the work still to be done on it."""
    same = (Document.type == CampaignPaper.type) & (Document.version == CampaignPaper.version)
    query = (
        db.select(CampaignPaper, Document)
        .join(Document, same & (Document.campaign_id == CampaignPaper.campaign_id))
        .filter(CampaignPaper.campaign_id == campaign.id, CampaignPaper.type.in_(kinds))
        .order_by(CampaignPaper.id.desc())
        .limit(20)
    )
    return [(paper, document) for paper, document in db.session.execute(query)]


def may_open_paper(person: Person, document: Document) -> bool:
    """A letter or report about a campaign is for the office that wrote it."""
    assert document.campaign is not None  # Its subject says so.
    return may_read_units(person, document.campaign)


def paper_maker(person: Person, document: Document) -> Post:
    """The clerk of the office has it made again."""
    assert document.campaign is not None
    for post in person.posts:
        if post.role is Role.CLERK and post.organisation_id == document.campaign.organisation_id:
            return post
    raise NotAllowedError(_("Chỉ Văn phòng của nơi ban hành mới tạo lại được văn bản này."))
