"""Who signs by what authority, in the words of Nghị định 30/2020, Điều 13."""

import pytest

from documents.types.signing import authority, authority_for_all

TM = "TM. ỦY BAN NHÂN DÂN"
CHAIR, DEPUTY = ("CHỦ TỊCH",), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize(
    ("title", "signing", "lines"),
    [
        ("", "", CHAIR),
        ("Chủ tịch", "", CHAIR),
        ("Chủ tịch UBND huyện Bắc Sơn", "", CHAIR),
        ("CHỦ TỊCH", "TM.", CHAIR),
        ("TM. Chủ tịch", "", CHAIR),
        ("Chủ tịch Ủy ban nhân dân thị trấn", "TM.", CHAIR),
        ("Phó Chủ tịch UBND thị trấn", "KT.", DEPUTY),
        ("Phó Chủ tịch UBND thị trấn", "", DEPUTY),
        ("phó chủ tịch", "TM.", DEPUTY),
        ("KT. Chủ tịch", "", DEPUTY),
        ("Chủ tịch", "KT.", DEPUTY),
        ("KT. Phó Chủ tịch", "", DEPUTY),
        ("Quyền Chủ tịch UBND huyện", "", ("Q. CHỦ TỊCH",)),
        ("Chủ tịch", "Q.", ("Q. CHỦ TỊCH",)),
        ("Trưởng phòng Nội vụ huyện Bắc Sơn", "", ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ")),
        ("Chánh Văn phòng", "TUQ.", ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (
            "Phó Trưởng phòng Nội vụ",
            "",
            ("TL. CHỦ TỊCH", "KT. TRƯỞNG PHÒNG NỘI VỤ", "PHÓ TRƯỞNG PHÒNG NỘI VỤ"),
        ),
    ],
)
def test_the_lines_follow_from_the_title_and_the_way_of_signing(title, signing, lines):
    assert authority(title, signing) == lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Chủ tịch UBND thị trấn", (TM, *CHAIR)),
        ("Phó Chủ tịch UBND thị trấn", (TM, *DEPUTY)),
        ("Quyền Chủ tịch", (TM, "Q. CHỦ TỊCH")),
        ("Trưởng phòng Nội vụ huyện Bắc Sơn", ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ")),
    ],
)
def test_a_letter_is_signed_for_the_committee_by_its_chairs_only(title, lines):
    assert authority_for_all(title) == lines
