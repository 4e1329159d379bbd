"""From the rows of a decision or an award to the data of its paper."""

from __future__ import annotations

from dataclasses import replace

from documents.blocks import Paper
from documents.dates import amount_in_figures
from documents.gather.names import listed, movement, office, where, writer
from documents.papers import (
    AwardDecisionData,
    CertificateData,
    HandoverListData,
    Proposal,
    Reference,
    Signer,
    award_decision,
)
from documents.papers import certificate as certificate_paper
from documents.papers import handover_list as handover_list_paper
from documents.types.laws import COMMENDATION, GOVERNMENT, in_force
from documents.types.people import KIND_NAMES, joined, kinds_in_words
from documents.types.signing import authority
from documents.wording import wording_of
from models import Award, Decision, Document, Nomination, Submission
from models.enums import DocumentType, NomineeKind


def decision(document: Document, _public_url: str) -> Paper:
    """The granting decision."""
    assert document.decision is not None
    return award_decision(_decision(document.decision))


def certificate(document: Document, public_url: str) -> Paper:
    """The certificate of one award."""
    assert document.award is not None
    return certificate_paper(_certificate(document.award, public_url))


def handover_list(document: Document, _public_url: str) -> Paper:
    """The list by which the awards of a decision are handed over."""
    assert document.decision is not None
    made = document.decision
    entries = tuple(
        replace(listed(one.nomination, one.paid_amount), name=one.name)
        for one in made.awards
        if one.revoked_on is None
    )
    return handover_list_paper(
        HandoverListData(
            issuer=office(made.organisation), granter=f"Chủ tịch {made.organisation.name}",
            form=entries[0].form if entries else made.award_form.name, entries=entries, symbol=made.symbol, number=int(made.number),
            dated_on=made.issued_on,
        )
    )  # fmt: skip


def _proposals(decision: Decision) -> tuple[Proposal, ...]:
    """Who proposed, by which letters: all of them, each once."""
    letters: dict[str, dict[Submission, Reference]] = {}
    for one in decision.awards:
        letter = one.nomination.submission
        name = writer(letter).name if letter else one.nomination.town.name
        known = letters.setdefault(name, {})
        if letter:
            known[letter] = Reference(kind="Tờ trình", number=letter.title, dated_on=letter.issued_on)
    return tuple(Proposal(name, tuple(papers.values())) for name, papers in letters.items())


def _decision(decision: Decision) -> AwardDecisionData:
    granter = decision.organisation
    entries = tuple(listed(one.nomination, one.paid_amount) for one in decision.awards)
    proposals = _proposals(decision)
    executors = joined(
        [*(one.proposer for one in proposals), "các cơ quan, đơn vị liên quan",
         f"{kinds_in_words(entries)} có tên tại danh sách kèm theo"]
    )  # fmt: skip
    return AwardDecisionData(
        issuer=office(granter),
        granter=f"Chủ tịch {granter.name}",
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
        reward=_reward(decision),
    )  # fmt: skip


def _reward(decision: Decision) -> str:
    """The sentence on the money: what each kind is paid, and the sum; empty where nothing is."""
    paid = {one.nomination.kind: one.paid_amount for one in decision.awards if one.paid_amount}
    if not paid:
        return ""
    each = [f"{amount_in_figures(paid[kind])} đồng đối với mỗi {name}" for kind, name in KIND_NAMES.items()
            if kind in paid]  # fmt: skip
    total = amount_in_figures(sum(one.paid_amount or 0 for one in decision.awards))
    say = wording_of(DocumentType.AWARD_DECISION).say
    return say("money", each=joined(each), total=total)


def _decided_by(decision: Decision) -> Signer:
    return Signer(authority=authority(decision.signer_title), name=decision.signer_name)


def _certificate(award: Award, public_url: str) -> CertificateData:
    decision, nomination = award.decision, award.nomination
    return CertificateData(
        granter=f"Chủ tịch {decision.organisation.name}",
        form=decision.award_form.type_name,
        name=f"{_address(nomination)}{award.name}",
        about=where(award.name, award.description, nomination),
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
