"""Celery: takes ids, loads, calls, logs; decides nothing."""

from __future__ import annotations

from typing import Any

from celery import Celery, Task
from celery.schedules import crontab
from flask import Flask

from tasks import documents, outbox, reminders, reports

# Longer than the longest task, else Redis hands it out twice.
VISIBILITY_SECONDS = 600
SWEEP_SECONDS = 20.0
# The clerk looks at a dossier hours after it was submitted.
REPORTS_SECONDS = 60.0
REMINDER_SECONDS = 12 * 3600.0


def make_celery(app: Flask) -> Celery:
    """The Celery app, each task inside the application's context."""

    class ContextTask(Task):  # type: ignore[type-arg]
        def __call__(self, *args: Any, **kwargs: Any) -> Any:
            with app.app_context():
                return self.run(*args, **kwargs)

    celery = Celery(app.name, task_cls=ContextTask)
    celery.conf.update(
        broker_url=app.extensions["settings"].redis_url,
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={
            "visibility_timeout": VISIBILITY_SECONDS,
            "unacked_restore_interval": 10,
            "unacked_restore_throttle": 1,
            "socket_connect_timeout": 2,
            "socket_timeout": 5,
            # A page must not wait while a broker that is away is asked again and again.
            "max_retries": 1,
            "interval_start": 0,
            "interval_step": 0,
        },
        beat_schedule={
            # A sweep that no worker took in time is done by the next one; else they pile up.
            "sweep": {"task": "outbox.sweep", "schedule": SWEEP_SECONDS,
                      "options": {"expires": SWEEP_SECONDS}},
            "reports": {"task": "reports.read", "schedule": REPORTS_SECONDS,
                        "options": {"expires": REPORTS_SECONDS}},
            # Before the office opens; one that no worker took is caught up the next morning.
            "reminders": {"task": "reminders.send", "schedule": crontab(hour=7, minute=30),
                          "options": {"expires": REMINDER_SECONDS}},
        },
        timezone="Asia/Ho_Chi_Minh",
    )  # fmt: skip
    celery.task(name="outbox.sweep")(outbox.sweep)
    celery.task(name="mail.send_act", time_limit=120)(outbox.send_act)
    celery.task(name="reminders.send", time_limit=300)(reminders.send_reminders)
    celery.task(name="reports.read", time_limit=300)(reports.read_reports)
    celery.task(name="documents.make", time_limit=300)(documents.make)
    app.extensions["celery"] = celery
    celery.set_default()
    return celery
