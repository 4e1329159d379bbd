"""Công văn đôn đốc: an office reminds the units that are behind with a plan (NĐ 30/2020, mẫu 1.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.blocks import (
    Addressees,
    Block,
    Closing,
    Column,
    Header,
    Paper,
    Paragraph,
    Recipients,
    Row,
    Signature,
    Table,
)
from documents.dates import day_in_words, number_and_symbol
from documents.types.people import Office, Reference, Signer
from documents.wording import wording_of
from models.enums import DocumentType

# More names than these stand in the table alone.
MOST_ADDRESSED = 5


@dataclass(frozen=True)
class BehindUnit:
    """A unit, and what it has not done yet."""

    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FollowUpLetterData:
    """All that the letter says."""

    issuer: Office
    campaign: str
    plan: Reference
    units: tuple[BehindUnit, ...]
    due_on: date
    note: str
    signer: Signer
    symbol: str
    number: int
    dated_on: date


def follow_up_letter(data: FollowUpLetterData) -> Paper:
    """The letter on one page or two."""
    say = wording_of(DocumentType.FOLLOW_UP_LETTER).say
    names = {"issuer": data.issuer.name, "campaign": data.campaign}
    about = say("about", campaign=data.campaign)
    blocks: tuple[Block, ...] = (
        Header(
            superior=data.issuer.superior_letterhead, issuer=data.issuer.letterhead, symbol=data.symbol,
            number=data.number, place=data.issuer.place, dated_on=data.dated_on, about=about,
        ),
        Addressees(_addressed(data)),
        Paragraph(say("opening", plan=data.plan, day=day_in_words(data.dated_on), **names)),
        _table(data),
        Paragraph(say("request", due=day_in_words(data.due_on), **names)),
        *(Paragraph(one) for one in data.note.split("\n") if one.strip()),
        Paragraph(say("closing")),
        Closing(
            Signature(data.signer.authority, data.signer.name),
            Recipients((say("as_above"), say("chair"), say("kept"))),
        ),
    )  # fmt: skip
    return Paper(
        kind=DocumentType.FOLLOW_UP_LETTER, blocks=blocks, author=data.issuer.name, subject=about,
        title=f"Công văn số {number_and_symbol(data.number, data.symbol)}", dated_on=data.dated_on,
    )  # fmt: skip


def _addressed(data: FollowUpLetterData) -> tuple[str, ...]:
    names = tuple(one.name for one in data.units)
    return names if len(names) <= MOST_ADDRESSED else ("Các đơn vị có tên trong công văn này",)


def _table(data: FollowUpLetterData) -> Table:
    say = wording_of(DocumentType.FOLLOW_UP_LETTER).say
    columns = (Column("TT", 1.1, "center"), Column(say("unit"), 6), Column(say("reasons"), 8))
    rows = [Row((str(n), one.name, "; ".join(one.reasons))) for n, one in enumerate(data.units, 1)]
    return Table(columns, tuple(rows))
