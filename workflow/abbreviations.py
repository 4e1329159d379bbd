"""Words that a paper writes in full: what stands short in a name, and how it is written out."""

from __future__ import annotations

import re

from flask_babel import gettext as _

# Names that everybody writes short, and those that a paper writes in full.
USUAL = {"UBND", "HĐND"}
IN_FULL = {
    "KP": "khối phố", "TT": "thị trấn", "TDP": "tổ dân phố", "CT": "chủ tịch", "PCT": "phó chủ tịch",
    "BT": "bí thư", "PBT": "phó bí thư", "TB": "trưởng ban", "PTB": "phó trưởng ban", "VP": "văn phòng",
    "CB": "cán bộ", "NV": "nhân viên", "GĐ": "giám đốc", "PGĐ": "phó giám đốc", "HT": "hiệu trưởng",
    "PHT": "phó hiệu trưởng", "LHPN": "liên hiệp phụ nữ", "CCB": "cựu chiến binh", "ĐTN": "đoàn thanh niên",
    "BCH": "ban chấp hành", "MTTQ": "mặt trận tổ quốc",
}  # fmt: skip
SHORT = re.compile(r"\b[^\W\d_]{2,6}\b")
DOTTED = re.compile(r"\b[^\W\d_]{1,3}\.")
ROMAN = re.compile(r"[IVXL]+")


def abbreviations(text: str) -> tuple[list[str], list[str]]:
    """What a paper writes in full, and what may be one; `UBND` and numbers of blocks stay as they are."""
    found = [
        one for one in SHORT.findall(text) if one.isupper() and one not in USUAL and not ROMAN.fullmatch(one)
    ]
    shortened = [
        _("“%(short)s” viết đầy đủ là “%(full)s”", short=one, full=IN_FULL[one])
        for one in found
        if one in IN_FULL
    ]
    if not shortened and len(text) > 6 and text.isupper():
        return [], [_("“%(text)s” viết toàn chữ in hoa", text=text)]
    doubtful = [one for one in found if one not in IN_FULL] + DOTTED.findall(text)
    return shortened, [_("“%(short)s” có thể là chữ viết tắt", short=one) for one in doubtful]
