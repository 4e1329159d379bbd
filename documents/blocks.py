"""What a paper is made of, before anybody decides how it looks on the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.enums import DocumentType

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, kw_only=True)
class Header:
    """The head of page 1; `superior` and `issuer` are printed line by line as given.

    Without a number or a date their places are left blank, to be filled by hand. `about` is the line
    `V/v …` under the number of a letter (công văn), which has no title (Phụ lục I, ô 5b).
    """

    issuer: tuple[str, ...]
    symbol: str
    place: str
    superior: tuple[str, ...] = ()
    number: int | None = None
    dated_on: date | None = None
    about: str = ""


@dataclass(frozen=True)
class Title:
    """The name of the type of paper and, under it, what it is about."""

    type_name: str
    abstract: str


@dataclass(frozen=True)
class Addressees:
    """`Kính gửi:` one on the same line, several one to a line."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Recitals:
    """The grounds, each without its end mark; the renderer sets `;` and the last `.`."""

    items: tuple[str, ...]
    end: Literal[".", ";"] = "."


@dataclass(frozen=True)
class Paragraph:
    """A justified paragraph."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A bold line of its own: centred (`QUYẾT ĐỊNH:`) or at the indent (`I. …`)."""

    text: str
    style: Literal["centred", "section"] = "centred"


@dataclass(frozen=True)
class Article:
    """`Điều n.` and its text; further paragraphs follow."""

    number: int
    text: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """`width` is a share of the table's width."""

    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True)
class Row:
    cells: tuple[str, ...]


@dataclass(frozen=True)
class GroupRow:
    """A row over the whole width: level 1 a main group, level 2 a group inside it."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True)
class TotalRow:
    """A label over all columns but the last filled ones, and their values."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The header row is repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[Row | GroupRow | TotalRow, ...]


@dataclass(frozen=True)
class Signature:
    """By what authority, line by line (`TM. …`, `KT. …`, `PHÓ …`), and the signer's name."""

    authority: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Recipients:
    """`Nơi nhận:`, each without dash and end mark; the last one is where it is kept."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Closing:
    """The foot of the text: left and right half, kept together with the paragraph before it."""

    signature: Signature
    recipients: Recipients | None = None
    # Who signs beside, on the left, with the recipients below (minutes: the note-taker).
    second: Signature | None = None


@dataclass(frozen=True, kw_only=True)
class Appendix:
    """Pages of their own, counted from 1; `label` is `Phụ lục`, `Phụ lục I`, …"""

    label: str
    title: str
    attached_to: str
    blocks: tuple[Paragraph | Heading | Table, ...]
    is_landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class CertificateFace:
    """One sheet that is framed and hung on a wall."""

    granter: str
    form: str
    name: str
    about: str
    merit: str
    place: str
    dated_on: date | None
    signature: Signature
    register: tuple[str, ...]
    verify_url: str


Block = (
    Header
    | Title
    | Addressees
    | Recitals
    | Paragraph
    | Heading
    | Article
    | Table
    | Closing
    | Appendix
    | CertificateFace
)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A whole paper with what the file says of itself."""

    kind: DocumentType
    blocks: tuple[Block, ...]
    title: str
    author: str
    subject: str
    dated_on: date | None = None
