"""A town whose district has nobody in the system: the admin says so, the clerk writes down what it answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from models import Appointment, Nomination, db
from models.enums import Level, State
from tests.journeys.test_axe import faults_of
from tests.views.test_nominations import PDF
from tests.workflow.test_answers import sent
from tests.workflow.world import UNIT, organisation


@pytest.fixture(scope="module")
def town(office: Flask) -> int:
    """The town, after the district's people have left."""
    with office.app_context():
        here = organisation(UNIT).at(Level.TOWN)
        gone = db.update(Appointment).filter_by(organisation_id=here.at(Level.DISTRICT).id)
        db.session.execute(gone.values(valid_to=date(2025, 5, 31)))
        db.session.commit()
        return here.id


def on_disk(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(PDF)
    return path


def say_that_the_district_is_outside(page: Page, town: int) -> None:
    page.goto(f"/admin/organisations/{town}/settings")
    card = page.locator(".card", has=page.get_by_role("heading", name="Ủy ban nhân dân huyện Bắc Sơn"))
    expect(card).to_contain_text("Chưa ai ở nơi đó có tài khoản")
    assert faults_of(page) == []
    card.get_by_role("button", name="Nơi đó dùng phần mềm riêng").click()
    expect(page.locator("#source-error")).to_be_visible()
    page.locator("#source").fill("Công văn 44/UBND-NV ngày 26/5/2025")
    assert faults_of(page) == []
    page.get_by_role("button", name="Nơi đó dùng phần mềm riêng").first.click()
    expect(page.locator(".flash-success")).to_contain_text("do nơi trình ghi nhận")


def test_an_answer_on_paper_is_written_down_with_its_scan(
    office: Flask, town: int, sit, tmp_path: Path
) -> None:
    say_that_the_district_is_outside(sit("admin").page, town)
    with office.app_context():
        submission = sent(2)
        granted, returned = [(one.nomination_id, one.nomination.name) for one in submission.items]
        number = submission.id
        db.session.commit()
    seat = sit("clerk")
    page = seat.open_from_queue(granted[1])
    expect(page.locator("main")).to_contain_text("chờ kết quả của huyện, ghi nhận khi có")
    page.goto(f"/submissions/{number}")
    page.get_by_role("link", name="Ghi nhận kết quả").first.click()
    assert faults_of(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    for name, text in (("number", "214"), ("issued_on", "02/06/2025"), ("signer_name", "Dương Giả Định")):
        page.locator(f"#{name}").fill(text)
    page.locator(f"#result-{granted[0]}").select_option("award")
    page.locator(f"#result-{returned[0]}").select_option("return")
    page.locator(f"#reason-{returned[0]}").fill("Bổ sung số liệu quý I")
    # The scan stands for the decision: without it nothing is written, and what was typed stays.
    page.get_by_role("button", name="Ghi nhận kết quả").click()
    expect(page.locator("#scan-error")).to_be_visible()
    expect(page.locator(f"#reason-{returned[0]}")).to_have_value("Bổ sung số liệu quý I")
    page.locator("#scan").set_input_files(on_disk(tmp_path, "quyet-dinh-214.pdf"))
    page.get_by_role("button", name="Ghi nhận kết quả").click()
    expect(page.locator(".flash-success")).to_contain_text("Đã ghi nhận kết quả")
    with page.expect_download() as download:
        page.get_by_role("link", name="bản chụp 214/QĐ-UBND").click()
    assert Path(download.value.path()).read_bytes() == PDF
    with office.app_context():
        rows = [db.session.get_one(Nomination, one) for one, _name in (granted, returned)]
        assert [row.state for row in rows] == [State.AWARDED, State.UNIT_APPROVED]
        code = rows[0].code
    revoke_it(seat, code, on_disk(tmp_path, "quyet-dinh-300.pdf"))
    with office.app_context():
        row = db.session.get_one(Nomination, granted[0])
        assert row.state is State.REVOKED
        assert row.award.revoked_scan.filename == "quyet-dinh-300.pdf"


def revoke_it(seat, code: str, scan: Path) -> None:
    """The district revokes it later; the clerk writes that down too."""
    page: Page = seat.page
    page.goto(f"/nominations/{code}")
    page.locator("aside").get_by_text("Việc khác").click()
    page.get_by_role("link", name="Thu hồi khen thưởng", exact=True).click()
    expect(page.locator("main")).to_contain_text("Ghi nhận văn bản của Ủy ban nhân dân huyện Bắc Sơn.")
    assert faults_of(page) == []
    page.locator("#paper").fill("300/QĐ-UBND")
    page.locator("#revoked_on").fill("02/06/2025")
    page.get_by_label("a) Gian dối trong kê khai công trạng, thành tích").check()
    page.locator("#reason").fill("Kê khai sai số liệu")
    page.locator("#scan").set_input_files(scan)
    seat.confirm("Thu hồi khen thưởng")
