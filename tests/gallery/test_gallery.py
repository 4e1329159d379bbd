"""Every piece of the face: no fault found by axe, nothing wider than the screen, and the comforts work."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from tests.gallery.app import ERRORS, PAGES, create_gallery

# The other error pages have the frame of these two.
ADDRESSES = [*PAGES, "errors/404", "errors/500"]
Walk = Callable[[Page], object]


@pytest.fixture(scope="module")
def gallery() -> Flask:
    return create_gallery()


@pytest.fixture(scope="module")
def browse(gallery: Flask) -> Iterator[Callable[..., object]]:
    """Run a walk in a page of its own. The browser has a thread of its own, beside any other."""
    server = make_server("127.0.0.1", 0, gallery, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with ThreadPoolExecutor(1) as thread:
        playwright = thread.submit(lambda: sync_playwright().start()).result()
        browser = thread.submit(
            lambda: playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        ).result()

        def run(walk: Walk, width: int = 1280, **options: object) -> object:
            def inside() -> object:
                context = browser.new_context(
                    base_url=f"http://127.0.0.1:{server.port}",
                    viewport={"width": width, "height": 740},
                    **options,
                )
                page = context.new_page()
                page.on("pageerror", lambda error: pytest.fail(str(error)))
                try:
                    return walk(page)
                finally:
                    context.close()

            return thread.submit(inside).result()

        yield run
        thread.submit(browser.close).result()
        thread.submit(playwright.stop).result()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("address", ADDRESSES)
def test_page_has_no_fault_and_fits_the_screen(browse, address, width):
    def walk(page: Page) -> tuple[list[str], int]:
        page.goto(f"/{address}")
        too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return [one["id"] for one in Axe().run(page).response["violations"]], too_wide

    assert browse(walk, width) == ([], 0)


@pytest.mark.parametrize("code", ERRORS)
def test_error_page_says_what_to_do(gallery, code):
    page = gallery.test_client().get(f"/errors/{code}").get_data(as_text=True)
    assert page.count("<h1>") == 1
    assert 'class="button button-primary"' in page


def test_text_that_could_not_be_saved_is_offered_again(browse, gallery):
    gallery.config["AUTOSAVE"] = 503

    def walk(page: Page) -> tuple[str, str]:
        page.goto("/form")
        page.get_by_label("Tóm tắt thành tích").fill("Đã vận động 142 hộ.")
        page.get_by_text("Chữ đã gõ được giữ trong máy này").wait_for()
        page.goto("/form")
        page.get_by_role("button", name="Lấy lại").click()
        return (
            page.get_by_label("Tóm tắt thành tích").input_value(),
            page.locator("[data-autosave-status]").inner_text(),
        )

    text, status = browse(walk)
    assert text == "Đã vận động 142 hộ."
    assert status == "Đã lấy lại những gì đã gõ. Xin kiểm tra rồi lưu."


def test_saved_text_is_not_offered_again(browse, gallery):
    gallery.config["AUTOSAVE"] = 204

    def walk(page: Page) -> int:
        page.goto("/form")
        page.get_by_label("Tóm tắt thành tích").fill("Đã vận động 142 hộ.")
        page.get_by_text("Đã lưu nháp lúc").wait_for()
        page.goto("/form")
        return page.get_by_role("button", name="Lấy lại").count()

    assert browse(walk) == 0


def test_double_click_posts_once_with_the_button_that_was_pressed(browse, gallery):
    gallery.config["POSTED"].clear()

    def walk(page: Page) -> None:
        page.goto("/form")
        page.get_by_role("button", name="Lưu nháp").dblclick()
        page.get_by_role("heading", name="Đăng nhập").wait_for()

    browse(walk)
    assert [posted["save"] for posted in gallery.config["POSTED"]] == ["1"]


def test_text_sent_into_an_expired_session_is_offered_again(browse):
    def walk(page: Page) -> str:
        page.goto("/form")
        page.get_by_label("Họ và tên").fill("Dương Hữu Nghĩa")
        page.get_by_role("button", name="Lưu nháp").click()
        page.get_by_role("heading", name="Đăng nhập").wait_for()
        page.goto("/form")
        page.get_by_role("button", name="Lấy lại").click()
        return page.get_by_label("Họ và tên").input_value()

    # The login page knows no person, but the form is opened by the same one again.
    assert browse(walk) == "Dương Hữu Nghĩa"


def test_ticking_all_counts_and_opens_the_buttons(browse):
    def walk(page: Page) -> list[object]:
        page.goto("/queue")
        button = page.get_by_role("button", name="Tiếp nhận")
        before = button.is_disabled()
        page.get_by_label("Chọn tất cả").check()
        return [
            before,
            button.is_disabled(),
            page.locator("[data-tick-count]").inner_text(),
        ]

    assert browse(walk) == [True, False, "Đã chọn 10"]


def test_without_javascript_the_buttons_and_filters_are_open(browse):
    def walk(page: Page) -> list[bool]:
        page.goto("/queue")
        return [
            page.get_by_role("button", name="Tiếp nhận").is_enabled(),
            page.get_by_label("Chỉ hồ sơ quá hạn").is_visible(),
        ]

    assert browse(walk, 360, java_script_enabled=False) == [True, True]


def test_keyboard_reaches_the_content_first(browse):
    def walk(page: Page) -> str:
        page.goto("/queue")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        return page.evaluate("document.activeElement.id")

    assert browse(walk) == "main"
