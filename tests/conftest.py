"""Real services for all tests: PostgreSQL, Redis, and the demo in a database of each test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commands.demo_commands import PASSWORD
from commands.services import PostgresServer, RedisServer

DAY = "2025-06-02"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    server = PostgresServer(tmp_path_factory.mktemp("postgres"), durable=False)
    with server:
        yield server
    server.remove()


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with RedisServer(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="session")
def demo(
    postgres: PostgresServer, broker: RedisServer, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """The environment whose database holds the demo; each test works on a copy of it."""
    files = tmp_path_factory.mktemp("files")
    env = {
        "DATABASE_URL": postgres.url(), "DATABASE_OWNER_URL": postgres.url("thidua_owner"),
        "REDIS_URL": broker.url, "DEMO": "1", "DEMO_DATE": DAY, "STORAGE_URL": files.as_uri(),
        "MAILBOX": str(tmp_path_factory.mktemp("mail")),
        "SECRET_KEY": "for-the-tests-" + "x" * 40,
    }  # fmt: skip
    for args in (("db", "upgrade"), ("demo", "load")):
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "app", *args],
            env=os.environ | env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
    return env


@pytest.fixture
def env(
    demo: dict[str, str], postgres: PostgresServer, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[dict[str, str]]:
    """The environment with a database of the test's own, a copy of the demo."""
    name = f"test_{os.getpid()}_{abs(hash(request.node.nodeid)) % 10**10}"
    postgres.create_database(name, "thidua")
    own = demo | {
        "DATABASE_URL": postgres.url(database=name),
        "DATABASE_OWNER_URL": postgres.url("thidua_owner", name),
        "MAILBOX": str(tmp_path / "mail"),
    }
    yield own
    postgres.drop_database(name)


@pytest.fixture
def app(env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    from app import create_app, limiter
    from config import read_settings
    from models import db

    monkeypatch.setenv("DEMO", "1")
    monkeypatch.setenv("DEMO_DATE", DAY)
    monkeypatch.setattr(limiter, "enabled", False)
    application = create_app(read_settings(env))
    application.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    with application.app_context():
        yield application
        db.session.remove()
        db.engine.dispose()


class Visitor:
    """Somebody at a browser without JavaScript."""

    def __init__(self, application: Flask, username: str | None) -> None:
        self.client: FlaskClient = application.test_client()
        self.get, self.post = self.client.get, self.client.post
        if username:
            answer = self.post("/login", data={"username": username, "password": PASSWORD})
            assert answer.status_code == 302, answer.get_data(as_text=True)[:2000]


@pytest.fixture
def visit(app: Flask):
    """Logs a demo account in: `visit("clerk").get("/queue")`."""
    return lambda username=None: Visitor(app, username)


@pytest.fixture(scope="session", autouse=True)
def _chromium_is_there() -> None:
    """In CI a missing part is a failure, never a skip."""
    assert shutil.which("chromium"), "chromium is missing: sudo apt-get install chromium"
