"""The whole campaign in the browser: ten units, sixty dossiers, one meeting, one submission of each kind.

One unit brings its list in Excel and a second one sends its own with a letter; the dossiers of the others stand as those
units and the clerk would have left them, so that the test plays what the office does and not fifty times
the same. Demo dossiers lie beside them, as in a real office.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from models import AwardForm, Nomination, Organisation, db
from models.enums import State
from tests.journeys.test_main_way import a_report, appraise
from tests.workflow.world import dossier

OURS, TEAMS = "Vi Thị Hoa Ban", "Tổ tự quản số"
PEOPLE = [f"{OURS} {word}" for word in ("Xuân", "Hạ", "Thu", "Đông", "Mai", "Lan")]
APPROVING, LATE = "Tư pháp – Hộ tịch", "Hội Cựu chiến binh"
READY = ("Văn phòng – Thống kê", "Văn hóa – Xã hội", "Tài chính – Kế toán", "Công an thị trấn",
         "Ban CHQS thị trấn", "Trạm Y tế", "Đoàn Thanh niên")  # fmt: skip
COUNCIL = [f"council{number}" for number in range(1, 8)]


@pytest.fixture
def dossiers(app) -> dict[str, str]:
    """Fifty-four dossiers of nine units; the names of those that something special happens to."""
    for unit in READY:
        for place in range(6):
            form = "province_merit" if unit == "Trạm Y tế" and place < 2 else "district_merit"
            dossier(State.UNIT_APPROVED, unit_name=unit, form=form)
    for _place in range(6):
        dossier(State.DRAFTED, unit_name=APPROVING)
        dossier(State.DRAFTING, unit_name=LATE)
    named = {
        "voted_down": dossier_of(READY[0]), "returned": dossier_of(READY[1]), "declined": dossier_of(READY[2]),
        "revoked": dossier_of(READY[3]),
    }  # fmt: skip
    unit = db.session.scalars(db.select(Organisation).filter_by(short_name=APPROVING)).one()
    form = db.session.scalars(db.select(AwardForm).filter_by(code="province_merit", campaign_id=1)).one()
    named |= {"unit": str(unit.id), "province_form": str(form.id), "campaign": form.campaign.slug}
    db.session.commit()
    return named


def dossier_of(unit: str) -> str:
    """The name of the last dossier that was made for that unit; it is the beginning of no other name."""
    query = db.select(Nomination.name).join(Organisation, Organisation.id == Nomination.unit_id).filter(
        Organisation.short_name == unit, Nomination.code.startswith("THU-")
    )  # fmt: skip
    return db.session.scalars(query.order_by(Nomination.id.desc())).first()


def list_of(names: list[str]) -> bytes:
    """The unit's list, as its drafter keeps it in Excel."""
    book = Workbook()
    book.active.append(["Họ và tên, tên tập thể", "Đối tượng", "Hình thức khen", "Ngày sinh", "Chức vụ",
                        "Tóm tắt thành tích", "Thành tích theo tiêu chuẩn 1", "Thành tích theo tiêu chuẩn 2"])  # fmt: skip
    for place, name in enumerate(names, 1):
        book.active.append([name, "Cá nhân", "Giấy khen", f"{place:02d}/03/1984", "Hội viên nòng cốt",
                            f"Vận động {20 + place} hộ tham gia tổ tiết kiệm.", f"Việc thứ {place} của {name}.",
                            f"Sáng kiến số {place} về giữ gìn vệ sinh ngõ phố."])  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def said(page: Page, words: str) -> None:
    """The page came back and says that it was done."""
    expect(page.locator(".flash-success").first).to_contain_text(words)


def tick_all(page: Page) -> int:
    """Tick every dossier of the page; how many those are."""
    boxes = page.locator("input[name=ids]").all()
    for one in boxes:
        one.check()
    return len(boxes)


