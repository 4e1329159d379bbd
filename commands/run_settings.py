"""What `make run` chooses by itself: the port, the secret, the folders, the day of the demo."""

from __future__ import annotations

import errno
import os
import secrets
import socket
from pathlib import Path

from commands.processes import ServiceError, write_private
from commands.services import PostgresServer, RedisServer
from config import DEMO_PASSWORD

FIRST_PORT = 8000
PORT_TRIES = 100
DAY = "2025-06-02"


def listen(wanted: str) -> socket.socket:
    """Take the wanted port, else the first free one from 8000 on.

    The socket is handed to the web server, so that no other program can take the port meanwhile.
    """
    if wanted:
        return _listen_on(_number(wanted))
    for port in range(FIRST_PORT, FIRST_PORT + PORT_TRIES):
        try:
            taken = _listen_on(port)
        except ServiceError:
            continue
        if port != FIRST_PORT:
            print(f"Cổng {FIRST_PORT} đang bận, dùng cổng {port}.", flush=True)
        return taken
    raise ServiceError(f"Các cổng từ {FIRST_PORT} đều bận. Chọn cổng khác: make run PORT=9000")


def demo_environment(
    instance: Path, postgres: PostgresServer, broker: RedisServer, port: int
) -> dict[str, str]:
    """Every setting of the parts; mail goes to a folder unless SMTP_URL names a server."""
    return os.environ | {
        "DATABASE_URL": postgres.url(),
        "DATABASE_OWNER_URL": postgres.url("thidua_owner"),
        "REDIS_URL": broker.url,
        "SECRET_KEY": _secret(instance / "secret"),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "STORAGE_URL": (instance / "files").as_uri(),
        "MAILBOX": str(instance / "mail"),
        "DEMO": "1",
        "DEMO_DATE": os.environ.get("DEMO_DATE", DAY),
        "DEMO_PASSWORD": os.environ.get("DEMO_PASSWORD", DEMO_PASSWORD),
    }


def _number(wanted: str) -> int:
    if wanted.isascii() and wanted.isdigit() and 0 < int(wanted) < 65536:
        return int(wanted)
    raise ServiceError(f"PORT={wanted} không phải là số cổng.")


def _listen_on(port: int) -> socket.socket:
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1", port))
        door.listen()
    except OSError as reason:
        door.close()
        if reason.errno == errno.EACCES:
            raise ServiceError(f"Không được phép mở cổng {port}. Chọn PORT từ 1024 trở lên.") from None
        raise ServiceError(
            f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: make run PORT={port + 1}"
        ) from None
    return door


def _secret(path: Path) -> str:
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text()
