"""What a page costs in SQL statements, and that more rows cost no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from models import (
    Activity,
    Appointment,
    AwardForm,
    Campaign,
    Criterion,
    Hold,
    Organisation,
    Participation,
    User,
    db,
)
from models.enums import Action, Level, NomineeKind, Role, State
from tests.workflow.world import UNIT, dossier, good_inputs, organisation, person, try_act
from workflow.actions import perform

FEW, MANY = 3, 20
PLACE = "KP Đếm"
# The most statements of each page, with all that every page reads: the account, and the badge. The queue
# also says who does the work of the person meanwhile.
QUEUE, LIST, DOSSIER, AUDIT, CAMPAIGN, FIGURES, BOARD = 6, 5, 15, 6, 6, 10, 13
# The same with the eligibility checks, for those who appraise or decide.
CHECKED = 24
# A step in the door, and the whole POST around it.
DOOR, POST = 9, 11


@contextmanager
def statements(office: Flask) -> Iterator[list[str]]:
    """Every statement that is sent to the database within."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_others) -> None:
        sent.append(statement)

    with office.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture(scope="module")
def price(office: Flask, client_of: Callable[[str], FlaskClient]) -> Callable[[str, str], tuple[int, str]]:
    """`price("clerk", "/queue")`: how many statements, and the page."""

    def visit(username: str, address: str) -> tuple[int, str]:
        browser = client_of(username)
        with statements(office) as sent:
            answer = browser.get(address)
        assert answer.status_code == 200, answer.get_data(as_text=True)[:2000]
        return len(sent), answer.get_data(as_text=True)

    return visit


@pytest.fixture(scope="module")
def place(office: Flask) -> int:
    """A street block of its own, so that the rows on a page are known."""
    with office.app_context():
        town = organisation(UNIT).at(Level.TOWN)
        row = Organisation(parent_id=town.id, level=Level.UNIT, name="Khối phố Đếm", short_name=PLACE)
        who = User(email=None, username="dem", full_name="Người Đếm", name_key="nguoi dem", sort_key="dem nguoi",
                   fs_uniquifier=uuid4().hex, active=True)  # fmt: skip
        db.session.add_all([row, who])
        db.session.flush()
        db.session.add(Appointment(user_id=who.id, organisation_id=row.id, role=Role.DRAFTER,
                                   valid_from=date(2025, 1, 1), title="", signing=""))  # fmt: skip
        db.session.commit()
        return row.id


def fill(office: Flask, up_to: int, start: int = 0) -> None:
    """Dossiers of that block that wait for the clerk, some of them held."""
    with office.app_context():
        for number in range(start, up_to):
            dossier(State.UNIT_APPROVED, unit_name=PLACE, hold=Level.TOWN if number % 2 else None)
        db.session.commit()


@pytest.fixture(scope="module")
def grown(office: Flask, place: int, price) -> dict[str, list[tuple[int, int, str]]]:
    """For each page of rows: (rows, statements, page) with few and with many rows."""
    pages = {
        "queue": ("clerk", f"/queue?unit={place}"),
        "list": ("clerk", f"/nominations?unit={place}"),
        "audit": ("auditor", f"/audit?organisation={place}"),
    }
    found: dict[str, list[tuple[int, int, str]]] = {name: [] for name in pages}
    before = 0
    for rows in (FEW, MANY):
        fill(office, rows, before)
        before = rows
        for name, (who, address) in pages.items():
            count, page = price(who, address)
            own = page.partition("<h2>Đã chuyển đi</h2>")[0]
            found[name].append((own.count('role="rowheader"'), count, page))
    return found


@pytest.mark.parametrize(("page", "most"), [("queue", QUEUE), ("list", LIST), ("audit", AUDIT)])
def test_a_page_of_rows_costs_the_same_few_statements_however_many_rows(grown, page, most):
    (few, alone, _first), (many, together, last) = grown[page]
    assert (few, many) == (FEW, MANY)
    assert together == alone
    assert alone <= most
    assert last.count(PLACE.replace("KP", "Khối phố")) >= MANY


def test_the_figures_cost_the_same_few_statements_however_many_dossiers(office, place, price):
    few, _page = price("chair", "/dashboard")
    fill(office, 2 * FEW)
    many, _page = price("chair", "/dashboard")
    assert many == few
    assert few <= FIGURES


def travelled(rounds: int) -> str:
    """A dossier that was sent back so often, each time with a remark, an answer, events and mails."""
    row = dossier(State.UNIT_APPROVED)
    clerk, drafter, head = person(Role.CLERK), person(Role.DRAFTER), person(Role.UNIT_HEAD)
    for _round in range(rounds):
        remarks = {"summary": "Ghi rõ số liệu", "general": "Xem lại"}
        try_act(Action.RETURN, row, clerk, inputs={"to_state": "drafting", "remarks": remarks})
        for one in row.open_remarks:
            one.answer = "Đã ghi rõ"
        try_act(Action.SUBMIT, row, drafter)
        try_act(Action.APPROVE, row, head)
        db.session.add(Hold(nominee_id=row.nominee_id, nomination_id=row.id, reason="Có đơn thư",
                            level=Level.TOWN, organisation_id=row.town_id, set_on=date(2025, 6, 2),
                            set_by_id=clerk.id))  # fmt: skip
        try_act(Action.APPRAISE, row, clerk)
    db.session.commit()
    return row.code


