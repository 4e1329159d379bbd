"""A unit brings its list in Excel: every row's fate is shown first, then all rows become drafts or none."""

from __future__ import annotations

import html
import io
import re
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from models import AuditEvent, Campaign, Nomination, Nominee, Organisation, db
from models.enums import NomineeKind, State
from models.text import marked_key, search_key, sort_key
from workflow.headings import NOMINATIONS

COLUMNS = NOMINATIONS.columns
MERIT = "Giấy khen của Chủ tịch UBND huyện"


def book_of(*rows: dict[str, str], above: tuple[str, ...] = (), columns=None) -> io.BytesIO:
    book = Workbook()
    for line in above:
        book.active.append([line])
    columns = columns or COLUMNS
    book.active.append(list(columns.values()))
    for row in rows:
        book.active.append([row.get(name, "") for name in columns])
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def one(name: str, **more: str) -> dict[str, str]:
    return {"name": name, "kind": "Cá nhân", "form": MERIT, "born_on": "12/03/1979", "gender": "Nữ",
            "summary": "Vận động 45 hộ hiến đất làm đường."} | more  # fmt: skip


@pytest.fixture
def campaign_id(inside) -> int:
    return db.session.scalars(db.select(Campaign.id).filter_by(published=True)).first()


def try_out(client, campaign_id: int, book: io.BytesIO, **more: str):
    data = {"campaign_id": str(campaign_id), "file": (book, "danh-sach.xlsx"), **more}
    return client.post("/nominations/import", data=data)


def field(page: str, name: str) -> str:
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])


def confirm(client, page: str, **more: str):
    wanted = ("payload", "request_id", "campaign_id", "paper_received_on")
    return client.post(
        "/nominations/import/confirm", data={name: field(page, name) for name in wanted} | more
    )


def drafts_named(name: str) -> list[Nomination]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Nomination).filter_by(name=name).order_by(Nomination.id)))


def test_the_template_names_what_can_be_chosen_and_is_read_back(client_of, campaign_id):
    answer = client_of("drafter").get(f"/nominations/import/template.xlsx?campaign_id={campaign_id}")
    book = load_workbook(io.BytesIO(answer.data))
    assert [cell.value for cell in book.worksheets[0][1]] == list(COLUMNS.values())
    listed = [[cell.value for cell in column] for column in book.worksheets[1].iter_cols()]
    forms = next(column for column in listed if column[0] == COLUMNS["form"])
    assert MERIT in forms


def test_nothing_is_written_before_the_list_was_confirmed_and_then_all_of_it(client_of, campaign_id):
    drafter = client_of("drafter")
    answer = try_out(
        drafter, campaign_id,
        book_of(one("Vi Thị Bông Sen", achievement_1="Hoàn thành 120% kế hoạch."), one("Vi Văn Lá Dong")),
    )  # fmt: skip
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200, page
    assert "2 dòng đều đúng" in page
    assert drafts_named("Vi Thị Bông Sen") == []

    assert confirm(drafter, page).status_code == 302
    row = drafts_named("Vi Thị Bông Sen")[0]
    assert (row.state, row.gender, row.summary) == (
        State.DRAFTING,
        "Nữ",
        "Vận động 45 hộ hiến đất làm đường.",
    )
    assert [one.text for one in row.claims] == ["Hoàn thành 120% kế hoạch."]
    assert len(drafts_named("Vi Văn Lá Dong")) == 1
    logged = db.session.scalars(
        db.select(AuditEvent.action).filter_by(nomination_id=row.id).order_by(AuditEvent.seq)
    ).all()
    assert logged == ["create", "save"]

    # The same press again begins nothing more.
    assert confirm(drafter, page).status_code == 302
    assert len(drafts_named("Vi Văn Lá Dong")) == 1


