"""Looks at everything that must be there, and says in one line each what is wrong."""

from __future__ import annotations

import smtplib
import socket
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import redis
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import text

from config import Settings
from documents.fonts import CARRIED, chosen_font
from models import db
from models.store import store_from_url

SECONDS = 2.0
MOST_SECONDS_APART = 5.0
LOG_TABLES = ("audit_event", "audit_value", "access_event", "audit_stream")
FORBIDDEN = ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER")
# These the application writes through `audit_append` alone.
CLOSED = ("audit_event", "audit_value", "audit_stream")


class Wrong(Exception):
    """What is wrong, and what to do."""


def _database(_settings: Settings) -> str:
    version = db.session.scalar(text("SHOW server_version"))
    return f"PostgreSQL {version}"


def _migrations(_settings: Settings) -> str:
    script = ScriptDirectory(str(Path(current_app.root_path) / "migrations"))
    wanted, here = script.get_heads(), MigrationContext.configure(db.session.connection()).get_current_heads()
    if set(wanted) != set(here):
        raise Wrong(f"đang ở {', '.join(here) or 'trống'}, cần {', '.join(wanted)}: chạy flask db upgrade")
    return f"bản {', '.join(here)}, mới nhất"


def _roles(_settings: Settings) -> str:
    name, is_super = db.session.execute(
        text("SELECT rolname, rolsuper OR rolcreaterole OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    ).one()  # fmt: skip
    owns = db.session.scalar(
        text("SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = 'audit_event'::regclass")
    )  # fmt: skip
    if is_super or owns:
        raise Wrong(f"ứng dụng dùng vai trò {name}, là chủ bảng hoặc quản trị: nhật ký không được bảo vệ")
    pairs = [(table, right) for table in LOG_TABLES for right in FORBIDDEN]
    pairs += [(table, "INSERT") for table in CLOSED]
    held = [f"{right} {table}" for table, right in pairs if _has_right(table, right)]
    if held:
        raise Wrong(f"{name} có quyền không được có: {', '.join(held)}")
    return f"{name} chỉ ghi thêm vào nhật ký{_retention()}"


def _has_right(table: str, right: str) -> bool:
    query = text("SELECT has_table_privilege(current_user, :table, :right)")
    return bool(db.session.scalar(query, {"table": table, "right": right}))


def _retention() -> str:
    known = db.session.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = 'thidua_retention'"))
    return "" if known else "; chưa có vai trò thidua_retention để xóa dữ liệu cá nhân hết hạn"


def _clock(_settings: Settings) -> str:
    theirs = db.session.scalar(text("SELECT clock_timestamp()"))
    apart = abs((datetime.now(UTC) - theirs).total_seconds())
    if apart > MOST_SECONDS_APART:
        raise Wrong(f"máy này và cơ sở dữ liệu lệch nhau {apart:.0f} giây: đặt lại giờ (NTP)")
    return f"lệch {apart:.1f} giây so với cơ sở dữ liệu"


def _broker(settings: Settings) -> str:
    with redis.Redis.from_url(settings.redis_url, socket_timeout=SECONDS) as client:
        if not client.info("persistence").get("aof_enabled"):
            raise Wrong("Redis không ghi ra đĩa: đặt appendonly yes")
    return "Redis trả lời, có ghi ra đĩa"


def _worker(_settings: Settings) -> str:
    answers = current_app.extensions["celery"].control.ping(timeout=SECONDS)
    if not answers:
        raise Wrong(
            "không worker nào trả lời: thư và văn bản đang đứng yên; khởi động celery -A worker worker"
        )
    return f"{len(answers)} worker trả lời"


def _mail(settings: Settings) -> str:
    if not settings.smtp_url:
        if not settings.demo:
            raise Wrong("thiếu SMTP_URL")
        _write_in(Path(settings.mailbox))
        return f"hộp thư dùng thử {settings.mailbox}"
    parts = urlsplit(settings.smtp_url)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    host, port = unquote(parts.hostname or ""), parts.port or kind.default_port
    with kind(host, port, timeout=SECONDS) as server:
        server.noop()
    return f"{host}:{port} trả lời; gửi từ {settings.mail_from}"


def _font(_settings: Settings) -> str:
    family = chosen_font().family
    if family == CARRIED:
        return f"{family}, khác cỡ chữ Times New Roman; cài fonts-croscore thì văn bản đúng cỡ"
    return family


def _storage(settings: Settings) -> str:
    folder = store_from_url(settings.storage_url).folder
    _write_in(folder)
    return f"{folder} ghi được"


def _write_in(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"doctor")


CHECKS: dict[str, Callable[[Settings], str]] = {
    "Cơ sở dữ liệu": _database, "Bảng": _migrations, "Vai trò": _roles, "Đồng hồ": _clock,
    "Hàng đợi": _broker, "Worker": _worker, "Thư": _mail, "Phông chữ": _font, "Kho tệp": _storage,
}  # fmt: skip


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Look at everything that must be there; exit code 1 when something is wrong."""
    settings, wrong = current_app.extensions["settings"], 0
    for name, check in CHECKS.items():
        try:
            click.echo(f"  ok  {name}: {check(settings)}")
        except Exception as reason:
            # One broken part must not hide the next.
            db.session.rollback()
            wrong += 1
            click.echo(f" SAI  {name}: {_first_line(reason)}")
    click.echo("Mọi thứ đều ổn." if not wrong else f"{wrong} chỗ cần sửa.")
    sys.exit(1 if wrong else 0)


def _first_line(reason: Exception) -> str:
    lines = str(reason).strip().splitlines()
    if isinstance(reason, socket.gaierror):
        return f"không tìm thấy máy chủ: {reason}"
    return lines[0] if lines else type(reason).__name__
