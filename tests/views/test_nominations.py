"""One dossier: its page, its form, the acts on it, and what is said when they are refused."""

from __future__ import annotations

import io
import re
from html import unescape
from uuid import uuid4

import pytest
from flask import Flask

from models import Attachment, AwardForm, Nomination, Nominee, db
from models.enums import Action, AttachmentKind, Level, Role, State
from tests.views.forms import read
from tests.workflow.world import UNIT, dossier, organisation, person, try_act

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF"""


def words(answer) -> str:
    """What a reader of the page reads."""
    text = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", unescape(text))


def lead(answer) -> str:
    """What stands above the content: the way, and whose turn it is."""
    page = answer.get_data(as_text=True).split('class="beside-lead"')[1].split("<aside")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def buttons(answer) -> tuple[list[str], list[str]]:
    """The acts that are offered, and those that are folded away."""
    side = answer.get_data(as_text=True).split('class="beside-acts"')[1].split("</aside>")[0]
    usual, _mark, rare = side.partition('class="rare"')
    found = [
        re.findall(r'class="button[^"]*"[^>]*>(?:<svg.*?</svg> )?([^<]+)<', one) for one in (usual, rare)
    ]
    return found[0], found[1]


@pytest.fixture
def make(office: Flask):
    """Makes a dossier, lets `change` alter it, and gives its code."""

    def made(state: State, change=None, **other) -> str:
        with office.app_context():
            row = dossier(state, **other)
            if change:
                change(row)
            db.session.commit()
            return row.code

    return made


def stored(office: Flask, code: str, read_off):
    """Something of the dossier as the database has it."""
    with office.app_context():
        return read_off(db.session.scalars(db.select(Nomination).filter_by(code=code)).one())


def returned(row: Nomination) -> None:
    try_act(Action.RETURN, row, person(Role.CLERK),
            inputs={"to_state": "drafting", "remarks": {"summary": "Ghi rõ số liệu"}})  # fmt: skip


def on_paper(row: Nomination) -> None:
    row.entered_by_id = row.drafted_by_id = person(Role.CLERK).id
    row.paper_received_on = row.waiting_from


# The page


def test_the_page_says_what_is_to_be_done_by_whom_with_name_and_office(client_of, make):
    page = lead(client_of("clerk").get(f"/nominations/{make(State.DRAFTED)}"))
    assert "Chờ Thủ trưởng đơn vị, Hội LHPN (Lương Thị Mỹ Dung, Dương Thị Bích Thủy) duyệt ." in page
    page = lead(client_of("head").get(f"/nominations/{make(State.TOWN_REVIEWED)}"))
    assert (
        "Chờ Văn phòng – Thống kê, UBND thị trấn Bắc Sơn (Hoàng Thị Kiều Diễm, Nông Đình Khuê) đưa vào tờ trình ."
        in page
    )


def test_the_page_says_when_it_is_the_readers_own_turn(client_of, make):
    assert "Đến lượt đồng chí: duyệt ." in lead(client_of("head").get(f"/nominations/{make(State.DRAFTED)}"))


def test_a_held_dossier_says_so_instead_and_keeps_the_reason_from_others(client_of, make):
    code = make(State.UNIT_APPROVED, hold=Level.TOWN)
    for who, knows in (("clerk", True), ("drafter", False)):
        page = lead(client_of(who).get(f"/nominations/{code}"))
        assert "Hồ sơ đang tạm dừng xét" in page
        assert "Việc cần làm bây giờ" not in page
        assert ("Có đơn thư" in page) is knows


def test_under_a_step_stands_who_did_it_and_nothing_where_nobody_did(office, client_of, make):
    def walk(row: Nomination) -> None:
        try_act(Action.SUBMIT, row, person(Role.DRAFTER))
        try_act(Action.APPROVE, row, person(Role.UNIT_HEAD))

    page = lead(client_of("clerk").get(f"/nominations/{make(State.DRAFTING, walk)}"))
    today = r"\d\d/\d\d/\d{4}"
    assert re.search(rf"Lập hồ sơ Lộc Thị Ngọc Ánh {today} Đã xong", page)
    assert re.search(rf"Thủ trưởng duyệt Lương Thị Mỹ Dung {today} Đã xong", page)
    assert "3 Thị trấn xét Đang ở bước này" in page
    assert "4 Trình huyện Chưa đến" in page


def test_a_paper_dossier_has_no_step_of_the_unit_head(client_of, make):
    page = lead(client_of("clerk").get(f"/nominations/{make(State.UNIT_APPROVED, on_paper)}"))
    assert "Nhập hồ sơ giấy" in page
    assert "Thủ trưởng duyệt" not in page


def test_a_returned_dossier_says_who_returned_it(client_of, make):
    page = lead(client_of("drafter").get(f"/nominations/{make(State.UNIT_APPROVED, returned)}"))
    assert "1 Lập hồ sơ bị trả lại Hoàng Thị Kiều Diễm" in page
    assert "2 Thủ trưởng duyệt Chưa đến" in page


def test_a_declined_dossier_ends_its_way_with_who_declined_it(client_of, make):
    def decline(row: Nomination) -> None:
        try_act(Action.DECLINE, row, person(Role.CLERK))

    page = lead(client_of("head").get(f"/nominations/{make(State.UNIT_APPROVED, decline)}"))
    assert "✕ Không được khen Hoàng Thị Kiều Diễm" in page
    assert "Không còn việc gì: hồ sơ ở “Không được khen”." in page


def test_the_next_step_comes_first_and_what_cannot_be_is_not_shown(client_of, make):
    clerk = client_of("clerk")
    first = buttons(clerk.get(f"/nominations/{make(State.UNIT_APPROVED, received=False, appraised=False)}"))
    assert first == (
        ["Tiếp nhận", "Thẩm định", "Kết luận xét duyệt", "Trả lại", "Không đề nghị khen"],
        ["Chọn hình thức khen", "Tạm dừng xét"],
    )
    later = buttons(clerk.get(f"/nominations/{make(State.UNIT_APPROVED)}"))
    assert later == (
        ["Kết luận xét duyệt", "Trả lại", "Không đề nghị khen"],
        ["Thẩm định lại", "Chọn hình thức khen", "Tạm dừng xét"],
    )
    held = buttons(clerk.get(f"/nominations/{make(State.UNIT_APPROVED, hold=Level.TOWN)}"))
    assert "Cho xét tiếp" in held[0]


def test_a_blocked_step_says_every_reason(client_of, make):
    code = make(State.UNIT_APPROVED, received=False, appraised=False, hold=Level.TOWN)
    page = words(client_of("clerk").get(f"/nominations/{code}"))
    for reason in (
        "chưa tiếp nhận",
        "chưa thẩm định",
        "hồ sơ đang tạm dừng xét, xin hỏi UBND thị trấn Bắc Sơn",
    ):
        assert reason in page


def test_what_changed_between_rounds_is_told_part_by_part_in_words(office, client_of, make):
    def second_round(row: Nomination) -> None:
        remarks = {"general": "Xem lại"}
        try_act(Action.RETURN, row, person(Role.CLERK), inputs={"to_state": "drafting", "remarks": remarks})
        row.claims[0].evidence = "Sổ trực và ảnh chụp."
        former = row.attachments[0]
        row.attachments.append(
            Attachment(sha256=former.sha256, kind=AttachmentKind.SIGNED_SCAN, filename="anh.png",
                       uploaded_by_id=former.uploaded_by_id)
        )  # fmt: skip
        row.open_remarks[0].answer = "Đã xem lại"
        db.session.flush()
        try_act(Action.SUBMIT, row, person(Role.DRAFTER))

    answer = client_of("head").get(f"/nominations/{make(State.UNIT_APPROVED, second_round)}")
    changes = words(answer).split("Thay đổi so với lần trình trước")[1].split("Nội dung hồ sơ")[0]
    assert "Minh chứng Trước Sổ trực. Sau Sổ trực và ảnh chụp." in changes
    assert "Tài liệu kèm theo Trước – Sau Thêm tệp: anh.png (Bản chụp có chữ ký)" in changes
    assert not re.search("[0-9a-f]{64}|signed_scan", changes)
    assert "<ins>" in answer.get_data(as_text=True)


def test_remarks_are_titled_by_where_the_dossier_stands_and_go_to_the_history_when_settled(
    office, client_of, make
):
    code = make(State.UNIT_APPROVED, returned)
    assert "Ý kiến cần trả lời trong vòng này" in words(client_of("drafter").get(f"/nominations/{code}"))
    assert "Ý kiến chờ người lập trả lời" in words(client_of("clerk").get(f"/nominations/{code}"))
    with office.app_context():
        row = db.session.scalars(db.select(Nomination).filter_by(code=code)).one()
        row.open_remarks[0].answer = "Đã ghi rõ"
        db.session.flush()
        try_act(Action.SUBMIT, row, person(Role.DRAFTER))
        db.session.commit()
    page = words(client_of("head").get(f"/nominations/{code}"))
    assert "Ý kiến của vòng này và trả lời" in page
    assert "Trả lời: Đã ghi rõ" in page
    with office.app_context():
        row = db.session.scalars(db.select(Nomination).filter_by(code=code)).one()
        for action, role in (
            (Action.APPROVE, Role.UNIT_HEAD),
            (Action.APPRAISE, Role.CLERK),
            (Action.REVIEW, Role.CLERK),
        ):
            try_act(action, row, person(role))
        db.session.commit()
    page = words(client_of("head").get(f"/nominations/{code}"))
    assert "Ý kiến của vòng này" not in page
    assert "Ý kiến đã giải quyết (1)" in page


def test_who_was_told_is_the_latest_act_with_a_count(office, client_of, make):
    def walk(row: Nomination) -> None:
        try_act(Action.SUBMIT, row, person(Role.DRAFTER))
        try_act(Action.APPROVE, row, person(Role.UNIT_HEAD))

    page = words(client_of("clerk").get(f"/nominations/{make(State.DRAFTING, walk)}"))
    assert "Lần gần nhất: đã duyệt, báo cho 3 người." in page
    assert "Xem tất cả (5 lượt báo)" in page


def test_sizes_are_written_with_a_comma(client_of, office, make):
    code = make(State.DRAFTED, lambda row: setattr(row.attachments[0].file, "size", 12_400))
    assert "12,4 KB" in words(client_of("head").get(f"/nominations/{code}"))


def test_a_stranger_finds_neither_the_page_nor_its_acts_nor_its_form(client_of, make):
    code, stranger = make(State.DRAFTING), client_of("drafter2")
    for answer in (stranger.get(f"/nominations/{code}"), stranger.get(f"/nominations/{code}/edit"),
                   stranger.get(f"/nominations/{code}/actions/submit"), stranger.post(f"/nominations/{code}/edit"),
                   stranger.post(f"/nominations/{code}/actions/submit")):  # fmt: skip
        assert answer.status_code == 404


# The confirmation


def test_each_place_of_a_return_names_who_would_be_told(client_of, make):
    code = make(State.TOWN_REVIEWED)
    page = words(client_of("chair").get(f"/nominations/{code}/actions/return"))
    unit = "Dương Thị Bích Thủy, Lộc Thị Ngọc Ánh, Lương Thị Mỹ Dung"
    told = re.findall(r"(Người lập hồ sơ|Thủ trưởng đơn vị|Văn phòng – Thống kê) Sẽ báo cho: ([^.]+)\.", page)
    assert {place: sorted(names.split(", ")) for place, names in told} == {
        "Người lập hồ sơ": sorted(unit.split(", ")),
        "Thủ trưởng đơn vị": sorted(unit.split(", ")),
        "Văn phòng – Thống kê": sorted(f"Hoàng Thị Kiều Diễm, Nông Đình Khuê, {unit}".split(", ")),
    }


def test_a_return_without_a_remark_says_so_once_and_keeps_the_choice(office, client_of, make):
    code = make(State.UNIT_APPROVED)
    sent = {"version": "1", "request_id": uuid4().hex, "to_state": "drafted", "on-general": " "}
    answer = client_of("clerk").post(f"/nominations/{code}/actions/return", data=sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count("Ghi ít nhất một ý kiến.") == 1
    assert 'href="#on-general"' in page
    assert 'id="on-general"' in page
    assert re.search(r'value="drafted" checked', page)
    assert stored(office, code, lambda row: row.state) is State.UNIT_APPROVED


def test_a_remark_that_is_too_long_is_told_at_its_field_and_stays(client_of, make):
    code, text = make(State.UNIT_APPROVED), "ă" * 5001
    sent = {"version": "1", "request_id": uuid4().hex, "to_state": "drafting", "on-summary": text}
    answer = client_of("clerk").post(f"/nominations/{code}/actions/return", data=sent)
    assert answer.status_code == 422
    assert "Tóm tắt thành tích: quá dài: 5001 chữ, tối đa 5000." in words(answer)
    assert text in answer.get_data(as_text=True)
    assert 'id="on-summary-error"' in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("who", "state", "action", "said"),
    [
        ("clerk", State.UNIT_APPROVED, "decline", "Hồ sơ dừng hẳn ở “Không được khen”. Việc này không lấy lại được"),
        ("head", State.DRAFTED, "withdraw", "Hồ sơ dừng hẳn ở “Đã rút” và không ai xét nữa."),
        ("district", State.AWARDED, "revoke", "Khen thưởng bị hủy bỏ: tên ra khỏi danh sách khen thưởng"),
        ("clerk", State.UNIT_APPROVED, "hold", "thời hạn ngừng tính"),
        ("head", State.DRAFTED, "approve", "Hồ sơ chuyển từ “Chờ thủ trưởng duyệt” sang “Đơn vị đã duyệt”."),
    ],
)  # fmt: skip
def test_a_confirmation_names_what_will_happen(client_of, make, who, state, action, said):
    assert said in words(client_of(who).get(f"/nominations/{make(state)}/actions/{action}"))


def test_a_field_left_empty_is_named_above_the_form_and_linked(client_of, make):
    code = make(State.UNIT_APPROVED)
    answer = client_of("clerk").post(
        f"/nominations/{code}/actions/decline", data={"version": "1", "reason": ""}
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert '<a href="#reason">Lý do: cần ghi mục này.</a>' in page
    assert 'id="reason"' in page


def test_the_wrong_role_is_refused_and_nothing_changes(office, client_of, make):
    code = make(State.DRAFTED)
    assert client_of("drafter").get(f"/nominations/{code}/actions/approve").status_code == 403
    answer = client_of("drafter").post(f"/nominations/{code}/actions/approve", data={"version": "1"})
    assert answer.status_code == 403
    assert stored(office, code, lambda row: (row.state, row.version)) == (State.DRAFTED, 1)


def test_a_double_click_is_done_once_and_an_old_page_reads_who_was_faster(office, client_of, make):
    code, sent = make(State.DRAFTED), {"version": "1", "request_id": uuid4().hex}
    where = f"/nominations/{code}/actions/approve"
    assert [client_of("head").post(where, data=sent).status_code for _one in range(2)] == [302, 302]
    assert stored(office, code, lambda row: row.version) == 2
    late = client_of("head.b").post(where, data={"version": "1", "request_id": uuid4().hex})
    assert late.status_code == 409
    assert re.search(r"Dương Thị Bích Thủy đã duyệt lúc \d\d:\d\d", words(late))


# A new dossier


def new_form(office: Flask, **other: str) -> dict[str, str]:
    with office.app_context():
        unit = organisation(UNIT)
        forms = db.select(AwardForm).filter_by(code="district_merit").order_by(AwardForm.id)
        form = next(
            one for one in db.session.scalars(forms) if one.campaign.organisation_id == unit.parent_id
        )
        return {"unit_id": str(unit.id), "award_form_id": str(form.id), "kind": "individual",
                "name": "Vàng Seo Chẩn", "request_id": uuid4().hex, "address": "Khối phố Yên Lãng"} | other  # fmt: skip


def count_named(office: Flask, name: str) -> tuple[int, int]:
    """How many dossiers, and how many nominees of the register, bear that name."""
    with office.app_context():
        return tuple(
            db.session.scalar(db.select(db.func.count()).select_from(kind).filter_by(name=name))
            for kind in (Nomination, Nominee)
        )


def test_a_double_click_makes_one_dossier(office, client_of):
    sent = new_form(office, name="Vàng Thị Bấm Hai Lần")
    answers = [client_of("drafter").post("/nominations", data=sent) for _one in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert answers[0].location == answers[1].location
    assert count_named(office, "Vàng Thị Bấm Hai Lần") == (1, 1)
    again = client_of("drafter").post(
        "/nominations", data=sent | {"request_id": uuid4().hex, "is_new": sent["name"]}
    )
    assert again.location != answers[0].location


def test_all_that_is_wrong_is_said_at_once_and_what_was_typed_stays(office, client_of):
    sent = {"unit_id": "", "award_form_id": "0", "kind": "", "name": "", "address": "ă" * 301}
    answer = client_of("drafter").post("/nominations", data=sent)
    assert answer.status_code == 422
    said = read(answer.get_data(as_text=True)).complaints
    assert {"unit_id", "award_form_id", "kind", "name", "address"} <= set(said)
    assert "Họ và tên, tên tập thể: cần ghi mục này." in words(answer)
    assert sent["address"] in answer.get_data(as_text=True)


def test_a_name_like_one_that_is_known_is_offered_beside_the_other_errors(office, client_of):
    known = "Dương Thị Lệ Thủy"
    answer = client_of("drafter").post("/nominations", data=new_form(office, name=known, address="ă" * 301))
    assert answer.status_code == 422
    assert "Danh bạ đã có tên gần giống" in words(answer)
    assert "address" in read(answer.get_data(as_text=True)).complaints


@pytest.mark.parametrize(
    ("name", "born_on", "offered"),
    [
        ("Dương Thị Lệ Thủy", "", True),
        ("Dương Thị Lệ Thuỷ", "05/05/1984", True),
        ("Dương Thị Lệ Thủy", "05/05/1990", False),
        ("Dương Thị Hồng", "", False),
    ],
)
def test_who_is_born_in_another_year_or_called_otherwise_is_not_offered(
    office, client_of, name, born_on, offered
):
    sent = new_form(office, name=name, born_on=born_on)
    page = words(client_of("drafter").post("/nominations", data=sent, follow_redirects=True))
    assert ("Dương Thị Lệ Thủy , sinh năm 1984" in page) is offered


def test_the_clerk_gives_the_day_on_which_the_paper_came(office, client_of):
    answer = client_of("clerk").post("/nominations", data=new_form(office, name="Vàng Văn Giấy"))
    assert answer.status_code == 422
    assert "Ngày nhận hồ sơ giấy: cần ghi mục này." in words(answer)
    assert count_named(office, "Vàng Văn Giấy") == (0, 0)


# The form


def test_the_clerk_is_led_to_finish_the_paper_dossier_not_to_submit_it(client_of, make):
    code = make(State.DRAFTING, on_paper)
    page = words(client_of("clerk").get(f"/nominations/{code}/edit"))
    assert "Lưu và nhập xong hồ sơ giấy" in page
    assert "Lưu và trình thủ trưởng" not in page
    assert "Thiếu Bản chụp có chữ ký" in page
    sent = {"version": "1", "then": "submit", "summary": "Giữ sạch đường phố."}
    answer = client_of("clerk").post(f"/nominations/{code}/edit", data=sent)
    assert (answer.status_code, answer.location) == (302, f"/nominations/{code}/actions/enter")


def test_the_form_lists_what_is_missing_and_the_refused_submit_leads_back_to_it(office, client_of, make):
    code = make(State.DRAFTING, lambda row: setattr(row, "summary", ""))
    drafter = client_of("drafter")
    page = drafter.get(f"/nominations/{code}/edit").get_data(as_text=True)
    assert '<a href="#summary">Chưa có tóm tắt thành tích</a>' in page
    assert 'id="summary"' in page
    page = drafter.get(f"/nominations/{code}/actions/submit").get_data(as_text=True)
    assert f'href="/nominations/{code}/edit#summary"' in page
    assert f'href="/nominations/{code}/edit">Sửa tiếp</a>' in page
    full = words(drafter.get(f"/nominations/{make(State.DRAFTING)}/edit"))
    assert "Đã đủ. Bấm “Lưu và trình thủ trưởng” ở cuối trang." in full


def test_attaching_saves_what_was_typed(office, client_of, make):
    code = make(State.DRAFTING)
    sent = {"version": "1", "then": "attach", "kind": "evidence", "summary": "Chữ chưa lưu",
            "file": (io.BytesIO(PDF), "Ảnh.pdf")}  # fmt: skip
    answer = client_of("drafter").post(f"/nominations/{code}/edit", data=sent)
    assert answer.location == f"/nominations/{code}/edit#attachments", read(
        answer.get_data(as_text=True)
    ).complaints
    found = stored(office, code, lambda row: (row.summary, [str(one.kind) for one in row.files]))
    assert found == ("Chữ chưa lưu", ["report", "evidence"])


def test_a_file_that_was_chosen_is_attached_also_by_the_button_that_saves(office, client_of, make):
    code = make(State.DRAFTING)
    sent = {"version": "1", "then": "stay", "kind": "other", "file": (io.BytesIO(PDF), "a.pdf")}
    client_of("drafter").post(f"/nominations/{code}/edit", data=sent)
    assert stored(office, code, lambda row: len(row.files)) == 2


def test_a_file_that_is_refused_keeps_what_was_typed_and_writes_nothing(office, client_of, make):
    code = make(State.DRAFTING)
    sent = {"version": "1", "then": "attach", "kind": "report", "summary": "Chữ chưa lưu",
            "file": (io.BytesIO(b"MZ" + b"\0" * 100), "bao-cao.pdf")}  # fmt: skip
    answer = client_of("drafter").post(f"/nominations/{code}/edit", data=sent)
    assert answer.status_code == 422
    assert "Chữ chưa lưu" in answer.get_data(as_text=True)
    assert '<a href="#file">Tệp đính kèm: ' in answer.get_data(as_text=True)
    assert stored(office, code, lambda row: (row.summary, row.version)) == ("Giữ sạch đường phố.", 1)


def test_taking_a_file_out_saves_what_was_typed_and_no_other_file_can_be_named(office, client_of, make):
    code, other = make(State.DRAFTING), make(State.DRAFTING)
    number, foreign = (stored(office, one, lambda row: row.files[0].id) for one in (code, other))
    where = f"/nominations/{code}/edit"
    answer = client_of("drafter").post(where, data={"version": "1", "then": f"remove-{foreign}"})
    assert answer.status_code == 404
    client_of("drafter").post(where, data={"version": "1", "then": f"remove-{number}", "summary": "Mới"})
    assert stored(office, code, lambda row: (row.summary, row.files)) == ("Mới", [])
    assert stored(office, other, lambda row: len(row.files)) == 1


def test_in_a_later_round_only_what_was_remarked_on_is_open_until_more_is_asked_for(office, client_of, make):
    code = make(State.UNIT_APPROVED, returned)
    version = stored(office, code, lambda row: row.version)
    page = client_of("drafter").get(f"/nominations/{code}/edit").get_data(as_text=True)
    assert page.count("Đã khóa: không phải sửa ở lần này") == 6
    assert 'name="name"' not in page
    sent = {
        "version": str(version),
        "then": "open",
        "open-field": "nominee",
        "open-reason": "",
        "summary": "Mới",
    }
    refused = client_of("drafter").post(f"/nominations/{code}/edit", data=sent)
    assert refused.status_code == 422
    assert "Lý do mở thêm mục: cần ghi mục này." in words(refused)
    client_of("drafter").post(f"/nominations/{code}/edit", data=sent | {"open-reason": "Tên ghi sai"})
    page = client_of("drafter").get(f"/nominations/{code}/edit").get_data(as_text=True)
    assert 'name="name"' in page
    assert stored(office, code, lambda row: row.summary) == "Mới"


def test_a_form_that_is_older_than_the_dossier_is_refused_with_all_that_was_typed(office, client_of, make):
    code, drafter = make(State.DRAFTING), client_of("drafter")
    drafter.post(f"/nominations/{code}/edit", data={"version": "1", "summary": "Bản một"})
    answer = drafter.post(f"/nominations/{code}/edit", data={"version": "1", "summary": "Bản hai"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Hồ sơ vừa được sửa ở nơi khác." in page
    assert 'href="#version"' not in page
    assert "Bản hai" in page
    assert stored(office, code, lambda row: row.summary) == "Bản một"


def test_nobody_but_the_writer_opens_the_form(client_of, make):
    code = make(State.DRAFTING)
    assert client_of("head").get(f"/nominations/{code}/edit").status_code == 403
    assert client_of("clerk").get(f"/nominations/{code}/edit").status_code == 404
    assert client_of("drafter").get(f"/nominations/{make(State.DRAFTED)}/edit").status_code == 409


def test_what_is_typed_meanwhile_is_kept_and_given_back(office, client_of, make):
    code, drafter = make(State.DRAFTING), client_of("drafter")
    answer = drafter.post(f"/nominations/{code}/autosave", data={"version": "1", "summary": "Đang gõ dở"})
    assert answer.json == {"saved": True}
    assert stored(office, code, lambda row: row.summary) == "Giữ sạch đường phố."
    assert "Đang gõ dở" in drafter.get(f"/nominations/{code}/edit").get_data(as_text=True)


# The list


def test_the_list_says_that_nothing_passes_the_filter(client_of):
    assert "Không có hồ sơ nào khớp bộ lọc" in words(client_of("clerk").get("/nominations?q=khongcoai"))
    assert "Chưa có hồ sơ nào" in words(client_of("council1").get("/nominations"))
