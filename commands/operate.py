"""What an operator looks at: the log, the queue, the outbox, the machine."""

from __future__ import annotations

import json
import sys
from datetime import datetime

import click
import redis
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from documents.fonts import chosen_font
from models import AuditEvent, Message, Nomination, db
from models.enums import ROLE_LABELS, STATE_LABELS
from tasks.outbox import resend as resend_messages
from workflow.queues import not_in_one_queue, without_owner
from workflow.verify import verify as verify_log

audit = AppGroup("audit", help="The log.")
queue = AppGroup("queue", help="The queues.")
outbox = AppGroup("outbox", help="The mails.")


@audit.command("verify")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only streams changed since.")
def verify(since: datetime | None) -> None:
    """Prove that no event was altered, removed, added or reordered."""
    report = verify_log(since.date() if since else None)
    for fault in report.faults:
        click.echo(f"FAULT {fault}")
    click.echo(
        f"{report.events} events in {report.streams} streams, {report.values_gone} values removed, "
        f"{len(report.faults)} faults"
    )
    click.echo("A whole stream that was removed with its head is not found without seals.")
    sys.exit(1 if report.faults else 0)


@audit.command("export")
@click.argument("code")
def export(code: str) -> None:
    """Print the events of one dossier as JSON lines, with the text that was hashed."""
    query = db.select(AuditEvent).join(Nomination).filter(Nomination.code == code)
    for event in db.session.scalars(query.order_by(AuditEvent.seq)):
        row = {"hash": event.hash, "canonical": event.canonical,
               "values": [[one.field, one.salt, one.value] for one in event.values]}  # fmt: skip
        click.echo(json.dumps(row, ensure_ascii=False))


@queue.command("check")
def check() -> None:
    """Prove that each open dossier has one owning role, and somebody who holds it."""
    found, stray = without_owner(), not_in_one_queue()
    for nomination, role in found:
        click.echo(
            f"{nomination.code}  {STATE_LABELS[nomination.state]}: không có người nhận ({ROLE_LABELS[role]})"
        )
    for nomination in stray:
        click.echo(f"{nomination.code}  {STATE_LABELS[nomination.state]}: không thuộc đúng một hàng việc")
    click.echo(f"{len(found)} hồ sơ không có người nhận, {len(stray)} hồ sơ không thuộc đúng một hàng việc")
    sys.exit(1 if found or stray else 0)


@outbox.command("status")
def status() -> None:
    """Count the messages by state."""
    rows = db.session.execute(db.select(Message.state, db.func.count()).group_by(Message.state)).all()
    for state, count in sorted(rows):
        click.echo(f"{state.value:<10} {count}")


@outbox.command("resend")
@click.option("--all", "everything", is_flag=True, help="Also what still waits for its next try.")
def resend(everything: bool) -> None:
    """Try the failed messages again now."""
    count = resend_messages(failed_only=not everything)
    db.session.commit()
    click.echo(f"{count} messages will be tried again")


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Look at everything that must be there."""
    settings = current_app.extensions["settings"]
    db.session.execute(db.select(1))
    click.echo("database    ok")
    redis.Redis.from_url(settings.redis_url, socket_timeout=2).ping()
    click.echo("broker      ok")
    click.echo(f"mail        {'SMTP' if settings.smtp_url else 'local mailbox ' + settings.mailbox}")
    click.echo(f"paper font  {chosen_font().family}")
