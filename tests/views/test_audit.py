"""The auditor's pages: everything under his office and nothing else, in words, and as files for Excel."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from models import AccessEvent, Appointment, AuditEvent, AuditValue, Nomination, User, db
from models.enums import Action, Level, Role, State
from tests.views.test_statements import statements
from tests.workflow.world import OTHER_TOWN_UNIT, UNIT, dossier, organisation, person, try_act
from views import exporting
from views.exporting import harmless
from views.history import told
from workflow import audit
from workflow.actions import record, stream_of
from workflow.log import LogFilters, log_batches, log_page, seen_by_auditor
from workflow.log_names import names_behind
from workflow.log_words import FIELD_LABELS, TECHNICAL, label_of
from workflow.people import Person, Post

Client = Callable[[str], FlaskClient]
HOLD_REASON = "Có đơn tố cáo ông Giả Định"


def text_of(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def rows_of(page: str) -> int:
    return page.count('role="rowheader"')


def auditor_at(short_name: str) -> Person:
    place = organisation(short_name)
    post = Post(Role.AUDITOR, place.id, place.name, place.level)
    return Person(900_000 + place.id, f"Kiểm tra {short_name}", (post,))


def all_seen(who: Person, model: Any = AuditEvent) -> set[int]:
    return {row.id for rows in log_batches(who, model, LogFilters()) for row in rows}


# Who sees what


def test_every_event_of_the_demo_stands_under_an_office(inside: Flask) -> None:
    for model in (AuditEvent, AccessEvent):
        lost = db.select(model.id).filter(model.province_id.is_(None))
        assert db.session.scalars(lost).all() == []
    assert all_seen(auditor_at("UBND tỉnh Lạng Sơn")) == set(db.session.scalars(db.select(AuditEvent.id)))


def test_an_auditor_sees_his_town_and_nothing_of_the_other(inside: Flask) -> None:
    here = organisation(UNIT).at(Level.TOWN)
    there = organisation(OTHER_TOWN_UNIT).at(Level.TOWN)
    rows = [dossier(State.DRAFTED, unit_name=one) for one in (UNIT, OTHER_TOWN_UNIT)]
    mine, theirs = (all_seen(auditor_at(one.short_name)) for one in (here, there))
    for row, seen, hidden in ((rows[0], mine, theirs), (rows[1], theirs, mine)):
        ids = set(db.session.scalars(db.select(AuditEvent.id).filter_by(nomination_id=row.id)))
        assert ids
        assert ids <= seen
        assert not ids & hidden


@pytest.mark.parametrize("kind", ["campaign", "submission", "decision", "organisation", "account"])
def test_an_act_of_the_system_belongs_to_the_office_of_its_chain(inside: Flask, kind: str) -> None:
    table = {"account": "user"}.get(kind, kind)
    column = {"campaign": "organisation_id", "submission": "from_organisation_id", "decision": "organisation_id",
              "organisation": "id"}.get(kind)  # fmt: skip
    query = f'SELECT id, {column} FROM "{table}" ORDER BY id LIMIT 1'
    if kind == "account":
        query = "SELECT user_id, organisation_id FROM appointment ORDER BY id DESC LIMIT 1"
    number, office_id = db.session.execute(db.text(query)).one()
    event = db.session.get(AuditEvent, record("save", stream=f"{kind}:{number}", actor=None))
    office = db.session.get_one(type(organisation(UNIT)), office_id)
    assert {level: getattr(event, f"{level.value}_id") for level in Level} == {
        level: one.id if (one := office.at(level)) else None for level in Level
    }


def test_changing_a_password_is_seen_by_the_auditor_of_the_town(inside: Flask) -> None:
    clerk = person(Role.CLERK)
    number = record("password_changed", stream=f"account:{clerk.id}", actor=clerk)
    assert number in all_seen(auditor_at(organisation(UNIT).at(Level.TOWN).short_name))
    assert number not in all_seen(auditor_at(organisation(OTHER_TOWN_UNIT).at(Level.TOWN).short_name))


def test_a_failed_login_is_seen_where_the_account_sits(inside: Flask) -> None:
    clerk = person(Role.CLERK)
    audit.record_access("login_failed", None, name="cle\x00rk", user_id=clerk.id)
    db.session.flush()
    last = db.session.scalars(db.select(AccessEvent).order_by(AccessEvent.id.desc())).first()
    assert (last.user_name, last.name_key) == ("clerk", "clerk")
    assert last.id in all_seen(auditor_at(organisation(UNIT).at(Level.TOWN).short_name), AccessEvent)
    assert last.id not in all_seen(
        auditor_at(organisation(OTHER_TOWN_UNIT).at(Level.TOWN).short_name), AccessEvent
    )


def test_two_posts_see_both_towns_once_and_in_order(inside: Flask) -> None:
    posts = [
        auditor_at(organisation(one).at(Level.TOWN).short_name).posts[0] for one in (UNIT, OTHER_TOWN_UNIT)
    ]
    district = auditor_at(organisation(UNIT).at(Level.DISTRICT).short_name).posts[0]
    both = Person(1, "Kiểm tra", (*posts, district))
    expected = db.session.scalars(
        db.select(AuditEvent.id).filter(seen_by_auditor(both, AuditEvent))
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
    ).all()  # fmt: skip
    found, cursor = [], None
    while True:
        rows, cursor = log_page(both, AuditEvent, LogFilters(), cursor, 17)
        found += [row.id for row in rows]
        if cursor is None:
            break
    assert found == expected
    assert log_page(person(Role.CLERK), AuditEvent, LogFilters()) == ([], None)


@pytest.mark.parametrize(
    "page", ["/audit", "/audit/access", "/audit/export.csv", "/audit/access/export.xlsx"]
)
@pytest.mark.parametrize("who", ["clerk", "chair", "province", "admin"])
def test_nobody_but_the_auditor_enters(client_of: Client, who: str, page: str) -> None:
    assert client_of(who).get(page).status_code == 403


# The pages


def test_each_look_and_each_file_is_noted_with_its_filters(office: Flask, client_of: Client) -> None:
    browser = client_of("auditor")
    assert browser.get("/audit?role=clerk&from=01/06/2025").status_code == 200
    assert browser.get("/audit/access/export.csv?action=login").status_code == 200
    page = text_of(browser.get("/audit/access"))
    assert "Việc đã làm – Vai trò: Văn phòng – Thống kê; Từ ngày: 01/06/2025" in page
    assert "Truy cập – Việc: đã đăng nhập" in page
    assert "đã tải nhật ký về máy" in page


def test_the_second_tab_shows_logins_and_looks(client_of: Client) -> None:
    code = code_of_a_dossier(client_of)
    client_of("clerk").get(f"/nominations/{code}")
    page = text_of(client_of("auditor").get(f"/audit/access?code={code}&who=&role=clerk"))
    assert rows_of(page) >= 1
    assert "đã xem hồ sơ" in page
    assert "đã đăng nhập" in text_of(client_of("auditor").get("/audit/access?action=login"))


def code_of_a_dossier(client_of: Client) -> str:
    page = text_of(client_of("auditor").get("/audit?action=approve"))
    return re.search(r'/nominations/([A-Z0-9-]+)"', page)[1]


@pytest.mark.parametrize("tab", ["/audit", "/audit/access"])
@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("code", "KHÔNG-CÓ-1", "Không có hồ sơ nào mang mã này."),
        ("code", "x" * 10_000, "Không có hồ sơ nào mang mã này."),
        ("who", "!!!", "Ghi họ tên hoặc một phần họ tên."),
        ("who", "ă" * 10_000, "Quá dài: 10000 chữ, tối đa 100."),
        ("role", "boss", "Chọn một mục trong danh sách."),
        ("organisation", "99999999999999999999", "Chọn một mục trong danh sách."),
        ("organisation", "-1", "Chọn một mục trong danh sách."),
        ("action", "drop table", "Chọn một mục trong danh sách."),
        ("from", "31/02/2025", "Ngày không đúng. Ghi theo dạng ngày/tháng/năm."),
        ("to", "01/01/0001", "Ngày nằm ngoài khoảng cho phép."),
        ("to", "9" * 5000, "Ngày không đúng. Ghi theo dạng ngày/tháng/năm."),
    ],
)
def test_a_filter_that_makes_no_sense_is_answered_at_its_field(
    client_of: Client, tab: str, field: str, text: str, message: str
) -> None:
    answer = client_of("auditor").get(
        tab, query_string={field: text, "from" if field != "from" else "to": "01/06/2025"}
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page
    assert message in page
    assert 'value="01/06/2025"' in page
    assert rows_of(page) == 0


@pytest.mark.parametrize("field", ["code", "who", "role", "organisation", "action", "from", "to", "after"])
def test_a_nul_character_fails_nothing(client_of: Client, field: str) -> None:
    for tab in ("/audit", "/audit/access", "/audit/export.csv"):
        assert client_of("auditor").get(tab, query_string={field: "a\x00b"}).status_code in (
            200,
            302,
            400,
            422,
        )


def test_a_period_that_ends_before_it_begins_is_answered(client_of: Client) -> None:
    answer = client_of("auditor").get("/audit?from=02/06/2025&to=01/06/2025")
    assert answer.status_code == 422
    assert 'id="to-error"' in text_of(answer)


def test_a_file_with_a_wrong_filter_leads_back_to_the_message(client_of: Client) -> None:
    answer = client_of("auditor").get("/audit/export.csv?role=boss&who=Đào")
    assert answer.status_code == 302
    assert "Chọn một mục trong danh sách." in text_of(client_of("auditor").get(answer.location))


@pytest.mark.parametrize("place", ["x", "~", "2025-06-02~5", "9999-12-31T23:59:59+00:00~1", "0001-01-01~1",
                                   "2025-06-02T00:00:00+07:00~" + "9" * 40, "2025-06-02T00:00:00+07:00~-1"])  # fmt: skip
def test_a_place_that_makes_no_sense_is_answered_with_a_page(client_of: Client, place: str) -> None:
    assert client_of("auditor").get("/audit", query_string={"after": place}).status_code == 200


def test_the_dossier_of_another_town_is_no_filter(office: Flask, client_of: Client) -> None:
    with office.app_context():
        code = dossier(State.DRAFTED, unit_name=OTHER_TOWN_UNIT).code
        db.session.commit()
    answer = client_of("auditor").get(f"/audit?code={code}")
    assert "Không có hồ sơ nào mang mã này." in text_of(answer)


def test_the_filters_narrow(office: Flask, client_of: Client) -> None:
    with office.app_context():
        row = dossier(State.DRAFTING)
        try_act(Action.SUBMIT, row, person(Role.DRAFTER))
        try_act(Action.APPROVE, row, person(Role.UNIT_HEAD))
        head, unit, code = person(Role.UNIT_HEAD).name, row.unit_id, row.code
        db.session.commit()
    browser, base = client_of("auditor"), {"code": code.lower().replace("thu", "THU")}

    def count(**more: Any) -> int:
        return rows_of(text_of(browser.get("/audit", query_string=base | more)))

    assert count() == 3
    assert count(action="approve") == 1
    assert count(role="drafter") == 2
    assert count(role="chair") == 0
    assert count(who=head) >= 1
    assert count(who="không có ai tên thế") == 0
    assert count(organisation=unit) == 3
    assert count(to="01/01/2020") == 0
    assert count(**{"from": "01/01/2020"}) == 3


def test_pages_follow_each_other_without_a_gap_or_a_repeat(office: Flask, client_of: Client) -> None:
    seen: list[str] = []
    address: str | None = "/audit"
    while address:
        page = text_of(client_of("auditor").get(address))
        seen.append(page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = found[1].replace("&amp;", "&") if found else None
    assert len(seen) > 2
    assert all(rows_of(page) == 50 for page in seen[:-1])
    with office.app_context():
        posts = db.session.scalars(db.select(Appointment).join(User, User.id == Appointment.user_id)
                                   .filter(User.username == "auditor")).all()  # fmt: skip
        post = next(one for one in posts if one.role is Role.AUDITOR)
        column = getattr(AuditEvent, f"{post.organisation.level.value}_id")
        total = db.session.scalar(db.select(db.func.count()).filter(column == post.organisation_id))
    assert sum(map(rows_of, seen)) == total


@pytest.mark.parametrize("tab", ["/audit", "/audit/access"])
def test_the_number_of_statements_does_not_depend_on_the_rows(
    office: Flask, client_of: Client, tab: str
) -> None:
    counts = []
    for acts in (3, 60):
        with office.app_context():
            row = dossier(State.DRAFTED)
            for _number in range(acts - 1):
                record("save", stream=stream_of(row), actor=person(Role.DRAFTER), nomination=row,
                       changes={"summary": ("a", "b")})  # fmt: skip
            for _number in range(acts):
                audit.record_access("view", person(Role.CLERK), nomination_id=row.id, detail=row.code)
            code = row.code
            db.session.commit()
        browser = client_of("auditor")
        with statements(office) as sent:
            page = text_of(browser.get(f"{tab}?code={code}"))
        counts.append((min(acts, 50), len(sent)))
        assert rows_of(page) == min(acts, 50)
    assert counts[0][1] == counts[1][1] <= 9


# Words


def test_every_field_that_the_demo_logged_has_a_name(inside: Flask) -> None:
    fields = db.session.scalars(db.select(AuditValue.field).distinct()).all()
    names = {("criterion", str(number)): ("1", "") for number in range(1000)}
    bare = [one for one in fields if one not in TECHNICAL and label_of(one, names)[0] == one]
    assert bare == []


CODES = re.compile(r"\b(drafting|drafted|unit_approved|town_reviewed|sent_to_district|awarded|True|False|None"
                   r"|drafter|unit_head|individual|collective|claim-\d+|criterion_id|\d{4}-\d\d-\d\d)\b")  # fmt: skip


def test_nothing_of_the_code_is_read_in_the_whole_log(inside: Flask) -> None:
    events = db.session.scalars(db.select(AuditEvent)).all()
    names = names_behind(events)
    rows = [told(one, names) for one in events]
    texts = [str(text) for row in rows for detail in row["details"] for text in detail]
    texts += [str(row[name]) for row in rows for name in ("what", "role", "from", "to", "about", "reason")]
    assert [
        text for text in texts if CODES.search(re.sub(r"QH80-\d{4}-\d+|\b[A-Z0-9]+-\d{4}-\d{4}", "", text))
    ] == []
    assert len(texts) > 500


def in_words(changes: dict[str, Any], **more: Any) -> list[tuple[str, str, str]]:
    number = record("save", stream=more.pop("stream", "organisation:1"), actor=None, changes=changes, **more)
    db.session.flush()
    event = db.session.get_one(AuditEvent, number)
    return told(event, names_behind([event]))["details"]


def test_values_are_told_as_a_person_says_them(inside: Flask) -> None:
    row = dossier(State.DRAFTED)
    first, second = row.award_form.criteria_for(row.kind)[:2]
    found = {label: (before, after) for label, before, after in in_words({
        "role": (None, Role.DRAFTER), "valid_from": (None, date(2025, 6, 1)), "needs_confirmation": (None, False),
        "published": (False, True), "granter_level": (Level.DISTRICT, Level.PROVINCE), "kind": (None, row.kind),
        "award_form_id": (None, row.award_form_id), "parent_id": (None, row.town_id),
        "remarks": (None, {"general": "Xem lại", f"claim-{second.id}": "Thiếu số liệu"}),
        "items": (None, [{"criterion_id": first.id, "met": True, "remark": ""},
                         {"criterion_id": second.id, "met": False, "remark": "Chưa rõ"}]),
        f"claim-{second.id}": (["Dọn đường", "", None], ["Dọn đường làng", "Sổ trực", 2]),
        "field": (None, f"claim-{first.id}"), "appraisal_days": (10, 5), "ground": (None, "a"),
        "attachments": ([], [["report", "bao-cao.pdf", "00ff"]]), "due_on": ("2025-06-09", "2025-06-16"),
        "approved_hash": (None, "00ff"), "note": (None, ""),
    })}  # fmt: skip
    assert found == {
        "Vai trò": ("", "Người lập hồ sơ"), "Có hiệu lực từ": ("", "01/06/2025"),
        "Chờ người thứ hai xác nhận": ("", "không"), "Đã ban hành": ("không", "có"),
        "Cấp khen": ("Cấp huyện", "Cấp tỉnh"), "Đối tượng": ("", "Tập thể"),
        "Hình thức khen": ("", row.award_form.name), "Thuộc": ("", row.town.name),
        "Ý kiến": ("", "Toàn hồ sơ: Xem lại\nTiêu chuẩn 2: Thiếu số liệu"),
        "Phiếu thẩm định": ("", "Tiêu chuẩn 1: đạt\nTiêu chuẩn 2: không đạt – Chưa rõ"),
        "Tiêu chuẩn 2": ("Dọn đường", "Dọn đường làng\nMinh chứng: Sổ trực\nNội dung phong trào: mục II.2"),
        "Mục": ("", "Tiêu chuẩn 1"), "Thời hạn thẩm định (ngày làm việc)": ("10", "5"),
        "Căn cứ thu hồi": ("", "a) Gian dối trong kê khai công trạng, thành tích"),
        "Tài liệu kèm theo": ("", "Báo cáo thành tích: bao-cao.pdf"), "Hạn xử lý": ("09/06/2025", "16/06/2025"),
    }  # fmt: skip


def test_another_award_form_is_told_by_both_names(inside: Flask) -> None:
    row = dossier(State.UNIT_APPROVED)
    before = row.award_form.name
    try_act(Action.SET_FORM, row, person(Role.CLERK))
    event = db.session.scalars(db.select(AuditEvent).filter_by(nomination_id=row.id, action="set_form")).one()
    details = told(event, names_behind([event]))["details"]
    assert ("Hình thức khen", before, row.award_form.name) in details
    assert before != row.award_form.name


def test_the_award_form_of_a_campaign_is_told_by_its_name(inside: Flask) -> None:
    form = dossier(State.DRAFTED).award_form
    (detail,) = in_words({f"{form.code}.required_papers": (None, {"individual": ["report", "minutes"]})},
                         stream=f"campaign:{form.campaign_id}")  # fmt: skip
    assert detail == (f"{form.name} – Giấy tờ cần có", "",
                      "Cá nhân: Báo cáo thành tích; Biên bản họp xét của đơn vị")  # fmt: skip


def test_what_is_gone_is_said_to_be_gone(inside: Flask) -> None:
    found = in_words({"award_form_id": (None, 999_999), "claim-999999": (None, ["a", "b", None])})
    assert found == [("Hình thức khen", "", "(không còn)"), ("Tiêu chuẩn đã bỏ", "", "a\nMinh chứng: b")]


def test_every_label_is_written(inside: Flask) -> None:
    assert all(str(label).strip() for label in FIELD_LABELS.values())


# Files


def csv_rows(answer: TestResponse) -> list[list[str]]:
    text = answer.get_data().decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))


def test_the_csv_opens_in_a_vietnamese_excel(client_of: Client) -> None:
    answer = client_of("auditor").get("/audit/export.csv?action=approve")
    rows = csv_rows(answer)
    assert "Content-Length" not in answer.headers
    assert rows[0][:4] == ["Thời điểm", "Người làm", "Vai trò", "Cơ quan"]
    assert len(rows) > 2
    assert re.fullmatch(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d", rows[1][0])
    assert rows[1][7:9] == ["Chờ thủ trưởng duyệt", "Đơn vị đã duyệt"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_a_cell_cannot_run_as_a_formula(start: str) -> None:
    assert harmless(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"
    assert harmless("Nguyễn = 1") == "Nguyễn = 1"


@pytest.fixture
def evil(office: Flask) -> str:
    with office.app_context():
        row = dossier(State.DRAFTED)
        actor = person(Role.DRAFTER)
        evil = Person(actor.id, "=cmd|'/c calc'!A1", actor.posts)
        record("save", stream=stream_of(row), actor=evil, post=actor.posts[0], nomination=row,
               changes={"summary": ("=1+1;\n@SUM(1)", "x" * 40_000)})  # fmt: skip
        db.session.commit()
        return row.code


def test_what_somebody_typed_runs_in_no_file(evil: str, client_of: Client) -> None:
    rows = csv_rows(client_of("auditor").get(f"/audit/export.csv?code={evil}"))
    assert all(len(row) == len(rows[0]) for row in rows)
    assert rows[1][1] == "'=cmd|'/c calc'!A1"
    assert rows[1][9].startswith("Tóm tắt thành tích: =1+1; / @SUM(1) → xxx")
    book = load_workbook(io.BytesIO(client_of("auditor").get(f"/audit/export.xlsx?code={evil}").get_data()))
    cell = book.active["B2"]
    assert (cell.value, cell.data_type) == ("=cmd|'/c calc'!A1", "s")
    assert all(one.data_type != "f" for row in book.active for one in row)
    assert len(book.active["J2"].value) < 32_767


def test_the_workbook_has_real_dates(client_of: Client) -> None:
    for page in ("/audit/export.xlsx", "/audit/access/export.xlsx"):
        answer = client_of("auditor").get(page)
        sheet = load_workbook(io.BytesIO(answer.get_data())).active
        assert isinstance(sheet["A2"].value, datetime)
        assert sheet["A2"].number_format == "dd/mm/yyyy hh:mm:ss"
        assert sheet.max_row > 2


def test_a_workbook_that_is_cut_says_so_in_its_last_row(client_of: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(exporting, "MOST_ROWS", 3)
    sheet = load_workbook(io.BytesIO(client_of("auditor").get("/audit/export.xlsx").get_data())).active
    assert sheet.max_row == 5
    assert sheet["A5"].value == "Còn nữa: Excel chỉ ghi 3 dòng mới nhất. Hãy lọc bớt."


def test_the_csv_goes_on_to_the_last_row(office: Flask, client_of: Client, monkeypatch: Any) -> None:
    rows = csv_rows(client_of("auditor").get("/audit/export.csv"))
    monkeypatch.setattr("workflow.log.log_batches.__defaults__", (7,))
    again = csv_rows(client_of("auditor").get("/audit/export.csv"))
    assert again == rows
    assert len({row[-1] for row in rows}) == len(rows) > 100


# The history of a dossier, and what a hold hides


@pytest.fixture
def held(office: Flask) -> str:
    with office.app_context():
        row = dossier(State.SENT_TO_DISTRICT)
        try_act(Action.HOLD, row, person(Role.CLERK), inputs={"reason": HOLD_REASON, "whole_nominee": ""})
        row.forwarded_at = row.sent_at
        db.session.commit()
        return row.code


@pytest.mark.parametrize(("who", "reads"), [("drafter", False), ("head", False), ("clerk", True), ("chair", True),
                                            ("district", True), ("province", True), ("auditor", True)])  # fmt: skip
def test_the_reason_of_a_hold_is_read_by_these_alone(
    held: str, office: Flask, client_of: Client, who: str, reads: bool
) -> None:
    with office.app_context():
        unit = db.session.scalars(db.select(Nomination).filter_by(code=held)).one().unit_id
        role = {"drafter": Role.DRAFTER, "head": Role.UNIT_HEAD}.get(who)
        if role:
            user = db.session.scalars(db.select(User).filter_by(username=who)).one()
            db.session.add(Appointment(user_id=user.id, organisation_id=unit, role=role, title="", signing="",
                                       valid_from=date(2025, 1, 1)))  # fmt: skip
            db.session.commit()
    for page in (f"/nominations/{held}", f"/nominations/{held}/history"):
        answer = client_of(who).get(page)
        assert answer.status_code == 200, (who, page)
        assert (HOLD_REASON in text_of(answer)) is reads
        assert "đã tạm dừng xét" in text_of(answer)


def test_the_auditors_files_tell_the_reason_of_a_hold_and_the_mails_do_not(
    held: str, office: Flask, client_of: Client
) -> None:
    assert HOLD_REASON in text_of(client_of("auditor").get(f"/audit/export.csv?code={held}"))
    from documents.mail import compose
    from models import Message

    with office.test_request_context():
        query = db.select(Message).filter(Message.action == "hold", Message.nomination.has(code=held))
        mails = [compose([one]) for one in db.session.scalars(query)]
        assert mails
        assert not any(HOLD_REASON in part for one in mails for part in (one.subject, one.text, one.html))


def test_a_long_history_says_that_it_is_cut_and_goes_on_page_by_page(
    office: Flask, client_of: Client
) -> None:
    with office.app_context():
        row = dossier(State.DRAFTED)
        for number in range(130):
            record("save", stream=stream_of(row), actor=person(Role.DRAFTER), nomination=row,
                   changes={"summary": ("", f"lần {number}")})  # fmt: skip
        code = row.code
        db.session.commit()
    browser = client_of("clerk")
    page = text_of(browser.get(f"/nominations/{code}"))
    assert page.count('class="timeline-what"') == 50
    assert "Ở đây chỉ có 50 việc mới nhất." in page
    first = text_of(browser.get(f"/nominations/{code}/history"))
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    last = text_of(browser.get(following))
    counts = [one.count('class="timeline-what"') for one in (first, last)]
    assert counts == [100, 31]
    assert "lần 129" in first
    assert "lần 0" in last


def test_a_dossier_that_may_not_be_seen_has_no_history(office: Flask, client_of: Client) -> None:
    with office.app_context():
        code = dossier(State.DRAFTED, unit_name=OTHER_TOWN_UNIT).code
        db.session.commit()
    assert client_of("clerk").get(f"/nominations/{code}/history").status_code == 404


def test_a_subject_without_a_name_is_told_by_its_number() -> None:
    event = SimpleNamespace(
        id=1, at=None, actor_name="Hệ thống", role=None, organisation_name=None, action="odd", on_behalf=None,
        from_state=None, to_state=None, values=[], data={}, address=None, stream="submission:7", seq=1, nomination_id=None,
    )  # fmt: skip
    assert told(event, {})["about"] == "Tờ trình (7)"
