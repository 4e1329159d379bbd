"""Which kinds of nominee the words mean: tập thể, cá nhân, hộ gia đình."""

from __future__ import annotations

import re

GROUPS = {
    "collective": re.compile(r"\btap the\b"),
    "individual": re.compile(r"\bca nhan\b"),
    "household": re.compile(r"\b(?:ho )?gia dinh\b"),
}
OTHER_GROUPS = {
    "collective": re.compile(
        r"^(?:doi voi )?(?:cac )?(?:don vi|co quan|khoi pho|thon|chi doan|lop|khoa|phong)\b"
    ),
    "individual": re.compile(
        r"^(?:doi voi )?(?:cac )?(?:can bo|cong chuc|vien chuc|nguoi lao dong|doan vien|giao vien)\b"
    ),
}
GROUP_HEAD = re.compile(
    r"^(?:tieu chuan |khen thuong )?(?:(?:cac )?(?:tap the|ca nhan|(?:ho )?gia dinh)\b"
    r"|(?:(?:doi )?voi|danh cho|cho|ve)\b.{0,80}\b(?:tap the|ca nhan|gia dinh)\b"
    r"|doi voi (?:cac )?(?:don vi|co quan|can bo|cong chuc|vien chuc|nguoi lao dong|doan vien|khoi pho|thon|chi doan)\b)"
)
# "05 tập thể, 10 cá nhân": how many may be commended.
COUNTED = {
    "collective": r"tap the|don vi|chi (?:hoi|doan|bo)|co quan|thon|khoi pho|to|khoa|phong|lop|truong|doanh nghiep",
    "individual": r"ca nhan|nguoi|hoi vien|doan vien|can bo|giao vien|hoc sinh|vien chuc|dong chi",
    "household": r"ho|gia dinh",
}
COUNTS = {name: re.compile(rf"\b\d{{1,4}}\s+(?:{words})\b") for name, words in COUNTED.items()}
UNITS = rf"(?:{'|'.join(COUNTED.values())}|giay khen|bang khen|giay|bang|co)"
BEFORE = r"(?:de nghi |tang |thuong |cho |toi da |khong qua |moi \w+ )*"
QUANTITY = re.compile(rf"^{BEFORE}\d{{1,4}}\s+{UNITS}\b|^(?:toi da|khong qua)\b")
ONLY_QUANTITY = re.compile(rf"^(?:{BEFORE}\d{{1,4}}\s+{UNITS}\b[\s,;.]*(?:va\s+)?)+$")


def groups_in(key: str) -> tuple[str, ...]:
    """The kinds of nominee that the words name."""
    found = [name for name, pattern in GROUPS.items() if pattern.search(key)]
    return tuple(found or [name for name, pattern in OTHER_GROUPS.items() if pattern.match(key)])


def counted_in(key: str) -> tuple[str, ...]:
    """The kinds of nominee that are counted out."""
    return tuple(name for name, pattern in COUNTS.items() if pattern.search(key))


def is_quantity(key: str, *, has_kinds: bool) -> bool:
    """Whether the sentence says how many; under a kind of nominee it may say which, with their number."""
    return bool(ONLY_QUANTITY.match(key) if has_kinds else QUANTITY.match(key))
