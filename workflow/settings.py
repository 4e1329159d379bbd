"""The dated choices of an office; a unit has those of the offices above it unless it chose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import true

from models import Organisation, Setting, db
from models.enums import (
    BODY_LABELS,
    SERIES_LABELS,
    STANDING_LABELS,
    WEIGHT_LABELS,
    NumberSeries,
    StandingBody,
)
from workflow.checks.catalogue import CATALOGUE
from workflow.money import ROUNDING_LABELS, Rounding
from workflow.tree import ancestry


@dataclass(frozen=True)
class Choice:
    """A setting that exists: what it is called, its default, and where that comes from."""

    label: str
    default: Any
    kind: type
    # What can be chosen, where that is neither yes or no nor a number.
    options: dict[str, Any] = field(default_factory=dict)
    # The text that it rests on, and how surely.
    source: Any = ""
    # Speaks of this office alone, not of those under it.
    is_own: bool = False


FRACTIONS = {"1/2": "1/2", "2/3": "2/3", "3/4": "3/4"}
CHOICES = {
    "self_approval": Choice(_l("Người lập được tự duyệt hồ sơ (đơn vị chỉ có một người)"), False, bool),
    "guidance_required": Choice(_l("Chỉ trình lên khi đã có hướng dẫn khen thưởng của cấp trên"), True, bool),
    "appraisal_days": Choice(_l("Thời hạn thẩm định (ngày làm việc)"), 10, int),
    "late_submission": Choice(
        _l("Hồ sơ trình sau hạn nhận"), "warn", str,
        {"warn": _l("Cảnh báo và đánh dấu"), "block": _l("Không nhận")},
    ),
    # The plan of 2024 names no council; a quorum of 2/3 is the central council's (NĐ 98/2023, Điều 47).
    "review_body": Choice(
        _l("Xét trước khi trình"), "none", str, {body.value: label for body, label in BODY_LABELS.items()}
    ),
    "vote_secret": Choice(_l("Bỏ phiếu kín tại cuộc họp xét"), False, bool),
    "quorum": Choice(_l("Số thành viên phải có mặt, ít nhất"), "2/3", str, FRACTIONS),
    "pass_ratio": Choice(_l("Tỷ lệ đồng ý, phải trên"), "1/2", str, FRACTIONS),
    "vote_of_all": Choice(_l("Tỷ lệ tính trên tổng số thành viên (không: trên số có mặt)"), True, bool),
    "heads_abstain": Choice(_l("Thủ trưởng không bỏ phiếu cho hồ sơ của đơn vị mình"), False, bool),
    "comment_days": Choice(
        _l("Công khai danh sách để lấy ý kiến trước khi họp xét"), "0", str,
        {"0": _l("Không"), "5": _l("5 ngày làm việc"), "10": _l("10 ngày làm việc"), "15": _l("15 ngày làm việc")},
        _l("Không bắt buộc với Giấy khen và Bằng khen cấp tỉnh; khoản 2 Điều 46 NĐ 98/2023/NĐ-CP chỉ buộc với huân chương, danh hiệu vinh dự nhà nước (10 ngày làm việc)"),
    ),
    # Which one is decided by each commune (domain.md 1.5).
    "standing_body": Choice(
        _l("Cơ quan tham mưu, trình Chủ tịch UBND xã quyết định khen"),
        StandingBody.OFFICE.value,
        str,
        {body.value: label for body, label in STANDING_LABELS.items()},
    ),
    "number_series": Choice(
        _l("Đánh số văn bản trong năm"), NumberSeries.EACH_TYPE.value, str,
        {series.value: label for series, label in SERIES_LABELS.items()},
        _l("NĐ 30/2020/NĐ-CP, Điều 15: người đứng đầu cơ quan quyết định"), is_own=True,
    ),
    "outside_system": Choice(
        _l("Dùng phần mềm riêng: kết quả do nơi trình ghi nhận, kèm bản chụp"), False, bool, is_own=True,
        source=_l("Lạng Sơn làm xong phần mềm riêng cuối năm 2024 (QĐ 2012/QĐ-UBND ngày 04/12/2023, theo báo); xin hỏi cơ quan đó"),
    ),
    # Whether NĐ 152/2025 keeps the rounding of NĐ 98/2023 was not read.
    "money_rounding": Choice(
        _l("Làm tròn tiền thưởng"), Rounding.UP_TO_10000.value, str,
        {one.value: label for one, label in ROUNDING_LABELS.items()},
        _l("NĐ 98/2023/NĐ-CP, Điều 53; từ 01/7/2025 theo NĐ 152/2025/NĐ-CP: chưa kiểm chứng"),
    ),
    "minutes_votes": Choice(
        _l("Biên bản họp ghi ý kiến của từng thành viên (khi bỏ phiếu công khai)"), False, bool
    ),
    "upload_max_mb": Choice(_l("Dung lượng tối đa của một tệp (MB)"), 20, int),
    "upload_max_files": Choice(_l("Số tệp tối đa của một hồ sơ"), 30, int),
    "register_years": Choice(_l("Xem lại khen thưởng của mấy năm gần đây"), 5, int),
    "likeness_percent": Choice(_l("Hai báo cáo giống nhau từ bao nhiêu phần trăm thì báo"), 40, int),
    **{
        one.setting: Choice(
            _l("Kiểm tra: %(title)s", title=one.title), one.weight.value, str,
            {weight.value: label for weight, label in WEIGHT_LABELS.items()}, one.source,
        )
        for one in CATALOGUE
        if not one.is_fixed
    },
}  # fmt: skip


def setting(organisation: Organisation, key: str, on: date) -> Any:
    """The value in force on that day, from the nearest office that chose; else the default."""
    chain = ancestry(organisation.id)
    row = db.session.scalars(
        db.select(Setting)
        .join(chain, chain.c.id == Setting.organisation_id)
        .filter(Setting.key == key, Setting.valid_from <= on)
        .filter(chain.c.distance == 0 if CHOICES[key].is_own else true())
        .order_by(chain.c.distance, Setting.valid_from.desc())
        .limit(1)
    ).first()
    return row.value if row else CHOICES[key].default


def settings_of(organisation: Organisation, on: date) -> dict[str, Any]:
    """Every choice in force on that day, in one statement."""
    chain = ancestry(organisation.id)
    query = (
        db.select(Setting.key, Setting.value)
        .join(chain, chain.c.id == Setting.organisation_id)
        .filter(Setting.valid_from <= on)
        .order_by(chain.c.distance.desc(), Setting.valid_from)
    )
    # The nearest office comes last, and there its latest choice.
    made = {key: value for key, value in db.session.execute(query)}
    return {key: choice.default for key, choice in CHOICES.items()} | made
