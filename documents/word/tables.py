"""Tables: those that people see, and the two that hold the head and the foot of a paper in place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from documents.blocks import Align, Column, GroupRow, Row, Table, TotalRow
from documents.layout import Grid
from documents.word.styles import made
from documents.word.text import write

ALIGNED: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
SIDES = ("top", "left", "bottom", "right")


def frame(document: Document, widths: Sequence[float], rows: int) -> WordTable:
    """A table that nobody sees, its columns as wide as given in millimetres."""
    table = _begun(document, [round(Mm(width).twips) for width in widths], inset=0, stroke=0)
    for _number in range(rows):
        _whole(table.add_row())
    return table


def draw(document: Document, block: Table, width: float, grid: Grid) -> None:
    """The table over `width` millimetres; its head stands on each page, its rows are not torn."""
    table = _begun(document, _shared(block.columns, width), inset=grid.inset, stroke=grid.stroke)
    head = table.add_row()
    _whole(head).append(made("w:tblHeader", {}))
    for cell, column in zip(head.cells, block.columns, strict=True):
        _fill(cell, column.title, "column_title")
    for row in block.rows:
        _add_row(table, row, block.columns, grid)


def _add_row(
    table: WordTable, row: Row | GroupRow | TotalRow, columns: tuple[Column, ...], grid: Grid
) -> None:
    added = table.add_row()
    if isinstance(row, Row):
        if sum(map(len, row.cells)) < grid.whole_row:
            _whole(added)
        _fill_all(added.cells, row.cells, columns, "cell")
        return
    _whole(added)
    cells = added.cells
    if isinstance(row, GroupRow):
        group = _fill(cells[0].merge(cells[-1]), row.text, "group")
        if row.level == 2:
            group.paragraph_format.left_indent = Mm(grid.group_indent)
        return
    first = len(columns) - len(row.cells)
    label = _fill(cells[0].merge(cells[first - 1]), row.label, "total")
    label.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _fill_all(cells[first:], row.cells, columns[first:], "total")


def _fill_all(cells: Sequence[_Cell], texts: Sequence[str], columns: Sequence[Column], style: str) -> None:
    for cell, text, column in zip(cells, texts, columns, strict=True):
        _fill(cell, text, style).alignment = ALIGNED[column.align]


def _fill(cell: _Cell, text: str, style: str) -> Any:
    cell.vertical_alignment = VERTICAL.CENTER
    return write(cell.paragraphs[0], text, style)


def _shared(columns: tuple[Column, ...], width: float) -> list[int]:
    """The width of each column in twentieths of a point; together they are the whole."""
    parts, whole = sum(column.width for column in columns), Mm(width).twips
    edges, reached = [0], 0.0
    for column in columns:
        reached += column.width
        edges.append(round(whole * reached / parts))
    return [right - left for left, right in pairwise(edges)]


def _begun(document: Document, widths: list[int], *, inset: float, stroke: float) -> WordTable:
    table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    about = table._tbl.tblPr
    about.find(qn("w:tblW")).attrib.update({qn("w:type"): "dxa", qn("w:w"): str(sum(widths))})
    borders, margins = made("w:tblBorders", {}), made("w:tblCellMar", {})
    kind = {"w:val": "single" if stroke else "nil", "w:sz": str(round(stroke * 8)), "w:space": "0"}
    for side in (*SIDES, "insideH", "insideV"):
        borders.append(made(f"w:{side}", {**kind, "w:color": "000000"} if stroke else kind))
    for side in SIDES:
        margins.append(made(f"w:{side}", {"w:w": str(round(Pt(inset).twips)), "w:type": "dxa"}))
    layout = about.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)
    return table


def _whole(row: _Row) -> Any:
    """The row is not torn at the end of a page."""
    about = row._tr.get_or_add_trPr()
    about.append(made("w:cantSplit", {}))
    return about
