"""What became of each row of a submission that was sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from models import AuditEvent, Award, Decision, Nomination, Submission, SubmissionItem, db
from models.enums import Action, State
from workflow.dates import OFFICE_ZONE
from workflow.log_names import pair_of

# How a row leaves a list without an award.
LEAVING = (Action.RETURN, Action.DECLINE, Action.WITHDRAW)


@dataclass(frozen=True)
class Result:
    """One row: the decision that granted it, or why and when it left the list."""

    item: SubmissionItem
    decision: Decision | None = None
    left_by: Action | None = None
    left_at: datetime | None = None
    reason: str = ""

    @property
    def row(self) -> Nomination:
        """The dossier."""
        return self.item.nomination

    @property
    def left_on(self) -> date | None:
        """The day, at the office, on which the row left the list."""
        return self.left_at.astimezone(OFFICE_ZONE).date() if self.left_at else None

    @property
    def is_open(self) -> bool:
        """Whether this list still waits for an answer about it."""
        return self.row.submission_id == self.item.submission_id and self.row.state not in ENDS


ENDS = (State.AWARDED, State.DECLINED, State.WITHDRAWN, State.REVOKED)


def results_of(submission: Submission) -> list[Result]:
    """A result for each row, in the order of the list; the same few statements for any number of rows."""
    ids = [one.nomination_id for one in submission.items]
    query = db.select(Award).filter(Award.nomination_id.in_(ids)).options(joinedload(Award.decision))
    granted = {one.nomination_id: one.decision for one in db.session.scalars(query)}
    left = _departures([one for one in submission.items if one.returned_at is not None])
    return [
        _result(one, granted.get(one.nomination_id), left.get(one.nomination_id)) for one in submission.items
    ]


def _result(item: SubmissionItem, decision: Decision | None, event: AuditEvent | None) -> Result:
    if item.returned_at is None:
        return Result(item, decision)
    action = Action(event.action) if event else None
    return Result(item, None, action, item.returned_at, _reason(event) if event else "")


def _departures(items: list[SubmissionItem]) -> dict[int, AuditEvent]:
    """The act by which each of these rows left: the first of its kind since the mark was set."""
    if not items:
        return {}
    since = {one.nomination_id: one.returned_at for one in items}
    query = (
        db.select(AuditEvent)
        .filter(AuditEvent.nomination_id.in_(since), AuditEvent.action.in_(LEAVING))
        .options(selectinload(AuditEvent.values))
        .order_by(AuditEvent.id.desc())
    )
    found: dict[int, AuditEvent] = {}
    for event in db.session.scalars(query):
        number = event.nomination_id
        # The mark has the time at which the transaction began, so the act comes a little later.
        if number is not None and (mark := since[number]) and event.at >= mark:
            found[number] = event
    return found


def _reason(event: AuditEvent) -> str:
    """The reason, or the remarks of a return; empty once the retention role has deleted it."""
    said: Any = next((pair_of(one)[1] for one in event.values if one.field in ("reason", "remarks")), "")
    return "; ".join(said.values()) if isinstance(said, dict) else str(said or "")


def counted(results: list[Result]) -> Counter[str]:
    """How many were granted, went back, were declined, and still wait."""
    return Counter(
        "awarded"
        if one.decision
        else "open"
        if one.is_open
        else one.left_by.value
        if one.left_by
        else "other"
        for one in results
    )
