"""`make run`: database, broker, web, worker and beat, with the demo, until Ctrl-C."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import sys
from pathlib import Path
from threading import Event
from typing import NoReturn

from commands.parts import Parts
from commands.processes import ServiceError, hold, stop_orphan, write_private
from commands.run_settings import demo_environment, listen
from commands.services import PostgresServer, RedisServer

INSTANCE = Path("instance")
NOTE = INSTANCE / "run.json"
SETTINGS = INSTANCE / "run.env"
# There from the first migration until the demo is loaded whole.
LOADING = INSTANCE / "loading"
FIRST_STOP, LAST_STOP = signal.SIGTERM, signal.SIGKILL
ORPHAN_SECONDS = 8


def main() -> int:
    """Start everything, wait, stop everything; what went wrong is said in a sentence."""
    os.umask(0o077)
    try:
        INSTANCE.mkdir(exist_ok=True)
        with hold(INSTANCE / "lock") or _refuse():
            _clear_orphans()
            return _remove() if "--remove" in sys.argv else _run()
    except ServiceError as reason:
        print(f"\n{reason}", file=sys.stderr)
    except PermissionError as reason:
        print(f"\nKhông ghi được {reason.filename}: thuộc người dùng khác.", file=sys.stderr)
    return 1


def _run() -> int:
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    # Under nohup a closed terminal shall not stop it.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda *_: stop.set())
    print("Đang khởi động…", flush=True)
    with (
        listen(os.environ.get("PORT", "")) as web,
        PostgresServer(INSTANCE / "postgres") as postgres,
        RedisServer(INSTANCE / "redis") as broker,
    ):
        env = demo_environment(INSTANCE.resolve(), postgres, broker, web.getsockname()[1])
        parts = Parts(env, INSTANCE / "log", stop)
        try:
            _fill(parts, postgres)
            parts.start(web)
            parts.wait_ready(env["PUBLIC_URL"])
            _note(parts, {"postgres": postgres, "redis": broker})
            _greet(parts)
            parts.watch()
        finally:
            if stop.is_set():
                print("\nĐang dừng…", flush=True)
            NOTE.unlink(missing_ok=True)
            SETTINGS.unlink(missing_ok=True)
            parts.stop()
    return 0


def _refuse() -> NoReturn:
    try:
        note = json.loads(NOTE.read_text())
        where = f" ở {note['address']} (tiến trình {note['pids']['run']})"
    except (OSError, ValueError, KeyError):
        where = ""
    raise ServiceError(f"Thi Đua đang chạy rồi{where}. Dừng bằng Ctrl-C ở đó trước.")


def _clear_orphans() -> None:
    """End what is left of a run that was killed: the lock says that it no longer runs."""
    try:
        pids = json.loads(NOTE.read_text())["pids"]
    except (OSError, ValueError, KeyError):
        return
    for name, program in (("web", "gunicorn"), ("worker", "celery"), ("beat", "celery")):
        stop_orphan(pids.get(name), program, Path(), (FIRST_STOP, LAST_STOP), ORPHAN_SECONDS)
    NOTE.unlink(missing_ok=True)
    SETTINGS.unlink(missing_ok=True)


def _remove() -> int:
    if sys.stdin.isatty() and input("Xóa hết dữ liệu dùng thử (gõ c để xóa): ").strip().lower() != "c":
        print("Chưa xóa gì.")
        return 1
    PostgresServer(INSTANCE / "postgres").remove()
    shutil.rmtree(INSTANCE)
    print("Đã xóa dữ liệu dùng thử.")
    return 0


def _fill(parts: Parts, postgres: PostgresServer) -> None:
    """Bring the tables up to date; load the demo into an empty database, whole or anew."""
    if LOADING.exists():
        postgres.drop_database("thidua")
        postgres.create_database("thidua")
    if postgres.is_empty():
        LOADING.touch()
        print("Đang nạp dữ liệu dùng thử…", flush=True)
    parts.flask("db", "upgrade")
    parts.flask("demo", "load", "--if-empty")
    LOADING.unlink(missing_ok=True)


def _note(parts: Parts, servers: dict[str, PostgresServer | RedisServer]) -> None:
    env = parts.env
    kept = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
    pids = {name: server.process.pid for name, server in servers.items() if server.process}
    note = {
        "address": env["PUBLIC_URL"], **{name: env[name] for name in kept},
        "mailbox": env["MAILBOX"], "demo_password": env["DEMO_PASSWORD"],
        "pids": {"run": os.getpid(), **parts.pids(), **pids},
    }  # fmt: skip
    chosen = sorted(set(env.items()) - set(os.environ.items()))
    lines = [f"export {name}={shlex.quote(value)}\n" for name, value in chosen]
    write_private(SETTINGS, "".join(lines))
    write_private(NOTE, json.dumps(note, indent=2))


def _greet(parts: Parts) -> None:
    address = parts.env["PUBLIC_URL"]
    accounts = parts.flask("demo", "accounts")
    mails = "" if parts.env.get("SMTP_URL") else f"Thư đã gửi: {address}/mailbox · "
    print(f"\nThi Đua đang chạy: {address}\n\nTài khoản dùng thử:\n{accounts}")
    print(f"{mails}Dừng: Ctrl-C", flush=True)


if __name__ == "__main__":
    sys.exit(main())
