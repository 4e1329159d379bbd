"""An office's words are said in the tables of the procedures and in the data, and nowhere else.

A commune uses the same program as a town did: no page may tell it of a district that is gone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
PROGRAM = ("views", "workflow", "documents", "tasks", "models", "templates", "static")
WORDS = re.compile(r"\b(huyện|thị trấn)\b", re.IGNORECASE)
NAMES = {("Role", "DISTRICT"), ("Level", "DISTRICT"), ("State", "SENT_TO_DISTRICT")}
# Where they may stand, and why.
TABLES = {
    "models/enums.py": "the names of levels, roles and states",
    "workflow/procedures": "the tables of steps, with their words",
    "workflow/checks/catalogue.py": "the source of a rule, as the law says it",
    "workflow/plan_reader": "reads what a plan says",
    "workflow/abbreviations.py": "what abbreviations stand for",
    "documents/types/signing.py": "knows the kinds of office in a signer's title",
}  # fmt: skip


def files(*endings: str) -> list[Path]:
    found = (path for folder in PROGRAM for path in (ROOT / folder).rglob("*") if path.suffix in endings)
    return sorted(one for one in found if not one.relative_to(ROOT).as_posix().startswith(tuple(TABLES)))


def strings(path: Path) -> Iterator[str]:
    """What a file can show: the strings of a module but for what explains it, or all of a template."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
        return
    tree = ast.parse(text)
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    explains = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, kinds) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explains:
            yield node.value


def test_no_page_paper_or_mail_names_a_district_or_a_town_by_itself() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: …{text[max(found.start() - 30, 0) : found.end() + 20]}…"
        for path in files(".py", ".html", ".js", ".typ", ".txt")
        for text in strings(path)
        for found in WORDS.finditer(text)
    ]
    assert wrong == []


def test_nothing_but_the_tables_asks_for_the_district_by_its_name() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.value.id}.{node.attr}"
        for path in files(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if (node.value.id, node.attr) in NAMES
    ]
    assert wrong == []


@pytest.mark.parametrize(("english", "vietnamese"), [("district", "huyện"), ("town", "thị trấn")])
def test_the_english_names_them_only_where_the_vietnamese_does(english: str, vietnamese: str) -> None:
    with (ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file, locale="en")
    word = re.compile(rf"\b{english}s?\b", re.IGNORECASE)
    pairs = [(one.id, one.string) for one in catalogue if one.id and isinstance(one.string, str)]
    # A placeholder is the program's own name for something.
    wrong = [one for one, said in pairs if word.search(re.sub(r"%\(\w+\)s", "", said))
             if vietnamese not in one.lower()]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("table", TABLES)
def test_each_place_that_is_excused_is_there_and_needs_it(table: str) -> None:
    place = ROOT / table
    paths = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    said = " ".join(text for path in paths for text in strings(path))
    asked = any(
        f"{name}.{attr}" in path.read_text(encoding="utf-8") for path in paths for name, attr in NAMES
    )
    assert WORDS.search(said) or asked
