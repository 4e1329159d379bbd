"""What the papers have in common as data: offices, signers, references and the names on a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.dates import day_in_words, two_digits
from models.enums import NomineeKind

COUNCIL = "Ủy ban nhân dân"
# Collectives are named first, then households, then persons.
KIND_NAMES = {
    NomineeKind.COLLECTIVE: "tập thể",
    NomineeKind.HOUSEHOLD: "hộ gia đình",
    NomineeKind.INDIVIDUAL: "cá nhân",
}


@dataclass(frozen=True, kw_only=True)
class Office:
    """An authority by its full name on the day of the paper, and what stands above it, if any."""

    name: str
    place: str
    superior: str = ""

    @property
    def letterhead(self) -> tuple[str, ...]:
        """`ỦY BAN NHÂN DÂN` and the place on two lines; any other name as it is."""
        if not self.name.startswith(f"{COUNCIL} "):
            return (self.name.upper(),)
        return (COUNCIL.upper(), self.name.removeprefix(f"{COUNCIL} ").upper())

    @property
    def superior_letterhead(self) -> tuple[str, ...]:
        """The superior's name, its common words shortened as the decree allows."""
        shortened = self.superior.replace(COUNCIL, "UBND").upper()
        return (shortened,) if shortened else ()


@dataclass(frozen=True, kw_only=True)
class Signer:
    """The authority lines as they are printed, and the name without any degree."""

    authority: tuple[str, ...]
    name: str


@dataclass(frozen=True, kw_only=True)
class Reference:
    """Another paper: `Kế hoạch số 188/KH-UBND ngày 31 tháng 5 năm 2024 của …`."""

    kind: str
    number: str
    dated_on: date | None
    issuer: str = ""
    about: str = ""

    def __str__(self) -> str:
        of = f" của {self.issuer}" if self.issuer else ""
        about = f" {self.about}" if self.about else ""
        number = f" số {self.number}" if self.number else ""
        return f"{self.kind}{number} {day_in_words(self.dated_on)}{of}{about}"


@dataclass(frozen=True)
class Proposal:
    """Who proposed, and the letters by which."""

    proposer: str
    papers: tuple[Reference, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One line of a list: who, from where, for what, with which award."""

    kind: NomineeKind
    name: str
    position: str
    form: str
    merit: str = ""
    birth_year: int | None = None
    gender: str = ""
    note: str = ""
    amount: int | None = None


def count_in_words(entries: tuple[Listed, ...]) -> str:
    """`02 tập thể, 01 hộ gia đình và 15 cá nhân`; kinds of which there is none are left out."""
    parts = [
        f"{two_digits(number)} {name}"
        for kind, name in KIND_NAMES.items()
        if (number := sum(entry.kind is kind for entry in entries))
    ]
    return joined(parts)


def kinds_in_words(entries: tuple[Listed, ...]) -> str:
    """`tập thể, cá nhân`, as far as they are on the list."""
    present = {entry.kind for entry in entries}
    return ", ".join(name for kind, name in KIND_NAMES.items() if kind in present)


def joined(parts: list[str]) -> str:
    """`a, b và c`."""
    return " và ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def forms_of(entries: tuple[Listed, ...]) -> tuple[str, ...]:
    """The award forms in the order in which the list first names them."""
    return tuple(dict.fromkeys(entry.form for entry in entries))
