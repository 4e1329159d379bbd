"""From rows to the sentences of a paper, read in finished form."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from documents.gather import paper_of
from documents.gather.names import movement
from documents.pdf import render_pdf
from models import (
    Award,
    AwardForm,
    Campaign,
    Decision,
    Document,
    Nomination,
    Organisation,
    Submission,
    SubmissionItem,
)
from models.enums import DocumentType, Level, NomineeKind, SubmissionState
from tests.documents.reading import flat, pages_of, text_of

PROVINCE = Organisation(level=Level.PROVINCE, name="Ủy ban nhân dân tỉnh Lạng Sơn", place="Lạng Sơn")
DISTRICT = Organisation(
    level=Level.DISTRICT, name="Ủy ban nhân dân huyện Bắc Sơn", place="Bắc Sơn", parent=PROVINCE
)
TOWN = Organisation(
    level=Level.TOWN, name="Ủy ban nhân dân thị trấn Bắc Sơn", place="Bắc Sơn", parent=DISTRICT
)
COMMUNE = Organisation(
    level=Level.TOWN, name="Ủy ban nhân dân xã Long Đống", place="Long Đống", parent=DISTRICT
)
WOMEN = Organisation(level=Level.UNIT, name="Hội Liên hiệp Phụ nữ thị trấn Bắc Sơn", parent=TOWN)
BLOCK = Organisation(level=Level.UNIT, name="Khối phố Hoàng Văn Thụ", parent=TOWN)
CAMPAIGN = Campaign(
    title="Triển khai thực hiện phong trào thi đua lập thành tích chào mừng “Kỷ niệm 80 năm Ngày Tổng "
    "tuyển cử đầu tiên bầu Quốc hội Việt Nam (06/01/1946 - 06/01/2026)”",
    short_title="Thi đua chào mừng kỷ niệm 80 năm Ngày Tổng tuyển cử đầu tiên bầu Quốc hội Việt Nam",
    organisation=TOWN, plan_number="15", plan_symbol="KH-UBND", plan_date=date(2024, 6, 10),
    period_text="Từ ngày ban hành Kế hoạch đến hết ngày 31/12/2025.",
    guidance_number="26/HD-UBND", guidance_on=date(2025, 4, 18), guidance_issuer=DISTRICT.name,
)  # fmt: skip
MERIT = AwardForm(name="Giấy khen của Chủ tịch UBND huyện", granter_level=Level.DISTRICT)
HIGH_MERIT = AwardForm(name="Bằng khen của Chủ tịch UBND tỉnh", granter_level=Level.PROVINCE)
MOVEMENT = "phong trào thi đua chào mừng kỷ niệm 80 năm Ngày Tổng tuyển cử đầu tiên bầu Quốc hội Việt Nam"


def nomination(name: str, **more) -> Nomination:
    row = {
        "kind": NomineeKind.INDIVIDUAL, "position": "Trưởng khối phố", "gender": "Nam", "unit": BLOCK,
        "town": TOWN, "district": DISTRICT, "province": PROVINCE, "award_form": MERIT, "born_on": date(1979, 3, 2),
        "summary": "Giải quyết dứt điểm 45/47 kiến nghị của cử tri.",
    }  # fmt: skip
    return Nomination(name=name, **(row | more))


def letter_of(rows: list[Nomination], **more) -> Submission:
    values = {
        "campaign": CAMPAIGN, "from_organisation": TOWN, "to_organisation": DISTRICT, "number": 5,
        "symbol": "TTr-UBND", "issued_on": date(2025, 6, 2), "state": SubmissionState.SENT, "signing": "",
        "signer_name": "Nguyễn Hữu Đạt", "signer_title": "Chủ tịch UBND thị trấn",
    }  # fmt: skip
    submission = Submission(**(values | more))
    for position, row in enumerate(rows, 1):
        submission.items.append(SubmissionItem(nomination=row, position=position))
        row.submission = submission
    return submission


def decision_of(rows: list[Nomination], **more) -> Decision:
    values = {
        "campaign": CAMPAIGN, "organisation": DISTRICT, "award_form": MERIT, "number": "118", "symbol": "QĐ-UBND",
        "issued_on": date(2025, 6, 20), "signer_name": "Vi Văn Trọng", "signer_title": "Chủ tịch",
    }  # fmt: skip
    decision = Decision(**(values | more))
    for position, row in enumerate(rows, 1):
        decision.awards.append(
            Award(
                nomination=row, position=position, name=row.name, description=row.position, token="7Qm2vX9k"
            )
        )
    return decision


def pdf(**subject) -> bytes:
    kind = {
        "submission": DocumentType.SUBMISSION_LETTER, "decision": DocumentType.AWARD_DECISION,
        "award": DocumentType.CERTIFICATE,
    }[next(iter(subject))]  # fmt: skip
    return render_pdf(paper_of(Document(type=kind, **subject), "https://thidua.example"))


def said(**subject) -> str:
    return flat(text_of(pdf(**subject)))


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("Thi đua chào mừng Quốc khánh", "phong trào thi đua chào mừng Quốc khánh"),
        ("Phong trào “Dân vận khéo”", "phong trào “Dân vận khéo”"),
        ("Chung sức xây dựng nông thôn mới", "phong trào thi đua “Chung sức xây dựng nông thôn mới”"),
    ],
)
def test_a_sentence_calls_the_campaign_a_movement(short, name):
    assert movement(Campaign(short_title=short)) == name


def test_the_letter_says_each_thing_once_and_rightly():
    text = said(submission=letter_of([nomination("Hoàng Văn Thái")]))

    assert text.count("Như trên") == 1
    assert "Nơi nhận: - Như trên; - Lưu: VT. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Hữu Đạt" in text
    assert "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;" in text
    assert "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ" in text
    assert "Thực hiện Kế hoạch số 15/KH-UBND ngày 10 tháng 6 năm 2024 của" in text
    assert "Bắc Sơn triển khai thực hiện phong trào thi đua lập thành tích chào mừng “Kỷ niệm" in text
    assert f"khen thưởng trong {MOVEMENT} Kính gửi" in text
    assert f"tiêu biểu trong {MOVEMENT}, cụ thể như sau:" in text
    assert "Đề nghị tặng Giấy khen của Chủ tịch Ủy ban nhân dân huyện Bắc Sơn cho 01 cá nhân" in text


def test_the_letter_of_a_deputy_is_signed_for_the_chair():
    submission = letter_of([nomination("Hoàng Văn Thái")], signer_title="Phó Chủ tịch UBND thị trấn")
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in said(submission=submission)


def test_the_letter_names_also_those_who_were_sent_back_later():
    submission = letter_of([nomination("Hoàng Văn Thái"), nomination("Dương Công Vĩ")])
    submission.items[1].returned_at = datetime(2025, 6, 9, tzinfo=UTC)
    assert "cho 02 cá nhân" in said(submission=submission)


def test_a_letter_that_is_not_sent_yet_leaves_room_for_day_and_signer():
    frozen = letter_of(
        [nomination("Hoàng Văn Thái")], issued_on=None, signer_name="", signer_title="",
        frozen_at=datetime(2025, 6, 2, 3, tzinfo=UTC),
    )  # fmt: skip
    text = said(submission=frozen)
    assert "ngày …… tháng …… năm ……" in text
    assert "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH" in text


def test_the_districts_letter_has_no_office_above_in_its_head():
    rows = [nomination("Hoàng Văn Thái", award_form=HIGH_MERIT)]
    submission = letter_of(
        rows, from_organisation=DISTRICT, to_organisation=PROVINCE, signer_title="Chủ tịch"
    )
    text = said(submission=submission)
    assert text.startswith("ỦY BAN NHÂN DÂN HUYỆN BẮC SƠN CỘNG HÒA")
    assert "Kính gửi: Ủy ban nhân dân tỉnh Lạng Sơn" in text
    assert "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn cho 01 cá nhân" in text


def test_the_decision_says_each_thing_once_and_rightly():
    rows = [nomination("Hoàng Văn Thái"), nomination("Khối phố Hoàng Văn Thụ", kind=NomineeKind.COLLECTIVE,
                                                     position="", gender="", born_on=None)]  # fmt: skip
    letter_of(rows)
    text = said(decision=decision_of(rows))

    assert "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;" in text
    assert (
        "Theo đề nghị của Ủy ban nhân dân thị trấn Bắc Sơn tại Tờ trình số 05/TTr-UBND ngày 02 tháng 6"
        in text
    )
    assert f"(có danh sách kèm theo), đã có thành tích xuất sắc trong {MOVEMENT}." in text
    assert (
        "Điều 3. Ủy ban nhân dân thị trấn Bắc Sơn, các cơ quan, đơn vị liên quan và tập thể, cá nhân có tên "
        "tại danh sách kèm theo chịu trách nhiệm thi hành Quyết định này./." in text
    )
    assert "Nơi nhận: - Như Điều 3; - Lưu: VT. CHỦ TỊCH Vi Văn Trọng" in text
    assert "Như Điều 4" not in text


def test_the_decision_cites_every_letter_that_it_follows():
    rows = [nomination(name) for name in ("Hoàng Văn Thái", "Dương Công Vĩ", "Lý Văn Cầu")]
    letter_of(rows[:1])
    letter_of(rows[1:2], number=6, issued_on=date(2025, 6, 4))
    letter_of(rows[2:], number=3, from_organisation=COMMUNE)
    text = said(decision=decision_of(rows))

    assert (
        "Theo đề nghị của Ủy ban nhân dân thị trấn Bắc Sơn tại Tờ trình số 05/TTr-UBND ngày 02 tháng 6 năm 2025 "
        "và Tờ trình số 06/TTr-UBND ngày 04 tháng 6 năm 2025; Theo đề nghị của Ủy ban nhân dân xã Long Đống tại "
        "Tờ trình số 03/TTr-UBND ngày 02 tháng 6 năm 2025. QUYẾT ĐỊNH:" in text
    )


def test_a_deputys_decision_is_signed_for_the_chair():
    rows = [nomination("Hoàng Văn Thái")]
    text = said(decision=decision_of(rows, signer_title="Phó Chủ tịch"))
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Vi Văn Trọng" in text


def test_the_certificate_addresses_a_person_and_says_no_place_twice():
    row = nomination("Nông Thị Ánh", gender="Nữ", position="Chi hội trưởng Chi hội khối phố Hoàng Văn Thụ")
    text = said(award=decision_of([row]).awards[0])
    assert (
        "TẶNG GIẤY KHEN Bà Nông Thị Ánh Chi hội trưởng Chi hội khối phố Hoàng Văn Thụ, thị trấn Bắc Sơn "
        f"Đã có thành tích xuất sắc trong {MOVEMENT}." in text
    )


def test_the_certificate_of_a_unit_names_its_town_once():
    row = nomination(WOMEN.name, kind=NomineeKind.COLLECTIVE, position="", gender="", unit=WOMEN)
    text = said(award=decision_of([row]).awards[0])
    assert text.count("thị trấn Bắc Sơn") == 1


@pytest.mark.parametrize("count", [1, 5, 40])
def test_a_list_of_any_length_comes_whole(count):
    rows = [nomination(f"Nguyễn Văn Thứ {number:02d}") for number in range(1, count + 1)]
    letter_of(rows)
    pages = pages_of(pdf(decision=decision_of(rows)))
    text = flat(" ".join(page.text for page in pages))
    assert all(text.count(row.name) == 1 for row in rows)
    assert f"cho {count:02d} cá nhân (có danh sách kèm theo)" in text
