"""The whole system with a browser: gunicorn, a Celery worker, an SMTP server, Chromium."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from commands.demo_commands import PASSWORD
from commands.processes import free_port
from tests.workflow.conftest import office, own_env  # noqa: F401 (the database of a whole file)

WAIT = 40
# A page may take long where everything else runs beside it.
expect.set_options(timeout=20_000)


class Mailroom:
    """Receives mail over SMTP; waits for what is due instead of sleeping."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self._news = threading.Condition()

    async def handle_DATA(self, _server, _session, envelope) -> str:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        with self._news:
            self.mails.append(mail)
            self._news.notify_all()
        return "250 OK"

    def wait_for(self, to: str, words: str) -> EmailMessage:
        """The mail to that address whose subject holds those words."""

        def found() -> EmailMessage | None:
            return next((one for one in self.mails if to in one["To"] and words in one["Subject"]), None)

        with self._news:
            assert self._news.wait_for(lambda: found() is not None, WAIT), [
                (one["To"], one["Subject"]) for one in self.mails
            ]
        return found()


@pytest.fixture
def mailroom() -> Iterator[Mailroom]:
    room = Mailroom()
    server = Controller(room, hostname="127.0.0.1", port=free_port())
    server.start()
    room.port = server.port
    yield room
    server.stop()


def _spawn(args: list[str], env: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen([sys.executable, "-m", *args], env=os.environ | env, stdout=out, stderr=out)


@pytest.fixture
def site(env: dict[str, str], mailroom: Mailroom, tmp_path: Path) -> Iterator[str]:
    """The address of the running system."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    env = env | {"SMTP_URL": f"smtp://127.0.0.1:{mailroom.port}", "PUBLIC_URL": address}
    children = [
        _spawn(["gunicorn", "--config", "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}",
                "app:create_app()"], env, tmp_path / "web.log"),
        _spawn(["celery", "-A", "worker", "worker", "--concurrency", "2", "--beat",
                "--schedule", str(tmp_path / "beat")], env, tmp_path / "worker.log"),
    ]  # fmt: skip
    try:
        _wait_ready(address, children, tmp_path)
        yield address
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=30)


def _wait_ready(address: str, children: list[subprocess.Popen[bytes]], logs: Path) -> None:
    pause = threading.Event()
    for _attempt in range(WAIT * 5):
        for child in children:
            assert child.poll() is None, [one.read_text()[-3000:] for one in logs.glob("*.log")]
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=2).close()
        except OSError:
            pause.wait(0.2)
        else:
            return
    raise AssertionError((logs / "web.log").read_text()[-3000:])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync"],
        )  # fmt: skip
        yield chromium
        chromium.close()


class Desk:
    """One official at his own browser."""

    def __init__(
        self, browser: Browser, site: str, username: str, width: int = 1280, **options: bool
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="vi-VN", **options
        )
        self.context.set_default_timeout(20_000)
        self.page: Page = self.context.new_page()
        self.site = site
        self.page.goto(f"{site}/login")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile("Việc đang chờ|Quản trị"))

    def open_from_queue(self, name: str) -> Page:
        """The dossier, opened from the person's own queue."""
        self.page.goto(f"{self.site}/queue?q={name}")
        self.page.locator("table.queue").first.get_by_role("link", name=name).click()
        return self.page

    def act(self, label: str) -> None:
        """Press the button of an act, then confirm it."""
        self.page.locator("aside").get_by_role("link", name=label, exact=True).click()
        self.confirm(label)

    def confirm(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).click()
        expect(self.page.locator(".flash-success").first).to_be_visible()


@pytest.fixture
def desk(browser: Browser, site: str):
    """`desk("clerk")`: that account at a browser of its own."""
    desks: list[Desk] = []

    def sit(username: str, width: int = 1280) -> Desk:
        desks.append(Desk(browser, site, username, width))
        return desks[-1]

    yield sit
    for one in desks:
        one.context.close()


@pytest.fixture(scope="module")
def web(own_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: F811
    """The address of the web server alone, one for all tests of the file; mail waits in the outbox."""
    port, logs = free_port(), tmp_path_factory.mktemp("web")
    address = f"http://127.0.0.1:{port}"
    args = ["gunicorn", "--config", "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}", "app:create_app()"]
    child = _spawn(args, own_env | {"PUBLIC_URL": address}, logs / "web.log")
    try:
        _wait_ready(address, [child], logs)
        yield address
    finally:
        child.terminate()
        child.wait(timeout=30)


@pytest.fixture(scope="module")
def logged_in(browser: Browser, web: str):
    """`logged_in("clerk")`: the cookies of that account, logged in once for the file."""
    known: dict[str, dict] = {}

    def state_of(username: str) -> dict:
        if username not in known:
            one = Desk(browser, web, username)
            known[username] = one.context.storage_state()
            one.context.close()
        return known[username]

    return state_of


@pytest.fixture
def sit(browser: Browser, web: str, logged_in):
    """`sit("clerk", width=360)`: that account at a browser of its own, already logged in."""
    contexts = []

    def open_browser(username: str, width: int = 1280, **options: object) -> Seat:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="vi-VN", base_url=web,
            storage_state=logged_in(username), **options,
        )  # fmt: skip
        contexts.append(context)
        return Seat(context, web)

    yield open_browser
    for one in contexts:
        one.close()


class Seat(Desk):
    """A desk whose official has logged in before."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.context, self.site = context, site
        context.set_default_timeout(20_000)
        self.page = context.new_page()
