"""Biên bản họp xét khen thưởng: who met, how they voted, what came of it (Nghị định 30/2020, Mẫu 1.9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents.blocks import (
    Appendix,
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
)
from documents.dates import day_in_words, number_and_symbol, two_digits
from documents.types.people import Office
from documents.wording import Wording, wording_of
from models.enums import DocumentType, Vote


@dataclass(frozen=True)
class Absentee:
    """Who is not there, and why, if that is known."""

    name: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """One question of the vote with its tally; `votes` names who said what, where that may be told.

    `instead` is the award form that was asked about instead of `form`; empty where the question was
    whether to commend at all.
    """

    code: str
    name: str
    unit: str
    form: str
    instead: str = ""
    votes_for: int
    votes_against: int
    votes_abstain: int
    electors: int
    is_passed: bool
    votes: tuple[tuple[str, Vote], ...] = ()

    @property
    def share(self) -> str:
        """`57,1%` of those who could vote on it."""
        share = 100 * self.votes_for / self.electors if self.electors else 0
        return f"{share:.1f}".replace(".", ",").removesuffix(",0") + "%"


@dataclass(frozen=True, kw_only=True)
class MinutesData:
    """All that the minutes say; for a secret vote no `Reviewed` has names."""

    issuer: Office
    symbol: str
    number: int | None
    held_on: date
    body: str
    campaign: str
    starts_at: str
    ends_at: str
    place: str
    chair: str
    note_taker: str
    present: tuple[str, ...]
    written: tuple[Absentee, ...]
    absent: tuple[Absentee, ...]
    quorum: str
    pass_ratio: str
    is_secret: bool
    counts_all_members: bool
    heads_abstain: bool
    ballots: tuple[int, int, int]
    reviewed: tuple[Reviewed, ...]
    # From when to when the list was open to comments, and how many came.
    comments: tuple[date, date, int] | None = None
    # How many have as many votes as another of their kind.
    conclusion: str

    @property
    def dossiers(self) -> list[Reviewed]:
        """The questions whether to commend: one for each dossier."""
        return [one for one in self.reviewed if not one.instead]

    @property
    def title(self) -> str:
        """The number as other papers cite it."""
        return number_and_symbol(self.number, self.symbol)


def minutes(data: MinutesData) -> Paper:
    """The minutes; their appendix says how each member voted, where the office lets it."""
    wording = wording_of(DocumentType.MINUTES)
    say = wording.say
    blocks: list[Block] = [
        Header(
            superior=data.issuer.superior_letterhead, issuer=data.issuer.letterhead, symbol=data.symbol,
            number=data.number, place=data.issuer.place, dated_on=data.held_on,
        ),
        Title(say("type_name"), say("abstract", body=data.body, campaign=data.campaign)),
        *_opening(data, wording), *_vote(data, wording), *_end(data, wording),
    ]  # fmt: skip
    if any(one.votes for one in data.reviewed):
        blocks.append(_appendix(data, wording))
    return Paper(
        kind=DocumentType.MINUTES, blocks=tuple(blocks), title=f"Biên bản số {data.title}",
        author=data.issuer.name, subject=say("abstract", body=data.body, campaign=data.campaign),
        dated_on=data.held_on,
    )  # fmt: skip


def _opening(data: MinutesData, wording: Wording) -> Iterator[Block]:
    say = wording.say
    yield Paragraph(say("starts", time=data.starts_at, day=day_in_words(data.held_on)))
    yield Paragraph(say("place", place=data.place))
    yield Heading(f"I. {say('attendance').upper()}", "section")
    away = (*data.written, *data.absent)
    by_paper = say("written", count=two_digits(len(data.written))) if data.written else ""
    counts = {"all": len(data.present) + len(away), "present": len(data.present), "absent": len(away)}
    figures = {name: two_digits(count) for name, count in counts.items()}
    yield Paragraph(say("members", written=by_paper, **figures))
    yield Paragraph(say("present", names="; ".join(data.present)))
    if away:
        names = [*(_away(one, wording, say("sent_ballot")) for one in data.written),
                 *(_away(one, wording) for one in data.absent)]  # fmt: skip
        yield Paragraph(say("absent", names="; ".join(names)))
    yield Paragraph(say("quorum", quorum=data.quorum))
    yield Paragraph(say("chair", chair=data.chair))
    yield Paragraph(say("note_taker", note_taker=data.note_taker))


def _away(one: Absentee, wording: Wording, *said: str) -> str:
    notes = [*said, *([wording.say("reason", reason=one.reason)] if one.reason else [])]
    return f"{one.name} ({'; '.join(notes)})" if notes else one.name


def _vote(data: MinutesData, wording: Wording) -> Iterator[Block]:
    say = wording.say
    yield Heading(f"II. {say('content').upper()}", "section")
    yield Paragraph(say("agenda", body=data.body, count=two_digits(len(data.dossiers))))
    if data.comments:
        first, last, count = data.comments
        days = {"first": day_in_words(first), "last": day_in_words(last)}
        yield Paragraph(say("comments", count=two_digits(count), **days))
    base = say("of_all" if data.counts_all_members else "of_voters")
    way = say("way_secret" if data.is_secret else "way_open", ratio=data.pass_ratio, base=base)
    bars = [say("not_own"), *([say("not_unit")] if data.heads_abstain else [])]
    yield Paragraph(" ".join([way, *bars]))
    issued, returned, valid = (two_digits(one) for one in data.ballots)
    yield Paragraph(say("ballots", issued=issued, returned=returned, valid=valid))
    yield Paragraph(say("results") + ":")
    yield _results(data.reviewed, wording)


def _results(rows: tuple[Reviewed, ...], wording: Wording) -> Table:
    columns = (
        Column("TT", 0.9, "center"), Column("Tập thể, cá nhân; đơn vị", 4.4), Column("Hình thức khen", 3),
        Column("Đồng ý", 1.4, "center"), Column("Không đồng ý", 1.7, "center"),
        Column("Không có ý kiến", 1.6, "center"), Column("Tỷ lệ đồng ý", 1.6, "center"),
        Column("Kết quả", 2.3),
    )  # fmt: skip
    return Table(
        columns,
        tuple(
            Row((
                str(number), f"{one.name}\n{one.unit}", _form(one, wording),
                f"{one.votes_for}/{one.electors}",
                str(one.votes_against), str(one.votes_abstain), one.share, _result(one, wording),
            ))
            for number, one in enumerate(rows, 1)
        ),
    )  # fmt: skip


def _form(one: Reviewed, wording: Wording) -> str:
    return wording.say("instead", new=one.instead, old=one.form) if one.instead else one.form


def _result(one: Reviewed, wording: Wording) -> str:
    if one.instead:
        return wording.say("form_chosen" if one.is_passed else "form_kept")
    return wording.say("passed" if one.is_passed else "failed")


def _question(one: Reviewed, wording: Wording) -> str:
    return wording.say("form_question", name=one.name, form=one.instead) if one.instead else one.name


def _end(data: MinutesData, wording: Wording) -> Iterator[Block]:
    say = wording.say
    dossiers = data.dossiers
    passed = {one.code for one in dossiers if one.is_passed}
    yield Heading(f"III. {say('conclusion').upper()}", "section")
    yield Paragraph(say("summary", passed=two_digits(len(passed)), count=two_digits(len(dossiers))))
    for one in data.reviewed:
        if one.instead and one.is_passed and one.code in passed:
            yield Paragraph(say("form_summary", name=one.name, unit=one.unit, form=one.instead))
    for text in (data.conclusion or say("no_conclusion")).splitlines():
        if text:
            yield Paragraph(text)
    yield Paragraph(say("end", time=data.ends_at, day=day_in_words(data.held_on)))
    yield Closing(
        Signature((say("president"),), _name_of(data.chair)),
        Recipients((say("kept"),)),
        Signature((say("secretary"),), _name_of(data.note_taker)),
    )


def _name_of(text: str) -> str:
    """The name without the title that follows it."""
    return text.partition(",")[0]


def _appendix(data: MinutesData, wording: Wording) -> Appendix:
    say = wording.say
    columns = (
        Column("TT", 0.9, "center"), Column("Tập thể, cá nhân", 3.6),
        Column("Đồng ý", 4), Column("Không đồng ý", 4), Column("Không có ý kiến", 4),
    )  # fmt: skip
    rows = tuple(
        Row((str(number), _question(one, wording), *(_names(one, vote) for vote in Vote)))
        for number, one in enumerate(data.reviewed, 1)
    )
    return Appendix(
        label=say("appendix"), title=say("appendix_title"),
        attached_to=say("attached_to", number=data.title, day=day_in_words(data.held_on)),
        blocks=(Table(columns, rows),), is_landscape=True,
    )  # fmt: skip


def _names(one: Reviewed, vote: Vote) -> str:
    return "; ".join(name for name, said in one.votes if said is vote)
