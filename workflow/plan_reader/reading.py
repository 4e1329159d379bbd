"""What was read in a plan: each value with the lines that it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.enums import Level, NomineeKind


@dataclass(frozen=True)
class Found:
    """A value, and the numbers of the lines that say it."""

    value: Any
    lines: tuple[int, ...]


@dataclass
class AwardReading:
    """An award form as the plan words it; what it does not say stays empty."""

    name: str = ""
    granter: str = ""
    granter_level: Level | None = None
    lines: list[int] = field(default_factory=list)
    kinds: dict[NomineeKind, list[int]] = field(default_factory=dict)
    criteria: dict[NomineeKind, list[Found]] = field(default_factory=dict)
    due: list[Found] = field(default_factory=list)
    notes: list[Found] = field(default_factory=list)

    def add_criterion(self, kind: NomineeKind, found: Found) -> None:
        """One more sentence for nominees of this kind; no sentence twice."""
        present = self.criteria.setdefault(kind, [])
        if found.value not in [one.value for one in present]:
            present.append(found)


@dataclass
class Reading:
    """The fields that were found, by name; one that is missing was not found."""

    text: str
    fields: dict[str, Found] = field(default_factory=dict)
    award_forms: list[AwardReading] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def put(self, name: str, value: Any, lines: list[int]) -> None:
        """Note what was found; nothing is no finding."""
        if value not in (None, "", [], {}) and name not in self.fields:
            self.fields[name] = Found(value, tuple(sorted(set(lines))))

    def value(self, name: str) -> Any:
        """The value, or None for what was not found."""
        return self.fields[name].value if name in self.fields else None

    @property
    def issued_on(self) -> date | None:
        """The day of the plan, where it is written in full."""
        return self.value("plan_date")
