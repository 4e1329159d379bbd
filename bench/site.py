"""PostgreSQL, Redis and gunicorn on free loopback ports, in a temporary folder that goes with them."""

from __future__ import annotations

import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from bench.http import Client
from commands.parts import Parts
from commands.processes import ServiceError, spawn_logged, stop
from commands.run_settings import demo_environment
from commands.services import PostgresServer, RedisServer

WORKERS, THREADS = 2, 4
START_SECONDS, STOP_SECONDS = 60, 10
DEMO = "thidua"


@dataclass(frozen=True)
class Servers:
    """The database server, with the demo in it, and what our programs need to know."""

    postgres: PostgresServer
    env: dict[str, str]
    home: Path

    def flask(self, database: str, *args: str) -> str:
        """Run one command of the program on that database."""
        return Parts(self.environment(database), self.home / "log", Event()).flask(*args)

    def environment(self, database: str) -> dict[str, str]:
        return self.env | {
            "DATABASE_URL": self.postgres.url(database=database),
            "DATABASE_OWNER_URL": self.postgres.url("thidua_owner", database),
        }

    def superuser(self, database: str) -> str:
        """The address for loading and for looking at plans."""
        return self.postgres.url("postgres", database)


@dataclass(frozen=True)
class Web:
    """A web server at work."""

    port: int
    pid: int
    postgres_pid: int


@contextmanager
def servers() -> Iterator[Servers]:
    """Start both servers, as durable as in an office, with the demo in the first database."""
    home = Path(tempfile.mkdtemp(prefix="thi-dua-bench-"))
    postgres = PostgresServer(home / "postgres")
    try:
        with postgres, RedisServer(home / "redis") as broker:
            env = demo_environment(home, postgres, broker, 0)
            # Nothing shall leave the machine.
            env = {name: value for name, value in env.items() if name != "SMTP_URL"}
            env |= {"WEB_WORKERS": str(WORKERS), "WEB_THREADS": str(THREADS)}
            started = Servers(postgres, env, home)
            started.flask(DEMO, "db", "upgrade")
            started.flask(DEMO, "demo", "load")
            yield started
    finally:
        postgres.remove()
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def database(started: Servers, name: str) -> Iterator[str]:
    """A copy of the demo's database for a while."""
    started.postgres.create_database(name, DEMO)
    try:
        yield name
    finally:
        started.postgres.drop_database(name)


@contextmanager
def web(started: Servers, name: str) -> Iterator[Web]:
    """Gunicorn on that database, as `make run` starts it."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        env = started.environment(name) | {"PUBLIC_URL": f"http://127.0.0.1:{port}"}
        log = started.home / "log" / "web.log"
        command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py",
                   "--bind", f"fd://{door.fileno()}", "app:create_app()"]  # fmt: skip
        child = spawn_logged(command, log, ends_by=signal.SIGTERM, env=env, pass_fds=[door.fileno()])
    try:
        _wait(port, child, log)
        assert started.postgres.process
        yield Web(port, child.pid, started.postgres.process.pid)
    finally:
        stop([child], (signal.SIGTERM, signal.SIGQUIT), STOP_SECONDS)


def _wait(port: int, child: object, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and child.poll() is None:  # type: ignore[attr-defined]
        try:
            if Client(port).get("/readyz").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise ServiceError(f"gunicorn does not answer:\n{log.read_text()[-2000:]}")
