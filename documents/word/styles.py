"""The styles of the Word papers: one for each part that Nghị định 30/2020 names, from the table of measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt

from documents.layout import Layout

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
# What Word itself builds on; everything else that the library's template brings is left out.
BASE = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}


@dataclass(frozen=True, kw_only=True)
class Look:
    """`name` is what Word's list of styles shows; gaps in points, the indent in millimetres."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: ALIGN = ALIGN.LEFT
    before: float = 0
    after: float = 0
    indent: float = 0
    line: float = 1.0
    is_kept: bool = False
    # 1 for what stands in Word's outline of the paper.
    outline: int = 0


def looks(layout: Layout) -> dict[str, Look]:
    """The look of each part by the id of its style."""
    return _head(layout) | _text(layout) | _table(layout) | _foot(layout) | _appendix(layout)


def _head(layout: Layout) -> dict[str, Look]:
    sizes, gaps, middle = layout.sizes, layout.gaps, ALIGN.CENTER
    row: dict[str, Any] = {"align": middle, "before": gaps.header_rows, "after": gaps.below_header}
    return {
        "superior": Look(name="Cơ quan chủ quản", size=sizes.superior, align=middle),
        "issuer": Look(name="Cơ quan ban hành", size=sizes.issuer, bold=True, align=middle),
        "national_title": Look(name="Quốc hiệu", size=sizes.national_title, bold=True, align=middle),
        "motto": Look(name="Tiêu ngữ", size=sizes.motto, bold=True, align=middle),
        "number": Look(name="Số và ký hiệu", size=sizes.number, **row),
        "about": Look(
            name="Trích yếu công văn", size=sizes.about, align=middle,
            before=gaps.about, after=gaps.below_header,
        ),
        "place_date": Look(name="Địa danh và ngày tháng", size=sizes.place_date, italic=True, **row),
        "type_name": Look(
            name="Tên loại văn bản", size=sizes.type_name, bold=True, align=middle,
            # The head leaves its own blank inside its table.
            before=max(0.0, gaps.above_title - gaps.below_header), is_kept=True,
        ),
        "abstract": Look(
            name="Trích yếu", size=sizes.abstract, bold=True, align=middle,
            before=gaps.abstract, is_kept=True,
        ),
        "addressees": Look(name="Kính gửi", size=sizes.body, align=middle),
    }  # fmt: skip


def _text(layout: Layout) -> dict[str, Look]:
    size, text, gaps = layout.sizes.body, layout.text, layout.gaps
    body: dict[str, Any] = {
        "size": size, "align": ALIGN.JUSTIFY, "after": text.paragraph_gap,
        "indent": text.indent, "line": text.line,
    }  # fmt: skip
    return {
        "body": Look(name="Nội dung", **body),
        "recital": Look(name="Căn cứ ban hành", italic=True, **body),
        "article": Look(name="Điều", **body),
        "section": Look(name="Mục", bold=True, is_kept=True, outline=1, **body),
        "centred_heading": Look(
            name="Dòng tiêu đề giữa", size=size, bold=True, align=ALIGN.CENTER, line=text.line,
            before=gaps.heading, after=gaps.heading, is_kept=True,
        ),
    }  # fmt: skip


def _table(layout: Layout) -> dict[str, Look]:
    size = layout.sizes.table
    return {
        "cell": Look(name="Ô bảng", size=size),
        "column_title": Look(name="Tiêu đề cột", size=size, bold=True, align=ALIGN.CENTER, is_kept=True),
        "group": Look(name="Nhóm trong bảng", size=size, bold=True, is_kept=True),
        "total": Look(name="Tổng cộng", size=size, bold=True),
    }


def _foot(layout: Layout) -> dict[str, Look]:
    sizes, middle = layout.sizes, ALIGN.CENTER
    room = Mm(layout.text.signature_room).pt
    return {
        "authority": Look(
            name="Quyền hạn và chức vụ", size=sizes.authority, bold=True, align=middle, is_kept=True
        ),
        "signer": Look(name="Họ tên người ký", size=sizes.signer, bold=True, align=middle, before=room),
        "recipients_label": Look(
            name="Nơi nhận", size=sizes.recipients_label, bold=True, italic=True, is_kept=True
        ),
        "recipient": Look(name="Danh sách nơi nhận", size=sizes.recipients),
        "page_number": Look(name="Số trang", size=sizes.page_number, align=middle),
    }


def _appendix(layout: Layout) -> dict[str, Look]:
    size, gaps = layout.sizes.appendix, layout.gaps
    line: dict[str, Any] = {"size": size, "align": ALIGN.CENTER, "after": gaps.appendix_line, "is_kept": True}
    return {
        "appendix": Look(name="Phụ lục", bold=True, outline=1, **line),
        "appendix_title": Look(name="Tên phụ lục", bold=True, **line),
        "attached": Look(
            name="Kèm theo văn bản", italic=True, **{**line, "after": gaps.below_appendix_title}
        ),
        # Two that show nothing: the drawn line, and what must stand between two tables.
        "rule": Look(name="Đường kẻ", size=1, is_kept=True),
        "spacer": Look(name="Dòng đệm", size=1),
    }


def define(document: Document, layout: Layout) -> None:
    """Take out the styles that came with the library's template, and put in ours."""
    for style in list(document.styles.element.style_lst):
        if style.styleId not in BASE:
            document.styles.element.remove(style)
    _set_defaults(document)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(layout.sizes.body)
    for style_id, look in looks(layout).items():
        _add(document, style_id, look)
    rule, spacer = (document.styles.element.get_by_id(name) for name in ("rule", "spacer"))
    _exactly(rule, Mm(layout.rules.gap))
    _exactly(spacer, Pt(1))
    _underline(rule, layout.rules.thickness)


def _set_defaults(document: Document) -> None:
    """Letters, language and spacing where no style says otherwise."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    paragraph = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")
    for each in (*run, *paragraph):
        each.getparent().remove(each)
    fonts = {f"w:{script}": FONT for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    run.append(made("w:rFonts", fonts))
    # Typst kerns; so Word's lines break where the PDF's do.
    run.append(made("w:kern", {"w:val": "2"}))
    run.append(made("w:lang", {"w:val": LANGUAGE, "w:eastAsia": LANGUAGE, "w:bidi": "ar-SA"}))
    paragraph.append(
        made("w:spacing", {"w:before": "0", "w:after": "0", "w:line": "240", "w:lineRule": "auto"})
    )


def _add(document: Document, style_id: str, look: Look) -> None:
    style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), style_id)
    style.base_style, style.quick_style = document.styles["Normal"], True
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    shape = style.paragraph_format
    shape.alignment, shape.line_spacing = look.align, look.line
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.first_line_indent = Mm(look.indent)
    shape.keep_with_next, shape.widow_control = look.is_kept, True
    if look.outline:
        style.element.get_or_add_pPr().append(made("w:outlineLvl", {"w:val": str(look.outline - 1)}))


def _exactly(style: Any, height: int) -> None:
    style.pPr.spacing_line, style.pPr.spacing_lineRule = height, WD_LINE_SPACING.EXACTLY


def _underline(style: Any, thickness: float) -> None:
    line = made(
        "w:bottom",
        {"w:val": "single", "w:sz": str(round(thickness * 8)), "w:space": "0", "w:color": "000000"},
    )
    borders = made("w:pBdr", {})
    borders.append(line)
    style.pPr.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def made(tag: str, values: dict[str, str]) -> Any:
    """An element of WordprocessingML with its attributes."""
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(name), value)
    return element
