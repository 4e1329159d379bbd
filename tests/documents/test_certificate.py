"""The certificate on one sheet, however long the name, with a code that can be read."""

from dataclasses import replace

import pypdfium2
import pytest
import segno

from documents.errors import DocumentError
from documents.layout import LAYOUT, Sheet
from documents.papers import certificate, certificates
from documents.pdf import render_pdf
from tests.documents.reading import MM, flat, pages_of
from tests.documents.samples import CERTIFICATE, DEPUTY, LONG_NAME, MERIT


def only_page(data):
    (page,) = pages_of(render_pdf(certificate(data)))
    return page


def test_lies_on_one_sheet_and_says_it_all():
    page = only_page(CERTIFICATE)

    assert (page.width, page.height) == (297, 210)
    assert flat(page.text) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN BẮC SƠN TẶNG GIẤY KHEN Ông Hoàng Văn Thái "
        f"Trưởng khối phố Hoàng Văn Thụ, thị trấn Bắc Sơn {MERIT}. "
        "Quyết định số: 118/QĐ-UBND ngày 20 tháng 6 năm 2025 Số sổ vàng: 15 "
        "Bắc Sơn, ngày 20 tháng 6 năm 2025 CHỦ TỊCH Vi Văn Trọng"
    )


def test_long_name_stays_whole_on_the_one_sheet():
    assert len(LONG_NAME) > 120

    page = only_page(replace(CERTIFICATE, name=LONG_NAME, about=LONG_NAME, signer=DEPUTY))

    assert flat(page.text).count(LONG_NAME) == 2
    assert page.text.endswith("Dương Thị Hằng")


def test_text_that_fits_on_no_sheet_is_refused():
    with pytest.raises(DocumentError, match="không vừa một trang"):
        render_pdf(certificate(replace(CERTIFICATE, merit=MERIT * 6)))


def test_register_number_is_left_out_where_there_is_none():
    assert "sổ vàng" not in only_page(replace(CERTIFICATE, register_number="")).text


def test_several_sheets_come_in_one_file_in_order():
    names = ("Ông Hoàng Văn Thái", "Bà Nông Thị Ánh", LONG_NAME)

    paper = certificates(tuple(replace(CERTIFICATE, name=name) for name in names))
    pages = pages_of(render_pdf(paper))

    assert len(pages) == 3
    for name, page in zip(names, pages, strict=True):
        assert name in flat(page.text)


def test_an_office_may_have_a_larger_sheet():
    a3 = replace(LAYOUT, sheet=Sheet(width=420, height=297))

    (page,) = pages_of(render_pdf(certificate(CERTIFICATE), a3))

    assert (page.width, page.height) == (420, 297)


def test_code_on_the_sheet_leads_to_the_verify_page():
    expected = segno.make(CERTIFICATE.verify_url, error="m", micro=False).matrix
    with pypdfium2.PdfDocument(render_pdf(certificate(CERTIFICATE))) as document:
        image = document[0].render(scale=10 / MM).to_pil().convert("L")

    left, bottom, module = 280, image.height - 220, 210 / len(expected)
    shown = [
        [
            image.getpixel((left + (x + 0.5) * module, bottom - 210 + (y + 0.5) * module)) < 128
            for x in range(len(expected))
        ]
        for y in range(len(expected))
    ]
    assert shown == [[bool(dark) for dark in row] for row in expected]
