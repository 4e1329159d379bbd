"""A server at work in a folder of ours: one launcher at a time, on a free loopback port."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path
from typing import IO, ClassVar, Self

from commands.processes import POLL_SECONDS, ServiceError, free_port, hold, stop

PORT_TRIES = 5
START_SECONDS = 30
STOP_SECONDS = 15
PORT_TAKEN = "Address already in use"


class Server:
    """What PostgreSQL and Redis have in common: start, answer, stop."""

    name: ClassVar[str]
    stops_by: ClassVar[tuple[signal.Signals, ...]]

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.process: subprocess.Popen[bytes] | None = None
        self.port = 0
        self._lock: IO[str] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, on the same data as before."""
        self.home.mkdir(parents=True, exist_ok=True)
        self._lock = hold(self.home / "lock")
        if self._lock is None:
            raise ServiceError(f"{self.name}: một chương trình khác đang dùng {self.home}.")
        try:
            self._prepare()
            self._launch()
            self._settle()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop it; open connections are ended, nothing is lost."""
        if self.process:
            stop([self.process], self.stops_by, STOP_SECONDS)
        self.process = None
        if self._lock:
            self._lock.close()
        self._lock = None

    def _launch(self) -> None:
        # Between our look at a free port and its use another program may take it.
        for attempt in range(1, PORT_TRIES + 1):
            self.port = free_port()
            log = self.home / f"{self.name}.log"
            former = log.stat().st_size if log.exists() else 0
            self.process = self._spawn(log)
            if self._answers_in_time():
                return
            said = log.read_bytes()[former:].decode(errors="replace")
            if PORT_TAKEN not in said or attempt == PORT_TRIES:
                raise ServiceError(f"{self.name} không khởi động được: {said[-1500:].strip()}")

    def _answers_in_time(self) -> bool:
        assert self.process
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                stop([self.process], self.stops_by[-1:], STOP_SECONDS)
                return False
            time.sleep(POLL_SECONDS)
        return True

    def _prepare(self) -> None:
        raise NotImplementedError

    def _spawn(self, log: Path) -> subprocess.Popen[bytes]:
        raise NotImplementedError

    def _answers(self) -> bool:
        raise NotImplementedError

    def _settle(self) -> None:
        """What is left to do once it answers."""
