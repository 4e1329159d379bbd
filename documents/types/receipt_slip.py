"""Phiếu tiếp nhận hồ sơ: what the office gives to who brings a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.blocks import Block, Closing, Column, Header, Paper, Paragraph, Row, Signature, Table, Title
from documents.dates import day_in_words
from documents.types.people import Office
from documents.wording import wording_of
from models.enums import DocumentType


@dataclass(frozen=True, kw_only=True)
class ReceiptSlipData:
    """All that the slip says."""

    issuer: Office
    number: str
    received_on: date
    # Empty where the unit brought it on paper: who brought it signs.
    handed_in_by: str
    unit: str
    nominee: str
    form: str
    campaign: str
    papers: tuple[str, ...]
    due_on: date | None
    received_by: str


def receipt_slip(data: ReceiptSlipData) -> Paper:
    """One page, signed by who gave the dossier and who took it."""
    say = wording_of(DocumentType.RECEIPT_SLIP).say
    abstract = say("abstract", number=data.number)
    papers = Table(
        (Column("TT", 1.1, "center"), Column(say("paper"), 14)),
        tuple(Row((str(n), one)) for n, one in enumerate(data.papers, 1)),
    )
    blocks: tuple[Block, ...] = (
        Header(
            superior=data.issuer.superior_letterhead, issuer=data.issuer.letterhead, symbol="",
            place=data.issuer.place, dated_on=data.received_on,
        ),
        Title(say("type_name"), abstract),
        Paragraph(say("received", issuer=data.issuer.name, day=day_in_words(data.received_on))),
        Paragraph(say("handed_in_by", giver=", ".join(filter(None, (data.handed_in_by, data.unit))))),
        Paragraph(say("nominee", name=data.nominee)),
        Paragraph(say("form", form=data.form)),
        Paragraph(say("campaign", campaign=data.campaign)),
        *((Paragraph(say("papers")), papers) if data.papers else (Paragraph(say("no_papers")),)),
        *((Paragraph(say("due", day=day_in_words(data.due_on))),) if data.due_on else ()),
        Closing(
            Signature((say("taker"),), data.received_by), second=Signature((say("giver"),), data.handed_in_by)
        ),
    )  # fmt: skip
    return Paper(
        kind=DocumentType.RECEIPT_SLIP, blocks=blocks, title=f"{say('type_name').capitalize()} {abstract}",
        author=data.issuer.name, subject=abstract, dated_on=data.received_on,
    )  # fmt: skip
