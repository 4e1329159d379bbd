"""Each list of dossiers comes as a workbook too: the same rows, the same filters, nothing that runs."""

from __future__ import annotations

import io
import re
from datetime import datetime

import pytest
from openpyxl import load_workbook

from models import AccessEvent, Nomination, db
from models.enums import State
from tests.workflow import world


def sheet_of(answer):
    assert answer.status_code == 200, answer.get_data(as_text=True)[:500]
    assert (
        answer.headers["Content-Disposition"].endswith('.xlsx"')
        or ".xlsx" in answer.headers["Content-Disposition"]
    )
    return load_workbook(io.BytesIO(answer.data)).active


def rows_of(answer) -> list[dict]:
    lines = list(sheet_of(answer).iter_rows(values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def codes_on_pages(client, path: str) -> list[str]:
    """What the pages of the list show, to the last."""
    found, address = [], path
    while address:
        page = client.get(address).get_data(as_text=True)
        page = page.split("Đã chuyển đi")[0]
        found += re.findall(r'href="/nominations/([A-Z0-9Đ-]+-\d{4}-\d{4})"', page)
        following = re.search(r'href="([^"]*after=[^"]*)"', page)
        address = following[1].replace("&amp;", "&") if following else None
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("path", ["/nominations", "/queue"])
@pytest.mark.parametrize("query", ["", "?kind=individual", "?q=hoang"])
def test_the_file_has_just_the_rows_of_the_list(client_of, path, query):
    clerk = client_of("clerk")
    rows = rows_of(clerk.get(f"{path}/export.xlsx{query}"))
    assert [one["Mã hồ sơ"] for one in rows] == codes_on_pages(clerk, f"{path}{query}")


def test_the_queue_says_what_is_to_be_done_and_days_are_days(client_of):
    rows = rows_of(client_of("clerk").get("/queue/export.xlsx"))
    assert rows
    assert all(one["Việc cần làm"] for one in rows)
    due = [one["Hạn"] for one in rows if one["Hạn"]]
    assert due
    assert all(isinstance(one, datetime) for one in due)


def test_a_drafter_takes_away_no_dossier_of_another_unit(client_of, office):
    rows = rows_of(client_of("drafter").get("/nominations/export.xlsx"))
    assert rows
    assert len({one["Đơn vị đề nghị"] for one in rows}) == 1


def test_a_name_that_looks_like_a_formula_stays_a_name(client_of, inside):
    row = world.dossier(State.UNIT_APPROVED)
    nomination = db.session.get(Nomination, row.id)
    nomination.name = "=1+1"
    db.session.commit()
    answer = client_of("clerk").get("/nominations/export.xlsx")
    cell = next(one for line in sheet_of(answer) for one in line if one.value == "=1+1")
    assert cell.data_type == "s"


def test_that_a_list_was_taken_away_stands_in_the_log(client_of, inside):
    client_of("clerk").get("/nominations/export.xlsx?q=nguyen")
    last = db.session.scalars(db.select(AccessEvent).order_by(AccessEvent.id.desc())).first()
    assert (last.kind, last.detail) == ("export_list", "Hồ sơ nguyen")
