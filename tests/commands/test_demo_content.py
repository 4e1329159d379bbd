"""The demo's plan is its source word for word, and its dossiers hold together."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands.demo.nominations import DECISIONS, NOMINATIONS, SUBMISSIONS
from commands.demo.office import ORGANISATIONS, PEOPLE
from commands.demo.plan import CRITERIA, OTHER_TOWN_PLAN, PLAN

SOURCE = Path(__file__).parent.parent / "data" / "plan-2024.txt"
TODAY = date(2025, 6, 2)
# The days off between March and June 2025: the Hùng kings' day, and 30/4 to 2/5.
HOLIDAYS = {date(2025, 4, 7), date(2025, 4, 30), date(2025, 5, 1), date(2025, 5, 2)}

MARKS = "\u0300\u0301\u0303\u0309\u0323"
VOWELS = "aăâeêioôơuưy"
LETTERS = set("abcdđghklmnpqrstvx" + VOWELS) | {
    unicodedata.normalize("NFC", vowel + mark) for vowel in VOWELS for mark in MARKS
}

HEADINGS = (
    "Số: /KH-UBND Thị trấn Bắc Sơn, KẾ HOẠCH I. MỤC ĐÍCH, YÊU CẦU 1. Mục đích 2. Yêu cầu "
    "II. NỘI DUNG PHONG TRÀO THI ĐUA 1. 2. 3. 4. III. THỜI GIAN THI ĐUA "
    "IV. ĐỐI TƯỢNG THI ĐUA, HÌNH THỨC, TIÊU CHUẨN KHEN THƯỞNG 1. Đối tượng thi đua - - "
    "2. Hình thức, tiêu chuẩn khen thưởng 2.1. a) Đối với tập thể - - b) Đối với cá nhân - - "
    "c) Thời gian đề nghị khen thưởng 2.2. V. TỔ CHỨC THỰC HIỆN 1. 2. 3. Nơi nhận: - - - - - -"
)

BY_CODE = {one["code"]: one for one in NOMINATIONS}
BY_USER = {one["username"]: one for one in PEOPLE}
BY_KEY = {one["key"]: one for one in ORGANISATIONS}
ROLE_OF_ACT = {
    "create": "drafter",
    "submit": "drafter",
    "approve": "unit_head",
    "enter_on_paper": "clerk",
    "receive": "clerk",
    "appraise": "clerk",
    "review": "clerk",
    "freeze": "clerk",
    "hold": "clerk",
    "hand_over": "clerk",
    "send": "chair",
    "forward": "district",
    "withdraw": "unit_head",
}
STATE_AFTER = {
    "create": "drafting",
    "submit": "drafted",
    "approve": "unit_approved",
    "enter_on_paper": "unit_approved",
    "review": "town_reviewed",
    "send": "sent_to_district",
    "forward": "sent_to_province",
    "award": "awarded",
    "decline": "declined",
    "withdraw": "withdrawn",
}
OWNER = {
    "drafted": "unit_head",
    "unit_approved": "clerk",
    "town_reviewed": "chair",
    "sent_to_district": "district",
    "sent_to_province": "province",
}


def fold(text: str) -> str:
    return " ".join(text.replace("**", "").split())


SOURCE_TEXT = fold(SOURCE.read_text(encoding="utf-8"))


def plan_texts() -> Iterator[str]:
    yield from (PLAN[name] for name in ("title", "plan_date_text", "opening", "period_text"))
    yield PLAN["parent_plan"]["title"]
    for name in (
        "legal_basis",
        "purposes",
        "requirements",
        "contents",
        "subjects",
        "recipients",
    ):
        yield from PLAN[name]
    for form in PLAN["award_forms"]:
        yield form["name"]
        yield form["proposal_time"]
        yield from (text for texts in form["criteria"].values() for text in texts)
        if form["text"]:
            yield form["text"]
    for duty in PLAN["duties"]:
        yield duty["addressees"]
        yield from duty["text"]
    yield from (PLAN["closing"], PLAN["signer"]["title"], PLAN["signer"]["name"])


def holds(user: str, role: str, organisation: str) -> bool:
    posts = [BY_USER[user], *BY_USER[user]["also"]]
    return any((one["role"], one["organisation"]) == (role, organisation) for one in posts)


def office_of(role: str, unit: str) -> str:
    """The organisation at which the role acts on a dossier of that unit."""
    town = BY_KEY[unit]["parent"]
    district = BY_KEY[town]["parent"]
    upper = {"district": district, "province": BY_KEY[district]["parent"]}
    return unit if role in ("drafter", "unit_head") else upper.get(role, town)


def acts(nomination: dict[str, Any]) -> list[str]:
    return [one["act"] for one in nomination["story"]["steps"]]


def all_strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from all_strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from all_strings(one)


# The plan


@pytest.mark.parametrize("text", [*plan_texts()])
def test_plan_says_what_its_source_says(text):
    assert fold(text) in SOURCE_TEXT


def test_plan_leaves_only_headings_of_its_source_out():
    rest = SOURCE_TEXT
    for text in sorted(plan_texts(), key=len, reverse=True):
        rest = rest.replace(fold(text), "")

    assert fold(rest) == HEADINGS


def test_plan_keeps_its_order_and_counts():
    assert [len(PLAN[name]) for name in ("purposes", "requirements", "contents", "subjects")] == [
        2,
        2,
        4,
        2,
    ]
    assert [one["role"] for one in PLAN["duties"]] == ["unit_head", "culture", "clerk"]
    assert len(PLAN["recipients"]) == 6
    assert {kind: len(texts) for kind, texts in CRITERIA.items()} == {
        "collective": 2,
        "individual": 2,
    }


def test_plan_keeps_the_defects_of_its_source_and_names_them():
    everything = " ".join(plan_texts())
    for defect in (
        "các khối khối",
        "đại bàn",
        "Văn hóa – Xã hội xã",
        "các thôn",
        "Lưu: VP",
    ):
        assert defect in everything
        assert any(defect in note for note in PLAN["notes"])


def test_district_merit_ends_with_the_district():
    ends = {one["code"]: one["valid_to"] for one in PLAN["award_forms"]}

    assert ends == {"district_merit": date(2025, 6, 30), "province_merit": None}


def test_guidance_is_there_before_anything_is_sent():
    for plan, code in ((PLAN, "QH80"), (OTHER_TOWN_PLAN, "QH80DM")):
        assert plan["code"] == code
        assert plan["guidance"]["invented"]
        assert plan["guidance"]["issued_on"] < min(one["issued_on"] for one in SUBMISSIONS.values())


# The office and its people


def test_keys_and_user_names_are_unique():
    for values in (
        BY_KEY,
        BY_USER,
        {one["email"] for one in PEOPLE},
        {p["name"] for p in PEOPLE},
    ):
        assert len(values) == (len(ORGANISATIONS) if values is BY_KEY else len(PEOPLE))


def test_demo_accounts_are_the_promised_ones():
    promised = [
        "drafter",
        "head",
        "clerk",
        "culture",
        "chair",
        "district",
        "province",
        "auditor",
    ]
    promised += ["admin", *(f"council{number}" for number in range(1, 8))]

    assert [BY_USER[name]["email"] for name in promised] == [f"{name}@bacson.example" for name in promised]


def test_every_unit_has_a_drafter_and_a_head():
    units = [one["key"] for one in ORGANISATIONS if one["kind"] == "unit"]

    assert len(units) == 21
    for role in ("drafter", "unit_head"):
        assert [unit for unit in units if not any(holds(u, role, unit) for u in BY_USER)] == []


def test_every_organisation_but_the_province_has_a_parent():
    assert [one["key"] for one in ORGANISATIONS if one["parent"] not in BY_KEY] == ["province_langson"]


def test_names_of_people_have_only_vietnamese_letters():
    names = [one["name"] for one in PEOPLE]
    names += [o["nominee"]["name"] for o in NOMINATIONS if o["nominee"]["kind"] == "individual"]

    for name in names:
        assert set(name.lower()) - {" "} <= LETTERS, name


def test_rare_letters_occur_in_names():
    letters = set("".join(one["name"] for one in PEOPLE).lower())

    assert set("ẵỡựỹỵẫễữửẳ") <= letters


def test_everything_is_nfc():
    for text in all_strings([PLAN, OTHER_TOWN_PLAN, ORGANISATIONS, PEOPLE, NOMINATIONS, DECISIONS]):
        assert unicodedata.is_normalized("NFC", text), text


def test_everybody_is_marked_as_invented():
    records = [*PEOPLE, *NOMINATIONS, *SUBMISSIONS.values(), *DECISIONS.values()]

    assert all(one["invented"] for one in records)


# The nominations


def test_nominations_rest_in_every_state():
    assert Counter(one["target"] for one in NOMINATIONS) == {
        "drafting": 9,
        "drafted": 5,
        "unit_approved": 9,
        "town_reviewed": 5,
        "sent_to_district": 6,
        "sent_to_province": 3,
        "awarded": 5,
        "declined": 2,
        "withdrawn": 1,
    }


def test_special_cases_are_there():
    told = Counter(act for one in NOMINATIONS for act in acts(one))
    at_the_clerk = [acts(one)[-1] for one in NOMINATIONS if one["target"] == "unit_approved"]

    assert [told[act] for act in ("return", "hold", "enter_on_paper", "hand_over")] == [
        3,
        1,
        1,
        1,
    ]
    assert Counter(at_the_clerk) == {"approve": 3, "receive": 3, "appraise": 3}
    assert len([one for one in NOMINATIONS if one["incomplete"]]) == 2
    assert len([one for one in NOMINATIONS if one["unit"] == "thongnhat"]) == 2
    assert len({one["unit"] for one in NOMINATIONS}) >= 8


def test_codes_are_unique_and_follow_the_day_of_creation():
    for campaign in ("QH80", "QH80DM"):
        own = [one for one in NOMINATIONS if one["code"].startswith(f"{campaign}-")]
        assert [one["code"] for one in own] == [
            f"{campaign}-2025-{number:04d}" for number in range(1, len(own) + 1)
        ]
        begun = [one["story"]["steps"][0]["on"] for one in own]
        assert begun == sorted(begun)
    assert len(BY_CODE) == len(NOMINATIONS) == 45


@pytest.mark.parametrize("code", BY_CODE)
def test_nomination_answers_each_criterion_unless_incomplete(code):
    one = BY_CODE[code]
    kind = one["nominee"]["kind"]
    form = next(form for form in PLAN["award_forms"] if form["code"] == one["award_form"])
    wanted = [
        number
        for number in range(1, len(form["criteria"][kind]) + 1)
        if f"claim-{number}" not in one["incomplete"]
    ]

    assert [claim["criterion"] for claim in one["claims"]] == wanted
    assert all(claim["text"] and claim["evidence"] for claim in one["claims"])
    assert {claim["content"] for claim in one["claims"]} <= {1, 2, 3, 4}
    assert bool(one["paper_note"]) is ("report" not in one["incomplete"])
    assert not one["incomplete"] or one["target"] == "drafting"
    assert 0 < len(one["summary"]) <= 120


@pytest.mark.parametrize("code", BY_CODE)
def test_achievements_hold_figures_and_two_to_five_sentences(code):
    for claim in BY_CODE[code]["claims"]:
        sentences = re.findall(r"\.(?:\s|$)", claim["text"])
        assert 2 <= len(sentences) <= 5, claim["text"]
        assert re.search(r"\d", claim["text"])


def test_no_two_texts_are_alike():
    for field in ("text", "evidence"):
        texts = [claim[field] for one in NOMINATIONS for claim in one["claims"]]
        assert len(set(texts)) == len(texts)
    for field in ("summary", "nominee"):
        values = [str(one[field]) for one in NOMINATIONS]
        assert len(set(values)) == len(values)


@pytest.mark.parametrize("code", BY_CODE)
def test_story_leads_to_the_target_on_working_days(code):
    one = BY_CODE[code]
    days = [step["on"] for step in one["story"]["steps"]]
    state = ""
    for step in one["story"]["steps"]:
        state = STATE_AFTER.get(step["act"]) or step["inputs"].get("to_state", state)

    assert state == one["target"]
    assert days == sorted(days)
    assert all(date(2025, 3, 1) <= day <= TODAY and day.weekday() < 5 for day in days)
    assert HOLIDAYS.isdisjoint(days)


@pytest.mark.parametrize("code", BY_CODE)
def test_each_act_is_done_by_somebody_who_holds_the_role(code):
    one, state = BY_CODE[code], "drafting"
    for step in one["story"]["steps"]:
        role = ROLE_OF_ACT.get(step["act"]) or OWNER[state]
        assert holds(step["user"], role, office_of(role, one["unit"])), step
        state = STATE_AFTER.get(step["act"]) or step["inputs"].get("to_state", state)


@pytest.mark.parametrize("code", BY_CODE)
def test_nominee_acts_on_nothing_of_his_own_but_his_draft(code):
    one = BY_CODE[code]
    account = one["nominee"]["account"]
    others = [s["user"] for s in one["story"]["steps"] if s["act"] not in ("create", "submit")]

    assert account not in others
    if account:
        assert BY_USER[account]["name"] == one["nominee"]["name"]


def test_account_is_named_wherever_the_nominee_is_one_of_the_people():
    names = {person["name"]: person["username"] for person in PEOPLE}

    for one in NOMINATIONS:
        assert one["nominee"]["account"] == names.get(one["nominee"]["name"])


def test_papers_are_dated_as_the_acts_they_speak_for():
    for one in NOMINATIONS:
        for step in one["story"]["steps"]:
            # A list that is only closed is not issued yet.
            if (key := step["inputs"].get("submission")) and step["act"] != "freeze":
                paper = SUBMISSIONS[key]
                assert (paper["issued_on"], paper["sent_by"]) == (
                    step["on"],
                    step["user"],
                )
            if key := step["inputs"].get("decision"):
                assert DECISIONS[key]["issued_on"] == step["on"]
                assert DECISIONS[key]["award_form"] == one["award_form"]


def test_decisions_award_three_and_two():
    keys = [s["inputs"]["decision"] for o in NOMINATIONS for s in o["story"]["steps"] if s["act"] == "award"]

    assert Counter(keys) == {"district_1": 3, "province_1": 2}


def test_a_closed_list_waits_for_the_chair_to_sign_it():
    closed = [one for one in NOMINATIONS if acts(one)[-1] == "freeze"]

    assert len(closed) == 2
    assert {one["target"] for one in closed} == {"town_reviewed"}


def test_only_bang_khen_goes_to_the_province():
    forms = {one["award_form"] for one in NOMINATIONS if "forward" in acts(one)}

    assert forms == {"province_merit"}


def test_every_appraisal_answers_each_claim():
    for one in NOMINATIONS:
        for step in one["story"]["steps"]:
            if step["act"] == "appraise":
                assert len(step["inputs"]["met"]) == len(step["inputs"]["remarks"]) == 2
                assert all(step["inputs"]["remarks"])


def test_story_says_what_stands_out_in_it():
    told = Counter(name for one in NOMINATIONS for name, said in one["story"].items() if said)
    stops = Counter(o["story"]["step"] for o in NOMINATIONS if o["target"] == "unit_approved")

    assert [told[name] for name in ("on_paper", "received_on", "remarks", "hold", "reason")] == [
        1,
        1,
        3,
        1,
        3,
    ]
    assert stops == {"waiting": 3, "received": 3, "appraised": 3}


def test_remarks_stand_at_fields_of_the_dossier():
    fields = {
        "nominee",
        "award_form",
        "claim-1",
        "claim-2",
        "summary",
        "attachments",
        "general",
    }

    for one in NOMINATIONS:
        assert set(one["story"]["remarks"] or {}) <= fields
