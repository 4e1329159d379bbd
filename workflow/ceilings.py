"""How many dossiers an office may propose for an award form, where the guidance says so.

It is a plain count for the office that runs the campaign: what stands on its closed lists and did not
come back. A share of all ("n %") is reckoned by the clerk and typed as that number.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func

from models import AwardForm, Campaign, Nomination, Submission, SubmissionItem, db
from models.enums import SubmissionState
from workflow.inputs import Field, read_ceiling


@dataclass(frozen=True)
class Room:
    """An award form with its ceiling, and how many the office would have proposed."""

    form: AwardForm
    proposed: int
    ceiling: int

    @property
    def is_over(self) -> bool:
        """Whether that is too many."""
        return self.proposed > self.ceiling


def field_of(form: AwardForm) -> str:
    """The name of the field with the ceiling of that form."""
    return f"ceiling-{form.id}"


def fields_of(campaign: Campaign) -> tuple[Field, ...]:
    """A field for each award form; left empty, there is no ceiling."""
    return tuple(Field(field_of(form), read_ceiling, required=False) for form in campaign.award_forms)


def rooms_on(submission: Submission, rows: list[Nomination]) -> list[Room]:
    """For each form on the list that has a ceiling: its rows with those of the office's other closed lists.

    The list of another office than that of the campaign (the district's own) has none.
    """
    capped = {row.award_form_id: row.award_form for row in rows if row.award_form.ceiling is not None}
    if not capped or submission.from_organisation_id != submission.campaign.organisation_id:
        return []
    before = on_closed_lists(submission)
    found = []
    for number, form in sorted(capped.items(), key=lambda one: one[1].position):
        assert form.ceiling is not None
        here = sum(row.award_form_id == number for row in rows)
        found.append(Room(form, before.get(number, 0) + here, form.ceiling))
    return found


def lock_rooms(submission: Submission) -> None:
    """Let lists of one campaign be closed and sent one after the other, where a ceiling counts them.

    The dossiers and the list are locked already.
    """
    forms = {one.nomination.award_form for one in submission.items}
    capped = [one.id for one in forms if one.ceiling is not None]
    if capped:
        query = db.select(AwardForm).filter(AwardForm.id.in_(capped)).order_by(AwardForm.id)
        locked = query.with_for_update(key_share=True).execution_options(populate_existing=True)
        db.session.scalars(locked).all()


def on_closed_lists(but: Submission) -> dict[int, int]:
    """By award form, what that office's other closed lists of the campaign propose."""
    query = (
        db.select(Nomination.award_form_id, func.count())
        .join(SubmissionItem, SubmissionItem.nomination_id == Nomination.id)
        .join(Submission, Submission.id == SubmissionItem.submission_id)
        .filter(
            Submission.campaign_id == but.campaign_id, Submission.id != but.id,
            Submission.from_organisation_id == but.from_organisation_id,
            Submission.state != SubmissionState.ASSEMBLING, SubmissionItem.returned_at.is_(None),
        )
        .group_by(Nomination.award_form_id)
    )  # fmt: skip
    return {number: count for number, count in db.session.execute(query)}
