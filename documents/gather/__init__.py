"""From rows to the data of a paper: one gatherer for each type of paper."""

from __future__ import annotations

from collections.abc import Callable

from documents.blocks import Paper
from documents.gather import campaigns, decisions, meetings, nominations, submissions
from models import Document
from models.enums import DocumentType

GATHERERS: dict[DocumentType, Callable[[Document, str], Paper]] = {
    DocumentType.SUBMISSION_LETTER: submissions.letter,
    DocumentType.AWARD_DECISION: decisions.decision,
    DocumentType.CERTIFICATE: decisions.certificate,
    DocumentType.FOLLOW_UP_LETTER: campaigns.follow_up,
    DocumentType.CLOSING_REPORT: campaigns.closing,
    DocumentType.HANDOVER_LIST: decisions.handover_list,
    DocumentType.INVITATION: meetings.invitation,
    DocumentType.MINUTES: meetings.minutes,
    DocumentType.RECEIPT_SLIP: nominations.slip,
}


def paper_of(document: Document, public_url: str) -> Paper:
    """The paper that a document's row asks for; `public_url` leads to the page that verifies it."""
    return GATHERERS[document.type](document, public_url)
