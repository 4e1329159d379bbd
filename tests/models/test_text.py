"""Clean text, search keys and the Vietnamese order of names."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.text import (
    ALPHABET,
    clean_line,
    clean_text,
    has_letter,
    marked_key,
    search_key,
    sort_key,
    sort_key_plain,
)

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy AĐÊƯ\u0300\u0301\u0303\u0309\u0323àáảãạằệữỳ",
    max_size=30,
)
ANY_TEXT = st.text(max_size=60) | VIETNAMESE


def reordered(names, key):
    """The names sorted from the wrong end, so that equal keys show as a wrong order."""
    backwards = list(names)[::-1]
    return sorted(backwards, key=key)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn \t Văn\u00a0\u2009An ", "Nguyễn Văn An"),
        (unicodedata.normalize("NFD", "Đặng Thị Thuỷ"), "Đặng Thị Thuỷ"),
        ("Hoàng\u200b Văn\u202e Thụ\u2066\u2069\ufeff", "Hoàng Văn Thụ"),
        ("a\u200bo\u200b\u0302", "aô"),
        ("Lê\x00 Văn\x07 Tám\x1b", "Lê Văn Tám"),
        ("Nông\r\nThị\n\n\nHoa", "Nông Thị Hoa"),
        ("Tốt 👍🏽 👨\u200d👩\u200d👧 ❤️", "Tốt 👍🏽 👨\u200d👩\u200d👧 ❤️"),
        ("Lê\u200dVăn\u200d\u200d", "LêVăn"),
        ("北山 กรุงเทพ Бак", "北山 กรุงเทพ Бак"),
        ('<b>An</b> & "B" %s =1+1', '<b>An</b> & "B" %s =1+1'),
        ("\ud800\uffff", ""),
        ("\u3164\u200b\u00ad\u2800", ""),
    ],
)
def test_line_is_clean(typed, kept):
    assert clean_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Một\r\nhai\rba\u2028bốn", "Một\nhai\nba\nbốn"),
        ("Một\n\n\n\n\nhai", "Một\n\nhai"),
        ("Một \n \u200b \n \n hai  ba ", "Một\n\nhai ba"),
        ("\n\n Một \n\n", "Một"),
        ("- a\x0b- b", "- a\n- b"),
    ],
)
def test_text_keeps_its_lines(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize("text", ["An", "ơ", "!!! a", "Tổ 12", "A\u0306", "\u200b\nĐ", "北山", "Бак", "'đ"])
def test_text_with_a_letter_of_any_script_has_one(text):
    assert has_letter(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "!!! ---", "12/2024", "…", "'\"", "\u0301\u0301", "\u3164\u115f\uffa0", "\u200b", "👍", "①"],
)
def test_signs_digits_marks_and_invisible_letters_are_no_letter(text):
    assert not has_letter(text)


@settings(deadline=None)
@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text):
    for clean in (clean_line, clean_text, search_key, marked_key):
        once = clean(text)
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once) or clean is search_key


@settings(deadline=None)
@given(ANY_TEXT)
def test_clean_text_holds_nothing_that_cannot_be_stored_or_seen(text):
    kept = clean_text("\x00\ufeff" + text + "\u202e\r\n\u200b")
    assert not set(kept) & set("\x00\r\t\ufeff\u202e\u200b\u00a0\u2028")
    assert "\n\n\n" not in kept
    assert kept.encode().decode() == kept


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Nguyễn Thị Hoà", "nguyen thi hoa"),
        ("NGUYỄN THỊ HÒA", "nguyen thi hoa"),
        ("Đặng Đình Đức", "dang dinh duc"),
        ("Ðặng Ðình Ðức", "dang dinh duc"),
        ("Dương Thúy Uỷ", "duong thuy uy"),
        ("Trường Tiểu học thị trấn Bắc Sơn (cơ sở 2)", "truong tieu hoc thi tran bac son co so 2"),
        ("H'Hen  Niê–Kđăm", "h hen nie kdam"),
        ("100%_\\", "100"),
        ("Straße", "strasse"),
        ("ﬁ Ⅳ ①", "fi iv 1"),
        ("…", ""),
    ],
)
def test_search_key_has_no_marks(name, key):
    assert search_key(name) == key


@settings(deadline=None)
@given(VIETNAMESE)
def test_search_key_of_vietnamese_is_ascii_and_ignores_form_case_and_marks(text):
    assert search_key(text).isascii()
    assert search_key(text) == search_key(unicodedata.normalize("NFD", text))
    assert search_key(text) == search_key(text.upper())
    assert search_key(text) == search_key(marked_key(text))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Hoà", "hòa"),
        ("Hòa", "hòa"),
        ("HOẠ", "họa"),
        ("Khoẻ", "khỏe"),
        ("Thuỷ", "thủy"),
        ("Thuý Uỷ", "thúy ủy"),
        ("Hoàn", "hoàn"),
        ("Hòan", "hoàn"),
        ("Huỳnh", "huỳnh"),
        ("Hùynh", "huỳnh"),
        ("Khoẻn", "khoẻn"),
        ("Hoài", "hoài"),
        ("Quý", "quý"),
        ("Qúy", "quý"),
        ("Quà", "quà"),
        ("Qùa", "quà"),
        ("Già", "già"),
        ("Gìa", "già"),
        ("Gìn", "gìn"),
        ("Khuỷu", "khuỷu"),
        ("Thuở", "thuở"),
        ("Mùa", "mùa"),
        ("Toà-án", "tòa án"),
        ("Ðức", "đức"),
    ],
)
def test_marked_key_has_one_place_for_the_tone(typed, key):
    assert marked_key(typed) == key
    assert marked_key(unicodedata.normalize("NFD", typed)) == key


def test_marked_key_keeps_different_names_apart():
    names = ["Hoa", "Hòa", "Hóa", "Hỏa", "Họa", "Thuy", "Thúy", "Thủy", "Dung", "Đung", "Dũng"]
    assert len({marked_key(name) for name in names}) == len(names)


def test_people_stand_by_given_name_then_from_the_left():
    in_order = [
        "Nguyễn Văn An",
        "Trần An",
        "Nguyễn Thị Ân",
        "Hoàng Văn Bắc",
        "Hoàng Văn Bằng",
        "Nguyễn Thị Bình",
        "Chu Văn Cường",
        "Nguyễn Thị Dung",
        "Nông Văn Dũng",
        "Bế Thị Đào",
        "Lê Thị Hà",
        "Dương Thị Hoa",
        "Đỗ Thị Hoa",
        "Nông Thị Hoa",
        "Bùi Thị Hoà",
        "Chu Thị Hòa",
        "Dương Thị Hoà",
        "An Văn Hoàng",
        "Lý Văn Oanh",
        "Lý Văn Ôn",
        "Lý Văn Ơn",
        "Nguyễn Tu",
        "Nguyễn Tư",
        "Hoàng Xuân Vũ",
        "Hoàng Thị Xuân",
        "Hoàng Thị Yến",
    ]
    assert reordered(in_order, key=sort_key) == in_order


def test_tones_stand_in_their_order():
    in_order = ["Hoa", "Hòa", "Hỏa", "Hõa", "Hóa", "Họa", "Hoan", "Hoàn"]
    assert reordered(in_order, key=sort_key) == in_order


def test_letters_stand_in_the_order_of_the_alphabet():
    assert reordered(ALPHABET, key=sort_key) == list(ALPHABET)


def test_collectives_stand_from_the_left_and_numbers_by_value():
    in_order = [
        "Ban Chỉ huy Quân sự",
        "Chi hội 2",
        "Chi hội 10",
        "Đoàn Thanh niên",
        "Hội Nông dân",
        "Khối phố Hoàng Văn Thụ",
        "Khối phố Lê Hồng Phong",
        "Khối phố Trần Đăng Ninh",
        "Ủy ban Mặt trận Tổ quốc",
        "UỶ ban nhân dân",
    ]
    assert reordered(in_order, key=sort_key_plain) == in_order


def test_what_stands_in_brackets_is_not_the_given_name():
    in_order = ["Hoàng Văn An", "Nguyễn Văn An", "Nguyễn Văn An (nhân vật giả định)", "Lê Bình"]
    assert reordered(in_order, key=sort_key) == in_order


@settings(deadline=None)
@given(ANY_TEXT)
def test_sort_keys_are_printable_ascii_and_ignore_form_and_case(text):
    for key in (sort_key, sort_key_plain):
        assert key(text).isascii()
        assert key(text) == "" or key(text).isprintable()
        assert key(text) == key(unicodedata.normalize("NFD", text))


@settings(deadline=None)
@given(st.lists(VIETNAMESE, max_size=8))
def test_order_by_letters_never_contradicts_the_alphabet(texts):
    """Words without tones stand as their letters do, whatever the signs of the key."""
    plain = [unicodedata.normalize("NFC", _without_tones(text)).casefold() for text in texts]
    words = [word for text in plain for word in text.split() if set(word) <= set(ALPHABET)]
    by_alphabet = sorted(words, key=lambda word: [ALPHABET.index(letter) for letter in word])
    assert sorted(words, key=sort_key) == by_alphabet


def _without_tones(text: str) -> str:
    marks = "\u0300\u0301\u0303\u0309\u0323"
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if sign not in marks)
