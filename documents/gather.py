"""From the rows of a submission, decision or award to the data of its paper."""

from __future__ import annotations

from documents.blocks import Paper
from documents.papers import (
    AwardDecisionData,
    CertificateData,
    Listed,
    Office,
    Proposal,
    Reference,
    Signer,
    SubmissionLetterData,
    award_decision,
    certificate,
    submission_letter,
)
from documents.types.laws import COMMENDATION, GOVERNMENT, in_force
from documents.types.people import COUNCIL, joined, kinds_in_words
from documents.types.signing import authority, authority_for_all
from models import (
    Award,
    Campaign,
    Decision,
    Document,
    Nomination,
    Organisation,
    Submission,
)
from models.enums import DocumentType, Level, NomineeKind

OF_CHAIR = " của Chủ tịch "


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
    # A district's committee writes under its own name alone.
    above = organisation.parent if organisation.level is Level.TOWN else None
    return Office(
        name=organisation.name,
        place=organisation.place,
        superior=above.name if above else "",
    )


def _listed(nomination: Nomination) -> Listed:
    born = nomination.born_on
    return Listed(
        kind=nomination.kind,
        name=nomination.name,
        position=_where(nomination.name, nomination.position, nomination),
        form=_form(nomination),
        merit=nomination.summary,
        birth_year=born.year if born and nomination.kind is NomineeKind.INDIVIDUAL else None,
        gender=nomination.gender,
    )


def _where(name: str, position: str, nomination: Nomination) -> str:
    """What the nominee is, in which unit, in which town, nothing said twice."""
    said, parts = f"{name}, {position}".lower(), [position]
    for place in (nomination.unit.name, _place(nomination.town)):
        if place.lower() not in said:
            said, parts = f"{said}, {place.lower()}", [*parts, place]
    where = ", ".join(filter(None, parts))
    return where[:1].upper() + where[1:]


def _place(organisation: Organisation) -> str:
    """`thị trấn Bắc Sơn`, of the People's Committee of the town."""
    return organisation.name.removeprefix(f"{COUNCIL} ")


def _form(nomination: Nomination) -> str:
    """The award form with the full name of who grants it: `Giấy khen của Chủ tịch Ủy ban nhân dân huyện …`."""
    form, of_chair, _whose = nomination.award_form.name.partition(OF_CHAIR)
    granter = getattr(nomination, nomination.award_form.granter_level.value)
    return f"{form}{of_chair}{granter.name}" if of_chair and granter else nomination.award_form.name


def movement(campaign: Campaign) -> str:
    """What a sentence calls the campaign: `phong trào thi đua chào mừng …`."""
    name = campaign.short_title
    if name.lower().startswith("phong trào"):
        return _lower_first(name)
    if name.lower().startswith("thi đua"):
        return f"phong trào {_lower_first(name)}"
    return f"phong trào thi đua “{name}”"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _plan(campaign: Campaign) -> Reference:
    number = f"{campaign.plan_number}/{campaign.plan_symbol}" if campaign.plan_number else ""
    return Reference(
        kind="Kế hoạch", number=number, dated_on=campaign.plan_date,
        issuer=campaign.organisation.name, about=_lower_first(campaign.title),
    )  # fmt: skip


def _guidance(campaign: Campaign) -> Reference | None:
    if not campaign.guidance_number:
        return None
    return Reference(
        kind="Hướng dẫn", number=campaign.guidance_number, dated_on=campaign.guidance_on,
        issuer=campaign.guidance_issuer,
    )  # fmt: skip


def _letter(submission: Submission) -> SubmissionLetterData:
    sender, receiver = submission.from_organisation, submission.to_organisation
    day = submission.issued_on or submission.frozen_at.date()
    return SubmissionLetterData(
        issuer=_office(sender),
        addressees=(receiver.name,),
        campaign=movement(submission.campaign),
        plan=_plan(submission.campaign),
        guidance=_guidance(submission.campaign),
        entries=tuple(_listed(one.nomination) for one in submission.items),
        signer=Signer(
            authority=authority_for_all(submission.signer_title, submission.signing),
            name=submission.signer_name,
        ),
        symbol=submission.symbol,
        number=submission.number,
        dated_on=submission.issued_on,
        legal_grounds=in_force(COMMENDATION, day),
    )


def _proposals(decision: Decision) -> tuple[Proposal, ...]:
    """Who proposed, by which letters: all of them, each once."""
    letters: dict[str, dict[Submission, Reference]] = {}
    for one in decision.awards:
        letter = one.nomination.submission
        name = letter.from_organisation.name if letter else one.nomination.town.name
        known = letters.setdefault(name, {})
        if letter:
            known[letter] = Reference(kind="Tờ trình", number=letter.title, dated_on=letter.issued_on)
    return tuple(Proposal(name, tuple(papers.values())) for name, papers in letters.items())


def _decision(decision: Decision) -> AwardDecisionData:
    office = decision.organisation
    entries = tuple(_listed(one.nomination) for one in decision.awards)
    proposals = _proposals(decision)
    executors = joined(
        [*(one.proposer for one in proposals), "các cơ quan, đơn vị liên quan",
         f"{kinds_in_words(entries)} có tên tại danh sách kèm theo"]
    )  # fmt: skip
    return AwardDecisionData(
        issuer=_office(office),
        granter=f"Chủ tịch {office.name}",
        form=entries[0].form,
        legal_grounds=(
            *in_force(GOVERNMENT, decision.issued_on), *in_force(COMMENDATION, decision.issued_on)
        ),
        proposals=proposals,
        merit=f"đã có thành tích xuất sắc trong {movement(decision.campaign)}",
        entries=entries,
        executors=executors,
        signer=_decided_by(decision),
        symbol=decision.symbol,
        number=int(decision.number),
        dated_on=decision.issued_on,
    )  # fmt: skip


def _decided_by(decision: Decision) -> Signer:
    return Signer(authority=authority(decision.signer_title), name=decision.signer_name)


def _certificate(award: Award, public_url: str) -> CertificateData:
    decision, nomination = award.decision, award.nomination
    return CertificateData(
        granter=f"Chủ tịch {decision.organisation.name}",
        form=decision.award_form.name.partition(" của ")[0],
        name=f"{_address(nomination)}{award.name}",
        about=_where(award.name, award.description, nomination),
        merit=f"Đã có thành tích xuất sắc trong {movement(decision.campaign)}",
        place=decision.organisation.place,
        decision_number=decision.title,
        dated_on=decision.issued_on,
        signer=_decided_by(decision),
        verify_url=f"{public_url}/verify/{award.token}",
    )


def _address(nomination: Nomination) -> str:
    if nomination.kind is not NomineeKind.INDIVIDUAL:
        return ""
    return {"nam": "Ông ", "nữ": "Bà "}.get(nomination.gender.lower(), "")
