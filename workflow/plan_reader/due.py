"""Sentences anywhere in the plan that say by when dossiers are to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.plan_reader.keys import fold
from workflow.plan_reader.outline import Node
from workflow.plan_reader.reading import Reading

PAPERS = re.compile(r"\b(?:ho so|danh sach|to trinh|bao cao thanh tich|de nghi khen)\b")
TIME = re.compile(
    r"\b(?:truoc|cham nhat|han cuoi|den het|tu ngay|muon nhat|trong|vao) (?:la )?(?:ngay|thang)\b"
    r"|\btruoc (?:\d|ngay)|\bthoi han\b|\bcham nhat\b"
)
CLAUSES, SENTENCES = re.compile(r"(?<=[.;])\s+(?=[^\W\d_])"), re.compile(r"(?<=\.)\s+(?=[^\W\d_])")


def read_due(root: Node, reading: Reading) -> None:
    """Add them to what a heading gave, but for those that an award form has taken already."""
    headed = reading.fields.pop("due", None)
    found = [(headed.value, list(headed.lines))] if headed else []
    taken = [one.value for form in reading.award_forms for one in form.due]
    for text, lines in _said_under(root, ""):
        if not any(text in one for one in (*taken, *(known for known, _lines in found))):
            found.append((text, lines))
    reading.put(
        "due", " ".join(text for text, _lines in found), [line for _text, lines in found for line in lines]
    )


def _said_under(node: Node, heading: str) -> Iterator[tuple[str, list[int]]]:
    text = node.rest if node.head.length else node.text
    heading = node.head.key if node.head.length else heading
    for one in _clauses(text, heading):
        yield one, node.lines
    for child in node.children:
        yield from _said_under(child, heading)


def _clauses(text: str, heading: str) -> list[str]:
    """The clauses that name papers and a time; else the sentence whose clauses, or heading, do so together."""
    if clear := [one for one in CLAUSES.split(text) if _says(fold(one), fold(one))]:
        return clear
    return [one for one in SENTENCES.split(text) if _says(f"{heading} {fold(one)}", fold(one))]


def _says(around: str, key: str) -> bool:
    return bool(PAPERS.search(around) and TIME.search(key) and re.search(r"\d", key))
