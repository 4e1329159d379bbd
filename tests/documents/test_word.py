"""The Word papers against Nghị định 30/2020, Phụ lục I: page, letters, rules, numbers, tables."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn

from documents.blocks import Appendix, Closing, Paper, Recipients, Signature
from documents.errors import DocumentError
from documents.papers import submission_letter, submission_list
from documents.pdf import render_pdf
from documents.word import NOT_IN_WORD, render_docx
from models.enums import DocumentType
from tests.documents.every_type import EVERY_TYPE
from tests.documents.reading import pages_of
from tests.documents.samples import DISTRICT_LETTER, LETTER, person
from tests.documents.word_reading import line_of, opened, paragraphs_of, rule_length, text_of_word

IN_WORD = {kind: paper for kind, paper in EVERY_TYPE.items() if kind not in NOT_IN_WORD}
NUMBERED = [kind for kind in IN_WORD if kind not in (DocumentType.HANDOVER_LIST, DocumentType.RECEIPT_SLIP)]
TITLED = [kind for kind in IN_WORD if kind is not DocumentType.FOLLOW_UP_LETTER]
# Phụ lục I, mục II and the table of its end: sizes from and to, bold, italic.
DECREE = {
    "Cơ quan chủ quản": (12, 13, False, False),
    "Cơ quan ban hành": (12, 13, True, False),
    "Quốc hiệu": (12, 13, True, False),
    "Tiêu ngữ": (13, 14, True, False),
    "Số và ký hiệu": (13, 13, False, False),
    "Trích yếu công văn": (12, 13, False, False),
    "Địa danh và ngày tháng": (13, 14, False, True),
    "Tên loại văn bản": (13, 14, True, False),
    "Trích yếu": (13, 14, True, False),
    "Kính gửi": (13, 14, False, False),
    "Căn cứ ban hành": (13, 14, False, True),
    "Nội dung": (13, 14, False, False),
    "Điều": (13, 14, False, False),
    "Mục": (13, 14, True, False),
    "Dòng tiêu đề giữa": (13, 14, True, False),
    "Quyền hạn và chức vụ": (13, 14, True, False),
    "Họ tên người ký": (13, 14, True, False),
    "Nơi nhận": (12, 12, True, True),
    "Danh sách nơi nhận": (11, 11, False, False),
    "Phụ lục": (14, 14, True, False),
    "Tên phụ lục": (13, 14, True, False),
    "Kèm theo văn bản": (13, 14, False, True),
    "Số trang": (13, 14, False, False),
    # The decree is silent on the letters inside a table.
    "Ô bảng": (12, 12, False, False),
    "Tiêu đề cột": (12, 12, True, False),
    "Nhóm trong bảng": (12, 12, True, False),
    "Tổng cộng": (12, 12, True, False),
}


def word(kind: DocumentType):
    return opened(render_docx(IN_WORD[kind]))


def test_no_type_of_paper_is_left_out():
    assert set(EVERY_TYPE) == set(DocumentType)
    assert {DocumentType.CERTIFICATE} == NOT_IN_WORD


@pytest.mark.parametrize("kind", IN_WORD)
def test_pages_are_those_of_the_decree_and_lie_where_the_pdf_lies(kind):
    sections = word(kind).sections

    sizes = [(round(one.page_width.mm), round(one.page_height.mm)) for one in sections]
    assert sizes == list(dict.fromkeys((p.width, p.height) for p in pages_of(render_pdf(IN_WORD[kind])))) or (
        # An appendix that stands upright is a section of its own.
        sizes == [(210, 297)] * (1 + sum(isinstance(one, Appendix) for one in IN_WORD[kind].blocks))
    )
    for one in sections:
        assert 20 <= round(one.top_margin.mm, 1) <= 25
        assert 20 <= round(one.bottom_margin.mm, 1) <= 25
        assert 30 <= round(one.left_margin.mm, 1) <= 35
        assert 15 <= round(one.right_margin.mm, 1) <= 20
        assert (one.orientation == 1) == (one.page_width > one.page_height)


@pytest.mark.parametrize("kind", IN_WORD)
def test_every_word_stands_in_the_letters_of_its_element(kind):
    for paragraph in paragraphs_of(word(kind)):
        line = line_of(paragraph)
        if not line.text:
            continue
        least, most, bold, italic = DECREE[line.style]
        assert line.fonts == {"Times New Roman"}, line
        assert all(least <= size <= most for size in line.sizes), line
        assert (line.bold, line.italic) == (bold, italic), line


@pytest.mark.parametrize("kind", IN_WORD)
def test_the_head_has_its_elements_in_their_places(kind):
    paper = IN_WORD[kind]
    header = paper.blocks[0]
    upper, lower = word(kind).tables[0].rows
    left, right = ([line_of(each) for each in cell.paragraphs] for cell in upper.cells)

    names = [*header.superior, *header.issuer]
    assert [one.text for one in left] == [*names, ""]
    assert [one.style for one in left[: len(header.superior)]] == ["Cơ quan chủ quản"] * len(header.superior)
    assert {one.style for one in left[len(header.superior) : -1]} == {"Cơ quan ban hành"}
    assert [(one.text, one.style) for one in right] == [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Quốc hiệu"),
        ("Độc lập - Tự do - Hạnh phúc", "Tiêu ngữ"),
        ("", "Đường kẻ"),
    ]
    number, place = (line_of(cell.paragraphs[0]) for cell in lower.cells)
    assert number.text == (f"Số: {header.number:02d}/{header.symbol}" if kind in NUMBERED else "")
    assert (place.text, place.style) == (header.place_line, "Địa danh và ngày tháng")
    assert {one.align for one in (*left, *right, number, place) if one.text} == {ALIGN.CENTER}


@pytest.mark.parametrize("kind", IN_WORD)
def test_the_rules_of_the_head_are_drawn_and_as_long_as_they_should(kind):
    head = word(kind).tables[0]
    left, right = (cell for cell in head.rows[0].cells)

    assert rule_length(right.paragraphs[-1], right.width.mm) == pytest.approx(60.8, abs=0.5)
    longest = {"ỦY BAN NHÂN DÂN": 43.6, "THỊ TRẤN BẮC SƠN": 43.8, "HUYỆN BẮC SƠN": 37.7}
    widest = max(longest[line] for line in IN_WORD[kind].blocks[0].issuer)
    assert widest / 3 < rule_length(left.paragraphs[-1], left.width.mm) < widest / 2
    assert head._tbl.tblPr.find(qn("w:tblBorders")).find(qn("w:top")).get(qn("w:val")) == "nil"


@pytest.mark.parametrize("kind", TITLED)
def test_the_title_stands_in_the_middle_over_its_rule(kind):
    title, abstract, rule = list(word(kind).paragraphs)[:3]

    block = IN_WORD[kind].blocks[1]
    assert (line_of(title).text, line_of(title).align) == (block.type_name, ALIGN.CENTER)
    assert (line_of(abstract).text, line_of(abstract).align) == (block.abstract, ALIGN.CENTER)
    shape = abstract.paragraph_format
    room = 160 - (shape.left_indent.mm + shape.right_indent.mm if shape.left_indent else 0)
    assert 10 < rule_length(rule, 160) < room / 2


def test_the_body_is_justified_indented_and_spaced():
    lines = [one for one in word(DocumentType.SUBMISSION_LETTER).paragraphs if one.style.name == "Nội dung"]

    assert len(lines) > 4
    for one in lines:
        shape = one.style.paragraph_format
        assert shape.alignment == ALIGN.JUSTIFY
        assert round(shape.first_line_indent.mm, 1) == 12.7
        assert 1 <= shape.line_spacing <= 1.5
        assert max(shape.space_after.pt, 16 if one.paragraph_format.space_after else 0) >= 6


def test_an_article_begins_with_its_number_in_bold():
    found = [one for one in word(DocumentType.AWARD_DECISION).paragraphs if one.style.name == "Điều"]

    assert [(one.runs[0].text, one.runs[0].bold) for one in found] == [
        (f"Điều {number}.", True) for number in range(1, 5)
    ]
    assert {run.bold for one in found for run in one.runs[1:]} == {None}


def test_several_addressees_stand_behind_dashes_under_each_other():
    first, second = (
        one
        for one in opened(render_docx(submission_letter(DISTRICT_LETTER))).paragraphs
        if one.style.name == "Kính gửi"
    )

    assert first.text == "Kính gửi:\t-\tỦy ban nhân dân tỉnh Lạng Sơn;"
    assert second.text == "\t-\tSở Nội vụ tỉnh Lạng Sơn."
    stops = [[stop.position for stop in one.paragraph_format.tab_stops] for one in (first, second)]
    assert stops[0] == stops[1]
    assert len(stops[0]) == 2


@pytest.mark.parametrize("kind", IN_WORD)
def test_pages_are_numbered_by_a_field_that_the_first_page_hides(kind):
    sections = word(kind).sections

    header = sections[0].header.paragraphs[0]
    assert [one.text for one in header._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert (header.style.name, header.style.paragraph_format.alignment) == ("Số trang", ALIGN.CENTER)
    for number, one in enumerate(sections):
        assert one.different_first_page_header_footer
        assert one.first_page_header.is_linked_to_previous
        assert one.header.is_linked_to_previous == (number > 0)
        assert one._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert one.header_distance.mm + 5.3 < one.top_margin.mm


def test_a_table_repeats_its_head_and_no_row_is_torn_but_one_that_fills_a_page():
    long = replace(person("Hoàng Văn Thái"), merit="Tham mưu tổ chức các buổi tiếp xúc cử tri. " * 60)
    table = opened(
        render_docx(submission_list(replace(LETTER, entries=(person("Vi Thị Mai"), long))))
    ).tables[0]

    marks = [[] if row._tr.trPr is None else [one.tag for one in row._tr.trPr] for row in table.rows]
    heads = [qn("w:tblHeader") in one for one in marks]
    whole = [qn("w:cantSplit") in one for one in marks]
    assert heads == [True, *[False] * (len(heads) - 1)]
    assert whole == [*[True] * (len(whole) - 1), False]


@pytest.mark.parametrize("kind", IN_WORD)
def test_every_table_is_as_wide_as_the_text_with_drawn_lines(kind):
    document = word(kind)
    frames = 1 + sum(isinstance(block, Closing) for block in IN_WORD[kind].blocks)

    seen = [
        one
        for one in document.tables
        if one._tbl.tblPr.find(qn("w:tblBorders"))[0].get(qn("w:val")) == "single"
    ]
    assert len(seen) == len(document.tables) - frames
    rooms = {round(s.page_width.mm - s.left_margin.mm - s.right_margin.mm) for s in document.sections}
    for one in document.tables:
        assert round(sum(column.width.mm for column in one.columns)) in rooms


@pytest.mark.parametrize("kind", IN_WORD)
def test_the_signature_stands_beside_the_recipients(kind):
    closing = next(block for block in IN_WORD[kind].blocks if isinstance(block, Closing))
    foot = next(
        one
        for one in word(kind).tables[1:]
        if one.rows[0].cells[1].paragraphs[0].text == closing.signature.authority[0]
    )

    left, right = ([line_of(each) for each in cell.paragraphs] for cell in foot.rows[0].cells)
    assert [one.text for one in right] == [*closing.signature.authority, closing.signature.name]
    assert right[-1].style == "Họ tên người ký"
    room = foot.rows[0].cells[1].paragraphs[-1].style.paragraph_format.space_before.mm
    assert room >= 25
    if closing.recipients and not closing.second:
        assert [one.text for one in left] == [closing.recipients.label, *closing.recipients.lines]
    if closing.second:
        assert left[-1].text == closing.second.name
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in foot.rows)


@pytest.mark.parametrize("kind", IN_WORD)
def test_what_stands_before_the_signature_goes_with_it(kind):
    blocks = IN_WORD[kind].blocks
    at = next(n for n, block in enumerate(blocks) if isinstance(block, Closing))
    text = getattr(blocks[at - 1], "text", "")
    if not text:
        pytest.fail("no paper ends so") if kind is not DocumentType.HANDOVER_LIST else None
        return
    before = next(one for one in word(kind).paragraphs if one.text.endswith(text))
    assert before.paragraph_format.keep_with_next


def test_the_file_says_what_it_is():
    paper = IN_WORD[DocumentType.AWARD_DECISION]
    about = opened(render_docx(paper)).core_properties

    assert (about.title, about.author, about.subject) == (paper.title, paper.author, paper.subject)
    assert about.language == "vi-VN"
    assert about.created.date() == about.modified.date() == paper.dated_on
    assert about.comments == ""
    languages = opened(render_docx(paper)).styles.element.iter(qn("w:lang"))
    assert {one.get(qn("w:val")) for one in languages} == {"vi-VN"}


@pytest.mark.parametrize("kind", IN_WORD)
def test_the_same_data_make_the_same_bytes(kind):
    made = render_docx(IN_WORD[kind])

    assert made == render_docx(IN_WORD[kind])
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}


# ISO/IEC 29500-1: where the children of an element stand elsewhere or twice, Word calls the file broken.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens spacing ind contextualSpacing mirrorIndents jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing w kern position sz szCs highlight u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "tbl": "tblPr tblGrid tr",
    "style": "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat locked rsid pPr rPr tblPr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
}
MANY = {"tr", "headerReference"}


@pytest.mark.parametrize("kind", IN_WORD)
def test_elements_stand_once_and_in_the_order_that_word_demands(kind):
    document = word(kind)

    for root in (document.element, document.styles.element, document.settings.element):
        for parent in root.iter(*(qn(f"w:{name}") for name in ORDER)):
            order = ORDER[parent.tag.rpartition("}")[2]].split()
            children = [child.tag.rpartition("}")[2] for child in parent]
            assert [order.index(one) for one in children] == sorted(order.index(one) for one in children)
            once = [one for one in children if one not in MANY]
            assert len(once) == len(set(once)), (parent.tag, children)


def test_only_styles_that_a_paper_can_use_are_in_the_list():
    document = word(DocumentType.AWARD_DECISION)

    named = {style.name for style in document.styles if style.element.get(qn("w:customStyle")) == "1"}
    assert named == {*DECREE, "Đường kẻ", "Dòng đệm"}
    assert all("," not in name for name in named)


@pytest.mark.parametrize(
    ("sign", "named"), [("\x01", r"U\+0001"), ("\ufffe", r"U\+FFFE"), ("\x00", r"U\+0000")]
)
def test_a_sign_that_no_word_file_can_hold_is_refused_by_its_name(sign, named):
    entries = (person(f"Ông {sign} Thái"),)

    with pytest.raises(DocumentError, match=named):
        render_docx(submission_letter(replace(LETTER, entries=entries)))
    with pytest.raises(DocumentError, match=named):
        render_docx(replace(IN_WORD[DocumentType.INVITATION], title=f"Giấy mời {sign}"))


def test_markup_in_a_name_is_plain_text_and_letters_are_composed():
    entries = (person("<w:b/> & Nguye\u0302\u0303n [*] {x}"),)

    assert "<w:b/> & Nguyễn [*] {x}" in text_of_word(
        opened(render_docx(submission_letter(replace(LETTER, entries=entries))))
    )


def test_a_certificate_has_no_form_in_word():
    with pytest.raises(TypeError, match="CertificateFace"):
        render_docx(EVERY_TYPE[DocumentType.CERTIFICATE])


def test_a_table_that_touches_the_foot_stays_a_table_of_its_own():
    table = submission_list(LETTER).blocks[0].blocks[0]
    closing = Closing(Signature(("CHỦ TỊCH",), "Vi Văn Trọng"), Recipients(("Lưu: VT",)))
    paper = Paper(
        kind=DocumentType.HANDOVER_LIST, blocks=(table, closing), title="Thử", author="Thử", subject="Thử"
    )

    kinds = [child.tag.rpartition("}")[2] for child in opened(render_docx(paper)).element.body]
    assert kinds == ["tbl", "p", "tbl", "p", "sectPr"]
