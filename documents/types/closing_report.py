"""Báo cáo tổng kết: what came of a movement, drawn from the tables (NĐ 30/2020, mẫu 1.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from documents.blocks import (
    Block,
    Closing,
    Column,
    Header,
    Heading,
    Paper,
    Paragraph,
    Recipients,
    Row,
    Signature,
    Table,
    Title,
    TotalRow,
)
from documents.dates import number_and_symbol, two_digits
from documents.types.people import Office, Reference, Signer
from documents.wording import wording_of
from models.enums import DocumentType, NomineeKind

ROMAN = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, kw_only=True)
class ContentResult:
    """What was done for one content of part II of the plan."""

    text: str
    activities: int
    attendance: int


@dataclass(frozen=True, kw_only=True)
class FormResult:
    """What became of the proposals for one award form."""

    name: str
    proposed: int
    awarded: int
    declined: int
    open: int
    revoked: int


@dataclass(frozen=True, kw_only=True)
class ClosingReportData:
    """All that the report says; the last three texts are the clerk's, a paragraph to each line."""

    issuer: Office
    campaign: str
    plan: Reference
    guidance: Reference | None
    told: int
    acknowledged: int
    active: int
    silent: tuple[str, ...]
    guides: int
    stories: int
    contents: tuple[ContentResult, ...]
    forms: tuple[FormResult, ...]
    kinds: Mapping[str, int]
    prizes: int
    assessment: str
    shortcomings: str
    next_steps: str
    signer: Signer
    symbol: str
    number: int
    dated_on: date


def closing_report(data: ClosingReportData) -> Paper:
    """The report; a part of which there is nothing to say is left out, and the others close up."""
    say = wording_of(DocumentType.CLOSING_REPORT).say
    names = {"issuer": data.issuer.name, "campaign": data.campaign}
    parts = (
        ("launching", tuple(_launching(data))), ("results", (_contents(data),)),
        ("awards", tuple(_awards(data))), ("assessment", _lines(data.assessment)),
        ("shortcomings", _lines(data.shortcomings)), ("next_steps", _lines(data.next_steps)),
    )  # fmt: skip
    told = [(name, blocks) for name, blocks in parts if blocks]
    blocks: list[Block] = [
        Header(
            superior=data.issuer.superior_letterhead, issuer=data.issuer.letterhead, symbol=data.symbol,
            number=data.number, place=data.issuer.place, dated_on=data.dated_on,
        ),
        Title(say("type_name"), say("abstract", campaign=data.campaign)),
        Paragraph(say("opening", plan=data.plan, **names)),
    ]  # fmt: skip
    for numeral, (name, within) in zip(ROMAN, told, strict=False):
        blocks += [Heading(f"{numeral}. {say(name).upper()}", "section"), *within]
    recipients = Recipients((say("above"), say("chair"), say("units"), say("kept")))
    blocks += [
        Paragraph(say("closing", **names)),
        Closing(Signature(data.signer.authority, data.signer.name), recipients),
    ]
    return Paper(
        kind=DocumentType.CLOSING_REPORT, blocks=tuple(blocks), author=data.issuer.name,
        subject=say("abstract", campaign=data.campaign), dated_on=data.dated_on,
        title=f"Báo cáo số {number_and_symbol(data.number, data.symbol)}",
    )  # fmt: skip


def _lines(text: str) -> tuple[Block, ...]:
    return tuple(Paragraph(one) for one in text.split("\n") if one.strip())


def _launching(data: ClosingReportData) -> Iterator[Block]:
    say = wording_of(DocumentType.CLOSING_REPORT).say
    counts = {"told": data.told, "acknowledged": data.acknowledged, "active": data.active}
    yield Paragraph(say("told", issuer=data.issuer.name, **_words(counts)))
    if data.silent:
        yield Paragraph(say("silent", names="; ".join(data.silent)))
    if data.guidance:
        yield Paragraph(say("guided", guidance=data.guidance))
    if data.guides or data.stories:
        yield Paragraph(say("publicity", **_words({"guides": data.guides, "stories": data.stories})))


def _words(counts: Mapping[str, int]) -> dict[str, str]:
    return {name: two_digits(number) for name, number in counts.items()}


def _contents(data: ClosingReportData) -> Table:
    say = wording_of(DocumentType.CLOSING_REPORT).say
    columns = (
        Column("TT", 1.1, "center"), Column(say("content"), 8.4),
        Column(say("activities"), 2.8, "center"), Column(say("attendance"), 2.8, "center"),
    )  # fmt: skip
    rows = [
        Row((str(n), one.text, two_digits(one.activities), _thousands(one.attendance)))
        for n, one in enumerate(data.contents, 1)
    ]
    total = TotalRow(say("total"), (two_digits(sum(one.activities for one in data.contents)),
                                    _thousands(sum(one.attendance for one in data.contents))))  # fmt: skip
    return Table(columns, (*rows, total))


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".") if number >= 10 else two_digits(number)


def _awards(data: ClosingReportData) -> Iterator[Block]:
    say = wording_of(DocumentType.CLOSING_REPORT).say
    counted = ("proposed", "awarded", "declined", "open")
    columns = (
        Column("TT", 1.1, "center"), Column(say("form"), 6),
        *(Column(say(name), 2, "center") for name in counted),
    )  # fmt: skip
    rows = [
        Row((str(n), one.name, *(two_digits(getattr(one, name)) for name in counted)))
        for n, one in enumerate(data.forms, 1)
    ]
    sums = tuple(two_digits(sum(getattr(one, name) for one in data.forms)) for name in counted)
    yield Table(columns, (*rows, TotalRow(say("total"), sums)))
    kinds = {
        "collectives": data.kinds[NomineeKind.COLLECTIVE], "individuals": data.kinds[NomineeKind.INDIVIDUAL],
        "households": data.kinds[NomineeKind.HOUSEHOLD],
    }  # fmt: skip
    yield Paragraph(say("kinds", **_words(kinds)))
    if revoked := sum(one.revoked for one in data.forms):
        yield Paragraph(say("revoked", revoked=two_digits(revoked)))
    if under_way := sum(one.open for one in data.forms):
        yield Paragraph(say("still_open", open=two_digits(under_way)))
    if data.prizes:
        yield Paragraph(say("prizes", prizes=_thousands(data.prizes)))
