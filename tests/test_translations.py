"""The second catalogue is complete: nothing that the program says is missing from it, or says it wrongly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from workflow.languages import LANGUAGES, OFFICE

ROOT = Path(__file__).parents[1]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
HOLES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
VIETNAMESE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
# What an English sentence keeps in Vietnamese: names, the currency, what is quoted, the symbols of papers.
KEPT = re.compile(r"Thi Đua|Lạng Sơn|Bắc Sơn|đồng\b|“[^”]*”|QĐ-UBND|\d[\w./]*/[\w.-]+")


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Every sentence that stands in the code and the templates."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(ROOT), methods, options, KEYWORDS)
    return {
        one for _file, _line, message, _notes, _context in found for one in [message] if isinstance(one, str)
    }


def catalogue_of(language: str) -> Catalog:
    with (ROOT / f"translations/{language}/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module", params=[one for one in LANGUAGES if one != OFFICE])
def catalogue(request: pytest.FixtureRequest) -> dict[str, str]:
    return {one.id: one.string for one in catalogue_of(request.param) if one.id and not one.fuzzy}


def test_the_extraction_finds_what_is_said(said):
    assert "Việc đang chờ đồng chí" in said
    assert len(said) > 1000


def test_every_sentence_is_translated(said, catalogue):
    assert sorted(one for one in said if not catalogue.get(one)) == []


def test_nothing_is_translated_that_nobody_says(said, catalogue):
    assert sorted(set(catalogue) - said) == []


def test_a_translation_has_the_same_holes(catalogue):
    wrong = [
        one for one, text in catalogue.items() if sorted(HOLES.findall(one)) != sorted(HOLES.findall(text))
    ]
    assert wrong == []


def test_a_translation_is_not_the_vietnamese_again(catalogue):
    same = [text for text in catalogue.values() if VIETNAMESE.search(KEPT.sub("", text))]
    assert same == []
