"""What a check finds of one dossier, one sentence each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from models import Nomination


class Kind(StrEnum):
    """How grave a finding is, before the office's setting."""

    # Against the rule: blocks or warns, as the office chose.
    FAULT = "fault"
    # Somebody must look at it: warns at most.
    DOUBT = "doubt"
    # What the check would need to know is not there.
    UNKNOWN = "unknown"
    # Nothing against the dossier, but good to know.
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One sentence. It names no other dossier: who may not see that one reads it too."""

    kind: Kind
    text: str
    # The code of another dossier that it is about, shown to those who may see it.
    other: str | None = None
    # The field of the dossier where it can be put right.
    field: str | None = None


# Reads for all these dossiers at once; a dossier of which nothing was found has an empty list.
Finder = Callable[[list[Nomination]], dict[int, list[Finding]]]


def fault(text: str, other: str | None = None, field: str | None = None) -> Finding:
    """Something against the rule."""
    return Finding(Kind.FAULT, text, other, field)


def doubt(text: str, other: str | None = None) -> Finding:
    """Something that a person must judge."""
    return Finding(Kind.DOUBT, text, other)


def unknown(text: str) -> Finding:
    """Something that nobody has entered."""
    return Finding(Kind.UNKNOWN, text)


def note(text: str) -> Finding:
    """Something good to know."""
    return Finding(Kind.NOTE, text)


def of_each(find: Callable[[Nomination], list[Finding]]) -> Finder:
    """A finder that needs nothing but the dossier itself."""
    return lambda rows: {row.id: find(row) for row in rows}
