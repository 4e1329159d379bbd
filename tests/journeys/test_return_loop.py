"""A dossier that goes back: the remark at its field, the answer, and the reviewer who sees what changed."""

import re

import pytest
from playwright.sync_api import expect

from models import db
from models.enums import State
from tests.workflow.world import dossier


@pytest.fixture
def approved(office) -> tuple[str, str]:
    """The code and name of a dossier that the unit approved and the clerk received and appraised."""
    with office.app_context():
        row = dossier(State.UNIT_APPROVED)
        db.session.commit()
        return row.code, row.name


def send_back(clerk, name: str, remarks: dict[str, str]) -> None:
    """The clerk returns it to its drafter with these remarks, by the label of their fields."""
    page = clerk.open_from_queue(name)
    page.locator("aside").get_by_role("link", name="Trả lại", exact=True).click()
    page.get_by_label("Người lập hồ sơ", exact=True).check()
    for label, text in remarks.items():
        page.get_by_label(label).fill(text)
    clerk.confirm("Trả lại")


def open_draft(drafter, name: str):
    page = drafter.open_from_queue(name)
    page.locator("aside").get_by_role("link", name="Soạn, sửa hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Soạn hồ sơ")
    return page


def field_of(page, label: str):
    """The field with its remarks, as it stands on the form."""
    return page.locator(".field", has=page.get_by_label(label))


def editable(page) -> list[str]:
    """The names of the text fields that can be written, but for the answers and the form below."""
    main = page.locator("form[data-autosave]").locator("input[type=text], textarea")
    names = [one.get_attribute("name") for one in main.all() if one.is_editable()]
    return [one for one in names if not one.startswith(("answer-", "open-"))]


def save(page) -> None:
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".flash-success").first).to_be_visible()


def test_a_remark_on_one_field_comes_back_with_the_change_and_the_reason_for_another(sit, approved):
    code, name = approved
    clerk, drafter, head = sit("clerk"), sit("drafter"), sit("head")
    send_back(clerk, name, {"Tóm tắt thành tích": "Ghi rõ bao nhiêu lượt người."})

    page = open_draft(drafter, name)
    summary = field_of(page, "Tóm tắt để ghi vào danh sách")
    expect(summary.locator(".remark")).to_contain_text("Ghi rõ bao nhiêu lượt người.")
    assert page.locator(".remark").count() == 1
    assert editable(page) == ["summary"]

    page.get_by_label("Mục", exact=True).select_option(label="Tiêu chuẩn 1")
    page.get_by_label("Lý do (người xét sẽ đọc)").fill("Số liệu quý I vừa được chốt lại.")
    page.get_by_role("button", name="Mở mục này").click()
    expect(page.get_by_label("Thành tích đạt được").first).to_be_editable()
    assert [re.sub(r"[0-9]+", "N", one) for one in editable(page)] == ["claim-N", "evidence-N", "summary"]

    page.get_by_label("Thành tích đạt được").first.fill("Dọn vệ sinh 14 buổi, 320 lượt người.")
    page.get_by_label("Tóm tắt để ghi vào danh sách").fill("Giữ sạch đường phố, 320 lượt người.")
    page.get_by_label("Ghi rõ bao nhiêu lượt người.").fill("Đã ghi 320 lượt người.")
    save(page)
    page.goto(f"/nominations/{code}")
    drafter.act("Trình thủ trưởng")

    for reviewer in (head, clerk):
        page = reviewer.page
        if reviewer is clerk:
            head.act("Duyệt")
        page.goto(f"/nominations/{code}")
        expect(page.get_by_role("heading", name="Thay đổi so với lần trình trước")).to_be_visible()
        changed = {one.locator(".diff-label").inner_text(): one for one in diffs(page)}
        assert sorted(changed) == ["Tiêu chuẩn 1", "Tóm tắt thành tích"]
        summary = changed["Tóm tắt thành tích"]
        expect(summary.locator(".diff-before .prose")).to_have_text("Giữ sạch đường phố.")
        expect(summary.locator(".diff-after .prose")).to_have_text("Giữ sạch đường phố, 320 lượt người.")
        expect(changed["Tiêu chuẩn 1"].locator(".diff-before .prose")).to_contain_text("Dọn vệ sinh 12 buổi.")
        expect(changed["Tiêu chuẩn 1"].locator(".diff-after .prose")).to_contain_text("14 buổi, 320 lượt")
        expect(page.locator("main")).to_contain_text("Số liệu quý I vừa được chốt lại.")
        expect(page.locator("main")).to_contain_text("Đã ghi 320 lượt người.")


def diffs(page) -> list:
    card = page.locator(".card", has=page.get_by_role("heading", name="Thay đổi so với lần trình trước"))
    return card.locator(".diff").all()


def test_a_general_remark_opens_all_and_waits_for_an_answer_or_a_change(sit, approved):
    code, name = approved
    clerk, drafter = sit("clerk"), sit("drafter")
    send_back(clerk, name, {"Ý kiến chung": "Xem lại toàn bộ số liệu."})

    page = open_draft(drafter, name)
    expect(page.locator("main .remark").first).to_contain_text("Xem lại toàn bộ số liệu.")
    assert {"address", "summary"} <= set(editable(page))
    page.goto(f"/nominations/{code}")
    button = page.locator("aside").get_by_role("button", name="Trình thủ trưởng", exact=True)
    expect(button).to_be_disabled()
    expect(page.locator("aside .problems")).to_contain_text("chưa trả lời ý kiến: Xem lại toàn bộ số liệu.")

    page = open_draft(drafter, name)
    page.get_by_label("Xem lại toàn bộ số liệu.").fill("Số liệu đã đúng, xin giữ nguyên.")
    save(page)
    page.goto(f"/nominations/{code}")
    drafter.act("Trình thủ trưởng")
    clerk.page.goto(f"/nominations/{code}")
    expect(clerk.page.locator("main")).to_contain_text("Số liệu đã đúng, xin giữ nguyên.")
    assert diffs(clerk.page) == []
