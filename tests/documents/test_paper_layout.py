"""The finished papers against Nghị định 30/2020: page, header, rules, page numbers, signature."""

from dataclasses import replace

import pytest

from documents.blocks import Closing, Paper, Paragraph, Recipients, Signature
from documents.papers import award_decision, certificate, submission_letter
from documents.pdf import render_pdf
from models.enums import DocumentType
from tests.documents.reading import flat, pages_of
from tests.documents.samples import (
    CERTIFICATE,
    DECISION,
    DISTRICT_LETTER,
    LETTER,
    person,
)

PAPERS = {
    "letter": submission_letter(LETTER),
    "undated letter": submission_letter(DISTRICT_LETTER),
    "decision": award_decision(DECISION),
    "certificate": certificate(CERTIFICATE),
}
SIXTY = tuple(person(f"Nguyễn Văn Thứ {number:02d}") for number in range(1, 61))


@pytest.mark.parametrize("name", PAPERS)
def test_says_that_it_is_pdf_a_2b(name):
    pdf = render_pdf(PAPERS[name])

    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf


@pytest.mark.parametrize("name", PAPERS)
def test_same_data_make_the_same_bytes(name):
    assert render_pdf(PAPERS[name]) == render_pdf(PAPERS[name])


def test_pages_are_a4_upright_and_the_list_lies():
    pages = pages_of(render_pdf(PAPERS["letter"]))

    assert {(page.width, page.height) for page in pages[:2]} == {(210, 297)}
    assert {(page.width, page.height) for page in pages[2:]} == {(297, 210)}


def test_header_stands_in_its_places():
    lines = pages_of(render_pdf(PAPERS["letter"]))[0].text.split("\n")

    assert lines[:6] == [
        "UBND HUYỆN BẮC SƠN",
        "ỦY BAN NHÂN DÂN",
        "THỊ TRẤN BẮC SƠN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/TTr-UBND Bắc Sơn, ngày 02 tháng 6 năm 2025",
    ]


def test_missing_number_and_date_leave_room_to_write():
    paper = submission_letter(replace(LETTER, number=None, dated_on=None))

    text = pages_of(render_pdf(paper))[0].text

    assert "Số: ……/TTr-UBND Bắc Sơn, ngày …… tháng …… năm ……" in text


def test_rules_under_motto_issuer_and_abstract_are_drawn_lines():
    motto, issuer, abstract = sorted(
        pages_of(render_pdf(PAPERS["letter"]))[0].rules, key=lambda rule: -rule[1]
    )

    assert motto[0] == pytest.approx(60.8, abs=0.5)
    assert 42 / 3 < issuer[0] < 46 / 2
    assert 120 / 3 < abstract[0] < 130 / 2


def test_list_of_sixty_repeats_its_header_and_numbers_its_pages():
    pages = pages_of(render_pdf(submission_letter(replace(LETTER, entries=SIXTY))))
    listed = [page for page in pages if page.width == 297]

    assert len(listed) > 4
    assert all("Tóm tắt thành tích" in page.text for page in listed)
    assert listed[0].text.startswith("Phụ lục\n")
    assert [page.text.split("\n")[0] for page in listed[1:]] == [
        str(number) for number in range(2, len(listed) + 1)
    ]


def test_first_page_shows_no_number_and_the_second_does():
    pages = pages_of(render_pdf(PAPERS["letter"]))

    assert pages[0].text.startswith("UBND HUYỆN BẮC SƠN")
    assert pages[1].text.startswith("2\n")


@pytest.mark.parametrize("count", range(20, 45))
def test_signature_is_never_alone_on_its_page(count):
    paragraphs = tuple(Paragraph(f"Câu thứ {number}.") for number in range(count))
    closing = Closing(Signature(("CHỦ TỊCH",), "Nguyễn Hữu Đạt"), Recipients(("Như trên", "Lưu: VT")))
    paper = Paper(
        kind=DocumentType.SUBMISSION_LETTER,
        blocks=(*paragraphs, closing),
        title="Thử",
        author="Thử",
        subject="Thử",
    )

    last = flat(pages_of(render_pdf(paper))[-1].text)

    assert f"Câu thứ {count - 1}. " in last
    assert last.endswith("Nguyễn Hữu Đạt")
