"""What the letter and the decision say, read from the finished paper."""

import re
from dataclasses import replace

import pytest

from documents.papers import award_decision, submission_letter
from documents.pdf import render_pdf
from models.enums import NomineeKind
from tests.documents.reading import flat, pages_of, text_of
from tests.documents.samples import (
    CAMPAIGN,
    DECISION,
    DISTRICT_LETTER,
    DISTRICT_MERIT,
    LETTER,
    LONG_NAME,
    collective,
    household,
    person,
)


def said(paper):
    return flat(text_of(render_pdf(paper)))


def test_letter_names_addressee_grounds_and_keeper():
    text = said(submission_letter(LETTER))

    assert f"TỜ TRÌNH Về việc đề nghị khen thưởng trong {CAMPAIGN}" in text
    assert "Kính gửi: Ủy ban nhân dân huyện Bắc Sơn Căn cứ Luật Thi đua" in text
    assert "Thực hiện Kế hoạch số 188/KH-UBND ngày 31 tháng 5 năm 2024 của Ủy ban nhân" in text
    assert "Thực hiện Hướng dẫn số 27/HD-UBND ngày 12 tháng 5 năm 2025" in text
    assert "số 03/BB-HĐTĐKT ngày 28 tháng 5 năm 2025;" in text
    assert "Nơi nhận: - Như trên; - Phòng Nội vụ huyện;" in text
    assert "- Lưu: VT, VP." in text
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text


def test_letter_counts_each_form_and_all():
    text = said(submission_letter(LETTER))

    assert f"1. Đề nghị tặng {DISTRICT_MERIT} cho 02 tập thể, 01 hộ gia đình và 02 cá nhân." in text
    assert "tỉnh Lạng Sơn cho 01 cá nhân." in text
    assert "Tổng số: 02 tập thể, 01 hộ gia đình và 03 cá nhân (có danh sách kèm theo)." in text


@pytest.mark.parametrize(("groups", "households", "persons"), [(1, 0, 11), (0, 2, 0), (3, 1, 60)])
def test_count_sentence_agrees_with_the_rows(groups, households, persons):
    entries = (
        *(person(f"Nguyễn Thị {number}") for number in range(persons)),
        *(household(f"Hộ bà {number}") for number in range(households)),
        *(collective(f"Khối phố {number}") for number in range(groups)),
    )

    text = said(submission_letter(replace(LETTER, entries=entries)))

    sentence = re.search(r"cho ([^.]+) \(có danh sách kèm theo\)", text)[1]
    counted = {name: int(number) for number, name in re.findall(r"(\d+) (\D+?)(?:,| và|$)", sentence)}
    rows = {
        "tập thể": len(re.findall(r"\d+ Khối phố \d+", text)),
        "hộ gia đình": len(re.findall(r"\d+ Hộ bà \d+", text)),
        "cá nhân": len(re.findall(r"\d+ Nguyễn Thị \d+", text)),
    }
    assert counted == {name: number for name, number in rows.items() if number}


def test_list_has_collectives_then_households_then_persons_each_from_one():
    text = "\n".join(
        page.text for page in pages_of(render_pdf(submission_letter(LETTER))) if page.width == 297
    )
    wanted = [
        "I. GIẤY KHEN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN BẮC SƠN",
        "Tập thể (02)",
        "1 Khối phố Hoàng Văn",
        "2 Hội Liên hiệp Phụ nữ",
        "Hộ gia đình (01)",
        "1 Hộ ông Lương Văn Bình",
        "Cá nhân (02)",
        "1 Hoàng Văn Thái",
        "2 Dương Công Vĩ",
        "II. BẰNG KHEN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
        "Cá nhân (01)",
        "1 Nông Thị Ánh",
    ]

    places = [flat(text).find(words) for words in wanted]

    assert -1 not in places
    assert places == sorted(places)


def test_list_says_to_which_letter_it_belongs():
    text = said(submission_letter(LETTER))

    assert (
        "(Kèm theo Tờ trình số 05/TTr-UBND ngày 02 tháng 6 năm 2025 của "
        "Ủy ban nhân dân thị trấn Bắc Sơn)" in text
    )


def test_district_writes_to_several_without_a_superior_in_its_head():
    text = said(submission_letter(DISTRICT_LETTER))

    assert text.startswith("ỦY BAN NHÂN DÂN HUYỆN BẮC SƠN CỘNG HÒA")
    assert "Kính gửi: - Ủy ban nhân dân tỉnh Lạng Sơn; - Sở Nội vụ tỉnh Lạng Sơn." in text


def test_year_of_birth_is_no_column_where_nobody_has_one():
    assert "Năm sinh" not in said(
        submission_letter(replace(LETTER, entries=(collective("Khối phố Vĩnh Thuận"),)))
    )


def test_long_name_stands_whole_in_the_list():
    text = said(submission_letter(replace(LETTER, entries=(collective(LONG_NAME),))))

    for word in LONG_NAME.split():
        assert word in text


def test_decision_has_its_articles_in_order():
    text = said(award_decision(DECISION))

    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN BẮC SƠN Căn cứ Luật Tổ chức" in text
    assert "Theo đề nghị của Trưởng phòng Nội vụ huyện Bắc Sơn tại Tờ trình số 41/TTr-NV" in text
    assert "ngày 10 tháng 6 năm 2025. QUYẾT ĐỊNH: Điều 1. Tặng Giấy khen" in text
    assert "cho 02 tập thể, 01 hộ gia đình và 02 cá nhân (có danh sách kèm theo), đã có" in text
    assert "Điều 2. Tiền thưởng kèm theo Giấy khen" in text
    assert "Điều 3. Quyết định này có hiệu lực thi hành kể từ ngày ký. Điều 4. " in text
    assert "chịu trách nhiệm thi hành Quyết định này./." in text
    assert "- Như Điều 4;" in text


def test_decision_sums_the_money():
    assert "Tổng cộng 3.500.000" in said(award_decision(DECISION))


def test_decision_without_money_has_three_articles_and_no_sum():
    unpaid = tuple(replace(each, amount=None) for each in DECISION.entries)

    text = said(award_decision(replace(DECISION, reward="", entries=unpaid)))

    assert "Điều 2. Quyết định này có hiệu lực" in text
    assert "Điều 4." not in text
    assert "- Như Điều 3;" in text
    assert "Tổng cộng" not in text


def test_braces_in_data_are_not_read_as_blanks():
    entries = (replace(person("Ông {form}"), kind=NomineeKind.INDIVIDUAL),)

    text = said(submission_letter(replace(LETTER, campaign="phong trào {x}", entries=entries)))

    assert "khen thưởng trong phong trào {x}" in text
    assert "Ông {form}" in text
