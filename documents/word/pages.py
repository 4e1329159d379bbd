"""Each block of a paper as Word's paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatchmethod
from typing import Any

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from documents.blocks import (
    Addressees,
    Appendix,
    Article,
    Block,
    Closing,
    Header,
    Heading,
    Paragraph,
    Recipients,
    Recitals,
    Signature,
    Table,
    Title,
)
from documents.layout import Layout
from documents.measuring import Cut, even_width, width_of
from documents.word import tables
from documents.word.sections import number_pages, set_up
from documents.word.styles import looks
from documents.word.text import add, checked, write

# Word may set a line a little wider than it was measured, in millimetres.
SLACK = 1.0


class Pages:
    """A paper while it is being written."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self.document, self.layout, self.looks = document, layout, looks(layout)
        # What was written last, if it is no table, and the blank in points that is due behind it.
        self.last: Any = None
        self.due = 0.0
        self.width = 0.0

    def fill(self, blocks: Sequence[Block]) -> None:
        """Write all blocks; what stands before the signature goes with it to the next page."""
        first = blocks[0]
        self._open(is_landscape=isinstance(first, Appendix) and first.is_landscape)
        number_pages(self.document)
        self._write(blocks)
        if self.last is None:
            self._put("", "spacer")

    def _open(self, *, is_landscape: bool) -> None:
        page = self.layout.page
        set_up(self.document.sections[-1], self.layout, is_landscape=is_landscape)
        self.width = (page.height if is_landscape else page.width) - page.left - page.right
        self.last, self.due = None, 0.0

    def _write(self, blocks: Sequence[Any]) -> None:
        for block, after in zip(blocks, (*blocks[1:], None), strict=True):
            begun = len(self.document.paragraphs)
            self.draw(block)
            if isinstance(after, Closing) and isinstance(block, Paragraph | Article):
                for each in self.document.paragraphs[begun:]:
                    each.paragraph_format.keep_with_next = each.paragraph_format.keep_together = True

    def _put(self, text: str, style: str, *, after: float | None = None) -> Any:
        """A paragraph. The blank before it is the larger of two that meet, said once.

        Word's versions differ in whether they add the two or take the larger.
        """
        paragraph, look = add(self.document, text, style), self.looks[style]
        gap = max(self.due, look.before)
        if self.last is None and gap != look.before:
            paragraph.paragraph_format.space_before = Pt(gap)
        if self.last is not None and self.due and look.before:
            paragraph.paragraph_format.space_before = Pt(gap)
            self.last.paragraph_format.space_after = Pt(0)
        if after is not None:
            paragraph.paragraph_format.space_after = Pt(after)
        self.last, self.due = paragraph, look.after if after is None else after
        return paragraph

    @singledispatchmethod
    def draw(self, block: Any) -> None:
        """Write one block."""
        raise TypeError(f"{type(block).__name__} has no form in Word")

    @draw.register
    def _header(self, block: Header) -> None:
        right = self.layout.page.title_half
        left = self.width - right
        upper, lower = tables.frame(self.document, (left, right), rows=2).rows
        names = [(line, "superior") for line in block.superior] + [(line, "issuer") for line in block.issuer]
        *_names, rule = _filled(upper.cells[0], [*names, ("", "rule")])
        self._rule(rule, block.issuer, "issuer", self.layout.rules.issuer, left)
        *_names, rule = _filled(
            upper.cells[1], [(block.national_title, "national_title"), (block.motto, "motto"), ("", "rule")]
        )
        self._rule(rule, (block.motto,), "motto", self.layout.rules.motto, right)
        about = [(block.about_line, "about")] if block.about else []
        number, *letter = _filled(lower.cells[0], [(block.number_line, "number"), *about])
        for each in letter:
            number.paragraph_format.space_after = Pt(0)
            self._even(each, block.about_line, "about", self.layout.shares.about, left)
        _filled(lower.cells[1], [(block.place_line, "place_date")])
        self.last, self.due = None, 0.0

    @draw.register
    def _title(self, block: Title) -> None:
        self._put(
            block.type_name, "type_name", after=None if block.abstract else self.layout.gaps.below_title
        )
        if not block.abstract:
            return
        abstract = self._put(block.abstract, "abstract")
        width = self._even(abstract, block.abstract, "abstract", self.layout.shares.abstract, self.width)
        rule = self._put("", "rule", after=self.layout.gaps.below_title)
        _narrowed(rule, self.width, width * self.layout.rules.abstract)

    @draw.register
    def _addressees(self, block: Addressees) -> None:
        gaps = self.layout.gaps
        if len(block.lines) == 1:
            self._put(f"{block.label} {block.lines[0]}", "addressees", after=gaps.below_addressees)
            return
        gutter, widest = Pt(gaps.addressee_dash).mm, max(self._widths(block.lines, "addressees"))
        label, dash = self._widths((block.label, "-"), "addressees")
        to_name = label + gutter + dash + gutter
        start = max(0.0, (self.width - to_name - widest) / 2)
        for number, line in enumerate(block.lines, 1):
            after = gaps.below_addressees if number == len(block.lines) else gaps.addressee
            written = self._put(f"{block.label if number == 1 else ''}\t-\t{line}", "addressees", after=after)
            shape = written.paragraph_format
            shape.alignment = WD_ALIGN_PARAGRAPH.LEFT
            shape.left_indent, shape.first_line_indent = Mm(start + to_name), Mm(-to_name)
            for stop in (start + label + gutter, start + to_name):
                shape.tab_stops.add_tab_stop(Mm(stop))

    @draw.register
    def _recitals(self, block: Recitals) -> None:
        for line in block.lines:
            self._put(line, "recital")

    @draw.register
    def _paragraph(self, block: Paragraph) -> None:
        self._put(block.text, "body")

    @draw.register
    def _heading(self, block: Heading) -> None:
        self._put(block.text, "centred_heading" if block.style == "centred" else "section")

    @draw.register
    def _article(self, block: Article) -> None:
        label = self._put("", "article")
        label.add_run(block.label).bold = True
        label.add_run(checked(f" {block.text}"))
        for text in block.paragraphs:
            self._put(text, "body")

    @draw.register
    def _table(self, block: Table) -> None:
        tables.draw(self.document, block, self.width, self.layout.grid)
        self.last, self.due = None, self.layout.text.paragraph_gap

    @draw.register
    def _closing(self, block: Closing) -> None:
        if self.last is None:
            # Two tables that touch are one to Word.
            self.due = 0.0
            self._put("", "spacer")
        self.last.paragraph_format.space_after = Pt(self.layout.gaps.closing)
        halves = self.layout.halves
        part = (self.width - halves.gutter) / (halves.left + halves.right)
        widths = (part * halves.left + halves.gutter, part * halves.right)
        is_under = block.second is not None and block.recipients is not None
        table = tables.frame(self.document, widths, rows=2 if is_under else 1)
        left, right = table.rows[0].cells
        written = _filled(left, _signed(block.second) if block.second else _received(block.recipients))
        signed = _filled(right, _signed(block.signature))
        if is_under:
            for each in (*written, *signed):
                each.paragraph_format.keep_with_next = True
            under = _filled(table.rows[1].cells[0], _received(block.recipients))
            under[0].paragraph_format.space_before = Pt(self.layout.gaps.second_recipients)
            written += under
        for each in written:
            each.paragraph_format.right_indent = Mm(halves.gutter)
        self.last, self.due = None, 0.0

    @draw.register
    def _appendix(self, block: Appendix) -> None:
        if len(self.document.element.body) > 1:
            self.document.add_section(WD_SECTION.NEW_PAGE)
            write(self.document.paragraphs[-1], "", "spacer")
            self._open(is_landscape=block.is_landscape)
        self._put(block.label, "appendix")
        for line, style in ((block.title_line, "appendix_title"), (block.attached_line, "attached")):
            self._even(self._put(line, style), line, style, self.layout.shares.appendix, self.width)
        self._write(block.blocks)

    def _widths(self, lines: Sequence[str], style: str) -> list[float]:
        return [width_of(checked(line), self._cut(style)) for line in lines]

    def _cut(self, style: str) -> Cut:
        look = self.looks[style]
        return Cut(look.size, look.bold, look.italic)

    def _rule(self, rule: Any, lines: Sequence[str], style: str, share: float, room: float) -> None:
        """A drawn line as long as a share of the widest line above it."""
        _narrowed(rule, room, min(room, max(self._widths(lines, style))) * share)

    def _even(self, paragraph: Any, text: str, style: str, share: float, room: float) -> float:
        """Break a long centred text into lines alike; its width in millimetres."""
        whole = width_of(checked(text), self._cut(style))
        if whole <= room * share:
            return whole
        width = even_width(checked(text), self._cut(style), room * share)
        _narrowed(paragraph, room, width + SLACK)
        return width


def _narrowed(paragraph: Any, room: float, width: float) -> None:
    side = Mm(max(0.0, (room - width) / 2))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side


def _filled(cell: Any, lines: Sequence[tuple[str, str]]) -> list[Any]:
    """The paragraphs of a cell, each a text and its style."""
    first, *others = lines or [("", "spacer")]
    return [write(cell.paragraphs[0], *first), *(add(cell, *each) for each in others)]


def _signed(signature: Signature) -> list[tuple[str, str]]:
    return [*((line, "authority") for line in signature.authority), (signature.name, "signer")]


def _received(recipients: Recipients | None) -> list[tuple[str, str]]:
    if recipients is None:
        return []
    return [(recipients.label, "recipients_label"), *((line, "recipient") for line in recipients.lines)]
