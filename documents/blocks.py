"""What a paper is made of, before anybody decides how it looks on the page.

What stands on the paper beside the fields (labels, dashes, end marks) is a property of the block, so
that every renderer prints the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from documents.dates import day_in_words, number_and_symbol
from models.enums import DocumentType

NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
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

    national_title: ClassVar[str] = NATIONAL_TITLE
    motto: ClassVar[str] = MOTTO

    @property
    def number_line(self) -> str:
        """`Số: 05/TTr-UBND`; a list that goes with a paper has no number of its own."""
        return f"Số: {number_and_symbol(self.number, self.symbol)}" if self.symbol else ""

    @property
    def about_line(self) -> str:
        """`V/v …`, only in a letter."""
        return f"V/v {self.about}" if self.about else ""

    @property
    def place_line(self) -> str:
        """`Bắc Sơn, ngày 02 tháng 6 năm 2025`."""
        return f"{self.place}, {day_in_words(self.dated_on)}"


@dataclass(frozen=True)
class Title:
    """The name of the type of paper and, under it, what it is about."""

    type_name: str
    abstract: str


@dataclass(frozen=True)
class Addressees:
    """`Kính gửi:` one on the same line, several one to a line."""

    names: tuple[str, ...]

    label: ClassVar[str] = "Kính gửi:"

    @property
    def lines(self) -> tuple[str, ...]:
        """One name as it is; several with their end marks, to stand behind dashes."""
        return self.names if len(self.names) == 1 else _marked(self.names)


@dataclass(frozen=True)
class Recitals:
    """The grounds, each without its end mark."""

    items: tuple[str, ...]
    end: Literal[".", ";"] = "."

    @property
    def lines(self) -> tuple[str, ...]:
        """With their end marks."""
        return _marked(self.items, self.end)


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

    @property
    def label(self) -> str:
        """`Điều 1.`"""
        return f"Điều {self.number}."


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

    label: ClassVar[str] = "Nơi nhận:"

    @property
    def lines(self) -> tuple[str, ...]:
        """With dashes and end marks."""
        return tuple(f"- {line}" for line in _marked(self.items))


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

    @property
    def title_line(self) -> str:
        """The title in capitals."""
        return self.title.upper()

    @property
    def attached_line(self) -> str:
        """`(Kèm theo …)`."""
        return f"({self.attached_to})"


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

    national_title: ClassVar[str] = NATIONAL_TITLE
    motto: ClassVar[str] = MOTTO

    @property
    def place_line(self) -> str:
        """`Bắc Sơn, ngày 20 tháng 6 năm 2025`."""
        return f"{self.place}, {day_in_words(self.dated_on)}"


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


def _marked(items: tuple[str, ...], end: str = ".") -> tuple[str, ...]:
    """Each with `;`, the last with `end`."""
    return (*(f"{item};" for item in items[:-1]), *(f"{item}{end}" for item in items[-1:]))
