"""From the rows of a submission to the data of its letter."""

from __future__ import annotations

from documents.blocks import Paper
from documents.gather.names import guidance, listed, movement, plan, writer
from documents.papers import Signer, SubmissionLetterData, submission_letter, submission_list
from documents.types.laws import COMMENDATION, in_force
from documents.types.signing import authority_for_all
from models import Campaign, Document, Submission
from models.enums import Level


def letter(document: Document, _public_url: str) -> Paper:
    """The letter (tờ trình) of a submission."""
    assert document.submission is not None
    return submission_letter(_letter(document.submission))


def list_paper(submission: Submission) -> Paper:
    """The list of a submission without its letter."""
    return submission_list(_letter(submission))


def period_of(campaign: Campaign) -> str:
    """In which time the achievements were made, as the plan says it."""
    if campaign.period_text:
        text = campaign.period_text.rstrip(".")
        return text[:1].lower() + text[1:]
    return f"từ ngày {campaign.starts_on:%d/%m/%Y} đến ngày {campaign.ends_on:%d/%m/%Y}"


def _authority(submission: Submission) -> tuple[str, ...]:
    sender = submission.from_organisation
    # A unit's head signs by his own title, as whoever advises the chair: no committee stands behind him.
    if sender is submission.to_organisation or sender.level is Level.UNIT:
        return (submission.signer_title.upper(),)
    return authority_for_all(submission.signer_title, submission.signing)


def _letter(submission: Submission) -> SubmissionLetterData:
    sender, receiver = submission.from_organisation, submission.to_organisation
    day = submission.issued_on or submission.frozen_at.date()
    return SubmissionLetterData(
        issuer=writer(submission),
        addressees=(f"Chủ tịch {receiver.name}" if sender is receiver else receiver.name,),
        campaign=movement(submission.campaign),
        plan=plan(submission.campaign),
        guidance=guidance(submission.campaign),
        entries=tuple(listed(one.nomination) for one in submission.items),
        signer=Signer(
            authority=_authority(submission),
            name=submission.signer_name,
        ),
        period=period_of(submission.campaign),
        symbol=submission.symbol,
        number=submission.number,
        dated_on=submission.issued_on,
        legal_grounds=in_force(COMMENDATION, day),
    )
