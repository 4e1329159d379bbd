"""The sheets: size, margins, and the number on top of each page but the first."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.parser import OxmlElement
from docx.section import Section
from docx.shared import Mm, Pt

from documents.layout import Layout
from documents.word.styles import made
from documents.word.text import write


def set_up(section: Section, layout: Layout, *, is_landscape: bool) -> None:
    """The page of the decree, upright or lying; pages are counted from 1 and the first shows no number."""
    page = layout.page
    width, height = (page.height, page.width) if is_landscape else (page.width, page.height)
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    line = Pt(layout.sizes.page_number * layout.text.single).mm
    section.header_distance = Mm((page.top - line) / 2)
    section.footer_distance = Mm(page.bottom / 2)
    section.different_first_page_header_footer = True
    about = section._sectPr
    # A new section begins as a copy of the one before.
    about.remove_all("w:pgNumType")
    about.insert_element_before(made("w:pgNumType", {"w:start": "1"}), "w:cols", "w:titlePg")


def number_pages(document: Document) -> None:
    """The field that shows a page's number; later sections take it over."""
    paragraph = write(document.sections[0].header.paragraphs[0], "", "page_number")
    for kind in ("begin", None, "separate", "shown", "end"):
        run = paragraph.add_run()
        if kind is None:
            code = OxmlElement("w:instrText")
            code.text = "PAGE"
            run._r.append(code)
        elif kind == "shown":
            run.text = "2"
        else:
            run._r.append(made("w:fldChar", {"w:fldCharType": kind}))
