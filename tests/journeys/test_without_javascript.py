"""The main way without JavaScript, on a narrow screen, and by the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from models import db
from models.enums import State
from tests.journeys.test_main_way import a_report
from tests.workflow.world import dossier

MOST_TABS = 250


def too_wide(page) -> int:
    """By how many dots the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def write(page, name: str) -> str:
    """Begin and finish a draft with its report; the code."""
    page.get_by_role("link", name="Lập hồ sơ mới").click()
    page.get_by_label("Hình thức khen").select_option(index=0)
    page.get_by_label("Cá nhân", exact=True).check()
    page.get_by_label("Họ và tên, hoặc tên tập thể").fill(name)
    page.get_by_label("Ngày sinh (cá nhân)").fill("08/03/1984")
    page.get_by_role("button", name="Tạo hồ sơ").click()
    if page.get_by_text("Danh bạ đã có tên gần giống").is_visible():
        page.get_by_role("button", name="Tạo hồ sơ").click()
    expect(page).to_have_url(re.compile(r"/edit$"))
    assert too_wide(page) == 0
    for label in ("Thành tích đạt được", "Minh chứng"):
        for box in page.get_by_label(label).all():
            box.fill("Vận động 412 lượt người, biên bản số 12.")
    page.get_by_label("Tóm tắt để ghi vào danh sách").fill("Vận động 412 lượt người.")
    page.get_by_role("button", name="Lưu", exact=True).click()
    report = {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": a_report()}
    page.get_by_label("Chọn tệp").set_input_files(report)
    page.get_by_role("button", name="Đính kèm").click()
    expect(page.locator(".flash-success").first).to_be_visible()
    return re.search(r"QH80-2025-\d{4}", page.url)[0]


def test_the_main_way_works_without_javascript_on_a_narrow_screen(sit):
    def desk(username: str):
        return sit(username, width=360, java_script_enabled=False)

    drafter, head, clerk, chair = desk("drafter"), desk("head"), desk("clerk"), desk("chair")
    drafter.page.goto("/queue")
    code = write(drafter.page, "Vàng Seo Chẩn")
    drafter.page.goto(f"/nominations/{code}")
    drafter.act("Trình thủ trưởng")
    for seat, labels in ((head, ["Duyệt"]), (clerk, ["Tiếp nhận", "Thẩm định", "Kết luận xét duyệt"])):
        seat.open_from_queue("Vàng Seo Chẩn")
        for label in labels:
            seat.page.locator("aside").get_by_role("link", name=label, exact=True).click()
            assert too_wide(seat.page) == 0
            for choice in seat.page.get_by_label("Đạt", exact=True).all():
                choice.check()
            seat.confirm(label)
    clerk.page.goto("/queue?q=vang seo chan")
    clerk.page.get_by_label("Chọn hồ sơ Vàng Seo Chẩn").check()
    clerk.page.get_by_role("button", name="Lập tờ trình").click()
    clerk.confirm("Chốt danh sách, lấy số")
    chair.page.goto(clerk.page.url)
    chair.page.locator("aside").get_by_role("button", name="Trình huyện", exact=True).click()
    expect(chair.page.locator(".flash-success").first).to_contain_text("Đã trình 1 hồ sơ")
    assert too_wide(chair.page) == 0
    district = desk("district")
    district.open_from_queue("Vàng Seo Chẩn")
    district.page.locator("aside").get_by_role("link", name="Ban hành quyết định khen").click()
    district.page.get_by_label("Số quyết định").fill("977")
    district.page.get_by_label("Người ký (không ghi").fill("Dương Giả Định")
    district.page.get_by_role("button", name="Ban hành quyết định").click()
    expect(district.page.get_by_role("heading", level=1)).to_contain_text("977/QĐ-UBND")
    drafter.page.goto(f"/nominations/{code}")
    expect(drafter.page.locator("main")).to_contain_text("Đã khen")


def test_filters_bulk_and_the_rehearsal_work_without_javascript(office, sit):
    with office.app_context():
        row = dossier(State.DRAFTED)
        db.session.commit()
        name = row.name
    page = sit("head", width=360, java_script_enabled=False).page
    page.goto("/queue")
    page.get_by_label("Tìm theo tên hoặc mã hồ sơ").fill(name)
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_label(f"Chọn hồ sơ {name}", exact=True).check()
    page.get_by_role("button", name="Duyệt", exact=True).click()
    page.get_by_role("button", name="Duyệt 1 hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Duyệt: xong 1 trên 1 hồ sơ")


# By the keyboard


FOCUS = """() => {
    const e = document.activeElement;
    const label = e.labels && e.labels.length ? e.labels[0].innerText : e.innerText;
    const look = getComputedStyle(e);
    const seen = look.outlineStyle !== "none" || look.boxShadow !== "none";
    return [e.tagName, (label || "").replace(" *", "").trim(), seen];
}"""


def tab_to(page, words: str, tag: str = "") -> None:
    """Press Tab until the focus stands on what is called so; it must be seen there."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        name, text, is_seen = page.evaluate(FOCUS)
        if (text == words if name in ("BUTTON", "A") else text.startswith(words)) and tag in ("", name):
            assert is_seen, f"{words}: the focus cannot be seen"
            return
    pytest.fail(f"{words} is not reached by Tab on {page.url}")


def press_on(page, words: str, tag: str = "") -> None:
    tab_to(page, words, tag)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_draft_submit_and_approve_need_no_mouse(sit):
    page, name = sit("drafter").page, "Sùng Mí Vừ"
    # From now on the window of the system stays shut, and the test is told instead.
    page.on("filechooser", lambda _chooser: None)
    page.goto("/queue")
    press_on(page, "Lập hồ sơ mới", "A")
    tab_to(page, "Họ và tên, hoặc tên tập thể")
    page.keyboard.type(name)
    tab_to(page, "Ngày sinh")
    page.keyboard.type("08/03/1984")
    press_on(page, "Tạo hồ sơ", "BUTTON")
    if page.get_by_text("Danh bạ đã có tên gần giống").is_visible():
        press_on(page, "Tạo hồ sơ", "BUTTON")
    expect(page).to_have_url(re.compile(r"/edit$"))
    for _criterion in page.get_by_label("Thành tích đạt được").all():
        for label in ("Thành tích đạt được", "Minh chứng"):
            tab_to(page, label, "TEXTAREA")
            page.keyboard.type("Vận động 412 lượt người.")
    tab_to(page, "Tóm tắt để ghi vào danh sách")
    page.keyboard.type("Vận động 412 lượt người.")
    press_on(page, "Lưu", "BUTTON")
    tab_to(page, "Chọn tệp", "INPUT")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    report = {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": a_report()}
    chooser.value.set_files(report)
    press_on(page, "Đính kèm", "BUTTON")
    code = re.search(r"QH80-2025-\d{4}", page.url)[0]
    page.goto(f"/nominations/{code}")
    press_on(page, "Trình thủ trưởng", "A")
    press_on(page, "Trình thủ trưởng", "BUTTON")
    expect(page.locator(".flash-success").first).to_be_visible()

    page = sit("head").page
    page.goto("/queue")
    tab_to(page, "Tìm theo tên hoặc mã hồ sơ")
    page.keyboard.type(name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press_on(page, name, "A")
    press_on(page, "Duyệt", "A")
    press_on(page, "Duyệt", "BUTTON")
    expect(page.locator(".flash-success").first).to_contain_text(f"{code} đã duyệt")
