"""House rules that no reviewer need remember: one door, one commit, imports one way, clean templates."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

ROOT = Path(__file__).parents[1]
FOLDERS = ("models", "workflow", "documents", "tasks", "views", "commands", "migrations")
FILES = sorted([*ROOT.glob("*.py"), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))])
PAGES = sorted((ROOT / "templates").rglob("*.html"))
SETTINGS = {
    "DEMO": "1",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}

# Who writes a state that is not a dossier's: the lists, the outbox and the papers, each its own.
OTHER_STATES = {
    ("workflow/batches.py", "SubmissionState"),
    ("workflow/meetings/convening.py", "MeetingState"),
    ("workflow/meetings/voting.py", "MeetingState"),
    ("workflow/meetings/closing.py", "MeetingState"),
    ("workflow/stories.py", "StoryState"),
    # A revocation takes the story down in the same breath.
    ("workflow/effects.py", "StoryState"),
    ("tasks/outbox.py", "MessageState"),
    ("tasks/documents.py", "DocumentState"),
}
# Where a dossier gets its first state; every later one comes from the machine.
BIRTHPLACE = "workflow/drafts.py"
# A page of the documentation, the headings of a file that is read back, a name that the log keeps.
NOT_FOR_THE_SCREEN = {"workflow/abbreviations.py", "workflow/report_form.py",
    "workflow/diagram.py", "workflow/sheets.py", "workflow/headings.py", "workflow/audit.py",
    # The names of languages, each in its own words.
    "workflow/legacy_text.py", "workflow/languages.py",
}  # fmt: skip
VIETNAMESE = re.compile("[À-ỹ]")
GETTEXT = {"_", "_l", "gettext", "ngettext", "lazy_gettext"}


def place_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def walk(*folders: str) -> Iterator[tuple[str, ast.AST]]:
    """Every node of the code, or of these folders alone, with the file that it stands in."""
    for path in FILES:
        place = place_of(path)
        if not folders or place.split("/")[0] in folders:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield place, node


def targets_of(node: ast.AST) -> list[ast.expr]:
    """What an assignment writes to, each part of a tuple by itself."""
    found = list(getattr(node, "targets", ())) or [getattr(node, "target", None)]
    for one in found:
        if isinstance(one, ast.Tuple | ast.List):
            found += one.elts
    return [one for one in found if one is not None]


def enums_in(node: ast.AST) -> set[str]:
    """The enums of states that an expression names."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and one.id.endswith("State")}


def test_nobody_but_the_machine_writes_the_state_of_a_dossier():
    written = set()
    for place, node in walk():
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.NamedExpr):
            names = {one.attr for one in targets_of(node) if isinstance(one, ast.Attribute)}
            if "state" in names:
                written |= {(place, one) for one in enums_in(node.value) or {ast.unparse(node)}}
    assert written == OTHER_STATES


def test_no_state_is_written_by_its_name():
    found = [
        (place, ast.unparse(node))
        for place, node in walk()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "setattr"
        and isinstance(node.args[1], ast.Constant)
        and node.args[1].value == "state"
    ]
    assert found == []


def test_a_dossier_is_born_in_one_place_and_no_statement_writes_its_table():
    births, statements = set(), set()
    for place, node in walk():
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).split(".")[-1]
        if name == "Nomination":
            births.add(place)
        table = ast.unparse(node.args[0]) if node.args else ""
        if name in ("update", "insert", "delete") and table in ("Nomination", "Nomination.__table__"):
            statements.add(place)
    assert births == {BIRTHPLACE}
    assert statements == set()


@pytest.mark.parametrize("folder", ["workflow", "documents", "models"])
def test_only_the_caller_commits(folder):
    found = [
        f"{place}:{node.lineno}"
        for place, node in walk(folder)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]
    assert found == []


def test_no_module_is_a_drawer_for_odds_and_ends():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "lib"}
    names = {place_of(path): {path.stem, *path.relative_to(ROOT).parts[:-1]} for path in FILES}
    assert [place for place, parts in names.items() if parts & drawers] == []


def test_imports_go_one_way():
    done = subprocess.run(
        [ROOT / ".venv/bin/lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout[-2000:] if done.returncode else "") == (0, "")
    assert "Imports go one way KEPT" in done.stdout


def test_every_module_says_what_lives_in_it():
    silent = [
        place_of(path)
        for path in FILES
        if (text := path.read_text(encoding="utf-8")).strip() and not ast.get_docstring(ast.parse(text))
    ]
    assert silent == []


def texts_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Vietnamese texts outside docstrings and outside gettext."""
    inside = {
        id(part)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in inside else None
        # A set of letters for a pattern is no sentence.
        if isinstance(text, str) and VIETNAMESE.search(text) and not text.startswith("["):
            yield node.lineno, text


@pytest.mark.parametrize("folder", ["views", "workflow", "tasks"])
def test_every_sentence_for_people_can_be_translated(folder):
    bare = [
        f"{place_of(path)}:{line} {text}"
        for path in FILES
        if place_of(path).startswith(f"{folder}/") and place_of(path) not in NOT_FOR_THE_SCREEN
        for line, text in texts_in(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert bare == []


# Templates


@pytest.fixture(scope="module")
def application() -> Flask:
    """The application without a database: enough to compile what it would render."""
    from app import create_app
    from config import read_settings

    return create_app(read_settings(SETTINGS))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT / "templates").as_posix()


def test_there_are_templates_to_look_at():
    assert len(PAGES) > 40


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_template_compiles_and_uses_every_macro_that_it_imports(application, path):
    assert application.jinja_env.get_template(name_of(path)).name == name_of(path)
    tree = application.jinja_env.parse(path.read_text(encoding="utf-8"))
    pairs = [one for node in tree.find_all(nodes.FromImport) for one in node.names]
    imported = {one[1] if isinstance(one, tuple) else one for one in pairs}
    imported |= {node.target for node in tree.find_all(nodes.Import)}
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    assert sorted(imported - used) == []


class Faults(HTMLParser):
    """What the strict policy would block: styles and scripts in the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self.found += [f"<{tag} {name}>" for name in names if name == "style" or name.startswith("on")]
        self.found += [f"<{tag}> {value}" for value in names.values() if "javascript:" in (value or "")]
        if tag == "style" or (tag == "script" and not names.get("src")):
            self.found.append(f"<{tag}>")


def test_the_parser_of_the_next_test_sees_what_it_looks_for():
    parser = Faults()
    parser.feed('<p style="x" onclick="y"><a href="javascript:z"><script>1</script><style></style>')
    assert parser.found == ["<p style>", "<p onclick>", "<a> javascript:z", "<script>", "<style>"]


@pytest.mark.parametrize("path", [one for one in PAGES if one.parent.name != "mail"], ids=name_of)
def test_a_page_has_no_style_and_no_script_of_its_own(path):
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    parser = Faults()
    parser.feed(re.sub(r"\{\{.*?\}\}", " x ", text, flags=re.DOTALL))
    assert parser.found == []
