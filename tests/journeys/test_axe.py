"""Every page, as each role sees it, wide and narrow: axe finds nothing, and nothing goes sideways."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from models import Document, PastAward, PublicityGuide, Setting, Story, db
from models.enums import Action, DocumentType, Level, Role, State, StoryState
from tests.workflow.sittings import one_in_each_state
from tests.workflow.world import UNIT, dossier, organisation, person, try_act
from workflow import batches
from workflow.outside import OUTSIDE

WIDTHS = (1280, 360)
AXE = Axe()
PAGES: dict[str | None, list[str]] = {
    None: ["/login", "/password/forgotten", "/honours", "/comments", "/honours/{story}", "/verify/{token}", "/verify/x", "/mailbox", "/x"],
    "drafter": ["/queue", "/nominations", "/nominations/new", "/nominations/import", "/nominations/{draft}/edit",
                "/nominations/{returned}/edit", "/nominations/{returned}", "/nominations/{draft}/actions/submit", "/campaigns", "/campaigns/{slug}", "/campaigns/{slug}/activities/new", "/campaigns/{slug}/guides/{guide}", "/account/", "/delegations",
                "/account/password", "/nominations/{reviewed}", "/nominations/x", "/admin"],
    "head": ["/queue", "/nominations/{drafted}", "/nominations/{drafted}/actions/approve",
             "/nominations/{drafted}/actions/return"],
    "clerk": ["/queue", "/queue?q=khong-co-ai-ten-nhu-the", "/nominations/new",
              "/nominations/{arrived}", "/nominations/{arrived}/actions/receive",
              "/nominations/{received}/actions/appraise", "/nominations/{appraised}",
              "/nominations/{appraised}/actions/review", "/nominations/{appraised}/actions/set_form", "/nominations/{appraised}/actions/hold",
              "/nominations/{held}", "/nominations/{held}/actions/release", "/nominations/{held}/actions/review",
              "/nominations/{awarded}/actions/hand_over", "/campaigns/new", "/campaigns/{slug}",
              "/campaigns/{slug}/edit", "/campaigns/{slug}/guidance", "/campaigns/{slug}/units", "/campaigns/{slug}/follow-up", "/campaigns/{slug}/closing-report", "/campaigns/{slug}/forms/new", "/campaigns/{slug}/forms/{form}",
              "/submissions", "/submissions/{assembling}", "/submissions/{frozen}",
              "/meetings", "/meetings/new", "/meetings/{ready_meeting}", "/meetings/{ready_meeting}/edit",
              "/meetings/{voting_meeting}", "/meetings/{voted_meeting}", "/meetings/{closed_meeting}", "/meetings/{listed_meeting}",
              "/decisions/{decision}/money", "/past-awards", "/past-awards?q=khong-co-ai", "/past-awards/import", "/past-awards/{past}",
              "/nominations/{received}/likeness/{appraised}"],
    "clerk2": ["/queue", "/submissions/{answered}", "/submissions/{answered}/answer", "/nominations/{far}/actions/revoke"],
    "culture": ["/campaigns/{slug}", "/campaigns/{slug}/guides/new", "/campaigns/{slug}/guides/{guide}", "/stories", "/stories?tab=published", "/stories/{awarded}", "/stories/{told}", "/stories/{told}/preview", "/awards", "/queue", "/nominations/{awarded}", "/decisions/{decision}"],
    "council1": ["/queue", "/meetings", "/meetings/{voting_meeting}", "/meetings/{closed_meeting}"],
    "chair": ["/dashboard", "/queue", "/submissions/{frozen}", "/nominations/{reviewed}", "/admin/confirmations"],
    "district": ["/queue", "/decisions/new", "/decisions/new?form={form}", "/decisions/{decision}",
                 "/nominations/{awarded}", "/nominations/{awarded}/actions/revoke",
                 "/nominations/{awarded}/actions/correct", "/submissions", "/submissions/{received_list}"],
    "province": ["/queue", "/decisions/new"],
    "auditor": ["/audit", "/audit?code={awarded}", "/nominations/{awarded}", "/submissions", "/campaigns", "/past-awards"],
    "admin": ["/admin", "/admin/holidays", "/admin/money", "/admin/money/coefficient/new", "/admin/organisations", "/admin/organisations/new", "/admin/organisations/{unit}",
              "/admin/organisations/{unit}/settings", "/admin/users", "/admin/users/new", "/admin/users/{user}", "/admin/users/{user}/hand-over", "/admin/users/{user}/correct", "/admin/without-owner",
              "/admin/confirmations", "/admin/import"],
}  # fmt: skip
# A form that is sent with nothing in it, or with what is wrong: who, where, the button.
REFUSED = [
    ("drafter", "/nominations/new", "Tạo hồ sơ"),
    ("drafter", "/nominations/import", "Xem thử"),
    ("drafter", "/nominations/{returned}/edit", "Mở mục này"),
    ("drafter", "/nominations/{draft}/edit", "Đính kèm"),
    ("head", "/nominations/{drafted}/actions/return", "Trả lại"),
    ("head", "/nominations/{drafted}/actions/withdraw", "Rút hồ sơ"),
    ("clerk", "/nominations/{received}/actions/appraise", "Thẩm định"),
    ("clerk", "/campaigns/new", "Ghi phong trào"),
    ("clerk", "/meetings/new", "Lập cuộc họp"),
    ("council1", "/meetings/{voting_meeting}", "Bỏ phiếu"),
    ("drafter", "/campaigns/{slug}/activities/new", "Ghi hoạt động"),
    ("clerk", "/campaigns/{slug}/forms/new", "Ghi hình thức khen"),
    ("clerk", "/past-awards/import", "Xem thử"),
    ("clerk2", "/submissions/{answered}/answer", "Ghi nhận kết quả"),
    ("clerk2", "/nominations/{far}/actions/revoke", "Thu hồi khen thưởng"),
    ("district", "/decisions/new?form={form}", "Ban hành quyết định"),
    ("district", "/nominations/{awarded}/actions/revoke", "Thu hồi khen thưởng"),
    ("admin", "/admin/organisations/new", "Ghi"),
    ("admin", "/admin/users/new", "Tạo tài khoản"),
    ("admin", "/admin/users/{user}", "Phân công"),
    ("admin", "/admin/users/{user}/hand-over", "Bàn giao công việc"),
    ("admin", "/admin/users/{user}/correct", "Ghi"),
    ("admin", "/admin/import", "Xem thử"),
    ("culture", "/stories/{awarded}", "Ghi nháp"),
    (None, "/login", "Đăng nhập"),
]


def story_of_the_demo() -> dict[str, str]:
    """A published story: its public address, and the dossier that it tells of."""
    query = db.select(Story).filter_by(state=StoryState.PUBLISHED).order_by(Story.id)
    story = db.session.scalars(query).first()
    return {"story": story.slug, "told": story.nomination.code}


@pytest.fixture(scope="module")
def places(office) -> dict[str, Any]:
    """What the addresses name: a dossier in each state, with long names, remarks and holds."""
    with office.app_context():
        clerk = person(Role.CLERK)
        returned = dossier(State.UNIT_APPROVED)
        remarks = {"summary": "Ghi rõ số liệu", "attachments": "Thiếu chữ ký", "general": "Xem lại cả hồ sơ"}
        try_act(Action.RETURN, returned, clerk, inputs={"to_state": "drafting", "remarks": {
            name: text for name, text in remarks.items() if name != "general"}})  # fmt: skip
        rows = {
            "draft": dossier(State.DRAFTING), "returned": returned, "drafted": dossier(State.DRAFTED),
            "arrived": dossier(State.UNIT_APPROVED, received=False, appraised=False),
            "received": dossier(State.UNIT_APPROVED, appraised=False),
            "appraised": dossier(State.UNIT_APPROVED), "held": dossier(State.UNIT_APPROVED, hold=Level.TOWN),
            "reviewed": dossier(State.TOWN_REVIEWED), "awarded": dossier(State.AWARDED),
            "waiting": dossier(State.SENT_TO_DISTRICT),
        }  # fmt: skip
        rows["draft"].summary = ""
        opened = batches.gather(clerk, [dossier(State.TOWN_REVIEWED).id])
        frozen = batches.gather(clerk, [dossier(State.TOWN_REVIEWED).id])
        batches.freeze(frozen, clerk, frozen.version)
        far = dossier(State.SENT_TO_DISTRICT, unit_name="KP Thống Nhất Một")
        granted = dossier(State.AWARDED, unit_name="KP Thống Nhất Một")
        db.session.add(Setting(organisation_id=far.district_id, key=OUTSIDE, value=True, source="Công văn",
                               valid_from=date(2025, 1, 1)))  # fmt: skip
        award = rows["awarded"].award
        db.session.add(Document(type=DocumentType.CERTIFICATE, version=1, award_id=award.id))
        db.session.flush()
        made = {name: row.code for name, row in rows.items()} | one_in_each_state(rows["appraised"]) | {
            "slug": award.nomination.campaign.slug, "form": award.nomination.award_form_id,
            "unit": organisation(UNIT).id, "user": person(Role.DRAFTER).id, "decision": award.decision_id,
            "token": award.token, "assembling": opened.id, "frozen": frozen.id,
            "past": db.session.scalars(db.select(PastAward.id).order_by(PastAward.id)).first(),
            **story_of_the_demo(),
            "guide": db.session.scalars(db.select(PublicityGuide.id).order_by(PublicityGuide.id)).first(),
            "answered": far.submission_id, "far": granted.code, "received_list": rows["waiting"].submission_id,
        }  # fmt: skip
        db.session.commit()
        return made


@pytest.fixture
def page_of(browser, web, sit):
    """A page of that account, or of nobody."""
    contexts = []

    def open_page(username: str | None) -> Page:
        if username:
            return sit(username).page
        contexts.append(browser.new_context(base_url=web, locale="vi-VN"))
        return contexts[-1].new_page()

    yield open_page
    for one in contexts:
        one.close()


def faults_of(page: Page) -> list[str]:
    """What axe finds, and by how much the page is too wide, at both widths."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [
            f"{width}: {one['id']} at {one['nodes'][0]['target']} ({len(one['nodes'])})"
            for one in AXE.run(page).response["violations"]
        ]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{width}: {wider} too wide"] if wider > 0 else []
    return found


