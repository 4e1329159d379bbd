"""Invented Vietnamese names, spread as they are in a mountain town, with one common and one rare."""

from __future__ import annotations

from functools import lru_cache
from random import Random

from models.enums import NomineeKind
from models.text import marked_key, search_key, sort_key

# About one dossier in twenty holds the first; three dossiers hold the second, at any size.
COMMON, RARE = "Tuyết", "Bàn Phụng Xoan"
RARE_TIMES = 3
COMMON_SHARE = 0.07
INDIVIDUAL_SHARE, COLLECTIVE_SHARE = 0.72, 0.2
FAMILIES = (
    ["Hoàng"] * 16 + ["Nguyễn"] * 15 + ["Nông"] * 9 + ["Dương"] * 9 + ["Lương"] * 7 + ["Triệu"] * 6
    + ["Vi"] * 6 + ["Trần"] * 5 + ["Lý"] * 5 + ["Hà"] * 4 + ["Bế"] * 3 + ["Phạm"] * 3 + ["Lê"] * 3
    + ["Đàm", "Đinh", "Đỗ", "Lộc", "Lục", "Mã", "Hứa", "Chu", "Đặng"]
)  # fmt: skip
MIDDLES = (
    "Văn", "Văn", "Văn", "Thị", "Thị", "Thị", "Đức", "Minh", "Quang", "Hữu", "Thu", "Ngọc", "Thanh",
    "Xuân", "Công", "Đình", "Kim", "Bích", "Mạnh", "Thế",
)  # fmt: skip
GIVEN = (
    "An", "Bình", "Chiến", "Cường", "Dũng", "Dung", "Đạt", "Giang", "Hà", "Hạnh", "Hiền", "Hòa",
    "Hùng", "Hương", "Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Nhung", "Phương", "Quân",
    "Sơn", "Tâm", "Thắng", "Thảo", "Thủy", "Trang", "Tuấn", "Vân", "Việt", "Yến",
)  # fmt: skip
COLLECTIVES = ("Chi hội Phụ nữ", "Chi đoàn Thanh niên", "Chi hội Nông dân", "Tổ liên gia", "Tổ tự quản")


def new_name(kind: NomineeKind, chance: Random) -> str:
    """One name of that kind."""
    if kind is NomineeKind.COLLECTIVE:
        return f"{chance.choice(COLLECTIVES)} số {chance.randint(1, 40)}"
    given = COMMON if chance.random() < COMMON_SHARE else chance.choice(GIVEN)
    person = f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} {given}"
    return f"Hộ gia đình ông {person}" if kind is NomineeKind.HOUSEHOLD else person


def new_kind(chance: Random) -> NomineeKind:
    """Mostly persons."""
    drawn = chance.random()
    if drawn < INDIVIDUAL_SHARE:
        return NomineeKind.INDIVIDUAL
    is_collective = drawn < INDIVIDUAL_SHARE + COLLECTIVE_SHARE
    return NomineeKind.COLLECTIVE if is_collective else NomineeKind.HOUSEHOLD


@lru_cache(maxsize=200_000)
def keys(kind: NomineeKind, name: str) -> tuple[str, str, str]:
    """The keys for search without marks, with marks, and for the order, as a draft gets them."""
    plain = search_key(name)
    return plain, marked_key(name), sort_key(name) if kind is NomineeKind.INDIVIDUAL else plain
