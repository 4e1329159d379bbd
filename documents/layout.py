"""The measures of Nghị định 30/2020/NĐ-CP (Phụ lục I), the one table that every renderer reads.

Lengths of the page are in millimetres, sizes of letters in points. Each value lies inside the
range that the decree allows; the range stands beside it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Page:
    width: float = 210.0
    height: float = 297.0
    top: float = 20.0  # 20–25
    bottom: float = 20.0  # 20–25
    left: float = 30.0  # 30–35
    right: float = 20.0  # 15–20
    # 13 pt bold, the national title is 95.7 mm wide and may not wrap.
    title_half: float = 97.0


@dataclass(frozen=True)
class Sizes:
    national_title: float = 13.0  # 12–13
    motto: float = 14.0  # 13–14
    superior: float = 13.0  # 12–13
    issuer: float = 13.0  # 12–13
    number: float = 13.0
    about: float = 13.0  # 12–13
    place_date: float = 14.0  # 13–14
    type_name: float = 14.0  # 13–14
    abstract: float = 14.0  # 13–14
    body: float = 14.0  # 13–14
    table: float = 12.0
    authority: float = 14.0  # 13–14
    signer: float = 14.0  # 13–14
    recipients_label: float = 12.0
    recipients: float = 11.0
    appendix: float = 14.0  # 13–14
    page_number: float = 13.0  # 13–14


@dataclass(frozen=True)
class Text:
    indent: float = 12.7  # 10 or 12.7 mm
    line: float = 1.05  # single to 1.5 lines
    # Times New Roman's line and letters, in parts of the size: single = ascent + descent + gap.
    single: float = 1.149
    ascent: float = 0.891
    descent: float = 0.216
    paragraph_gap: float = 6.0  # at least 6 pt
    signature_room: float = 30.0  # mm between the office and the name


@dataclass(frozen=True)
class Rules:
    """The drawn lines, as a share of the text above them."""

    motto: float = 1.0
    issuer: float = 0.4  # 1/3–1/2
    abstract: float = 0.4  # 1/3–1/2
    thickness: float = 0.6  # pt
    gap: float = 1.0  # mm


@dataclass(frozen=True)
class Gaps:
    """The blank before, between and behind the parts of a paper, in points."""

    header_rows: float = 8.0  # between the names on top and the number
    about: float = 6.0  # 6 pt: between the number of a letter and what it is about
    below_header: float = 14.0
    above_title: float = 14.0
    abstract: float = 4.0
    below_title: float = 16.0
    addressee: float = 6.0
    addressee_dash: float = 5.0  # beside the dash
    below_addressees: float = 14.0
    heading: float = 14.0
    closing: float = 16.0
    second_recipients: float = 14.0  # between two signatures and the recipients
    appendix_line: float = 5.0
    below_appendix_title: float = 12.0


@dataclass(frozen=True)
class Shares:
    """How much of its room a centred text may take, broken into lines alike."""

    about: float = 0.9
    abstract: float = 0.88
    appendix: float = 0.98


@dataclass(frozen=True)
class Halves:
    """The foot of the text: recipients on the left, the signature on the right."""

    left: float = 1.0  # parts of the width
    right: float = 1.15
    gutter: float = 4.0  # mm


@dataclass(frozen=True)
class Grid:
    """A table in the text."""

    inset: float = 4.0  # pt
    stroke: float = 0.5  # pt
    group_indent: float = 4.0  # mm, of a group inside a group
    # A row goes to the next page whole, unless it has more letters than may fit on one.
    whole_row: int = 1500


@dataclass(frozen=True)
class Sheet:
    """The certificate: no decree fixes its size today, so an office may bring its own."""

    width: float = 297.0
    height: float = 210.0
    frame: float = 8.0  # from the edge of the sheet to the frame
    inner: float = 21.0  # from the edge of the sheet to the text
    signature_room: float = 35.0


@dataclass(frozen=True)
class Layout:
    page: Page = Page()
    sizes: Sizes = Sizes()
    text: Text = Text()
    rules: Rules = Rules()
    gaps: Gaps = Gaps()
    shares: Shares = Shares()
    halves: Halves = Halves()
    grid: Grid = Grid()
    sheet: Sheet = Sheet()

    def as_dict(self) -> dict[str, dict[str, float]]:
        return asdict(self)


LAYOUT = Layout()
