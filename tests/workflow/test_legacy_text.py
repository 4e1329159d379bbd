"""Files in the old codes of Vietnamese are read rightly, and texts in Unicode are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.legacy_text import TCVN3_TABLE, VNI_TABLE, Code, code_of, convert, to_unicode

NAMES = [
    "Nguyễn Văn Hùng", "Trần Thị Đào", "Hoàng Thị Ánh Nguyệt", "Dương Thời Quỳnh", "Lý Thị Mỹ Lệ",
    "Khối phố Hoàng Văn Thụ", "Phường Tự Lập, tổ 3", "Hội Liên hiệp Phụ nữ", "Trưởng ban công tác Mặt trận",
    "Đặng Xuân Khuê", "Vi Văn Tỉnh", "Bế Ích Quân", "Giải quyết dứt điểm 45/47 kiến nghị của cử tri",
]  # fmt: skip


def written_in(text: str, code: Code) -> str:
    """The text as an old program would have written it, with the first code of each letter."""
    table = {Code.TCVN3: TCVN3_TABLE, Code.VNI: VNI_TABLE}[code]
    codes: dict[str, str] = {}
    for old, letter in table.items():
        codes.setdefault(letter, old)
    return "".join(codes.get(letter, letter) for letter in text)


@pytest.mark.parametrize("code", list(Code))
def test_a_file_in_an_old_code_is_recognised_and_read(code):
    # TCVN3 has no capitals with a tone: those were a matter of the font.
    texts = [one for one in NAMES if code is Code.VNI or not set(one) & set("ÁÍ")]
    old = [written_in(one, code) for one in texts]
    assert old != texts
    assert to_unicode(old) == (texts, code)


@pytest.mark.parametrize(
    ("old", "read"),
    [
        ("NguyÔn V¨n Hïng", "Nguyễn Văn Hùng"),
        ("ñ/c Nguyeãn Thò Ñaøo", "đ/c Nguyễn Thị Đào"),
        ("UÛy ban nhaân daân thò traán Baéc Sôn", "Ủy ban nhân dân thị trấn Bắc Sơn"),
        ("ñy ban nh©n d©n thÞ trÊn B¾c S¬n", "ủy ban nhân dân thị trấn Bắc Sơn"),
        ("C¸n bé Phßng Néi vô", "Cán bộ Phòng Nội vụ"),
    ],
)
def test_words_that_an_office_would_find_in_its_files(old, read):
    code = code_of([old])
    assert code is not None
    assert convert(old, code) == read


def test_words_in_the_capitals_of_a_tcvn3_font_are_capitals():
    assert convert("TRÇN THÞ H»NG", Code.TCVN3) == "TRẦN THỊ HẰNG"
    assert convert("Cã", Code.TCVN3) == "Có"


@pytest.mark.parametrize(
    "texts", [NAMES, ["Lê Hoài Nam", "Hà Tú", "Lã Cát Tài"], ["Café", "naïve"], ["Nam", "Mai 2025"], [""]]
)
def test_what_is_unicode_already_or_not_vietnamese_stays_as_it_is(texts):
    assert to_unicode(texts) == (texts, None)


def test_a_cell_in_unicode_stays_beside_one_in_an_old_code():
    assert to_unicode(["NguyÔn V¨n Hïng", "Trần Thị Đào"]) == (
        ["Nguyễn Văn Hùng", "Trần Thị Đào"],
        Code.TCVN3,
    )


@given(st.text(alphabet="abcđêơưáàảãạ NTHĐ", max_size=40), st.sampled_from(list(Code)))
def test_reading_never_changes_a_text_that_has_letters_of_unicode(text, code):
    if "đ" in text or "ơ" in text or "ư" in text:
        assert convert(text, code) == text
