"""A commune of 2026 in the browser: Giấy khen by its own chair, Bằng khen on to the province."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from commands.demo import commune
from tests.journeys.test_main_way import a_report, appraise, pdf_text

NAME = "Tổ liên gia tự quản số 7 thôn Quỳnh Sơn"
WORDS_OF_THE_PAST = ("huyện", "Huyện", "hị trấn", "Văn phòng – Thống kê")


@pytest.fixture
def env(env: dict[str, str]) -> dict[str, str]:
    """The demo on the day of the commune, which `demo load` adds to what is there."""
    env = env | {"DEMO_DATE": str(commune.DAY)}
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "demo", "load", "--if-empty"],
        env=os.environ | env, check=True,
    )  # fmt: skip
    return env


def says_nothing_of_the_past(page) -> None:
    text = page.locator("body").inner_text()
    assert not [word for word in WORDS_OF_THE_PAST if word in text], (page.url, text)


def draft(drafter) -> None:
    page = drafter.page
    page.goto(f"{drafter.site}/queue")
    page.get_by_role("link", name="Lập hồ sơ mới").click()
    page.get_by_label("Hình thức khen").select_option(label="Giấy khen của Chủ tịch UBND xã")
    page.get_by_label("Tập thể", exact=True).check()
    page.get_by_label("Họ và tên, hoặc tên tập thể").fill(NAME)
    page.get_by_role("button", name="Tạo hồ sơ").click()
    for box in page.get_by_label("Thành tích đạt được").all():
        box.fill("Hướng dẫn 86 hộ nộp hồ sơ trực tuyến; vận động 42 hộ dùng mã QR.")
    for box in page.get_by_label("Minh chứng").all():
        box.fill("Danh sách 86 hộ.")
    page.get_by_label("Tóm tắt để ghi vào danh sách").fill("Hướng dẫn 86 hộ nộp hồ sơ trực tuyến.")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_label("Chọn tệp").set_input_files(
        {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": a_report()}
    )
    page.get_by_role("button", name="Đính kèm").click()
    expect(page.locator(".flash-success").first).to_be_visible()
    page.goto(page.url.removesuffix("/edit").split("/edit")[0])
    drafter.act("Trình thủ trưởng")


def test_giay_khen_goes_from_the_draft_to_the_award_by_the_communes_own_chair(desk, mailroom):
    drafter, head, clerk, chair = (desk(f"xa.{name}") for name in ("drafter", "head", "clerk", "chair"))
    draft(drafter)
    head.open_from_queue(NAME)
    head.act("Duyệt")
    clerk.open_from_queue(NAME)
    clerk.act("Tiếp nhận")
    appraise(clerk)
    clerk.act("Kết luận xét duyệt")
    expect(clerk.page.locator("main")).to_contain_text("Xã đã xét")
    says_nothing_of_the_past(clerk.page)

    clerk.page.goto(f"{clerk.site}/queue?q={NAME}")
    clerk.page.get_by_label(f"Chọn hồ sơ {NAME}").check()
    clerk.page.get_by_role("button", name="Lập tờ trình").click()
    clerk.confirm("Chốt danh sách, lấy số")
    says_nothing_of_the_past(clerk.page)
    letter = clerk.page.url
    mailroom.wait_for("xa.chair@bacson.example", "cần đồng chí xử lý")

    chair.open_from_queue(NAME)
    says_nothing_of_the_past(chair.page)
    chair.page.locator("aside").get_by_role("link", name="Ban hành quyết định khen").click()
    expect(chair.page.get_by_label("Người ký (không ghi")).to_have_value("Nguyễn Đình Quyền")
    chair.page.get_by_label("Số quyết định").fill("58")
    chair.page.get_by_role("button", name="Ban hành quyết định").click()
    expect(chair.page.get_by_role("heading", level=1)).to_contain_text("58/QĐ-UBND")
    mailroom.wait_for("xa.drafter@bacson.example", "đã ban hành quyết định khen")

    certificate = chair.page.get_by_role("link", name="Mở PDF").first
    expect(certificate).to_be_visible(timeout=40_000)
    assert "GIẤY KHEN" in pdf_text(chair, certificate.get_attribute("href"))
    text = pdf_text(chair, chair.page.get_by_role("link", name="Mở quyết định").get_attribute("href"))
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BẮC SƠN" in text
    assert "Theo đề nghị của Văn phòng Hội đồng nhân dân và Ủy ban nhân dân" in text
    assert "/TTr-VP" in text
    clerk.page.goto(letter)
    paper = clerk.page.get_by_role("link", name="Mở tờ trình")
    expect(paper).to_be_visible(timeout=40_000)
    assert "Chủ tịch Ủy ban nhân dân xã Bắc Sơn" in pdf_text(clerk, paper.get_attribute("href"))


def test_bang_khen_goes_from_the_commune_to_the_province(desk, mailroom):
    name = "Hoàng Thị Nhị Kiều"
    clerk, chair, province = desk("xa.clerk"), desk("xa.chair"), desk("province")
    clerk.open_from_queue(name)
    clerk.act("Kết luận xét duyệt")
    clerk.page.goto(f"{clerk.site}/queue?q={name}")
    clerk.page.get_by_label(f"Chọn hồ sơ {name}").check()
    clerk.page.get_by_role("button", name="Lập tờ trình").click()
    clerk.confirm("Chốt danh sách, lấy số")
    chair.open_from_queue(name)
    chair.page.locator("aside").get_by_role("link", name="Trình tỉnh", exact=True).click()
    chair.page.locator("aside").get_by_role("button", name="Trình tỉnh", exact=True).click()
    expect(chair.page.locator(".flash-success").first).to_contain_text("UBND tỉnh Lạng Sơn")
    says_nothing_of_the_past(chair.page)
    paper = chair.page.get_by_role("link", name="Mở tờ trình").first
    expect(paper).to_be_visible(timeout=40_000)
    text = pdf_text(chair, paper.get_attribute("href"))
    assert "UBND TỈNH LẠNG SƠN" in text
    assert "XÃ BẮC SƠN" in text
    assert "/TTr-UBND" in text
    mailroom.wait_for("province@bacson.example", "cần đồng chí xử lý")
    province.open_from_queue(name)
    province.page.locator("aside").get_by_role("link", name="Ban hành quyết định khen").click()
    province.page.get_by_label("Số quyết định").fill("1204")
    province.page.get_by_label("Người ký (không ghi").fill("Hoàng Giả Định")
    province.page.get_by_role("button", name="Ban hành quyết định").click()
    expect(province.page.get_by_role("heading", level=1)).to_contain_text("1204/QĐ-UBND")
