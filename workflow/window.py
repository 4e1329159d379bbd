"""Whether a dossier comes after the window that the guidance opened."""

from __future__ import annotations

from models import Nomination
from workflow.dates import today


def is_late(nomination: Nomination) -> bool:
    """Whether it was not handed in yet and the last day is over; paper counts by the day it came."""
    closes_on = nomination.campaign.closes_on
    if closes_on is None or nomination.submitted_at is not None:
        return False
    return (nomination.paper_received_on or today()) > closes_on
