"""The content of a dossier: what is frozen and hashed, what may be edited, what changed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from models import AwardForm, Criterion, Nomination, Remark
from models.enums import State

GENERAL = "general"


def claim_field(criterion_id: int) -> str:
    """The name of the field that answers a criterion."""
    return f"claim-{criterion_id}"


def field_names(nomination: Nomination) -> list[str]:
    """Every field that a remark can stand at, in the order of the form."""
    claims = [claim_field(one.id) for one in _criteria(nomination)]
    return ["nominee", "award_form", *claims, "initiative", "summary", "attachments"]


def content_of(nomination: Nomination) -> dict[str, Any]:
    """Everything that an approval covers, by field."""
    born = f"{nomination.born_on:%d/%m/%Y}" if nomination.born_on else ""
    claims = {
        claim_field(one.criterion_id): [one.text, one.evidence, one.content]
        for one in sorted(nomination.claims, key=lambda one: one.criterion_id)
    }
    return {
        "nominee": [
            nomination.kind.value, nomination.name, nomination.position, born,
            nomination.gender, nomination.hometown, nomination.address,
            # A dossier without one keeps the hash that it had before there were any.
            *([nomination.category.value] if nomination.category else []),
        ],
        "award_form": nomination.award_form.name,
        **claims,
        # What was approved before initiatives had a name keeps its hash.
        **({"initiative": nomination.initiative} if nomination.initiative else {}),
        "summary": nomination.summary,
        "attachments": sorted([one.kind.value, one.filename, one.sha256] for one in nomination.files),
    }  # fmt: skip


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def changed_fields(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The fields that differ between two contents."""
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def open_fields(nomination: Nomination) -> set[str]:
    """The fields that the drafter may edit now: all in the first round, then those remarked on."""
    if nomination.state is not State.DRAFTING:
        return set()
    remarks = nomination.drafters_remarks
    if nomination.round == 1 or not remarks or any(one.field is None for one in remarks):
        return set(field_names(nomination))
    return {one.field for one in remarks if one.field} | _asked_since(nomination)


def _asked_since(nomination: Nomination) -> set[str]:
    """The criteria of which the last submission knew nothing: a guidance or another form brought them."""
    known = nomination.snapshots[-1].content if nomination.snapshots else {}
    return {claim_field(one.id) for one in _criteria(nomination)} - set(known)


def lacks_answers(nomination: Nomination) -> bool:
    """Whether the award form asks for something that nothing was claimed against."""
    answered = {one.criterion_id for one in nomination.claims if one.text}
    return not {one.id for one in _criteria(nomination)} <= answered


def _criteria(nomination: Nomination) -> list[Criterion]:
    return nomination.award_form.criteria_for(nomination.kind)


def open_remarks_without_answer(nomination: Nomination) -> list[Remark]:
    """The reviewers' remarks of this round that were neither answered nor acted on."""
    remarks = [one for one in nomination.drafters_remarks if not one.is_opening and not one.answer]
    if not remarks:
        return []
    # The snapshot of this round is the changed content itself, once it was submitted.
    former = [one for one in nomination.snapshots if one.round < nomination.round]
    if not former:
        return remarks
    changed = changed_fields(former[-1].content, content_of(nomination))
    return [one for one in remarks if (one.field not in changed if one.field else not changed)]


def move_to_form(nomination: Nomination, form: AwardForm) -> bool:
    """Ask for another form, each claim going to the criterion with the same words.

    True when all its criteria are answered.
    """
    by_text = {one.text: one for one in form.criteria_for(nomination.kind)}
    for claim in nomination.claims:
        if same := by_text.get(claim.criterion.text):
            claim.criterion, claim.criterion_id = same, same.id
    nomination.award_form, nomination.award_form_id = form, form.id
    return {one.id for one in by_text.values()} <= {one.criterion_id for one in nomination.claims}