@pytest.mark.parametrize("who", PAGES, ids=str)
def test_axe_finds_nothing_on_the_pages_of(who, page_of, places) -> None:
    page, wrong = page_of(who), {}
    for address in PAGES[who]:
        answer = page.goto(address.format(**places))
        assert answer.status < 500, address
        assert page.locator("h1").count() == 1, address
        if found := faults_of(page):
            wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize(("who", "address", "button"), REFUSED, ids=[f"{one[0]} {one[1]}" for one in REFUSED])
def test_axe_finds_nothing_on_a_form_that_was_refused(who, address, button, page_of, places) -> None:
    page = page_of(who)
    page.goto(address.format(**places))
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".error, .error-summary").first).to_be_visible()
    assert faults_of(page) == []


def test_axe_finds_nothing_on_a_rehearsal_and_its_results(page_of, places, office) -> None:
    with office.app_context():
        rows = [dossier(State.DRAFTED), dossier(State.DRAFTED)]
        rows[1].summary = ""
        db.session.commit()
        names = [row.name for row in rows]
    page, found = page_of("head"), []
    page.goto(f"/queue?q={names[0].rsplit(' ', 1)[0]}")
    for name in names:
        page.get_by_label(f"Chọn hồ sơ {name}", exact=True).check()
    found += faults_of(page)
    page.get_by_role("button", name="Duyệt", exact=True).click()
    found += faults_of(page)
    page.get_by_role("button", name="Duyệt 1 hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Duyệt: xong 1 trên 1 hồ sơ")
    assert found + faults_of(page) == []
