"""Two people, two windows, two clicks: one transition, and the other reads who did it and when."""

import re

import pytest
from playwright.sync_api import expect

from models import AuditEvent, Message, Nomination, db
from models.enums import Role, State
from tests.workflow.world import dossier, person


@pytest.fixture
def drafted(office) -> tuple[str, str]:
    with office.app_context():
        row = dossier(State.DRAFTED)
        db.session.commit()
        return row.code, row.name


def acts(office, code: str) -> list[str]:
    """What was done on a dossier after it was drafted, in order."""
    with office.app_context():
        query = (
            db.select(AuditEvent.action).join(Nomination, Nomination.id == AuditEvent.nomination_id)
            .filter(Nomination.code == code, AuditEvent.action != "create").order_by(AuditEvent.id)
        )  # fmt: skip
        return list(db.session.scalars(query))


def open_confirmation(seat, code: str, label: str):
    seat.page.goto(f"/nominations/{code}")
    for more in seat.page.locator("aside").get_by_text("Việc khác").all():
        more.click()
    seat.page.locator("aside").get_by_role("link", name=label, exact=True).click()
    return seat.page.get_by_role("button", name=label, exact=True)


def test_of_two_who_have_the_confirmation_open_one_acts_and_the_other_reads_who_and_when(office, sit):
    with office.app_context():
        row, faster = dossier(State.UNIT_APPROVED), person(Role.CLERK).name
        db.session.commit()
        code = row.code
    clerk, head = sit("clerk"), sit("head")
    review = open_confirmation(clerk, code, "Kết luận xét duyệt")
    withdraw = open_confirmation(head, code, "Rút hồ sơ")
    head.page.get_by_label("Lý do").fill("Nhầm người, xin rút.")
    review.click()
    expect(clerk.page.locator(".flash-success").first).to_be_visible()
    withdraw.click()
    said = re.compile(rf"{faster} .* lúc \d\d:\d\d ngày \d\d/\d\d/\d{{4}}")
    expect(head.page.locator("main")).to_contain_text(said)
    expect(head.page.locator("main")).to_contain_text("Thị trấn đã xét")
    assert acts(office, code) == ["review"]


SEND = """([url, forms]) => Promise.all(forms.map((f) =>
    fetch(url, {method: "POST", body: new URLSearchParams(f), redirect: "manual"})
    .then((a) => a.type === "opaqueredirect" ? 302 : a.status)))"""


def form_of(seat, code: str) -> tuple[str, dict[str, str]]:
    """Where the confirmation goes, and what it sends."""
    open_confirmation(seat, code, "Duyệt")
    form = seat.page.locator("form[action$='/approve']")
    pairs = form.evaluate("f => [...new FormData(f)].map(([k, v]) => [k, String(v)])")
    return form.get_attribute("action"), dict(pairs)


def test_both_press_at_the_same_moment_and_one_transition_is_made(office, sit, drafted):
    code, _name = drafted
    one, other = sit("head"), sit("head")
    (url, first), (_url, second) = form_of(one, code), form_of(other, code)
    assert first["request_id"] != second["request_id"]
    token = {"csrf_token": first["csrf_token"]}
    assert sorted(one.page.evaluate(SEND, [url, [first, second | token]])) == [302, 409]
    assert acts(office, code) == ["approve"]


def test_the_same_form_sent_many_times_is_one_transition_and_good_answers(office, sit, drafted):
    code, _name = drafted
    head = sit("head")
    url, form = form_of(head, code)
    assert head.page.evaluate(SEND, [url, [form, form, form]]) == [302, 302, 302]
    assert head.page.evaluate(SEND, [url, [form]]) == [302]
    assert acts(office, code) == ["approve"]


def test_a_double_click_is_one_transition_and_one_good_answer(office, sit, drafted):
    code, _name = drafted
    head = sit("head")
    open_confirmation(head, code, "Duyệt").dblclick()
    expect(head.page.locator(".flash-success").first).to_be_visible()
    assert acts(office, code) == ["approve"]
    with office.app_context():
        sent = db.session.scalars(db.select(Message.recipient_id).join(Nomination).filter_by(code=code)).all()
    assert len(sent) == len(set(sent))
    assert sent != []


def test_a_double_click_without_javascript_is_one_transition_and_one_good_answer(office, sit, drafted):
    code, _name = drafted
    head = sit("head", java_script_enabled=False)
    open_confirmation(head, code, "Duyệt").dblclick()
    expect(head.page.get_by_role("heading", level=1)).to_contain_text("Tổ tự quản")
    assert acts(office, code) == ["approve"]


def test_many_are_acted_on_after_a_rehearsal_with_a_result_for_each(office, sit):
    with office.app_context():
        rows = [dossier(State.DRAFTED) for _one in range(3)]
        db.session.commit()
        pairs = [(row.code, row.name) for row in rows]
    bulk, single = sit("head"), sit("head")
    page = bulk.page
    page.goto("/queue?q=Tổ tự quản")
    for _code, name in pairs:
        page.get_by_label(f"Chọn hồ sơ {name}", exact=True).check()
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Duyệt 3 hồ sơ")
    for code, _name in pairs:
        expect(page.locator(".plan")).to_contain_text(code)
    expect(page.locator(".callout-info")).to_contain_text("Sẽ báo cho")
    assert [acts(office, code) for code, _name in pairs] == [[], [], []]

    open_confirmation(single, pairs[1][0], "Duyệt").click()
    expect(single.page.locator(".flash-success").first).to_be_visible()
    page.get_by_role("button", name="Duyệt 3 hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Duyệt: xong 2 trên 3 hồ sơ")
    results = dict(zip([code for code, _name in pairs], page.locator("tbody tr").all(), strict=True))
    for place, (code, _name) in enumerate(pairs):
        words = re.compile(r"đã duyệt lúc \d\d:\d\d") if place == 1 else "Đã làm xong"
        expect(results[code]).to_contain_text(code)
        expect(results[code]).to_contain_text(words)
    assert [acts(office, code) for code, _name in pairs] == [["approve"]] * 3


def test_the_rehearsal_says_which_cannot_and_why(office, sit):
    with office.app_context():
        ready, wanting = dossier(State.DRAFTED), dossier(State.DRAFTED)
        wanting.summary = ""
        db.session.commit()
        names, codes = (ready.name, wanting.name), (ready.code, wanting.code)
    page = sit("head").page
    page.goto("/queue?q=Tổ tự quản")
    for name in names:
        page.get_by_label(f"Chọn hồ sơ {name}", exact=True).check()
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Duyệt 1 hồ sơ")
    expect(page.locator(".plan li", has_text=codes[1]).first).to_contain_text("chưa có tóm tắt thành tích")
    page.get_by_role("button", name="Duyệt 1 hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Duyệt: xong 1 trên 1 hồ sơ")
    assert [acts(office, code) for code in codes] == [["approve"], []]
