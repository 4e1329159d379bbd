"""Text as it is searched: small letters without marks, place for place that of the text itself."""

from __future__ import annotations

import unicodedata

PLAIN = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-",
         "−": "-", "…": ".", "\u00a0": " ", "\t": " "}  # fmt: skip
# Đ and the letters that some keyboards make for it.
D_WITH_STROKE = dict.fromkeys(map(chr, (0x110, 0x111, 0xD0, 0xF0)), "d")


def _folds() -> dict[int, str]:
    letters = map(chr, [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)])
    bare = {one: unicodedata.normalize("NFD", one.lower())[0] for one in letters}
    return str.maketrans(bare | PLAIN | D_WITH_STROKE)


FOLDS = _folds()


def fold(text: str) -> str:
    """The text in small letters without marks, of the same length."""
    return text.translate(FOLDS)


def is_capitals(text: str) -> bool:
    """Whether all its letters, at least three, are capitals."""
    return text.isupper() and sum(one.isalpha() for one in text) > 2


def without_quotes(key: str) -> str:
    """The key with what stands in quotes or brackets blanked out, place for place."""
    shown, depth, quoted = [], 0, False
    for sign in key:
        if sign == '"':
            quoted = not quoted
        depth += sign == "("
        is_hidden = quoted or depth > 0 or sign == '"'
        depth -= sign == ")" and depth > 0
        shown.append("~" if is_hidden else sign)
    # A quote or bracket that is never closed hides nothing.
    return key if quoted or depth else "".join(shown)
