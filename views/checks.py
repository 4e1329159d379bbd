"""The eligibility checks on the page of a dossier."""

from __future__ import annotations

from dataclasses import dataclass

from models import Nomination, db
from models.enums import Role, Verdict
from workflow.checks.run import Result, results_of
from workflow.people import Person
from workflow.previous import History, history_of, last_years
from workflow.procedures import OFFICIALS
from workflow.visibility import visible_to

# Who appraises or decides; the drafter reads what he must mend in the remarks.
READERS = (*OFFICIALS, Role.COUNCIL, Role.AUDITOR)


@dataclass(frozen=True)
class Checks:
    """The checks as the page shows them: what needs a look, what is in order, and the earlier awards."""

    to_look_at: list[Result]
    passed: list[Result]
    seen: set[str]
    history: History
    years: list[int]

    @property
    def blocked(self) -> int:
        """How many checks stand in the way."""
        return sum(one.verdict is Verdict.BLOCKED for one in self.to_look_at)


def checks_of(nomination: Nomination, person: Person) -> Checks | None:
    """The checks, for those who appraise or decide; None for everybody else."""
    if person.post_for(READERS, nomination) is None:
        return None
    results = results_of(nomination)
    codes = {one.other for result in results for one in result.findings if one.other}
    seen = db.session.scalars(
        db.select(Nomination.code).filter(Nomination.code.in_(codes), visible_to(person))
    )
    is_passed = [one.verdict is Verdict.PASSED for one in results]
    return Checks(
        [one for one, passed in zip(results, is_passed, strict=True) if not passed],
        [one for one, passed in zip(results, is_passed, strict=True) if passed],
        set(seen) if codes else set(), history_of(nomination), last_years(nomination),
    )  # fmt: skip
