"""Asks the checks: what each says of a dossier, and what stands in the way of a step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models import Nomination
from models.enums import CheckWeight, Verdict
from workflow import guards
from workflow.asking import asked, asked_together
from workflow.checks import awards, initiatives, papers, people, reports
from workflow.checks.catalogue import CATALOGUE, Rule
from workflow.checks.chosen import chosen
from workflow.checks.findings import Finder, Finding, Kind, fault, of_each
from workflow.errors import Problem
from workflow.steps import Guard


def _as_asked(guard: Guard) -> Finder:
    """A check that says what the step itself asks."""
    return of_each(lambda row: [fault(one.text, field=one.field) for one in guard(row)])


FINDERS: dict[str, Finder] = {
    "hold": _as_asked(guards.has_no_hold),
    "form_valid": _as_asked(guards.form_is_valid),
    "papers": papers.required,
    "other_award": awards.in_campaign,
    "one_achievement": awards.same_achievement,
    "unit_alive": of_each(people.unit_alive),
    "initiative_used": initiatives.used,
    "initiative_named": initiatives.named,
    "evidence": papers.evidence,
    "report_copied": reports.copied,
    "previous_awards": awards.previous,
    "leader": people.leaders,
    "women": of_each(people.women),
    "name": of_each(people.name),
}


@dataclass(frozen=True)
class Result:
    """What one check says of one dossier."""

    rule: Rule
    verdict: Verdict
    findings: list[Finding]


def results_of(nomination: Nomination) -> list[Result]:
    """Every check that the town has not switched off, the gravest first, else in the order of the catalogue."""
    with asked_together([nomination]):
        weights = [(rule, weight_of(rule, nomination)) for rule in CATALOGUE]
        found = [_ask(rule, weight, nomination) for rule, weight in weights if weight is not CheckWeight.OFF]
    order = list(Verdict)
    return sorted(found, key=lambda one: order.index(one.verdict))


def weight_of(rule: Rule, nomination: Nomination) -> CheckWeight:
    """What the town of this dossier makes of the check today."""
    return rule.weight if rule.is_fixed else CheckWeight(chosen(nomination, rule.setting))


def _ask(rule: Rule, weight: CheckWeight, nomination: Nomination) -> Result:
    found = asked(nomination, f"check {rule.code}", FINDERS[rule.code])
    kinds = {one.kind for one in found}
    if Kind.FAULT in kinds and weight is CheckWeight.BLOCK:
        verdict = Verdict.BLOCKED
    elif kinds & {Kind.FAULT, Kind.DOUBT}:
        verdict = Verdict.WARNED
    else:
        verdict = Verdict.UNKNOWN if Kind.UNKNOWN in kinds else Verdict.PASSED
    return Result(rule, verdict, found)


def passes_checks(nomination: Nomination) -> Iterator[Problem]:
    """No check that blocks finds a fault. What the steps ask by guards of their own is not said twice."""
    with asked_together([nomination]):
        blocking = [rule for rule in CATALOGUE
                    if not rule.is_fixed and weight_of(rule, nomination) is CheckWeight.BLOCK]  # fmt: skip
        found = [
            one for rule in blocking for one in asked(nomination, f"check {rule.code}", FINDERS[rule.code])
        ]
    yield from (Problem(one.text, one.field) for one in found if one.kind is Kind.FAULT)
