"""Old Vietnamese codes in files that offices still keep: TCVN3 (.VnTime) and VNI-Windows, made Unicode.

Both wrote Vietnamese letters with the codes of Western ones, so the text of an old file reads like
`NguyÔn V¨n Hïng` or `Nguyeãn Vaên Huøng`. Which code it is can only be told by trying: read in the
right one, the words become Vietnamese syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from itertools import chain


class Code(StrEnum):
    """How a text is coded."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


# The tones in the order of the tables below: huyền, sắc, hỏi, ngã, nặng.
TONES = "\u0300\u0301\u0309\u0303\u0323"
VOWELS = "aăâeêioôơuưy"
# TCVN 5712:1993, the set for fonts of one case: the letter without a tone, then the five tones.
TCVN3_BARE = {"ă": "¨", "â": "©", "ê": "ª", "ô": "«", "ơ": "¬", "ư": "\u00ad", "đ": "®"}
TCVN3_TONES = {
    "a": "µ¸¶·¹", "ă": "»¾¼½Æ", "â": "ÇÊÈÉË", "e": "ÌÐÎÏÑ", "ê": "ÒÕÓÔÖ", "i": "×ÝØÜÞ",
    "o": "ßãáâä", "ô": "åèæçé", "ơ": "êíëìî", "u": "ïóñòô", "ư": "õøö÷ù", "y": "úýûüþ",
}  # fmt: skip
TCVN3_UPPER = {"Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§"}
# VNI-Windows: a letter, then the mark that it wears as a letter of its own.
VNI_MARKS = {"": "øùûõï", "^": "àáåãä", "˘": "èéúüë"}
VNI_WHOLE = {"ơ": "ô", "ư": "ö", "đ": "ñ", "ỵ": "î", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò"}

# Letters that no Western code has: a text with one of them is Unicode already.
UNICODE = re.compile("[ăđơưĂĐƠƯ\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")
WESTERN = re.compile("[\u00a1-\u00ff]")
# A single letter tells nothing.
WORD = re.compile(r"[^\s\d.,;:()/\"'“”–-]{2,}")
ONSETS = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|qu|r|s|th|tr|t|v|x|p|"
RHYMES = (
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ia|iê|yê|ya|ua|uô|ưa|ươ|ai|ay|ây|ao|au|âu|eo|êu|iu|iêu|yêu|oi|ôi|ơi|ui|"
    "ưi|ưu|uôi|ươi|ươu|oa|oă|oe|oai|oay|oao|oeo|uâ|uê|uy|uơ|uây|uya|uyê|uyu|oo"
)
SYLLABLE = re.compile(f"(?:{ONSETS})(?:{RHYMES})(c|ch|p|t|m|ng|nh|n)?")
STOPS = ("c", "ch", "p", "t")
# What share of the words must become syllables before a text is taken for an old one.
ENOUGH = 0.8


def _tcvn3() -> dict[str, str]:
    found = {code: letter for letter, code in (*TCVN3_BARE.items(), *TCVN3_UPPER.items())}
    for letter, codes in TCVN3_TONES.items():
        found |= {code: _with(letter, tone) for code, tone in zip(codes, TONES, strict=True)}
    return found


def _vni() -> dict[str, str]:
    found = {code: letter for letter, code in VNI_WHOLE.items()}
    shapes = {"": "", "^": "\u0302", "˘": "\u0306"}
    wearing = {"": "aeouy", "^": "aeo", "˘": "a"}
    for shape, marks in VNI_MARKS.items():
        for letter in wearing[shape]:
            bare = _with(letter, shapes[shape])
            if shape:
                found[letter + {"^": "â", "˘": "ê"}[shape]] = bare
            found |= {letter + mark: _with(bare, tone) for mark, tone in zip(marks, TONES, strict=True)}
    for letter, code in (("ơ", "ô"), ("ư", "ö")):
        found |= {code + mark: _with(letter, tone) for mark, tone in zip(VNI_MARKS[""], TONES, strict=True)}
    upper = {code.upper(): letter.upper() for code, letter in found.items()}
    # A capital with a mark in small letters, as some typed it.
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in found.items() if len(code) > 1}
    return found | mixed | upper


def _with(letter: str, mark: str) -> str:
    return unicodedata.normalize("NFC", letter + mark)


TCVN3_TABLE, VNI_TABLE = _tcvn3(), _vni()
VNI_CODES = re.compile("|".join(sorted(map(re.escape, VNI_TABLE), key=len, reverse=True)))


def code_of(texts: Iterable[str]) -> Code | None:
    """In which old code these texts of one file are written; None for Unicode, or where it is not sure."""
    words = list(chain.from_iterable(_old_words(one) for one in texts))
    if not words:
        return None
    as_it_is = _share(words)
    read = {code: _share([convert(one, code) for one in words]) for code in Code}
    best = max(read, key=lambda code: read[code])
    return best if read[best] >= ENOUGH and read[best] > as_it_is else None


def convert(text: str, code: Code) -> str:
    """The text in Unicode (NFC); what holds a letter of Unicode already stays as it is."""
    if UNICODE.search(text):
        return text
    if code is Code.VNI:
        return VNI_CODES.sub(lambda found: VNI_TABLE[found[0]], text)
    if _is_capitals(text):
        return _from_tcvn3(text).upper()
    return re.sub(r"\S+", lambda word: _word_from_tcvn3(word[0]), text)


def _from_tcvn3(text: str) -> str:
    return "".join(TCVN3_TABLE.get(letter, letter) for letter in text)


def _word_from_tcvn3(word: str) -> str:
    read = _from_tcvn3(word)
    return read.upper() if _is_capitals(word) else read


def _is_capitals(text: str) -> bool:
    """The fonts for capitals used the codes of the small letters: the plain letters beside them tell."""
    plain = [letter for letter in text if letter.isascii() and letter.isalpha()]
    return len(plain) > 1 and all(letter.isupper() for letter in plain)


def to_unicode(texts: list[str]) -> tuple[list[str], Code | None]:
    """The texts of one file made Unicode where they were in an old code, and which one it was."""
    code = code_of(texts)
    return ([convert(one, code) for one in texts] if code else texts), code


def _old_words(text: str) -> list[str]:
    """The words that an old code may have written: with Western letters, none of them of Unicode."""
    if UNICODE.search(text):
        return []
    return [one for one in WORD.findall(text) if WESTERN.search(one)]


def _share(words: list[str]) -> float:
    return sum(_is_syllable(one) for one in words) / len(words)


def _is_syllable(word: str) -> bool:
    """Whether the word could be Vietnamese: a syllable, whose stop takes only two of the tones."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [one for one in letters if one in TONES]
    found = SYLLABLE.fullmatch(
        unicodedata.normalize("NFC", "".join(one for one in letters if one not in TONES))
    )
    if not found or len(tones) > 1:
        return False
    return found[1] not in STOPS or tones in (["\u0301"], ["\u0323"])
