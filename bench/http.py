"""A light client: one kept connection, the cookie of one login, no following of redirects."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')
COOKIE = "thidua"
SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    body: bytes


class BenchError(RuntimeError):
    """The site did not do what the bench takes for granted."""


class Client:
    """Somebody at a browser without JavaScript, in a hurry."""

    def __init__(self, port: int, cookie: str = "", token: str = "") -> None:
        self.port, self.cookie, self.token = port, cookie, token
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)

    def login(self, username: str, password: str) -> Client:
        """Log in once; the session's token stands in every form."""
        self.token = self._token("/login")
        fields = {"username": username, "password": password}
        if (answer := self.post("/login", fields)).status != 302:
            raise BenchError(f"{username} could not log in: {answer.status}")
        self.token = self._token("/queue")
        # Gunicorn closes what is idle for two seconds.
        self.close()
        return self

    def another(self) -> Client:
        """A second connection in the same session."""
        return Client(self.port, self.cookie, self.token)

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, object]) -> Answer:
        """Send a form with the token of the session."""
        return self._ask("POST", path, urlencode({**fields, "csrf_token": self.token}).encode())

    def close(self) -> None:
        """Give the connection back; the next question opens another."""
        self.connection.close()

    def _token(self, path: str) -> str:
        found = TOKEN.search(self.get(path).body)
        if found is None:
            raise BenchError(f"{path} has no form with a token")
        return found[1].decode()

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        headers = {"Cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _sign, value = line.partition(";")[0].partition("=")
            # After the login it stays: flashed messages would make it grow with each act.
            if name == COOKIE and (not self.token or path == "/login"):
                self.cookie = value
        return Answer(answer.status, answer.getheader("Location", ""), content)