def do_all(desk, query: str, label: str, expected: int) -> None:
    """Do one act to every dossier of the queue that the filters find, page after page."""
    page, done = desk.page, 0
    for _round in range(1 + expected // 20):
        page.goto(f"{desk.site}/queue?{query}")
        tick_all(page)
        page.get_by_role("button", name=label, exact=True).click()
        page.get_by_role("button", name=re.compile(rf"^{label} \d+ hồ sơ$")).click()
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_contain_text(f"{label}: xong")
        finished, tried = map(int, re.findall(r"\d+", heading.inner_text()))
        assert finished == tried, page.locator("main").inner_text()
        done += finished
        if done >= expected:
            break
    assert done == expected


def bring_the_list(drafter) -> None:
    """Six people from Excel, then the report of each, then to the head."""
    page = drafter.page
    page.goto(f"{drafter.site}/nominations/import")
    page.get_by_label("Tệp Excel").set_input_files(
        {"name": "danh-sach.xlsx", "mimeType": "application/octet-stream", "buffer": list_of(PEOPLE)}
    )
    page.get_by_role("button", name="Xem thử").click()
    expect(page.locator("main")).to_contain_text("6 dòng đều đúng")
    page.get_by_role("button", name="Xác nhận, lập 6 hồ sơ").click()
    expect(page.locator(".flash-success").first).to_contain_text("Đã lập 6 hồ sơ")
    for name in PEOPLE:
        drafter.open_from_queue(name)
        page.locator("aside").get_by_role("link", name="Soạn, sửa hồ sơ").click()
        for box in page.get_by_label("Minh chứng").all():
            box.fill("Sổ theo dõi của chi hội.")
        page.get_by_label("Chọn tệp").set_input_files(
            {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": a_report()}
        )
        page.get_by_role("button", name="Đính kèm").click()
        expect(page.locator(".flash-success").first).to_be_visible()
        page.get_by_role("button", name="Lưu và trình thủ trưởng").click()
        expect(page.get_by_role("button", name="Trình thủ trưởng", exact=True)).to_be_visible()
        drafter.confirm("Trình thủ trưởng")


def send_the_unit_list(head, expected: int) -> None:
    """The unit approves by one letter, with its list."""
    page = head.page
    page.goto(f"{head.site}/queue?q={TEAMS}")
    assert tick_all(page) == expected
    page.get_by_role("button", name="Lập danh sách trình cấp xã").click()
    head.confirm("Chốt danh sách, lấy số")
    head.confirm("Duyệt và trình cả danh sách")
    expect(page.get_by_text("Tờ trình đã được trình.")).to_be_visible()


def write_the_closing_report(clerk, campaign: str) -> None:
    """The clerk's judgement, a number, and the paper that the worker makes."""
    page = clerk.page
    page.goto(f"{clerk.site}/campaigns/{campaign}/closing-report")
    page.get_by_label("Đánh giá chung").fill("Phong trào được các đơn vị hưởng ứng tích cực.")
    page.get_by_role("button", name="Lấy số và tạo báo cáo").click()
    said(page, "Báo cáo tổng kết số 01/BC-UBND")
    expect(page.get_by_role("link", name="Mở văn bản 01/BC-UBND (PDF)")).to_be_visible(timeout=60_000)


def set_council(admin) -> None:
    """From today the town's council reviews."""
    page = admin.page
    page.goto(f"{admin.site}/admin/organisations")
    page.get_by_role("link", name="Ủy ban nhân dân thị trấn Bắc Sơn").first.click()
    page.get_by_role("link", name="Thiết lập").first.click()
    page.locator("summary", has_text="Xét trước khi trình").click()
    form = page.locator("details", has_text="Xét trước khi trình").locator("form")
    form.locator("select").select_option("council")
    form.get_by_label("Căn cứ").fill("Quyết định thành lập Hội đồng ngày 02/6/2025")
    form.get_by_role("button", name="Ghi thiết lập").click()
    expect(page.locator(".flash-success").first).to_be_visible()


def meet(clerk, desk, voted_down: str) -> None:
    """One meeting of seven: invited, present, voted, closed."""
    page = clerk.page
    page.goto(f"{clerk.site}/meetings")
    page.get_by_role("link", name="Lập cuộc họp").first.click()
    page.get_by_label("Địa điểm").fill("Phòng họp UBND thị trấn")
    page.get_by_label("Chủ trì (họ tên, chức vụ)").fill("Lương Hữu Thuyết, Chủ tịch")
    page.get_by_label("Thư ký (họ tên)").fill("Hoàng Thị Kiều Diễm")
    page.get_by_role("button", name="Lập cuộc họp").click()
    said(page, "Đã lập cuộc họp")
    for box in page.locator("input[name=ids]").all():
        box.check()
    page.get_by_role("button", name="Ghi chương trình họp").click()
    said(page, "Đã ghi chương trình họp")
    page.get_by_role("button", name="Gửi giấy mời").click()
    expect(page.get_by_role("button", name="Gửi lại giấy mời")).to_be_visible()
    for one in page.locator("select[name^=attendance-]").all():
        one.select_option("present")
    page.get_by_role("button", name="Ghi điểm danh").click()
    said(page, "Đã ghi điểm danh")
    page.get_by_role("button", name="Bắt đầu bỏ phiếu").click()
    expect(page.locator(".flash-success").first).to_contain_text("Đã bắt đầu bỏ phiếu")
    for username in COUNCIL:
        vote(desk(username), page.url, voted_down)
    page.reload()
    page.get_by_label("Kết luận của chủ trì").fill("Nhất trí đề nghị, trừ một trường hợp.")
    page.get_by_role("button", name="Kết thúc, chốt kết quả").click()
    expect(page.locator(".flash-success").first).to_be_visible()


def vote(member, address: str, voted_down: str) -> None:
    member.page.goto(address)
    for sheet in member.page.locator(".ballot-item").all():
        against = sheet.locator("h3", has_text=re.compile(rf"{voted_down}$")).count()
        sheet.get_by_label("Không đồng ý" if against else "Đồng ý", exact=True).check()
    member.page.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    expect(member.page.locator(".flash-success").first).to_contain_text("Đã bỏ phiếu")


def make_list(desk, query: str) -> str:
    """All that waits on one list, closed; its address."""
    page = desk.page
    page.goto(f"{desk.site}/queue?{query}")
    tick_all(page)
    page.get_by_role("button", name="Lập tờ trình").click()
    expect(page.locator(".flash-success").first).to_be_visible()
    # What the office had reviewed before it had a council stays for a list of its own.
    more = page.locator("details .choice", has_text=re.compile(f"{OURS}|{TEAMS}")).all()
    if more:
        page.locator("summary", has_text="Thêm hồ sơ đang chờ").click()
        for choice in more:
            choice.locator("input").check()
        page.get_by_role("button", name="Đưa thêm vào danh sách").click()
        expect(page.locator(".flash-success").first).to_contain_text("Đã đưa thêm")
    page.get_by_role("button", name="Chốt danh sách, lấy số", exact=True).click()
    said(page, "Đã chốt danh sách")
    return page.url


def decide(desk, number: str) -> None:
    """Grant what the form has ticked, by the decision of that number."""
    page = desk.page
    page.get_by_label("Số quyết định").fill(number)
    page.get_by_label("Người ký (không ghi").fill("Dương Giả Định")
    page.get_by_role("button", name="Ban hành quyết định").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{number}/QĐ-UBND")


def send(desk, address: str, label: str, expected: int) -> None:
    """Send the closed list."""
    desk.page.goto(address)
    desk.page.locator("aside").get_by_role("button", name=label, exact=True).click()
    expect(desk.page.locator(".flash-success").first).to_contain_text(f"Đã trình {expected} hồ sơ")


def one_by_one(desk, address: str, name: str, label: str, field: str) -> None:
    """Tick one row of a list that was sent, and return or decline it with a reason."""
    page = desk.page
    page.goto(address)
    row_of(page, name).locator("input[name=ids]").check()
    page.get_by_role("button", name=label, exact=True).click()
    page.get_by_label(field).first.fill("Chưa đủ số liệu chứng minh.")
    page.get_by_role("button", name=re.compile(rf"^{label} 1 hồ sơ$")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("xong 1 trên 1")


def row_of(page: Page, name: str):
    return page.locator("tr", has=page.get_by_role("link", name=name, exact=True))


def test_a_campaign_from_the_lists_of_its_units_to_a_revoked_award(desk, dossiers, mailroom, env):
    set_council(desk("admin"))
    drafter, clerk = desk("drafter"), desk("clerk")
    bring_the_list(drafter)
    do_all(desk("head"), f"q={OURS}", "Duyệt", 6)
    send_the_unit_list(desk("head.tpht"), 6)
    mailroom.wait_for("clerk@bacson.example", "cần đồng chí xử lý")

    for query in (f"q={OURS}", f"q={TEAMS}&unit={dossiers['unit']}"):
        do_all(clerk, query, "Tiếp nhận", 6)
        clerk.page.goto(f"{clerk.site}/queue?{query}")
        for link in [
            one.get_attribute("href") for one in clerk.page.locator("table.queue").first.locator("th a").all()
        ]:
            clerk.page.goto(clerk.site + link)
            appraise(clerk)
    meet(clerk, desk, dossiers["voted_down"])
    mailroom.wait_for("council1@bacson.example", "họp xét")

    clerk.open_from_queue(dossiers["voted_down"])
    clerk.page.locator("aside").get_by_role("link", name="Không đề nghị khen", exact=True).click()
    clerk.page.get_by_label("Lý do").fill("Hội đồng không thông qua.")
    clerk.confirm("Không đề nghị khen")
    do_all(clerk, f"q={OURS}&state=unit_approved", "Kết luận xét duyệt", 6)
    do_all(clerk, f"q={TEAMS}&state=unit_approved", "Kết luận xét duyệt", 47)
    address = make_list(clerk, f"q={TEAMS}&state=town_reviewed")
    expect(clerk.page.locator("main")).to_contain_text(PEOPLE[0])

    deputy = desk("deputy")
    deputy.page.goto(address)
    expected = deputy.page.locator("tbody tr").count()
    send(deputy, address, "Trình huyện", expected)
    mailroom.wait_for("district@bacson.example", "cần đồng chí xử lý")

    district = desk("district")
    one_by_one(district, address, dossiers["returned"], "Trả lại", "Ý kiến chung")
    one_by_one(district, address, dossiers["declined"], "Không đề nghị khen", "Lý do")
    district.page.goto(address)
    for name in (*PEOPLE, dossiers["revoked"]):
        row_of(district.page, name).locator("input[name=ids]").check()
    district.page.get_by_role("button", name="Lập quyết định khen").click()
    decide(district, "501")
    expect(district.page.locator("tbody tr")).to_have_count(7)
    upper = make_list(district, f"q={TEAMS}&form={dossiers['province_form']}")
    district.page.get_by_label("Người ký tờ trình").fill("Dương Giả Định")
    district.page.locator("aside").get_by_role("button", name="Trình tỉnh", exact=True).click()
    expect(district.page.locator(".flash-success").first).to_contain_text("Đã trình 2 hồ sơ")

    province = desk("province")
    province.page.goto(upper)
    tick_all(province.page)
    province.page.get_by_role("button", name="Lập quyết định khen").click()
    decide(province, "907")
    expect(province.page.locator("tbody tr")).to_have_count(2)

    district.page.goto(f"{district.site}/nominations?q={dossiers['revoked']}")
    district.page.get_by_role("link", name=dossiers["revoked"], exact=True).first.click()
    district.page.locator("aside").get_by_role("link", name="Thu hồi khen thưởng").click()
    district.page.get_by_label("Số, ký hiệu quyết định hủy bỏ").fill("600/QĐ-UBND")
    district.page.get_by_label("Ngày quyết định").fill("02/06/2025")
    district.page.get_by_label("a) Gian dối").check()
    district.page.get_by_label("Lý do").fill("Kê khai sai.")
    district.confirm("Thu hồi khen thưởng")
    public = drafter.page
    public.goto(f"{drafter.site}/honours")
    expect(public.locator("main")).to_contain_text(PEOPLE[0])
    expect(public.locator("main")).not_to_contain_text(re.compile(rf"{dossiers['revoked']}\\b"))

    # The late unit is behind, and is told so once more.
    clerk.page.goto(f"{clerk.site}/campaigns/{dossiers['campaign']}/units?behind=1")
    expect(clerk.page.locator("main")).to_contain_text(LATE)
    write_the_closing_report(clerk, dossiers["campaign"])

    # The books are right at the end: one queue for each open dossier, and a log that holds.
    for command in (["queue", "check"], ["audit", "verify"]):
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "app", *command],
            env=os.environ | env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
