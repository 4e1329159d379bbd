"""The programs of ours that `make run` looks after: web, worker and beat, and short commands."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

from commands.processes import ServiceError, spawn, spawn_logged, stop

START_SECONDS = 60
STOP_SECONDS = 8
LOOK_SECONDS = 0.2
LAST_LINES = 20
LOG_BYTES = 5_000_000
LABELS = {"web": "Máy chủ web", "worker": "Tiến trình nền", "beat": "Bộ hẹn giờ"}


class Interrupted(ServiceError):
    """Somebody asked to stop before all was started."""


class Parts:
    """Started together, watched together, stopped together."""

    def __init__(self, env: dict[str, str], logs: Path, stop_asked: Event) -> None:
        self.env, self.logs, self.stop_asked = env, logs, stop_asked
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        logs.mkdir(exist_ok=True)

    def flask(self, *args: str) -> str:
        """Run one command to its end and answer what it printed."""
        child = spawn(
            [sys.executable, "-m", "flask", "--app", "app", *args],
            ends_by=signal.SIGTERM, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        while True:
            try:
                out, err = child.communicate(timeout=LOOK_SECONDS)
                break
            except subprocess.TimeoutExpired:
                if self.stop_asked.is_set():
                    child.terminate()
        self._go_on()
        if child.returncode:
            said = "\n".join(err.decode(errors="replace").strip().splitlines()[-LAST_LINES:])
            raise ServiceError(f"flask {' '.join(args)}:\n{said}")
        return out.decode()

    def start(self, web: socket.socket) -> None:
        """Start all three; the web server takes over a socket that listens already."""
        self._go_on()
        python = [sys.executable, "-m"]
        celery = [*python, "celery", "-A", "worker"]
        self._spawn("web", [*python, "gunicorn", "--config", "gunicorn.conf.py",
                            "--bind", f"fd://{web.fileno()}", "app:create_app()"],
                    pass_fds=[web.fileno()])  # fmt: skip
        self._spawn("worker", [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"])
        schedule = str(self.logs.parent / "beat-schedule")
        self._spawn("beat", [*celery, "beat", "--schedule", schedule, "--loglevel", "INFO"])

    def wait_ready(self, address: str) -> None:
        """Return once the web server answers."""
        deadline = time.monotonic() + START_SECONDS
        while not _answers(address):
            self._check()
            self._go_on()
            if time.monotonic() > deadline:
                raise ServiceError(f"Máy chủ web không trả lời.\n{self._last_lines('web')}")
            self.stop_asked.wait(LOOK_SECONDS)

    def watch(self) -> None:
        """Return when somebody asks to stop; raise when a part has died."""
        while not self.stop_asked.wait(LOOK_SECONDS):
            self._check()

    def stop(self) -> None:
        """Stop all of them at once; who does not hear is killed."""
        stop(self.children.values(), (signal.SIGTERM, signal.SIGQUIT), STOP_SECONDS)

    def pids(self) -> dict[str, int]:
        """Their processes."""
        return {name: child.pid for name, child in self.children.items()}

    def _spawn(self, name: str, command: list[str], **options: object) -> None:
        log = self.logs / f"{name}.log"
        if log.exists() and log.stat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        # A worker without its broker would wait for it for ever; it takes its tasks anew anyway.
        ends_by = signal.SIGKILL if name == "worker" else signal.SIGTERM
        self.children[name] = spawn_logged(command, log, ends_by=ends_by, env=self.env, **options)

    def _check(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None:
                raise ServiceError(
                    f"{LABELS[name]} đã dừng (mã {child.returncode}).\n{self._last_lines(name)}"
                )

    def _go_on(self) -> None:
        if self.stop_asked.is_set():
            raise Interrupted("Đã dừng trước khi khởi động xong.")

    def _last_lines(self, name: str) -> str:
        log = self.logs / f"{name}.log"
        lines = log.read_text(errors="replace").splitlines()[-LAST_LINES:]
        return "\n".join([f"{log}:", *lines])


def _answers(address: str) -> bool:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
