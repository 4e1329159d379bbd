"""Tờ trình: an office proposes awards to the office above it, with the list of names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.blocks import (
    Addressees,
    Appendix,
    Block,
    Closing,
    Header,
    Paper,
    Paragraph,
    Recipients,
    Recitals,
    Signature,
    Title,
)
from documents.dates import day_in_words, number_and_symbol
from documents.types.lists import (
    FORM,
    MERIT,
    NAME,
    NOTE,
    POSITION,
    born_shown,
    list_table,
)
from documents.types.people import (
    Listed,
    Office,
    Reference,
    Signer,
    count_in_words,
    forms_of,
    joined,
    kinds_in_words,
)
from documents.wording import wording_of
from models.enums import DocumentType


@dataclass(frozen=True, kw_only=True)
class SubmissionLetterData:
    """All that the letter says; what the law is today comes in `legal_grounds`."""

    issuer: Office
    addressees: tuple[str, ...]
    campaign: str
    plan: Reference
    entries: tuple[Listed, ...]
    signer: Signer
    # In which time the achievements were made.
    period: str = ""
    symbol: str = "TTr-UBND"
    number: int | None = None
    dated_on: date | None = None
    legal_grounds: tuple[str, ...] = ()
    guidance: Reference | None = None
    minutes: Reference | None = None
    enclosures: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    drafting_unit: str = ""


def submission_letter(data: SubmissionLetterData) -> Paper:
    """The letter on its own pages, then the list as its appendix."""
    say = wording_of(DocumentType.SUBMISSION_LETTER).say
    blocks: tuple[Block, ...] = (
        Header(
            superior=data.issuer.superior_letterhead,
            issuer=data.issuer.letterhead,
            symbol=data.symbol,
            number=data.number,
            place=data.issuer.place,
            dated_on=data.dated_on,
        ),
        Title(say("type_name"), say("abstract", campaign=data.campaign)),
        Addressees(data.addressees),
        Recitals(_grounds(data), end=";"),
        *_body(data),
        _closing(data),
        _list(data),
    )
    return Paper(
        kind=DocumentType.SUBMISSION_LETTER,
        blocks=blocks,
        title=f"Tờ trình số {number_and_symbol(data.number, data.symbol)}",
        author=data.issuer.name,
        subject=say("abstract", campaign=data.campaign),
        dated_on=data.dated_on,
    )


def submission_list(data: SubmissionLetterData) -> Paper:
    """The list alone, as it is sent beside the letter."""
    list_ = _list(data)
    return Paper(
        kind=DocumentType.SUBMISSION_LETTER, blocks=(list_,), title=list_.title, author=data.issuer.name,
        subject=list_.attached_to, dated_on=data.dated_on,
    )  # fmt: skip


def _grounds(data: SubmissionLetterData) -> tuple[str, ...]:
    say = wording_of(DocumentType.SUBMISSION_LETTER).say
    followed = [say("following", paper=paper) for paper in (data.plan, data.guidance) if paper]
    minutes = [say("based_on", paper=data.minutes)] if data.minutes else []
    return (*data.legal_grounds, *followed, *minutes)


def _body(data: SubmissionLetterData) -> list[Block]:
    say = wording_of(DocumentType.SUBMISSION_LETTER).say
    names = {"issuer": data.issuer.name, "addressee": joined(list(data.addressees))}
    sentences = [
        say("opening", campaign=data.campaign, **names),
        *_proposals(data.entries),
    ]
    if data.period:
        sentences.append(say("period", period=data.period))
    if data.enclosures:
        sentences.append(say("enclosures", enclosures="; ".join(data.enclosures)))
    sentences.append(say("closing", **names))
    return [Paragraph(sentence) for sentence in sentences]


def _proposals(entries: tuple[Listed, ...]) -> list[str]:
    """How many of each form and in all, counted from the list itself."""
    say = wording_of(DocumentType.SUBMISSION_LETTER).say
    forms = forms_of(entries)
    if len(forms) == 1:
        return [say("only_proposal", form=forms[0], count=count_in_words(entries))]
    sentences = []
    for number, form in enumerate(forms, start=1):
        of_form = tuple(entry for entry in entries if entry.form == form)
        sentences.append(say("proposal", number=number, form=form, count=count_in_words(of_form)))
    return [*sentences, say("total", count=count_in_words(entries))]


def _closing(data: SubmissionLetterData) -> Closing:
    say = wording_of(DocumentType.SUBMISSION_LETTER).say
    kept = say("kept_by", unit=data.drafting_unit) if data.drafting_unit else say("kept")
    return Closing(
        Signature(data.signer.authority, data.signer.name),
        Recipients((say("as_above"), *data.recipients, kept)),
    )


def _list(data: SubmissionLetterData) -> Appendix:
    say = wording_of(DocumentType.SUBMISSION_LETTER).say
    shown = (NAME, *born_shown(data.entries), POSITION, MERIT, FORM, NOTE)
    return Appendix(
        label=say("appendix"),
        title=say("appendix_title", kinds=kinds_in_words(data.entries)),
        attached_to=say(
            "attached_to",
            number=number_and_symbol(data.number, data.symbol),
            day=day_in_words(data.dated_on),
            issuer=data.issuer.name,
        ),
        blocks=(list_table(data.entries, shown),),
        is_landscape=True,
    )
