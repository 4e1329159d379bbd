"""A session that ends while somebody types: after the login the text stands in the form again."""

import pytest
from playwright.sync_api import expect

from commands.demo_commands import PASSWORD
from models import User, db
from models.enums import State
from tests.workflow.world import dossier

TYPED = "Tham mưu 06 buổi tiếp xúc cử tri, giải quyết 18/18 kiến nghị."


@pytest.fixture
def ended(office):
    """`ended("drafter")`: the server ends every session of the account, as an admin does."""

    def end(username: str) -> None:
        with office.app_context():
            user = db.session.scalars(db.select(User).filter_by(username=username)).one()
            user.fs_uniquifier = f"{user.fs_uniquifier[:-8]}{user.id:08d}"[::-1]
            db.session.commit()

    return end


@pytest.fixture
def draft(office) -> str:
    with office.app_context():
        row = dossier(State.DRAFTING)
        db.session.commit()
        return row.code


def log_in_again(page, username: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def seat(request, browser, web, ended):
    """Opens a browser with a session of its own, so that ending it disturbs no other test."""
    from tests.journeys.conftest import Desk

    made = []

    def open_browser(username: str):
        desk = Desk(browser, web, username, java_script_enabled=request.param)
        made.append(desk)
        return desk.page

    yield open_browser
    for one in made:
        one.context.close()


def test_a_draft_that_was_sent_too_late_stands_in_its_form_after_the_login(seat, web, ended, draft):
    page = seat("drafter")
    page.goto(f"{web}/nominations/{draft}/edit")
    page.get_by_label("Tóm tắt để ghi vào danh sách").fill(TYPED)
    page.get_by_label("Thành tích đạt được").first.fill(TYPED * 20)
    ended("drafter")
    page.get_by_role("button", name="Lưu", exact=True).click()
    log_in_again(page, "drafter")
    expect(page).to_have_url(f"{web}/nominations/{draft}/edit")
    expect(page.locator(".flash-info").first).to_contain_text("đây là nội dung đồng chí đã gõ")
    expect(page.get_by_label("Tóm tắt để ghi vào danh sách")).to_have_value(TYPED)
    expect(page.get_by_label("Thành tích đạt được").first).to_have_value(TYPED * 20)
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".flash-success").first).to_be_visible()
    page.goto(f"{web}/nominations/{draft}/edit")
    expect(page.get_by_label("Tóm tắt để ghi vào danh sách")).to_have_value(TYPED)


def test_a_new_dossier_that_was_sent_too_late_stands_in_its_form_after_the_login(seat, web, ended):
    page = seat("drafter")
    page.goto(f"{web}/nominations/new")
    page.get_by_label("Họ và tên, hoặc tên tập thể").fill("Vàng Seo Chẩn")
    page.get_by_label("Chức vụ (cá nhân)").fill("Chi hội trưởng")
    ended("drafter")
    page.get_by_role("button", name="Tạo hồ sơ").click()
    log_in_again(page, "drafter")
    expect(page).to_have_url(f"{web}/nominations/new")
    expect(page.get_by_label("Họ và tên, hoặc tên tập thể")).to_have_value("Vàng Seo Chẩn")
    expect(page.get_by_label("Chức vụ (cá nhân)")).to_have_value("Chi hội trưởng")


def test_the_remarks_of_a_return_that_was_sent_too_late_stand_in_their_form_after_the_login(
    seat, web, ended, office
):
    with office.app_context():
        row = dossier(State.DRAFTED)
        db.session.commit()
        code = row.code
    page = seat("head")
    page.goto(f"{web}/nominations/{code}/actions/return")
    page.get_by_label("Ý kiến chung").fill(TYPED)
    ended("head")
    page.get_by_role("button", name="Trả lại", exact=True).click()
    log_in_again(page, "head")
    expect(page).to_have_url(f"{web}/nominations/{code}/actions/return")
    expect(page.get_by_label("Ý kiến chung")).to_have_value(TYPED)


def test_what_another_person_types_after_the_login_is_not_shown_the_text_of_the_first(
    seat, web, ended, draft
):
    page = seat("drafter")
    page.goto(f"{web}/nominations/{draft}/edit")
    page.get_by_label("Tóm tắt để ghi vào danh sách").fill(TYPED)
    ended("drafter")
    page.get_by_role("button", name="Lưu", exact=True).click()
    log_in_again(page, "clerk")
    page.goto(f"{web}/nominations/new")
    assert TYPED not in page.content()
