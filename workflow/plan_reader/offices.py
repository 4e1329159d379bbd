"""Whether two ways to write an office mean the same one."""

from __future__ import annotations

import re

from workflow.plan_reader.keys import fold

SHORT = (
    (re.compile(r"\buy ban nhan dan\b"), "ubnd"),
    (re.compile(r"\bhoi dong nhan dan\b"), "hdnd"),
    (re.compile(r"\btt\.?\s"), "thi tran "),
)


def is_same_office(name: str, *others: str) -> bool:
    """Whether the name is one of the others, whatever its letters and its abbreviations."""
    return office_key(name) in {office_key(one) for one in others}


def office_key(name: str) -> str:
    """The name in small letters without marks, its usual words abbreviated."""
    key = fold(name)
    for pattern, short in SHORT:
        key = pattern.sub(short, key)
    return " ".join(key.split()).strip(" .,")
