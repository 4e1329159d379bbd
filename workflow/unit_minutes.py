"""The minutes of a unit's own meeting, which go up with its list. The caller commits."""

from __future__ import annotations

from models import Enclosure, Submission
from models.enums import Level, SubmissionState
from workflow import batches
from workflow.actions import faster_than_you, record
from workflow.errors import StaleError
from workflow.people import Person


def belong_to(submission: Submission) -> bool:
    """Whether such minutes go with the list: a town holds its meeting within the system."""
    return submission.from_organisation.level is Level.UNIT


def keep_minutes(submission: Submission, person: Person, enclosure: Enclosure, version: int) -> None:
    """Point the open list to the scan; once it is closed nothing that goes up with it changes unseen.

    A former scan stays in the log.

    Raises `NotAllowedError` for whoever does not prepare the list, `StaleError` once it changed.
    """
    post = batches.preparing_post(person, submission)
    batches.lock_list(submission, person)
    stream = f"submission:{submission.id}"
    is_kept_here = belong_to(submission) and submission.state is SubmissionState.ASSEMBLING
    if submission.version != version or not is_kept_here:
        raise StaleError(faster_than_you(stream))
    former = submission.minutes.filename if submission.minutes else None
    submission.minutes = enclosure
    submission.version += 1
    record("keep_minutes", stream=stream, actor=person, post=post,
           changes={"filename": (former, enclosure.filename)}, data={"files": [enclosure.sha256]})  # fmt: skip
