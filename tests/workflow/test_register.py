"""The register of past awards: what a file becomes, who is meant by a name, and the years that are full."""

from __future__ import annotations

import io
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook

from models import AuditEvent, Enclosure, Nominee, PastAward, RegisterYear, StoredFile, db
from models.enums import Level, NomineeKind, Role
from models.text import search_key
from tests.workflow.world import UNIT, organisation, person
from workflow.errors import InputError, NotAllowedError
from workflow.headings import PAST_AWARDS
from workflow.register import book, importing
from workflow.register.importing import Fate, Outcome
from workflow.register.matching import Written, match_all
from workflow.sheets import read_book

FORM = "Giấy khen của Chủ tịch UBND huyện"


def nominee(name: str, born: date | None = None, kind: NomineeKind = NomineeKind.INDIVIDUAL) -> Nominee:
    unit = organisation(UNIT)
    row = Nominee(kind=kind, name=name, search_key=search_key(name), sort_key=search_key(name), born_on=born,
                  unit_id=unit.id, town_id=unit.at(Level.TOWN).id)  # fmt: skip
    row.unit = unit
    db.session.add(row)
    db.session.flush()
    return row


def town_id() -> int:
    return organisation(UNIT).at(Level.TOWN).id


def row(number: int = 2, **values: str) -> dict[str, str]:
    good = {"name": "Nông Thị Thử", "kind": "Cá nhân", "form": FORM, "year": "2023"}
    return (
        {name: "" for name in PAST_AWARDS.columns}
        | good
        | values
        | {"number": str(number), "sheet": "past_awards"}
    )


def fate(**values: str) -> Fate:
    return importing.check(town_id(), [row(**values)])[0]


def workbook(*rows: dict[str, str]) -> bytes:
    made = Workbook()
    made.active.append(list(PAST_AWARDS.columns.values()))
    for one in rows:
        made.active.append([one[name] for name in PAST_AWARDS.columns])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def enclosure(who: int) -> Enclosure:
    stored = StoredFile(sha256=uuid4().hex * 2, size=1, media_type="application/xlsx")
    one = Enclosure(file=stored, filename="khen-thuong.xlsx", uploaded_by_id=who)
    db.session.add(one)
    db.session.flush()
    return one


# A row


def test_a_row_that_is_right_and_new_would_be_written(inside: Flask):
    one = fate(decided_on="12/05/2023", year="", born_year="1980", initiative="Đường hoa tự quản")
    assert (one.outcome, one.messages) == (Outcome.NEW, ["Danh bạ chưa có; ghi theo tên trong tệp."])
    assert one.values["year"] == 2023
    assert one.values["initiative_key"] == "duong hoa tu quan"
    assert one.values["nominee_id"] is None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": ""}, "Họ và tên, tên tập thể: Cần ghi mục này."),
        ({"form": ""}, "Hình thức khen: Cần ghi mục này."),
        ({"year": ""}, "Ghi năm khen hoặc ngày quyết định."),
        ({"year": "2099"}, "Năm khen: Năm không đúng, ghi bốn chữ số."),
        ({"year": "năm ngoái"}, "Năm khen: Năm không đúng, ghi bốn chữ số."),
        ({"year": "", "decided_on": "01/01/1980"}, "Chỉ nhận khen thưởng từ năm 1990."),
        ({"kind": "Con mèo"}, "Đối tượng: Ghi một trong: Tập thể, Hộ gia đình, Cá nhân."),
        ({"decided_on": "31/02/2023"}, "Ngày quyết định: Ngày không đúng. Ghi theo dạng ngày/tháng/năm."),
        ({"born_year": "80"}, "Năm sinh: Năm không đúng, ghi bốn chữ số."),
    ],
)
def test_a_row_that_cannot_be_read_says_which_column_is_wrong(inside: Flask, values, message):
    one = fate(**values)
    assert (one.outcome, one.messages, one.values) == (Outcome.WRONG, [message], {})


def test_a_row_of_the_same_award_is_left_out_within_the_file_and_in_the_register(inside: Flask):
    clerk = person(Role.CLERK)
    same = [
        row(2, decision="15/QĐ-UBND"),
        row(3, name="NÔNG THỊ THỬ", decision="15/qđ-ubnd"),
        row(4, year="2022"),
    ]
    fates = importing.check(town_id(), same)
    assert [one.outcome for one in fates] == [Outcome.NEW, Outcome.KNOWN, Outcome.NEW]
    assert fates[1].messages == ["Trùng với dòng 2, bỏ qua."]
    assert importing.write(clerk, enclosure(clerk.id), same, {}) == 2
    again = importing.check(town_id(), same)
    assert [one.outcome for one in again] == [Outcome.KNOWN] * 3
    assert again[0].messages == ["Đã có trong sổ, bỏ qua."]
    events = db.session.query(AuditEvent).filter_by(action="import_past_awards").count()
    assert importing.write(clerk, enclosure(clerk.id), same, {}) == 0
    assert db.session.query(AuditEvent).filter_by(action="import_past_awards").count() == events


# Who is meant


def match(name: str, born: int | None = None, unit: str = "", kind: NomineeKind = NomineeKind.INDIVIDUAL):
    one = Written(kind, name, born, unit)
    return match_all(town_id(), [one])[one]