def test_every_row_says_what_is_wrong_with_it_and_none_is_written(client_of, campaign_id):
    drafter = client_of("drafter")
    wrong = book_of(
        one("Vi Thị Mận"), one("Vi Thị Mận"), one("", kind="Cá nhân"), one("Vi Thị Đào", kind="Ông"),
        one("Vi Thị Lê", form="Huân chương"), one("Vi Thị Mơ", born_on="31/02/1980"),
        one("Vi Thị Na", unit="Khối phố không có"), one("Vi Thị Ổi", achievement_4="Một việc"),
    )  # fmt: skip
    page = try_out(drafter, campaign_id, wrong).get_data(as_text=True)
    assert "7 dòng chưa đúng" in page
    for said in ("Trùng với một dòng ở trên", "Họ và tên, tên tập thể: Cần ghi mục này", "Ghi một trong",
                 "Ghi đúng tên hình thức khen", "Ngày sinh: Ngày không đúng", "không lập hồ sơ cho đơn vị",
                 "chỉ có 2 tiêu chuẩn"):  # fmt: skip
        assert said in page, said
    assert "Xác nhận, lập" not in page
    answer = confirm(drafter, page)
    assert answer.status_code == 422
    assert drafts_named("Vi Thị Mận") == []


def test_a_list_in_tcvn3_under_the_name_of_the_office_is_read(client_of, campaign_id):
    old = {"name": "Hä vµ tªn, tªn tËp thÓ", "kind": "§èi t­îng", "form": "H×nh thøc khen"}
    row = {"name": "NguyÔn ThÞ H­êng Giang", "kind": "C¸ nh©n", "form": "GiÊy khen"}
    book = book_of(row, above=("ñy ban nh©n d©n thÞ trÊn", "Danh s¸ch"), columns=old)
    page = try_out(client_of("drafter"), campaign_id, book).get_data(as_text=True)
    assert "TCVN3" in page
    assert "Nguyễn Thị Hường Giang" in page
    confirm(client_of("drafter"), page)
    assert len(drafts_named("Nguyễn Thị Hường Giang")) == 1


def test_who_is_known_by_name_alone_is_asked_for_and_the_answer_counts(client_of, campaign_id):
    unit = db.session.scalars(db.select(Organisation).filter_by(short_name="Hội Nông dân")).first()
    other = Nominee(kind=NomineeKind.INDIVIDUAL, name="", unit_id=unit.id, town_id=unit.parent_id,
                    born_on=date(1979, 3, 12), search_key=search_key("Vi Thị Sông Hương"),
                    sort_key=sort_key("Vi Thị Sông Hương"))  # fmt: skip
    other.name = name = "Vi Thị Sông Hương"
    db.session.add(other)
    db.session.commit()
    number = other.id
    clerk = client_of("clerk")
    book = book_of(one(name, unit="Hội Nông dân", born_on=""), one("Hoàng Thị Mới", unit="Hội Nông dân"))
    page = try_out(clerk, campaign_id, book, paper_received_on="01/06/2025").get_data(as_text=True)
    line = re.search(r'name="(known-\d+)"', page)
    assert line, page
    confirm(clerk, page, **{line[1]: str(number)})
    made = drafts_named(name)[-1]
    assert made.nominee_id == number
    assert made.entered_by_id is not None
    assert made.paper_received_on.isoformat() == "2025-06-01"


def test_who_has_a_dossier_in_the_campaign_gets_no_second(client_of, campaign_id):
    row = db.session.scalars(
        db.select(Nomination).filter(
            Nomination.state == State.DRAFTED,
            Nomination.kind == "individual",
            Nomination.campaign_id == campaign_id,
        )
    ).first()
    code, data = row.code, one(row.name, unit=row.unit.name, born_on=f"{row.born_on:%d/%m/%Y}")
    page = try_out(client_of("clerk"), campaign_id, book_of(data), paper_received_on="01/06/2025")
    assert f"Đã có hồ sơ {code} trong phong trào này" in page.get_data(as_text=True)


@pytest.mark.parametrize("who", ["chair", "culture", "auditor", "admin"])
def test_only_who_writes_dossiers_brings_lists(client_of, who):
    assert client_of(who).get("/nominations/import").status_code == 403


def test_the_clerk_says_when_the_paper_came_and_what_was_typed_stays(client_of, campaign_id):
    answer = try_out(client_of("clerk"), campaign_id, book_of(one("Vi Thị A")), paper_received_on="32/13")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="32/13"' in page
    assert "Ngày không đúng" in page


def test_a_units_own_words_for_the_columns_are_understood():
    keys = [marked_key(one) for one in ("TT", "Họ tên", "Chức vụ, đơn vị", "Đối tượng", "Hình thức đề nghị")]
    places = {
        name: NOMINATIONS.place_of(name, keys) for name in ("name", "position", "kind", "form", "born_on")
    }
    assert places == {"name": 1, "position": 2, "kind": 3, "form": 4, "born_on": None}
