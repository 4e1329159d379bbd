"""Danh sách trao thưởng: who is called up, with a place to sign for the paper and the money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.blocks import Align, Block, Closing, Header, Paper, Paragraph, Signature, Title
from documents.dates import day_in_words, number_and_symbol
from documents.types.lists import AMOUNT, NAME, POSITION, Field, list_table
from documents.types.people import Listed, Office
from documents.wording import wording_of
from models.enums import DocumentType

LEFT: Align = "left"
SIGNED = Field("Ký nhận", 3.4, lambda _entry: "", LEFT)


@dataclass(frozen=True, kw_only=True)
class HandoverListData:
    """The decision that it follows, and the awardees in the order in which they are called."""

    issuer: Office
    granter: str
    form: str
    entries: tuple[Listed, ...]
    symbol: str
    number: int | None
    dated_on: date | None


def handover_list(data: HandoverListData) -> Paper:
    """One table, collectives first; the day and the hand of who made it are left open."""
    say = wording_of(DocumentType.HANDOVER_LIST).say
    is_paid = any(entry.amount is not None for entry in data.entries)
    shown = (NAME, POSITION, *((AMOUNT,) if is_paid else ()), SIGNED)
    blocks: tuple[Block, ...] = (
        Header(
            superior=data.issuer.superior_letterhead, issuer=data.issuer.letterhead, symbol="",
            place=data.issuer.place,
        ),
        Title(say("type_name"), say("abstract", form=data.form)),
        Paragraph(say("attached_to", number=number_and_symbol(data.number, data.symbol),
                      day=day_in_words(data.dated_on), granter=data.granter)),
        list_table(data.entries, shown, say("total_amount") if is_paid else ""),
        Closing(Signature((say("maker"),), "")),
    )  # fmt: skip
    return Paper(
        kind=DocumentType.HANDOVER_LIST, blocks=blocks, title=say("abstract", form=data.form),
        author=data.issuer.name, subject=say("abstract", form=data.form), dated_on=data.dated_on,
    )  # fmt: skip
