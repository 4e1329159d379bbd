"""The figures for the leadership: each number opens a list of just so many dossiers."""

from __future__ import annotations

import html
import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from models import Campaign, Nomination, db
from models.enums import Role, State
from tests.views.test_exports import rows_of
from tests.workflow import world
from workflow import statistics, yearly

LINK = re.compile(r'<a href="(/nominations\?[^"]*)">(?:<strong>[^<]*</strong>)?([^<]*)')


def figures_of(page: str) -> list[tuple[str, int]]:
    """The links to lists, with the number that each shows."""
    found = []
    for address, text in LINK.findall(page):
        numbers = re.findall(r"\d+", text)
        if numbers and text.strip().isdecimal():
            found.append((html.unescape(address), int(numbers[-1])))
    return found


@pytest.mark.parametrize("who", ["chair", "clerk", "head", "district", "auditor"])
def test_every_figure_opens_the_list_that_it_counts(client_of, who):
    client = client_of(who)
    page = client.get("/dashboard").get_data(as_text=True)
    figures = figures_of(page)
    assert len(figures) > 5, page
    for address, number in figures:
        listed = rows_of(client.get(address.replace("/nominations?", "/nominations/export.xlsx?")))
        assert (address, len(listed)) == (address, number)


def test_the_shares_open_their_lists_too(client_of):
    page = client_of("chair").get("/dashboard").get_data(as_text=True)
    shares = re.findall(
        r'<a href="(/nominations\?[^"]*)"><strong>\d+%</strong> [^<]*</a>\s*<span class="muted">(\d+)/', page
    )
    assert len(shares) == 4
    for address, number in shares:
        path = html.unescape(address).replace("/nominations?", "/nominations/export.xlsx?")
        assert len(rows_of(client_of("chair").get(path))) == int(number)


@pytest.mark.parametrize("who", ["drafter", "culture", "admin", "council1"])
def test_who_does_not_lead_sees_no_figures(client_of, who):
    assert client_of(who).get("/dashboard").status_code == 403


def test_a_campaign_that_is_not_known_is_not_there(client_of, inside):
    other = db.session.scalars(db.select(Campaign.id).order_by(Campaign.id.desc())).first()
    assert client_of("chair").get(f"/dashboard?campaign={other}").status_code == 404
    assert client_of("chair").get("/dashboard?campaign=x").status_code == 404


def test_the_chart_tells_a_screen_reader_its_numbers(client_of):
    page = client_of("chair").get("/dashboard").get_data(as_text=True)
    chart = re.search(r'<svg class="stacked"[^>]*role="img"[^>]*aria-label="([^"]*)"', page)
    assert re.fullmatch(r"Cơ cấu đối tượng\. Tập thể: \d+; Cá nhân: \d+", html.unescape(chart[1]))


def test_the_days_in_a_step_are_those_between_the_acts_of_the_log(inside):
    """The demo's log against a count by hand, dossier after dossier."""
    from models import AuditEvent

    chair = world.person(Role.CHAIR)
    campaign = db.session.get(Campaign, 1)
    days: dict[str, list[int]] = {}
    seen = db.session.scalars(
        db.select(Nomination.id).filter(statistics.visible_to(chair), Nomination.campaign_id == campaign.id)
    )
    for number in seen:
        since = None
        events = db.session.scalars(
            db.select(AuditEvent).filter_by(nomination_id=number).order_by(AuditEvent.id)
        ).all()
        for event in events:
            day = date.fromisoformat(event.data["day"])
            if event.action == "create":
                since = day
            elif event.from_state != event.to_state:
                days.setdefault(event.from_state, []).append((day - since).days)
                since = day
    stays = {one.label: one for one in statistics.overview(chair, campaign).stays}
    for state, label in ((State.DRAFTED, "Chờ thủ trưởng duyệt"), (State.UNIT_APPROVED, "Đơn vị đã duyệt")):
        known = sorted(days[state.value])
        middle = len(known) // 2
        median = known[middle] if len(known) % 2 else (known[middle - 1] + known[middle]) / 2
        assert (stays[label].count, stays[label].median, stays[label].worst) == (
            len(known),
            median,
            known[-1],
        )
        assert known[-1] > 0


def test_the_yearly_counts_are_those_of_the_decisions_of_the_year(inside):
    province = world.person(Role.AUDITOR)
    before = {one.form: one for one in yearly.awarded(province, 2025)}
    assert before
    for one in before.values():
        persons = one.kinds["individual"]
        assert one.total == sum(one.kinds.values())
        assert persons == one.unknown + sum(
            number for category, number in one.categories.items() if category != "enterprise"
        )
        assert one.women <= persons
    assert list(yearly.awarded(province, 2019)) == []


def test_a_year_runs_from_the_middle_of_december_to_the_middle_of_december():
    assert yearly.span_of(2025) == (date(2024, 12, 16), date(2025, 12, 15))


def test_the_workbook_of_the_year_adds_up(client_of):
    answer = client_of("chair").get("/dashboard/yearly.xlsx?year=2025")
    book = load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["0603.N", "0601"]
    lines = list(book["0603.N"].iter_rows(min_row=5, values_only=True))
    *rows, total = lines
    assert rows
    assert total[1] == "Cộng"
    for column in range(2, 14):
        assert total[column] == sum(row[column] for row in rows)
    assert client_of("chair").get("/dashboard/yearly.xlsx?year=1800").status_code == 404
