"""Each morning the units are reminded of a campaign that closes soon."""

from __future__ import annotations

import logging

from models import db
from workflow.reminders import open_campaigns, remind

log = logging.getLogger(__name__)


def send_reminders() -> None:
    """One campaign after the other; safe to run twice."""
    for campaign in open_campaigns():
        number = remind(campaign)
        db.session.commit()
        log.info("Campaign %s: %s units reminded", campaign.id, number)
