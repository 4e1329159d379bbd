"""The grounds that a paper cites, in the state of the law on its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Ground:
    """A law or decree as a recital, and from when to when it is cited."""

    text: str
    since: date
    until: date = date.max


# A law is cited without its number (NĐ 30/2020, Phụ lục I).
GOVERNMENT = (
    Ground(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
        date(2016, 1, 1), date(2025, 2, 28),
    ),
    Ground(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025",
        date(2025, 3, 1), date(2025, 6, 15),
    ),
    Ground("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", date(2025, 6, 16)),
)  # fmt: skip
COMMENDATION = (
    Ground("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", date(2024, 1, 1)),
    Ground(
        "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi "
        "hành một số điều của Luật Thi đua, khen thưởng",
        date(2024, 1, 1),
        date(2025, 6, 30),
    ),
    Ground(
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, "
        "phân quyền trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số "
        "điều của Luật Thi đua, khen thưởng",
        date(2025, 7, 1),
    ),
)


def in_force(grounds: tuple[Ground, ...], day: date) -> tuple[str, ...]:
    """What is cited on that day."""
    return tuple(one.text for one in grounds if one.since <= day <= one.until)
