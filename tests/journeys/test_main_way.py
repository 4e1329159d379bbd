"""A real nomination of the real campaign, from the draft in its unit to the signed award."""

import io
import re

import pypdfium2
from playwright.sync_api import expect

NAME = "Nguyễn Hoàng Thị Phượng Uyển"


def a_report() -> bytes:
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(595, 842)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def draft(desk) -> str:
    """Write a dossier with its report, and return its code."""
    page = desk.page
    page.goto(f"{desk.site}/queue")
    page.get_by_role("link", name="Lập hồ sơ mới").click()
    page.get_by_label("Hình thức khen").select_option(index=0)
    page.get_by_label("Cá nhân", exact=True).check()
    page.get_by_label("Họ và tên, hoặc tên tập thể").fill(NAME)
    page.get_by_label("Chức vụ (cá nhân)").fill("Chi hội trưởng Chi hội Phụ nữ khối phố")
    page.get_by_label("Ngày sinh (cá nhân)").fill("08/03/1984")
    page.get_by_role("button", name="Tạo hồ sơ").click()
    if page.get_by_text("Danh bạ đã có tên gần giống").is_visible():
        page.get_by_role("button", name="Tạo hồ sơ").click()
    expect(page).to_have_url(re.compile(r"/nominations/QH80-2025-\d{4}/edit"))
    for box in page.get_by_label("Thành tích đạt được").all():
        box.fill("Tham mưu 06 buổi tiếp xúc cử tri với 412 lượt người; giải quyết 18/18 kiến nghị.")
    for box in page.get_by_label("Minh chứng").all():
        box.fill("Biên bản số 12/BB ngày 10/4/2025.")
    page.get_by_label("Tóm tắt để ghi vào danh sách").fill("Tham mưu tốt 06 buổi tiếp xúc cử tri.")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".flash-success").first).to_be_visible()
    page.get_by_label("Chọn tệp").set_input_files(
        {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": a_report()}
    )
    page.get_by_role("button", name="Đính kèm").click()
    expect(page.locator(".flash-success").first).to_be_visible()
    return re.search(r"QH80-2025-\d{4}", page.url)[0]


def appraise(clerk) -> None:
    clerk.page.locator("aside").get_by_role("link", name="Thẩm định", exact=True).click()
    for choice in clerk.page.get_by_label("Đạt", exact=True).all():
        choice.check()
    clerk.confirm("Thẩm định")


def test_a_dossier_goes_from_draft_to_award(desk, mailroom):
    drafter, head, clerk = desk("drafter"), desk("head"), desk("clerk")
    chair, district = desk("chair"), desk("district")
    code = draft(drafter)

    drafter.page.goto(f"{drafter.site}/nominations/{code}")
    drafter.act("Trình thủ trưởng")
    mailroom.wait_for("head@bacson.example", code)

    head.open_from_queue(NAME)
    head.act("Duyệt")
    mailroom.wait_for("clerk@bacson.example", code)

    clerk.open_from_queue(NAME)
    clerk.act("Tiếp nhận")
    appraise(clerk)
    clerk.act("Kết luận xét duyệt")

    clerk.page.goto(f"{clerk.site}/queue?q={NAME}")
    clerk.page.get_by_label(f"Chọn hồ sơ {NAME}").check()
    clerk.page.get_by_role("button", name="Lập tờ trình").click()
    clerk.confirm("Chốt danh sách, lấy số")
    mailroom.wait_for("chair@bacson.example", code)
    submission = clerk.page.url

    chair.open_from_queue(NAME)
    chair.page.locator("aside").get_by_role("link", name="Trình huyện", exact=True).click()
    chair.page.locator("aside").get_by_role("button", name="Trình huyện", exact=True).click()
    expect(chair.page.locator(".flash-success").first).to_contain_text("Đã trình 1 hồ sơ")
    mailroom.wait_for("district@bacson.example", code)

    district.open_from_queue(NAME)
    district.page.locator("aside").get_by_role("link", name="Ban hành quyết định khen").click()
    district.page.get_by_label("Số quyết định").fill("421")
    district.page.get_by_label("Người ký (không ghi").fill("Dương Giả Định")
    district.page.get_by_role("button", name="Ban hành quyết định").click()
    expect(district.page.get_by_role("heading", level=1)).to_contain_text("421/QĐ-UBND")
    for to in ("drafter", "head", "clerk", "culture"):
        mailroom.wait_for(f"{to}@bacson.example", "đã ban hành quyết định khen")

    certificate = district.page.get_by_role("link", name="Mở PDF")
    expect(certificate).to_be_visible(timeout=40_000)
    text = pdf_text(district, certificate.get_attribute("href"))
    assert NAME in text
    assert "GIẤY KHEN" in text
    decision = district.page.get_by_role("link", name="Mở quyết định").get_attribute("href")
    assert NAME in pdf_text(district, decision)
    clerk.page.goto(submission)
    letter = clerk.page.get_by_role("link", name="Mở tờ trình")
    expect(letter).to_be_visible(timeout=40_000)
    assert NAME in pdf_text(clerk, letter.get_attribute("href"))

    ids = [mail["Message-ID"] for mail in mailroom.mails]
    assert len(ids) == len(set(ids))
    auditor = desk("auditor")
    auditor.page.goto(f"{auditor.site}/audit?code={code}")
    for done in ("đã trình thủ trưởng", "đã duyệt", "đã tiếp nhận", "đã thẩm định", "đã trình cấp trên"):
        expect(auditor.page.locator("main")).to_contain_text(done)


def pdf_text(desk, path: str) -> str:
    """The text of a paper, as this person may download it."""
    answer = desk.context.request.get(desk.site + path)
    assert answer.status == 200, answer.status
    pdf = pypdfium2.PdfDocument(answer.body())
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