def test_a_person_is_meant_by_name_and_year_or_by_name_and_unit(inside: Flask):
    known = nominee("Lương Thị Khớp Tên", date(1980, 5, 1))
    assert match("LƯƠNG THỊ KHỚP TÊN", 1980).exact is known
    assert match("Lương Thị Khớp Tên", None, "hội lhpn").exact is known
    assert match("Lương Thị Khớp Tên", 1990).alike == []
    only_the_name = match("Lương Thị Khớp Tên")
    assert (only_the_name.exact, only_the_name.alike) == (None, [known])


def test_a_like_name_is_only_offered(inside: Flask):
    known = nominee("Lương Thị Gần Giống", date(1980, 5, 1))
    found = match("Luơng Thị Gần Giông", 1980)
    assert (found.exact, found.alike) == (None, [known])


def test_two_of_one_name_and_year_are_offered_both(inside: Flask):
    both = [nominee("Lương Thị Sinh Đôi", date(1980, 5, 1)) for _one in range(2)]
    found = match("Lương Thị Sinh Đôi", 1980)
    assert (found.exact, found.alike) == (None, both)


def test_a_collective_is_meant_by_its_name_and_by_its_kind(inside: Flask):
    known = nominee("Tổ tự quản Khớp Tên", kind=NomineeKind.COLLECTIVE)
    assert match("Tổ tự quản khớp tên", kind=NomineeKind.COLLECTIVE).exact is known
    assert match("Tổ tự quản khớp tên", kind=NomineeKind.HOUSEHOLD).alike == []


def test_who_is_chosen_among_those_alike_is_written_and_nobody_else_can_be(inside: Flask):
    known, clerk = nominee("Lương Thị Được Chọn"), person(Role.CLERK)
    stranger = nominee("Người Khác Hẳn")
    rows = [row(2, name="Lương Thị Được Chọn"), row(3, name="Lương Thị Được Chọn", year="2022")]
    assert importing.write(clerk, enclosure(clerk.id), rows, {2: known.id, 3: stranger.id}) == 2
    written = db.session.scalars(
        db.select(PastAward).filter_by(name="Lương Thị Được Chọn").order_by(PastAward.row)
    ).all()
    assert [(one.row, one.nominee_id) for one in written] == [(2, known.id), (3, None)]
    assert {one.enclosure.filename for one in written} == {"khen-thuong.xlsx"}


# The file


def test_the_template_is_read_back_and_a_heading_may_stand_anywhere(inside: Flask):
    made = load_workbook(io.BytesIO(importing.empty_book()))
    assert [cell.value for cell in made.worksheets[0][1]] == list(PAST_AWARDS.columns.values())
    assert read_book(workbook(row(2)), [PAST_AWARDS]).rows[0]["name"] == "Nông Thị Thử"


def test_only_a_clerk_writes_the_register(inside: Flask):
    for role in (Role.CHAIR, Role.DRAFTER, Role.AUDITOR, Role.DISTRICT):
        with pytest.raises(NotAllowedError):
            importing.write(person(role), enclosure(person(role).id), [row()], {})
    assert db.session.query(PastAward).filter_by(name="Nông Thị Thử").count() == 0


# The years


def test_a_year_is_full_when_the_clerk_says_so_until_he_takes_it_back(inside: Flask):
    clerk, town = person(Role.CLERK), organisation(UNIT).at(Level.TOWN)

    def is_full() -> bool:
        return next(one.is_full for one in book.years_of(town) if one.year == 2019)

    acts = (
        db.select(AuditEvent.action)
        .filter(AuditEvent.stream == f"organisation:{town.id}")
        .order_by(AuditEvent.seq)
    )
    before = len(db.session.scalars(acts).all())
    for full in (True, True, False, False):
        book.mark_year(clerk, 2019, is_full=full)
        assert is_full() is full
    assert db.session.scalars(acts).all()[before:] == ["mark_year", "unmark_year"]
    assert db.session.query(RegisterYear).filter_by(year=2019).count() == 0


@pytest.mark.parametrize("year", [1989, 2026])
def test_a_year_to_come_or_long_ago_cannot_be_full(inside: Flask, year):
    with pytest.raises(InputError):
        book.mark_year(person(Role.CLERK), year, is_full=True)


def test_the_years_show_how_many_awards_each_has(inside: Flask):
    clerk, town = person(Role.CLERK), organisation(UNIT).at(Level.TOWN)
    before = {one.year: one.count for one in book.years_of(town)}
    importing.write(clerk, enclosure(clerk.id), [row(2), row(3, year="2021"), row(4, year="1999")], {})
    after = {one.year: one.count for one in book.years_of(town)}
    assert (after[2023] - before[2023], after[2021] - before[2021], after[1999]) == (1, 1, 1)


# The list


def test_the_list_is_cut_into_pages_and_searched_without_marks(inside: Flask, monkeypatch):
    monkeypatch.setattr(book, "PAGE", 2)
    clerk, town = person(Role.CLERK), organisation(UNIT).at(Level.TOWN)
    rows = [row(n, name=f"Vi Thị Trang {n}", year=str(2000 + n)) for n in range(2, 7)]
    importing.write(clerk, enclosure(clerk.id), rows, {})
    names, cursor = [], None
    while True:
        page = book.page_of(town, "vi thi trang", None, cursor)
        names += [one.name for one in page.rows]
        if (cursor := page.next_cursor) is None:
            break
    assert names == [f"Vi Thị Trang {n}" for n in range(6, 1, -1)]
    assert [one.name for one in book.page_of(town, "TRANG", 2003, None).rows] == ["Vi Thị Trang 3"]
    for broken in ("x", "1~", "~", "99999999999~1", "2003"):
        assert len(book.page_of(town, "vi thi trang", None, broken).rows) == 2
