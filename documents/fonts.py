"""Which letters the papers are set in, and which letters that font lacks."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import typst

FOLDERS = (
    "/usr/share/fonts/truetype/croscore",
    "/usr/share/fonts/truetype/liberation2",
)
FAMILIES = ("Times New Roman", "Tinos", "Liberation Serif")
CARRIED = "Libertinus Serif"
VIETNAMESE = "".join(
    unicodedata.normalize("NFC", base + mark)
    for base in ("a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y")
    for mark in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
)
VIETNAMESE = VIETNAMESE + "đ" + VIETNAMESE.upper() + "Đ"

# All four cuts are asked, since a name may be printed in any of them.
PROBE = """#set text(font: sys.inputs.family, fallback: false, lang: "vi")
#let letters = json(bytes(sys.inputs.letters))
#for letter in letters [#letter #strong(letter) #emph(letter) #strong(emph(letter)) ]
"""
MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')


@dataclass(frozen=True)
class Font:
    """A family and the files of the folder where it was found."""

    family: str
    files: typst.Fonts


@cache
def chosen_font() -> Font:
    """The first family at hand that has every Vietnamese letter; never one of the system's own."""
    for folder in filter(None, (os.environ.get("FONT_PATH"), *FOLDERS)):
        if not os.path.isdir(folder):
            continue
        files = typst.Fonts(include_system_fonts=False, font_paths=[folder])
        for family in FAMILIES:
            font = Font(family, files)
            if family in files.families() and not _lacking(font, set(VIETNAMESE)):
                return font
    return Font(CARRIED, typst.Fonts(include_system_fonts=False))


def missing_letters(text: str) -> set[str]:
    """The letters of `text` that no paper could show; each letter is looked up once a process."""
    letters = set(unicodedata.normalize("NFC", text)) - {"\n", "\r", "\t", " "} - _known_good
    unprintable = {letter for letter in letters if unicodedata.category(letter) in _UNPRINTABLE}
    asked = letters - unprintable
    lacking = _lacking(chosen_font(), asked) if asked else set()
    _known_good.update(asked - lacking)
    return unprintable | lacking


_known_good: set[str] = set()
_UNPRINTABLE = {"Cc", "Cs", "Cn", "Co"}


def _lacking(font: Font, letters: set[str]) -> set[str]:
    try:
        typst.compile(
            PROBE.encode(),
            format="pdf",
            font_paths=font.files,
            ignore_system_fonts=True,
            pdf_standards="a-2b",
            sys_inputs={
                "family": font.family,
                "letters": json.dumps(sorted(letters), ensure_ascii=False),
            },
        )
    except typst.TypstError as error:
        return letters_in(error) or letters
    return set()


def letters_in(error: typst.TypstError) -> set[str]:
    """The letters that typst's complaint names."""
    named = "".join(MISSING.findall(f"{error.message}\n{error.diagnostic}"))
    return {letter for letter in named if not letter.isspace()}
