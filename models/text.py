"""Clean text, and the keys by which Vietnamese names are searched and sorted."""

from __future__ import annotations

import re
import unicodedata

# Letters and marks that show nothing but make two equal-looking texts differ, reorder a line, or
# cannot be stored or printed. The joiner U+200D is apart, since emoji are built with it.
NEVER_LETTERS = "".join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0"
    f"\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff{NEVER_LETTERS}]"
)
EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
STRAY_JOINER = re.compile(f"\u200d(?![{EMOJI}])|(?<![{EMOJI}\ufe0f])\u200d")
LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# What every font of the papers can show; tests/documents/test_letters.py holds it to the fonts.
UNPRINTABLE = re.compile(
    "[^\n\t -~\u00a0-\u00ac\u00ae-\u017f\u01a0\u01a1\u01af\u01b0\u0391-\u03a1\u03a3-\u03c9\u0410-\u044f"
    "\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u2044"
    "\u2070\u2074-\u208e\u20ab\u20ac\u2116\u2122\u2153\u2154\u215b-\u215e\u2190-\u2193"
    "\u2212\u221a\u221e\u2248\u2260\u2264\u2265\u25cf]"
)
SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]+")

# The letters of the alphabet with f, j, w, z in their Latin place; each gets one ASCII sign.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
WEIGHTS = {letter: chr(ord("A") + place) for place, letter in enumerate(ALPHABET)}
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
NO_TONE = "0"
# Eth and African d look like đ in capitals, and some keyboards make them.
D_WITH_STROKE = str.maketrans({"Đ": "đ", "ð": "đ", "Ð": "đ", "ɖ": "đ", "Ɖ": "đ"})


def clean_line(text: str) -> str:
    """The text as one line: NFC, without invisible signs, with single spaces."""
    return " ".join(clean_text(text).split("\n")).replace("  ", " ")


def clean_text(text: str) -> str:
    """The text in NFC, without invisible signs; lines stay, with at most one empty between."""
    text = INVISIBLE.sub("", LINE_BREAKS.sub("\n", text))
    text = unicodedata.normalize("NFC", STRAY_JOINER.sub("", text))
    lines = (SPACES.sub(" ", line).strip(" ") for line in text.split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def has_letter(text: str) -> bool:
    """Whether anything in the text can be read out, be it in another script; `!!! 12` has nothing."""
    return any(sign.isalpha() for sign in clean_line(text))


def unprintable(text: str) -> list[str]:
    """The letters that no paper could show, each once, in the order of the text."""
    return list(dict.fromkeys(UNPRINTABLE.findall(unicodedata.normalize("NFC", text))))


def search_key(text: str) -> str:
    """The text for a search without marks: `Hoà, Đặng` becomes `hoa dang`."""
    return " ".join(_words(_unmarked(_unmarked(text).casefold())))


def marked_key(text: str) -> str:
    """The text for a search with marks; the old and the new place of a tone are the same."""
    text = unicodedata.normalize("NFC", clean_line(text).casefold().translate(D_WITH_STROKE))
    return " ".join(_words(_with_tones_in_one_place(unicodedata.normalize("NFC", text))))


def sort_key(name: str) -> str:
    """A person's place in a list: by given name (the last word), then the rest from the left.

    A plain ASCII string for the C collation. Words are compared one after the other, each by its
    letters and then by its tone, as Vietnamese dictionaries and lists do. What stands in brackets
    after a name counts last.
    """
    person, _bracket, note = name.partition("(")
    if not (words := _words(marked_key(person))):
        return sort_key_plain(name)
    return _weigh([words[-1], *words[:-1], *_words(marked_key(note))])


def sort_key_plain(name: str) -> str:
    """The place of a collective or a household in a list: word by word from the left."""
    return _weigh(_words(marked_key(name)))


def _unmarked(text: str) -> str:
    """The text decomposed, with đ as d and without the marks above and below letters."""
    text = unicodedata.normalize("NFKD", clean_line(text).translate(D_WITH_STROKE))
    return "".join(sign for sign in text if not unicodedata.combining(sign)).replace("đ", "d")


def _words(text: str) -> list[str]:
    """The text cut at all that is neither letter, mark nor digit."""
    kept = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text)
    return "".join(kept).split()


def _tone_places() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """Where a vowel group stands, how it may be typed there, and how it is kept.

    "hoà" and "hòa" are both right; "hoàn", "quý" and "già" have one right place for the tone,
    which old typing tools miss.
    """

    def moved(first: str, second: str) -> dict[str, str]:
        nfc = unicodedata.normalize
        return {nfc("NFC", first + tone + second): nfc("NFC", first + second + tone) for tone in TONES}

    early = {group: late for pair in ("oa", "oe", "uy") for group, late in moved(*pair).items()}
    late = {late: group for group, late in early.items()}
    after_q = {group: late for second in "aăâeêiơy" for group, late in moved("u", second).items()}
    after_g = {group: late for second in "aăâeoôơuư" for group, late in moved("i", second).items()}

    def any_of(groups: dict[str, str]) -> str:
        return f"({'|'.join(groups)})"

    return [
        (re.compile(rf"(?<=q){any_of(after_q)}"), after_q),
        (re.compile(rf"(?<=\bg){any_of(after_g)}"), after_g),
        (re.compile(rf"(?<!q){any_of(late)}(?![^\W\d_])"), late),
        (re.compile(rf"(?<!q){any_of(early)}(?=[^\W\d_])"), early),
    ]


TONE_PLACES = _tone_places()


def _with_tones_in_one_place(text: str) -> str:
    for pattern, places in TONE_PLACES:
        parts = pattern.split(text)
        text = "".join(places[part] if at % 2 else part for at, part in enumerate(parts))
    return text


def _weigh(words: list[str]) -> str:
    return " ".join(_weigh_word(word) for word in words)


def _weigh_word(word: str) -> str:
    """The weights of the letters, `!` (below every weight), and the tone."""
    letters, tones = [], []
    for run in re.findall(r"[0-9]+|[^0-9]", _simple_digits(word)):
        letter, tone = (_weigh_number(run), "") if run[0] in "0123456789" else _weigh_letter(run)
        letters.append(letter)
        tones.append(tone)
    return f"{''.join(letters)}!{''.join(tones) or NO_TONE}"


def _simple_digits(word: str) -> str:
    decimal = (unicodedata.decimal(sign, None) for sign in word)
    return "".join(sign if value is None else str(value) for sign, value in zip(word, decimal, strict=True))


def _weigh_number(digits: str) -> str:
    """Digits behind their count, so that 2 stands before 10."""
    digits = digits.lstrip("0")[:99]
    return f"{len(digits):02}{digits}"


def _weigh_letter(sign: str) -> tuple[str, str]:
    """The weight of a letter and its tone; letters of other scripts stand behind z."""
    marks = unicodedata.normalize("NFKD", sign)
    tone = "".join(TONES.get(mark, "") for mark in marks)
    quality = "".join(mark for mark in marks if mark not in TONES)
    letter = unicodedata.normalize("NFC", quality)
    if letter in WEIGHTS:
        return WEIGHTS[letter], tone
    plain = [part for part in quality if not unicodedata.combining(part)]
    return "".join(WEIGHTS.get(part, f"~{ord(part):06x}") for part in plain), tone