def test_a_dossier_with_a_long_history_costs_no_more_than_one_with_a_short_history(office, price):
    with office.app_context():
        short, long = travelled(1), travelled(5)
    for who, most in (("clerk", CHECKED), ("drafter", DOSSIER), ("auditor", CHECKED)):
        few, first = price(who, f"/nominations/{short}")
        many, last = price(who, f"/nominations/{long}")
        assert last.count('class="timeline-what"') - first.count('class="timeline-what"') == 16
        assert many == few, who
        assert few <= most, who


def add_forms(office: Flask, slug: str, number: int) -> None:
    with office.app_context():
        town = organisation(UNIT).at(Level.TOWN)
        campaign = Campaign(
            organisation_id=town.id,
            slug=slug,
            code=slug.upper(),
            title=slug,
            short_title=slug,
            starts_on=date(2025, 1, 1),
            ends_on=date(2025, 12, 31),
            published=True,
        )
        db.session.add(campaign)
        for position in range(1, number + 1):
            form = AwardForm(campaign=campaign, code=f"f{position}", name=f"Hình thức {position}", note="",
                             granter_level=Level.DISTRICT, position=position,
                             required_papers={"individual": ["report"]})  # fmt: skip
            form.criteria = [
                Criterion(nominee_kind=NomineeKind.INDIVIDUAL, position=at, text=f"Câu {at}")
                for at in range(1, number + 1)
            ]
            db.session.add(form)
        db.session.commit()


def test_a_campaign_with_many_award_forms_costs_no_more_than_one_with_few(office, price):
    add_forms(office, "dem1", FEW)
    add_forms(office, "dem2", MANY)
    few, first = price("clerk", "/campaigns/dem1")
    many, last = price("clerk", "/campaigns/dem2")
    assert (first.count("Câu 1<"), last.count("Câu 1<")) == (FEW, MANY)
    assert many == few
    assert few <= CAMPAIGN


def add_units(office: Flask, slug: str, number: int) -> None:
    """Units of the town that the plan addresses, each with an activity."""
    with office.app_context():
        town = organisation(UNIT).at(Level.TOWN)
        campaign = db.session.scalars(db.select(Campaign).filter_by(slug=slug)).one()
        for position in range(number):
            unit = Organisation(parent_id=town.id, level=Level.UNIT, name=f"Khối phố {slug} {position}",
                                short_name=f"KP {slug} {position}")  # fmt: skip
            db.session.add(unit)
            db.session.flush()
            db.session.add(Participation(campaign_id=campaign.id, unit_id=unit.id, told_on=date(2025, 1, 1)))
            db.session.add(Activity(campaign_id=campaign.id, unit_id=unit.id, content=1, text="Đã làm",
                                    held_on=date(2025, 2, 1), made_by_id=person(Role.CLERK).id))  # fmt: skip
        db.session.commit()


def test_the_board_of_a_campaign_costs_the_same_however_many_units_there_are(office, price):
    add_forms(office, "bang1", 1)
    add_forms(office, "bang2", 1)
    add_units(office, "bang1", FEW)
    add_units(office, "bang2", MANY)
    few, first = price("clerk", "/campaigns/bang1/units")
    many, last = price("clerk", "/campaigns/bang2/units")
    assert (first.count('role="rowheader"'), last.count('role="rowheader"')) == (FEW, MANY)
    assert many == few
    assert few <= BOARD


def price_of_step(office: Flask, browser: FlaskClient, code: str) -> tuple[int, int]:
    """The statements of an approval: in the door alone, then in a POST for another dossier."""
    with office.app_context():
        row, head = dossier(State.DRAFTED), person(Role.UNIT_HEAD)
        number, version, inputs = row.id, row.version, good_inputs(Action.APPROVE, row)
        db.session.commit()
        db.session.remove()
        with statements(office) as door:
            perform(Action.APPROVE, number, actor=head, inputs=inputs, expected_version=version,
                    request_id=uuid4().hex)  # fmt: skip
            db.session.commit()
    with statements(office) as post:
        answer = browser.post(f"/nominations/{code}/actions/approve", data={"version": "1"})
    assert answer.status_code == 302, answer.get_data(as_text=True)[:2000]
    return len(door), len(post)


def test_a_step_costs_the_same_few_statements_however_many_dossiers_there_are(office, client_of):
    head = client_of("head")
    with office.app_context():
        first, last = (dossier(State.DRAFTED).code for _one in range(2))
        db.session.commit()
    alone = price_of_step(office, head, first)
    with office.app_context():
        for _one in range(MANY):
            dossier(State.DRAFTED)
        db.session.commit()
    together = price_of_step(office, head, last)
    assert together == alone
    assert alone[0] <= DOOR
    assert alone[1] <= POST
