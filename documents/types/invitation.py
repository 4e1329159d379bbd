"""Giấy mời: the members of a review meeting are invited (Nghị định 30/2020, Mẫu 1.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.blocks import Closing, Header, Paper, Paragraph, Recipients, Signature, Title
from documents.dates import day_in_words, number_and_symbol, two_digits
from documents.types.people import Office, Signer
from documents.wording import wording_of
from models.enums import DocumentType


@dataclass(frozen=True)
class Invited:
    """A member by name and title."""

    name: str
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class InvitationData:
    """All that the invitation says."""

    issuer: Office
    symbol: str
    number: int | None
    dated_on: date | None
    body: str
    members: tuple[Invited, ...]
    campaign: str
    dossiers: int
    chair: str
    time: str
    held_on: date
    place: str
    signer: Signer
    is_again: bool = False


def invitation(data: InvitationData) -> Paper:
    """One sheet for all members."""
    say = wording_of(DocumentType.INVITATION).say
    names = [
        say("member", number=number, name=one.name, title=f", {one.title}" if one.title else "")
        for number, one in enumerate(data.members, 1)
    ]
    sentences = [
        say("opening", issuer=data.issuer.name, body=data.body),
        *names,
        say("purpose", campaign=data.campaign),
        say("agenda", count=two_digits(data.dossiers)),
        say("chair", chair=data.chair),
        say("time", time=data.time, day=day_in_words(data.held_on)),
        say("place", place=data.place),
        *([say("replaces")] if data.is_again else []),
        say("closing"),
    ]
    return Paper(
        kind=DocumentType.INVITATION,
        blocks=(
            Header(
                superior=data.issuer.superior_letterhead, issuer=data.issuer.letterhead, symbol=data.symbol,
                number=data.number, place=data.issuer.place, dated_on=data.dated_on,
            ),
            Title(say("type_name"), say("abstract")),
            *(Paragraph(one) for one in sentences),
            Closing(
                Signature(data.signer.authority, data.signer.name), Recipients((say("as_above"), say("kept")))
            ),
        ),
        title=f"Giấy mời số {number_and_symbol(data.number, data.symbol)}",
        author=data.issuer.name,
        subject=say("abstract"),
        dated_on=data.dated_on,
    )  # fmt: skip
