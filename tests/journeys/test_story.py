"""The culture officer writes a story in the browser, publishes it, and anybody reads it."""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import expect

from models import db
from models.enums import State
from tests.workflow.world import dossier

TITLE = "Tổ tự quản giữ con đường sạch nhất thị trấn"


def test_a_story_is_written_published_read_and_taken_down(office, sit, browser, web):
    with office.app_context():
        row = dossier(State.AWARDED)
        db.session.commit()
        name = row.name
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(picture, "PNG")
    page = sit("culture").page
    page.goto("/queue")
    page.get_by_role("link", name="Mở danh sách để viết").click()
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_label("Đầu đề").fill(TITLE)
    page.get_by_role("textbox", name="Bài viết").fill("Sáng nào cũng vậy.\nKhông ai phải nhắc.")
    page.locator("#photo").set_input_files(
        {"name": "anh.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    page.get_by_role("button", name="Ghi nháp").click()
    expect(page.locator(".flash-success")).to_contain_text("Đã ghi bài viết")
    page.get_by_role("button", name="Ghi và đăng lên trang công khai").click()
    expect(page.locator("#consent_by-error")).to_be_visible()
    page.get_by_label("Người đồng ý").fill("Tổ trưởng")
    page.get_by_label("Ngày đồng ý").fill("01/06/2025")
    page.get_by_label("Đồng ý bằng cách nào").fill("Ký vào bản in")
    page.get_by_role("button", name="Ghi và đăng lên trang công khai").click()
    expect(page.locator(".flash-success")).to_contain_text("Đã đăng bài")

    reader = browser.new_context(base_url=web, locale="vi-VN").new_page()
    reader.goto("/honours")
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.locator("article")).to_contain_text("Không ai phải nhắc.")
    assert reader.locator("article img").evaluate("one => one.naturalWidth") == 60
    page.get_by_role("button", name="Gỡ bài khỏi trang công khai").click()
    assert reader.reload().status == 404
    reader.context.close()
