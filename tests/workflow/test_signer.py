"""Who signs a decision, as the form has it before anybody types: also while a deputy acts."""

from __future__ import annotations

import pytest

from documents.types.signing import authority
from models import AwardForm, Campaign
from models.enums import Level, Role
from workflow.decisions import usual_signer
from workflow.people import Absent, Person, Post

FORM = AwardForm(granter_level=Level.TOWN, campaign=Campaign(procedure="commune"))
CHAIR = Absent(1, "Dương Văn Chủ", "Chủ tịch")
DEPUTY = ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize(("title", "signing", "absent", "lines"), [
    ("Chủ tịch", "TM.", None, ("CHỦ TỊCH",)),
    ("Phó Chủ tịch", "KT.", None, DEPUTY),
    ("Phó Chủ tịch", "KT.", CHAIR, DEPUTY),
    # Who named him wrote the head's title, so the mark alone tells that he is not the head.
    ("Chủ tịch", "KT.", CHAIR, DEPUTY),
    ("Phó Chủ tịch", "", CHAIR, DEPUTY),
    ("Chánh Văn phòng", "TUQ.", CHAIR, ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    ("Chánh Văn phòng", "TL.", CHAIR, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
])  # fmt: skip
def test_the_line_over_the_name_is_right_before_anybody_types(inside, title, signing, absent, lines):
    post = Post(Role.CHAIR, 1, "UBND xã", Level.TOWN, title, signing, absent)
    signer = usual_signer(Person(2, "Hoàng Thị Phó", (post,)), FORM)
    assert signer["signer_name"] == "Hoàng Thị Phó"
    assert authority(signer["signer_title"]) == lines


def test_an_officer_who_only_writes_down_what_was_signed_is_not_the_signer(inside):
    post = Post(Role.DISTRICT, 1, "Phòng Nội vụ", Level.DISTRICT, "Chuyên viên")
    form = AwardForm(granter_level=Level.DISTRICT, campaign=Campaign(procedure="district"))
    assert usual_signer(Person(2, "Hoàng Thị Phó", (post,)), form) == {}
