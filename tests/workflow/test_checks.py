"""The eligibility checks, each from both sides; what blocks, what warns, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import event

from models import Award, Nomination, PastAward, RegisterYear, Setting, db
from models.enums import Action, AttachmentKind, Level, NomineeKind, PaperForm, Role, State, Verdict
from models.text import search_key
from tests.workflow.world import TODAY, dossier, good_inputs, organisation, person, try_act
from workflow.actions import rehearse, rehearse_all
from workflow.checks.catalogue import CATALOGUE
from workflow.checks.run import FINDERS, Result, results_of
from workflow.errors import NotReadyError
from workflow.likeness import keep
from workflow.settings import CHOICES

LONG = (
    "Năm qua chi hội đã vận động một trăm hai mươi hộ ký cam kết giữ gìn vệ sinh, dọn ba tuyến đường dài bốn "
    "ki-lô-mét, trồng sáu trăm cây hoa ven đường và thu gom hơn hai tấn rác thải nhựa trong mười hai buổi ra quân."
)
OTHER = (
    "Tổ hòa giải đã giải quyết mười bốn vụ mâu thuẫn giữa các gia đình, phối hợp công an tuyên truyền phòng cháy "
    "cho tám mươi hộ kinh doanh quanh chợ và giúp năm người lầm lỡ tìm được việc làm ổn định tại địa phương."
)


def result(row: Nomination, code: str) -> Result:
    db.session.flush()
    return next(one for one in results_of(row) if one.rule.code == code)


def said(row: Nomination, code: str) -> tuple[Verdict, list[str]]:
    one = result(row, code)
    return one.verdict, [finding.text for finding in one.findings]


def choose(key: str, value: object) -> None:
    town = organisation("Hội LHPN").at(Level.TOWN)
    db.session.add(Setting(organisation_id=town.id, key=key, value=value, valid_from=date(2025, 6, 1)))
    db.session.flush()


def past(row: Nomination, **values: object) -> PastAward:
    one = PastAward(
        town_id=row.town_id, nominee_id=row.nominee_id, kind=row.kind, name=row.name, search_key=search_key(row.name),
        year=2023, form="Giấy khen của Chủ tịch UBND huyện", key=uuid4().hex, made_by_id=row.drafted_by_id,
    )  # fmt: skip
    for name, value in values.items():
        setattr(one, name, value)
    one.initiative_key = search_key(one.initiative or "")
    one.search_key = search_key(one.name)
    db.session.add(one)
    return one


def full(row: Nomination, *years: int) -> None:
    """Say that these years are entered; the demo has said it of some."""
    known = set(db.session.scalars(db.select(RegisterYear.year).filter_by(town_id=row.town_id)))
    db.session.add_all(
        RegisterYear(town_id=row.town_id, year=year, marked_by_id=row.drafted_by_id)
        for year in set(years) - known
    )
    db.session.flush()


def tell(row: Nomination, *texts: str) -> None:
    """Write these achievements into the dossier, as submitted."""
    for claim, text in zip(row.claims, texts, strict=False):
        claim.text = text
    keep(row)


# The table


def test_each_check_has_its_function_its_source_and_unless_the_steps_ask_it_its_setting():
    assert {one.code for one in CATALOGUE} == set(FINDERS)
    assert all(str(one.title) and str(one.source) for one in CATALOGUE)
    fixed = {one.code for one in CATALOGUE if one.is_fixed}
    assert fixed == {"hold", "form_valid"}
    settings = {name for name in CHOICES if name.startswith("check_")}
    assert settings == {one.setting for one in CATALOGUE if not one.is_fixed}


def test_what_blocks_and_what_warns_by_default_is_what_the_domain_says(inside: Flask):
    blocks = {one.code for one in CATALOGUE if one.weight == "block"}
    assert blocks == {"hold", "form_valid", "papers", "other_award", "one_achievement", "unit_alive"}


# Holds and dates: what the steps ask themselves


def test_a_hold_blocks_and_its_reason_is_not_told(inside: Flask):
    free, held = dossier(State.UNIT_APPROVED), dossier(State.UNIT_APPROVED, hold=Level.TOWN)
    assert said(free, "hold") == (Verdict.PASSED, [])
    verdict, texts = said(held, "hold")
    assert verdict is Verdict.BLOCKED
    assert "đơn thư" not in " ".join(texts)


def test_what_the_step_asks_itself_is_said_once(inside: Flask):
    held = dossier(State.UNIT_APPROVED, hold=Level.TOWN)
    held.award_form.valid_to = date(2025, 6, 1)
    problems = [one.text for one in rehearse(Action.REVIEW, held, person(Role.CLERK))]
    assert len(problems) == 2
    assert said(held, "form_valid")[0] is Verdict.BLOCKED


def test_a_form_is_valid_on_its_last_day(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    row.award_form.valid_to = TODAY
    assert said(row, "form_valid") == (Verdict.PASSED, [])


# Papers


def test_a_required_paper_that_is_missing_blocks(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    assert said(row, "papers") == (Verdict.PASSED, [])
    form = row.award_form
    form.required_papers = form.required_papers | {
        "collective": [*form.required_papers["collective"], "initiative"]
    }
    assert said(row, "papers") == (Verdict.BLOCKED, ["thiếu Quyết định công nhận sáng kiến"])
    with pytest.raises(NotReadyError, match="thiếu Quyết định công nhận sáng kiến"):
        try_act(Action.REVIEW, row, person(Role.CLERK))


def appraised_with(form: PaperForm | None) -> Nomination:
    row = dossier(State.UNIT_APPROVED, appraised=False)
    row.attachments[0].kind = AttachmentKind.EVIDENCE
    db.session.flush()
    papers = [{"attachment_id": row.attachments[0].id, "form": form}] if form else []
    inputs = good_inputs(Action.APPRAISE, row) | {"papers": papers}
    try_act(Action.APPRAISE, row, person(Role.CLERK), inputs=inputs)
    return row


@pytest.mark.parametrize(
    ("form", "verdict"),
    [
        (PaperForm.ORIGINAL, Verdict.PASSED), (PaperForm.CERTIFIED, Verdict.PASSED),
        (PaperForm.NEITHER, Verdict.WARNED), (None, Verdict.UNKNOWN),
    ],
)  # fmt: skip
def test_evidence_is_what_the_clerk_held_in_hand(inside: Flask, form, verdict):
    assert result(appraised_with(form), "evidence").verdict is verdict


def test_a_paper_of_another_dossier_is_not_judged_on_this_sheet(inside: Flask):
    row, other = dossier(State.UNIT_APPROVED, appraised=False), dossier(State.UNIT_APPROVED)
    foreign = [{"attachment_id": other.attachments[0].id, "form": "original"}]
    inputs = good_inputs(Action.APPRAISE, row) | {"papers": foreign}
    try_act(Action.APPRAISE, row, person(Role.CLERK), inputs=inputs)
    assert row.appraisals[-1].papers == []


# Earlier awards


def same_nominee(row: Nomination, other: Nomination) -> None:
    other.nominee = row.nominee
    db.session.flush()


def test_an_award_in_the_same_campaign_blocks_until_it_is_revoked(inside: Flask):
    row, awarded = dossier(State.UNIT_APPROVED), dossier(State.AWARDED)
    assert said(row, "other_award") == (Verdict.PASSED, [])
    same_nominee(row, awarded)
    verdict, texts = said(row, "other_award")
    assert (verdict, len(texts)) == (Verdict.BLOCKED, 1)
    assert awarded.award.decision.title in texts[0]
    with pytest.raises(NotReadyError, match="đã được khen trong phong trào này"):
        try_act(Action.REVIEW, row, person(Role.CLERK))
    db.session.get_one(Award, awarded.award.id).revoked_on = TODAY
    assert said(row, "other_award") == (Verdict.PASSED, [])


def test_another_open_dossier_in_the_same_campaign_only_warns(inside: Flask):
    row, other = dossier(State.UNIT_APPROVED), dossier(State.TOWN_REVIEWED)
    same_nominee(row, other)
    one = result(row, "other_award")
    assert (one.verdict, [found.other for found in one.findings]) == (Verdict.WARNED, [other.code])
    try_act(Action.REVIEW, row, person(Role.CLERK))


def test_an_achievement_that_was_commended_before_blocks(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    tell(row, LONG, OTHER)
    full(row, 2024, 2025)
    past(row, achievement=OTHER.upper())
    verdict, texts = said(row, "one_achievement")
    assert verdict is Verdict.BLOCKED
    assert texts[0].startswith("thành tích trùng 100% với lần khen trước: Giấy khen")


def test_an_earlier_award_for_something_else_is_no_obstacle(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    tell(row, LONG)
    full(row, 2024, 2025)
    past(row, achievement=OTHER)
    assert said(row, "one_achievement") == (Verdict.PASSED, [])


def test_the_same_achievement_of_one_who_only_has_the_same_name_warns(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    tell(row, LONG)
    full(row, 2024, 2025)
    past(row, achievement=LONG, nominee_id=None, born_year=None)
    assert result(row, "one_achievement").verdict is Verdict.WARNED


def test_an_earlier_award_without_its_achievement_in_the_years_of_the_campaign_is_to_be_looked_at(
    inside: Flask,
):
    row = dossier(State.UNIT_APPROVED)
    full(row, 2024, 2025)
    past(row, year=2024)
    assert result(row, "one_achievement").verdict is Verdict.WARNED


def test_a_year_that_was_not_entered_is_unknown_and_not_clear(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    text = "sổ khen thưởng chưa nhập đủ năm 2024, 2025"
    assert said(row, "one_achievement") == (Verdict.UNKNOWN, [text])
    full(row, 2024)
    assert said(row, "one_achievement") == (Verdict.UNKNOWN, ["sổ khen thưởng chưa nhập đủ năm 2025"])
    full(row, 2025)
    assert said(row, "one_achievement") == (Verdict.PASSED, [])


def test_earlier_awards_are_told_by_year_and_a_full_register_without_any_says_so(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    past(row, year=2023, decision="15/QĐ-UBND")
    full(row, 2021, 2022)
    verdict, texts = said(row, "previous_awards")
    assert verdict is Verdict.UNKNOWN
    assert texts == [
        "2023: Giấy khen của Chủ tịch UBND huyện, Quyết định số 15/QĐ-UBND",
        "sổ khen thưởng chưa nhập đủ năm 2024, 2025",
    ]
    other = dossier(State.UNIT_APPROVED)
    full(other, 2023, 2024, 2025)
    assert said(other, "previous_awards") == (
        Verdict.PASSED, ["sổ không ghi lần khen nào trong các năm 2021–2025"]
    )  # fmt: skip


def test_one_of_the_same_name_who_was_born_in_another_year_is_somebody_else(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    row.kind, row.born_on = NomineeKind.INDIVIDUAL, date(1980, 1, 1)
    full(row, 2021, 2022, 2023, 2024, 2025)
    past(row, nominee_id=None, born_year=1990)
    assert len(said(row, "previous_awards")[1]) == 1
    past(row, nominee_id=None, born_year=1980, year=2022)
    verdict, texts = said(row, "previous_awards")
    assert (verdict, texts) == (Verdict.PASSED, ["2022: Giấy khen của Chủ tịch UBND huyện"])


# The unit and the nominee


def test_a_collective_of_a_unit_that_ended_is_blocked_and_a_person_warned(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    assert said(row, "unit_alive") == (Verdict.PASSED, [])
    row.unit.valid_to = TODAY
    assert said(row, "unit_alive") == (Verdict.PASSED, [])
    row.unit.valid_to = date(2025, 6, 1)
    verdict, texts = said(row, "unit_alive")
    assert (verdict, texts) == (Verdict.BLOCKED, [f"{row.unit.name} chỉ hoạt động đến ngày 01/06/2025"])
    row.kind = NomineeKind.INDIVIDUAL
    assert result(row, "unit_alive").verdict is Verdict.WARNED


def test_a_name_or_birthday_that_the_register_does_not_have_warns(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    assert said(row, "name") == (Verdict.PASSED, [])
    row.name, row.born_on, row.nominee.born_on = "Tổ khác", date(1980, 1, 1), date(1981, 1, 1)
    verdict, texts = said(row, "name")
    assert (verdict, len(texts)) == (Verdict.WARNED, 2)


def test_a_leader_without_his_collective_warns(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    row.kind, row.position = NomineeKind.INDIVIDUAL, "Trưởng khối phố"
    others = db.session.scalars(
        db.select(Nomination).filter(
            Nomination.unit_id == row.unit_id, Nomination.campaign_id == row.campaign_id,
            Nomination.kind == NomineeKind.COLLECTIVE,
        )
    ).all()  # fmt: skip
    for one in others:
        one.kind = NomineeKind.HOUSEHOLD
    assert result(row, "leader").verdict is Verdict.WARNED
    row.position = "Hội viên"
    assert said(row, "leader") == (Verdict.PASSED, [])
    row.position = "Trưởng khối phố"
    dossier(State.DRAFTED)
    assert said(row, "leader") == (Verdict.PASSED, [])


def test_a_woman_is_told_of_and_what_is_not_known_of_a_collective_is_said(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    assert result(row, "women").verdict is Verdict.UNKNOWN
    row.kind, row.gender = NomineeKind.INDIVIDUAL, "Nữ"
    assert said(row, "women") == (Verdict.PASSED, ["là nữ: được ưu tiên khi cùng đủ điều kiện"])
    row.gender = "Nam"
    assert said(row, "women") == (Verdict.PASSED, [])


# Initiatives


def name_initiative(row: Nomination, name: str) -> None:
    row.initiative, row.initiative_key = name, search_key(name)


def test_an_initiative_serves_once(inside: Flask):
    row, other = dossier(State.UNIT_APPROVED), dossier(State.TOWN_REVIEWED)
    full(row, 2021, 2022, 2023, 2024, 2025)
    name_initiative(row, "Sổ tay điện tử cho tổ tự quản")
    assert said(row, "initiative_used") == (Verdict.PASSED, [])
    name_initiative(other, "SỔ TAY ĐIỆN TỬ CHO TỔ TỰ QUẢN")
    one = result(row, "initiative_used")
    assert (one.verdict, [found.other for found in one.findings]) == (Verdict.WARNED, [other.code])
    other.state = State.WITHDRAWN  # A test may; the machine is not what is tested.
    assert said(row, "initiative_used") == (Verdict.PASSED, [])


def test_an_initiative_of_the_register_serves_no_more(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    full(row, 2021, 2022, 2023, 2024, 2025)
    name_initiative(row, "Mô hình đường hoa tự quản")
    past(dossier(State.DRAFTED), initiative="Mô hình đường hoa tự quản", year=2022)
    assert said(row, "initiative_used") == (Verdict.WARNED, ["sáng kiến này đã dùng năm 2022"])


def test_an_initiative_against_a_register_that_is_not_full_is_unknown(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    assert said(row, "initiative_used") == (Verdict.PASSED, [])
    name_initiative(row, "Mô hình chưa ai có")
    assert result(row, "initiative_used").verdict is Verdict.UNKNOWN


def test_a_collective_without_an_initiative_warns_and_a_person_does_not(inside: Flask):
    row = dossier(State.UNIT_APPROVED)
    assert result(row, "initiative_named").verdict is Verdict.WARNED
    row.claims[0].text = "Thu quỹ vượt mức chỉ tiêu 20%."
    assert said(row, "initiative_named") == (Verdict.PASSED, [])
    row.claims[0].text, row.kind = "Tốt.", NomineeKind.INDIVIDUAL
    assert said(row, "initiative_named") == (Verdict.PASSED, [])


# Reports that copy


def test_a_report_that_copies_another_warns_and_names_the_other(inside: Flask):
    first, second, third = (dossier(State.UNIT_APPROVED) for _one in range(3))
    tell(first, LONG)
    tell(second, "Báo cáo: " + LONG.lower() + " Xin hết.")
    tell(third, OTHER)
    one = result(second, "report_copied")
    assert one.verdict is Verdict.WARNED
    assert [(found.other, found.text) for found in one.findings] == [
        (first.code, "giống 100% báo cáo của một hồ sơ khác trong phong trào")
    ]
    assert [found.other for found in result(first, "report_copied").findings] == [second.code]
    assert said(third, "report_copied") == (Verdict.PASSED, [])


def test_what_the_plan_itself_says_is_no_copying(inside: Flask):
    first, second = dossier(State.UNIT_APPROVED), dossier(State.UNIT_APPROVED)
    for row in (first, second):
        tell(row, "\n".join(row.campaign.contents))
    assert said(first, "report_copied") == (Verdict.PASSED, [])


def test_the_same_nominee_copies_nobody_and_a_withdrawn_report_counts_no_more(inside: Flask):
    first, second = dossier(State.UNIT_APPROVED), dossier(State.UNIT_APPROVED)
    for row in (first, second):
        tell(row, LONG)
    nominee = second.nominee
    same_nominee(first, second)
    assert said(first, "report_copied") == (Verdict.PASSED, [])
    second.nominee = nominee
    assert result(first, "report_copied").verdict is Verdict.WARNED
    second.state = State.WITHDRAWN
    assert said(first, "report_copied") == (Verdict.PASSED, [])


def test_the_office_says_how_much_alike_is_too_much(inside: Flask):
    first, second = dossier(State.UNIT_APPROVED), dossier(State.UNIT_APPROVED)
    tell(first, LONG)
    tell(second, LONG[:80] + OTHER)
    assert said(first, "report_copied") == (Verdict.PASSED, [])
    choose("likeness_percent", 20)
    assert result(first, "report_copied").verdict is Verdict.WARNED


# Settings


def test_an_office_makes_a_warning_block_and_switches_a_check_off(inside: Flask):
    first, second, clerk = dossier(State.UNIT_APPROVED), dossier(State.UNIT_APPROVED), person(Role.CLERK)
    for row in (first, second):
        tell(row, LONG)
    assert rehearse(Action.REVIEW, first, clerk) == []
    choose("check_report_copied", "block")
    assert result(first, "report_copied").verdict is Verdict.BLOCKED
    assert len(rehearse(Action.REVIEW, first, clerk)) == 1
    db.session.add(
        Setting(organisation_id=first.town_id, key="check_report_copied", value="off", valid_from=TODAY)
    )
    assert rehearse(Action.REVIEW, first, clerk) == []
    assert "report_copied" not in {one.rule.code for one in results_of(first)}


@pytest.fixture
def sent(inside: Flask) -> Iterator[list[str]]:
    """Every statement that goes to the database."""
    found: list[str] = []

    def note(_connection, _cursor, statement, *_others) -> None:
        found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


def test_many_dossiers_cost_as_many_statements_as_few_even_where_every_check_blocks(inside: Flask, sent):
    for one in CATALOGUE:
        if not one.is_fixed:
            choose(one.setting, "block")
    rows = [dossier(State.UNIT_APPROVED) for _one in range(12)]
    for row in rows:
        name_initiative(row, f"Sáng kiến {row.code}")
    clerk, prices = person(Role.CLERK), []
    for number in (2, 12):
        db.session.flush()
        db.session.expire_all()
        some = list(
            db.session.scalars(
                db.select(Nomination).filter(Nomination.id.in_([one.id for one in rows[:number]]))
            )
        )
        for one in some:
            assert all((one.town, one.unit, one.nominee, one.campaign, one.award_form))
        sent.clear()
        rehearse_all(Action.REVIEW, some, clerk)
        prices.append(len(sent))
    assert prices[0] == prices[1]
