"""Wakes the worker after a commit; if the broker is away nothing is lost, beat sweeps."""

import logging
import time

from flask import current_app
from kombu.exceptions import OperationalError
from sqlalchemy import event
from sqlalchemy.orm import Session

from models import db

log = logging.getLogger(__name__)


# What no worker took by then is handed out again by the sweep, so it need not wait in the broker.
EXPIRES = 120
# After a failure the broker is left alone for a while: one page may have many mails to announce.
PAUSE = 10.0


def send(name: str, *args: int | str) -> None:
    """Ask the worker for a task."""
    known = current_app.extensions
    if time.monotonic() < known.get("broker_is_away_until", 0.0):
        return
    try:
        known["celery"].send_task(name, args=args, retry=False, ignore_result=True, expires=EXPIRES)
    except (OperationalError, OSError) as reason:
        known["broker_is_away_until"] = time.monotonic() + PAUSE
        log.warning("The broker is away, beat will do it: %s", type(reason).__name__)


def listen() -> None:
    """Note what a committed transaction left to do."""

    @event.listens_for(db.session, "after_commit")
    def _wake(session: Session) -> None:
        for act_id, recipient_id in session.info.pop("mails", ()):
            send("mail.send_act", act_id, recipient_id)
        if session.info.pop("wake", None):
            send("outbox.sweep")

    @event.listens_for(db.session, "after_rollback")
    def _forget(session: Session) -> None:
        session.info.pop("wake", None)
        session.info.pop("mails", None)
