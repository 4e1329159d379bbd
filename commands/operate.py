"""What an operator looks at: the log, the queue, the outbox."""

from __future__ import annotations

import json
import sys
from datetime import datetime

import click
from flask.cli import AppGroup

from commands.doctor import doctor
from models import AuditEvent, Message, Nomination, db
from models.enums import MESSAGE_LABELS, MessageState
from tasks.outbox import resend as resend_messages
from workflow.dates import today
from workflow.procedures import PROCEDURES
from workflow.queues import not_in_one_queue, without_owner
from workflow.verify import verify as verify_log

__all__ = ["audit", "doctor", "outbox", "queue"]
audit = AppGroup("audit", help="The log.")
queue = AppGroup("queue", help="The queues.")
outbox = AppGroup("outbox", help="The mails.")


@audit.command("verify")
@click.option("--since", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Only streams changed since.")
def verify(since: datetime | None) -> None:
    """Prove that no event was altered, removed, added or reordered."""
    report = verify_log(since.date() if since else None)
    for fault in report.faults:
        click.echo(f"SAI  {fault}")
    click.echo(
        f"{report.events} việc trong {report.streams} chuỗi; {report.values_gone} giá trị đã được xóa theo hạn; "
        f"{len(report.faults)} chỗ sai"
    )
    click.echo("Một chuỗi bị xóa trọn cùng phần đầu của nó thì chưa phát hiện được nếu chưa có niêm phong.")
    sys.exit(1 if report.faults else 0)


@audit.command("export")
@click.argument("code")
def export(code: str) -> None:
    """Print the events of one dossier as JSON lines, with the text that was hashed."""
    number = db.session.scalar(db.select(Nomination.id).filter_by(code=code))
    if number is None:
        raise click.ClickException(f"Không có hồ sơ mang mã {code}.")
    query = db.select(AuditEvent).filter_by(nomination_id=number).order_by(AuditEvent.seq)
    for event in db.session.scalars(query.execution_options(yield_per=100)):
        row = {"hash": event.hash, "canonical": event.canonical,
               "values": [[one.field, one.salt, one.value] for one in event.values]}  # fmt: skip
        click.echo(json.dumps(row, ensure_ascii=False))


@queue.command("check")
def check() -> None:
    """Prove that each open dossier has one owning role, and somebody who holds it."""
    found, stray = without_owner(), not_in_one_queue()
    for one in found:
        words = PROCEDURES[one.nomination.procedure].words
        state, since = words.state(one.nomination.state), ""
        if one.since > today():
            since = f"từ ngày {one.since:%d/%m/%Y} "
        click.echo(f"{one.nomination.code}  {state}: {since}không có người nhận ({words.role(one.role)})")
    for nomination in stray:
        state = PROCEDURES[nomination.procedure].words.state(nomination.state)
        click.echo(f"{nomination.code}  {state}: không thuộc đúng một hàng việc")
    click.echo(f"{len(found)} hồ sơ không có người nhận, {len(stray)} hồ sơ không thuộc đúng một hàng việc")
    sys.exit(1 if found or stray else 0)


@outbox.command("status")
def status() -> None:
    """Count the messages by state."""
    rows = db.session.execute(db.select(Message.state, db.func.count()).group_by(Message.state)).all()
    counts = dict(rows)
    for state in MessageState:
        click.echo(f"{state.value:<10} {counts.get(state, 0):>7}  {MESSAGE_LABELS[state]}")


@outbox.command("resend")
@click.option("--all", "everything", is_flag=True, help="Also what still waits for its next try.")
def resend(everything: bool) -> None:
    """Try the failed messages again now."""
    count = resend_messages(failed_only=not everything)
    db.session.commit()
    click.echo(f"{count} thư sẽ được gửi lại ngay")
