"""Each morning the units are reminded of a campaign that closes soon, and the offices of what is due."""

from __future__ import annotations

import logging

from models import db
from workflow.due_reminders import due_soon, remind_office
from workflow.reminders import open_campaigns, remind

log = logging.getLogger(__name__)


def send_reminders() -> None:
    """One campaign after the other, then one office after the other; safe to run twice."""
    for campaign in open_campaigns():
        number = remind(campaign)
        db.session.commit()
        log.info("Campaign %s: %s units reminded", campaign.id, number)
    for town_id, rows in due_soon().items():
        number = remind_office(town_id, rows)
        db.session.commit()
        log.info("Office %s: reminded of %s dossiers", town_id, number)
