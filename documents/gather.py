"""From the rows of a submission, decision or award to the data of its paper."""

from __future__ import annotations

from documents.blocks import Paper
from documents.papers import (
    AwardDecisionData,
    CertificateData,
    Listed,
    Office,
    Reference,
    Signer,
    SubmissionLetterData,
    award_decision,
    certificate,
    submission_letter,
)
from models import (
    Award,
    Campaign,
    Decision,
    Document,
    Nomination,
    Organisation,
    Submission,
)
from models.enums import DocumentType, NomineeKind

# The Law is cited without its number (NĐ 30/2020, Phụ lục I).
LAWS = ("Luật Tổ chức chính quyền địa phương", "Luật Thi đua, khen thưởng")


def paper_of(document: Document, public_url: str) -> Paper:
    """The paper that a document's row asks for."""
    match document.type:
        case DocumentType.SUBMISSION_LETTER:
            assert document.submission is not None
            return submission_letter(_letter(document.submission))
        case DocumentType.AWARD_DECISION:
            assert document.decision is not None
            return award_decision(_decision(document.decision))
        case DocumentType.CERTIFICATE:
            assert document.award is not None
            return certificate(_certificate(document.award, public_url))


def _office(organisation: Organisation) -> Office:
    above = organisation.parent
    return Office(
        name=organisation.name,
        place=organisation.place,
        superior=above.name if above else "",
    )


def _listed(nomination: Nomination) -> Listed:
    born = nomination.nominee.born_on
    parts = [nomination.position, nomination.unit.name] if nomination.position else [nomination.unit.name]
    return Listed(
        kind=nomination.kind,
        name=nomination.name,
        position=", ".join(parts),
        form=nomination.award_form.name,
        merit=nomination.summary,
        birth_year=born.year if born and nomination.kind is NomineeKind.INDIVIDUAL else None,
        gender=nomination.nominee.gender,
    )


def _plan(campaign: Campaign) -> Reference:
    number = f"{campaign.plan_number or ''}/{campaign.plan_symbol}" if campaign.plan_number else ""
    return Reference(
        kind="Kế hoạch", number=number, dated_on=campaign.plan_date,
        issuer=campaign.organisation.name, about=f"về {campaign.short_title}",
    )  # fmt: skip


def _guidance(campaign: Campaign) -> Reference | None:
    if not campaign.guidance_number:
        return None
    return Reference(
        kind="Hướng dẫn", number=campaign.guidance_number, dated_on=campaign.guidance_on,
        issuer=campaign.guidance_issuer,
    )  # fmt: skip


def _authority(signing: str, title: str, collective: str) -> tuple[str, ...]:
    """The lines over the name: TM. for the collective, KT. for the head (NĐ 30, Điều 13)."""
    if signing == "KT.":
        return (f"TM. {collective.upper()}", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    return (f"TM. {collective.upper()}", title.upper() or "CHỦ TỊCH")


def _letter(submission: Submission) -> SubmissionLetterData:
    sender, receiver = submission.from_organisation, submission.to_organisation
    title = "CHỦ TỊCH" if "chủ tịch" in submission.signer_title.lower() else submission.signer_title
    return SubmissionLetterData(
        issuer=_office(sender),
        addressees=(receiver.name,),
        campaign=submission.campaign.title,
        plan=_plan(submission.campaign),
        guidance=_guidance(submission.campaign),
        entries=tuple(_listed(one.nomination) for one in submission.items),
        signer=Signer(
            authority=_authority(submission.signing, title, "Ủy ban nhân dân"),
            name=submission.signer_name,
        ),
        symbol=submission.symbol,
        number=submission.number,
        dated_on=submission.issued_on,
        legal_grounds=LAWS[1:],
        recipients=("Như trên",),
    )


def _decision(decision: Decision) -> AwardDecisionData:
    office = decision.organisation
    first = decision.awards[0].nomination
    letter = first.submission
    proposer = letter.from_organisation.name if letter else first.town.name
    return AwardDecisionData(
        issuer=_office(office),
        granter=f"Chủ tịch {office.name}",
        form=decision.award_form.name,
        legal_grounds=LAWS,
        proposer=proposer,
        proposal=Reference(
            kind="Tờ trình", number=letter.title if letter else "",
            dated_on=letter.issued_on if letter else None,
        ),
        merit=f"Có thành tích xuất sắc trong {decision.campaign.short_title}",
        entries=tuple(_listed(one.nomination) for one in decision.awards),
        executors=f"{proposer}, các cơ quan, đơn vị liên quan và các tập thể, cá nhân có tên",
        signer=Signer(authority=(decision.signer_title.upper(),), name=decision.signer_name),
        symbol=decision.symbol,
        number=int(decision.number),
        dated_on=decision.issued_on,
        recipients=("Như Điều 4",),
    )  # fmt: skip


def _certificate(award: Award, public_url: str) -> CertificateData:
    decision, nomination = award.decision, award.nomination
    office = decision.organisation
    about = ", ".join(filter(None, (award.description, nomination.unit.name, nomination.town.name)))
    return CertificateData(
        granter=f"Chủ tịch {office.name}",
        form=decision.award_form.name.split(" của ")[0],
        name=award.name,
        about=about,
        merit=f"Đã có thành tích xuất sắc trong {decision.campaign.short_title}",
        place=office.place,
        decision_number=decision.title,
        dated_on=decision.issued_on,
        signer=Signer(authority=(decision.signer_title.upper(),), name=decision.signer_name),
        verify_url=f"{public_url}/verify/{award.token}",
    )
