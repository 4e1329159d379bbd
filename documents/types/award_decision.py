"""Quyết định khen thưởng: the granter awards, in articles, with the list of names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from documents.blocks import (
    Appendix,
    Article,
    Block,
    Closing,
    Header,
    Heading,
    Paper,
    Recipients,
    Recitals,
    Signature,
    Title,
)
from documents.dates import day_in_words, number_and_symbol
from documents.types.lists import AMOUNT, NAME, NOTE, POSITION, born_shown, list_table
from documents.types.people import (
    Listed,
    Office,
    Proposal,
    Signer,
    count_in_words,
    joined,
    kinds_in_words,
)
from documents.wording import wording_of
from models.enums import DocumentType


@dataclass(frozen=True, kw_only=True)
class AwardDecisionData:
    """All that the decision says.

    `legal_grounds` are whole sentences in the state of the law on that day; `merit` is how Điều 1
    goes on after the count ("đã có thành tích …"); `reward` is the sentence on the money, and
    without it that article is left out.
    """

    issuer: Office
    granter: str
    form: str
    legal_grounds: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    merit: str
    entries: tuple[Listed, ...]
    executors: str
    signer: Signer
    symbol: str = "QĐ-UBND"
    number: int | None = None
    dated_on: date | None = None
    reward: str = ""
    recipients: tuple[str, ...] = ()
    drafting_unit: str = ""


def award_decision(data: AwardDecisionData) -> Paper:
    """The articles on their own pages, then the list as its appendix."""
    say = wording_of(DocumentType.AWARD_DECISION).say
    articles = _articles(data)
    kept = say("kept_by", unit=data.drafting_unit) if data.drafting_unit else say("kept")
    blocks: tuple[Block, ...] = (
        Header(
            superior=data.issuer.superior_letterhead,
            issuer=data.issuer.letterhead,
            symbol=data.symbol,
            number=data.number,
            place=data.issuer.place,
            dated_on=data.dated_on,
        ),
        Title(say("type_name"), say("abstract", form=data.form)),
        Heading(data.granter.upper()),
        Recitals(_grounds(data)),
        Heading(say("decides")),
        *articles,
        Closing(
            Signature(data.signer.authority, data.signer.name),
            Recipients((say("as_article", number=len(articles)), *data.recipients, kept)),
        ),
        _list(data),
    )
    return Paper(
        kind=DocumentType.AWARD_DECISION,
        blocks=blocks,
        title=f"Quyết định số {number_and_symbol(data.number, data.symbol)}",
        author=data.issuer.name,
        subject=say("abstract", form=data.form),
        dated_on=data.dated_on,
    )


def _grounds(data: AwardDecisionData) -> tuple[str, ...]:
    say = wording_of(DocumentType.AWARD_DECISION).say
    return (*data.legal_grounds, *(_proposed(one, say) for one in data.proposals))


def _proposed(proposal: Proposal, say: Callable[..., str]) -> str:
    if not proposal.papers:
        return say("proposed_without_paper", proposer=proposal.proposer)
    papers = joined([str(one) for one in proposal.papers])
    return say("proposed_by", proposer=proposal.proposer, paper=papers)


def _articles(data: AwardDecisionData) -> tuple[Article, ...]:
    say = wording_of(DocumentType.AWARD_DECISION).say
    texts = [
        say(
            "award",
            form=data.form,
            count=count_in_words(data.entries),
            merit=data.merit,
        )
    ]
    if data.reward:
        texts.append(say("reward", reward=data.reward))
    texts += [say("in_force"), say("executors", executors=data.executors)]
    return tuple(Article(number, text) for number, text in enumerate(texts, start=1))


def _list(data: AwardDecisionData) -> Appendix:
    say = wording_of(DocumentType.AWARD_DECISION).say
    is_paid = any(entry.amount is not None for entry in data.entries)
    money = (AMOUNT,) if is_paid else ()
    shown = (NAME, *born_shown(data.entries), POSITION, *money, NOTE)
    return Appendix(
        label=say("appendix"),
        title=say("appendix_title", kinds=kinds_in_words(data.entries), form=data.form),
        attached_to=say(
            "attached_to",
            number=number_and_symbol(data.number, data.symbol),
            day=day_in_words(data.dated_on),
            granter=data.granter,
        ),
        blocks=(list_table(data.entries, shown, say("total_amount") if is_paid else ""),),
    )
