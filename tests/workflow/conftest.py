"""One database for a whole file of tests, a copy of the demo; each test takes fresh dossiers."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from flask import Flask

from commands.services import PostgresServer

DAY = "2025-06-02"


@pytest.fixture(scope="module")
def own_env(
    demo: dict[str, str], postgres: PostgresServer, request: pytest.FixtureRequest
) -> Iterator[dict[str, str]]:
    """The environment with one copy of the demo for all tests of the file."""
    name = f"file_{os.getpid()}_{request.node.path.stem}"
    postgres.create_database(name, "thidua")
    yield demo | {
        "DATABASE_URL": postgres.url(database=name),
        "DATABASE_OWNER_URL": postgres.url("thidua_owner", name),
    }
    postgres.drop_database(name)


@pytest.fixture(scope="module")
def office(own_env: dict[str, str]) -> Iterator[Flask]:
    """The application over that database; no context is pushed, so requests keep their own."""
    from app import create_app, limiter
    from config import read_settings
    from models import db

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO", "1")
        patch.setenv("DEMO_DATE", DAY)
        patch.setattr(limiter, "enabled", False)
        application = create_app(read_settings(own_env))
        application.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        yield application
        with application.app_context():
            db.engine.dispose()


@pytest.fixture
def inside(office: Flask) -> Iterator[Flask]:
    """The same application with its context; what a test did not commit is rolled back."""
    from models import db

    with office.app_context():
        yield office
        db.session.rollback()
        db.session.remove()


@pytest.fixture(scope="module")
def commune_office(office: Flask) -> Iterator[Flask]:
    """The demo on a day of 2026: the commune is loaded beside the town, which is history."""
    from commands.demo import commune

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO_DATE", str(commune.DAY))
        done = office.test_cli_runner().invoke(args=["demo", "load", "--if-empty"])
        assert done.exit_code == 0, done.output
        yield office


@pytest.fixture
def commune_inside(commune_office: Flask) -> Iterator[Flask]:
    """The same with its context; what a test did not commit is rolled back."""
    from models import db

    with commune_office.app_context():
        yield commune_office
        db.session.rollback()
        db.session.remove()
