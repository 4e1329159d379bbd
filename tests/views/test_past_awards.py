"""The pages of the register of past awards: the file, the dry run, the writing, the years, who may."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask

from models import PastAward, RegisterYear, db
from tests.views.test_statements import price, statements  # noqa: F401 (a fixture of these tests too)
from tests.workflow.test_register import row, workbook

PAGE = "/past-awards"


def upload(client, *rows: dict[str, str], data: bytes | None = None):
    file = (io.BytesIO(workbook(*rows) if data is None else data), "khen-thuong.xlsx")
    return client.post(f"{PAGE}/import", data={"file": file}, content_type="multipart/form-data")


def kept(answer) -> str:
    return re.search(r'name="enclosure_id" value="(\d+)"', answer.get_data(as_text=True))[1]


def count(office: Flask, name: str) -> int:
    with office.app_context():
        return db.session.query(PastAward).filter_by(name=name).count()


def test_the_dry_run_says_what_becomes_of_each_row_and_writes_none(office, client_of):
    rows = [
        row(name="Vi Thị Thử Một"),
        row(name="Vi Thị Thử Một"),
        row(name="Vi Thị Thử Hai", year="hai ngàn"),
    ]
    answer = upload(client_of("clerk"), *rows)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "1 dòng sẽ ghi, 1 dòng đã có, 1 dòng chưa đúng" in text
    assert "Trùng với dòng 2, bỏ qua." in text
    assert "Năm khen: Năm không đúng" in text
    assert count(office, "Vi Thị Thử Một") == 0


def test_what_was_shown_is_written_once_also_on_a_second_click(office, client_of):
    clerk = client_of("clerk")
    number = kept(upload(clerk, row(name="Vi Thị Ghi Sổ"), row(name="Vi Thị Sai", year="x")))
    for _click in range(2):
        answer = clerk.post(f"{PAGE}/import/confirm", data={"enclosure_id": number})
        assert answer.status_code == 302
    assert (count(office, "Vi Thị Ghi Sổ"), count(office, "Vi Thị Sai")) == (1, 0)
    assert "Vi Thị Ghi Sổ" in clerk.get(f"{PAGE}?q=ghi so").get_data(as_text=True)


def test_a_file_of_somebody_else_is_not_to_be_confirmed(office, client_of):
    number = kept(upload(client_of("clerk"), row(name="Vi Thị Của Người")))
    for who in ("clerk.b", "clerk2"):
        answer = client_of(who).post(f"{PAGE}/import/confirm", data={"enclosure_id": number})
        assert answer.status_code == 404
    assert count(office, "Vi Thị Của Người") == 0


@pytest.mark.parametrize("number", ["", "x", "-1", "99999999", "99999999999999"])
def test_a_file_that_is_not_there_is_not_found(client_of, number):
    assert client_of("clerk").post(f"{PAGE}/import/confirm", data={"enclosure_id": number}).status_code == 404


@pytest.mark.parametrize("data", [b"", b"PK not a workbook", b"%PDF-1.4"])
def test_a_file_that_is_no_sheet_is_refused_at_the_field(client_of, data):
    answer = upload(client_of("clerk"), data=data)
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.get_data(as_text=True)


def test_a_file_without_the_columns_names_them(client_of):
    book = workbook()
    answer = upload(client_of("clerk"), data=book)
    assert answer.status_code == 422
    assert "Tệp không có dòng nào dưới dòng tiêu đề." in answer.get_data(as_text=True)


def test_the_template_comes_as_a_workbook(client_of):
    answer = client_of("clerk").get(f"{PAGE}/import/template.xlsx")
    assert answer.get_data()[:2] == b"PK"
    assert "khen-thuong-da-co.xlsx" in answer.headers["Content-Disposition"]


def test_the_clerk_marks_a_year_and_takes_it_back(office, client_of):
    clerk = client_of("clerk")
    for full, number in (("1", 1), ("1", 1), ("0", 0)):
        assert clerk.post(f"{PAGE}/years/2018", data={"full": full}).status_code == 302
        with office.app_context():
            assert db.session.query(RegisterYear).filter_by(year=2018).count() == number
    assert clerk.post(f"{PAGE}/years/2050", data={"full": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("clerk", 200, 200), ("chair", 200, 403), ("auditor", 200, 403), ("drafter", 403, 403), ("head", 403, 403),
        ("district", 403, 403), ("province", 403, 403), ("admin", 403, 403), ("culture", 403, 403),
    ],
)  # fmt: skip
def test_who_reads_and_who_writes_the_register(client_of, who, reads, writes):
    client = client_of(who)
    assert client.get(PAGE).status_code == reads
    assert client.get(f"{PAGE}/import").status_code == writes
    if writes == 403:
        assert client.post(f"{PAGE}/years/2018", data={"full": "1"}).status_code == 403
        assert upload(client, row()).status_code == 403
        assert client.post(f"{PAGE}/import/confirm", data={"enclosure_id": "1"}).status_code == 403


def test_a_row_that_was_entered_by_mistake_is_taken_out_with_a_reason(office, client_of):
    clerk = client_of("clerk")
    number = kept(upload(clerk, row(name="Vi Thị Nhầm")))
    clerk.post(f"{PAGE}/import/confirm", data={"enclosure_id": number})
    with office.app_context():
        where = f"{PAGE}/{db.session.scalars(db.select(PastAward.id).filter_by(name='Vi Thị Nhầm')).one()}"
    assert "khen-thuong.xlsx" in clerk.get(where).get_data(as_text=True)
    assert clerk.post(f"{where}/remove", data={"reason": " "}).status_code == 422
    assert "Bỏ khỏi sổ" not in client_of("chair").get(where).get_data(as_text=True)
    for who, code in (("chair", 403), ("drafter", 403), ("clerk2", 404)):
        assert client_of(who).post(f"{where}/remove", data={"reason": "Nhầm"}).status_code == code
    assert client_of("clerk2").get(where).status_code == 404
    assert count(office, "Vi Thị Nhầm") == 1
    assert clerk.post(f"{where}/remove", data={"reason": "Nhầm người"}).status_code == 302
    assert count(office, "Vi Thị Nhầm") == 0
    assert clerk.post(f"{where}/remove", data={"reason": "Nhầm người"}).status_code == 404


def test_the_register_of_another_town_is_not_found(office, client_of):
    clerk = client_of("clerk")
    number = kept(upload(clerk, row(name="Vi Thị Riêng Tư")))
    clerk.post(f"{PAGE}/import/confirm", data={"enclosure_id": number})
    with office.app_context():
        town = db.session.scalars(db.select(PastAward.town_id).filter_by(name="Vi Thị Riêng Tư")).one()
    assert client_of("clerk2").get(f"{PAGE}?town={town}").status_code == 404
    assert "Vi Thị Riêng Tư" not in client_of("clerk2").get(PAGE).get_data(as_text=True)


def test_more_rows_cost_no_more_statements(office, client_of, price):  # noqa: F811
    clerk = client_of("clerk")

    def add(start: int, end: int) -> None:
        rows = [row(name=f"Vi Thị Đếm {n}") for n in range(start, end)]
        clerk.post(f"{PAGE}/import/confirm", data={"enclosure_id": kept(upload(clerk, *rows))})

    add(0, 3)
    few, first = price("clerk", f"{PAGE}?q=vi thi dem")
    add(3, 20)
    many, last = price("clerk", f"{PAGE}?q=vi thi dem")
    assert (first.count("Vi Thị Đếm"), last.count("Vi Thị Đếm")) == (3, 20)
    assert few == many
    assert few <= 7


def test_a_dry_run_of_many_rows_costs_no_more_statements(office, client_of):
    prices = []
    for number in (2, 40):
        with statements(office) as sent:
            upload(client_of("clerk"), *(row(name=f"Vi Thị Nhiều {n}") for n in range(number)))
        prices.append(len(sent))
    assert prices[0] == prices[1]
