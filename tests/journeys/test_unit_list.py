"""A unit's head sends two dossiers with one letter; the office receives from that list."""

from playwright.sync_api import expect

from tests.journeys.test_main_way import NAME, draft


def test_a_unit_sends_a_list_and_the_office_receives_from_it(desk, mailroom):
    drafter, head, clerk = desk("drafter"), desk("head"), desk("clerk")
    codes = []
    for _one in range(2):
        codes.append(draft(drafter))
        drafter.page.goto(f"{drafter.site}/nominations/{codes[-1]}")
        drafter.act("Trình thủ trưởng")

    head.page.goto(f"{head.site}/queue?q={NAME}")
    for box in head.page.get_by_label(f"Chọn hồ sơ {NAME}").all():
        box.check()
    head.page.get_by_role("button", name="Lập danh sách trình cấp xã").click()
    head.confirm("Chốt danh sách, lấy số")
    head.confirm("Duyệt và trình cả danh sách")
    expect(head.page.get_by_text("Tờ trình đã được trình.")).to_be_visible()
    mailroom.wait_for("clerk@bacson.example", "")

    clerk.page.goto(head.page.url)
    for box in clerk.page.get_by_label(f"Chọn hồ sơ {NAME}").all():
        box.check()
    clerk.page.get_by_role("button", name="Tiếp nhận").click()
    expect(clerk.page.get_by_text(codes[0])).to_be_visible()
    expect(clerk.page.get_by_text(codes[1])).to_be_visible()
