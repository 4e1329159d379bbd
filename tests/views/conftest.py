"""One application for a whole file of tests, and the people who are logged in to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from commands.demo_commands import PASSWORD
from tests.workflow.conftest import (  # noqa: F401 (fixtures of these tests too)
    commune_inside,
    commune_office,
    inside,
    office,
    own_env,
)


@pytest.fixture(scope="module")
def client_of(office: Flask) -> Callable[[str], FlaskClient]:  # noqa: F811
    """`client_of("clerk")`: a browser in which that demo account is logged in, once for the file."""
    known: dict[str, FlaskClient] = {}

    def log_in(username: str) -> FlaskClient:
        if username not in known:
            known[username] = office.test_client()
            answer = known[username].post("/login", data={"username": username, "password": PASSWORD})
            assert answer.status_code == 302, answer.get_data(as_text=True)[:2000]
        return known[username]

    return log_in
