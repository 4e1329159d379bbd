"""Child processes that end with us: started in a session of their own, stopped by their id."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.05
# Loaded before any fork: between fork and exec nothing may be imported.
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class ServiceError(RuntimeError):
    """A part did not start or stop; the sentence says which and what to do."""


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def write_private(path: Path, text: str, owner: int | None = None) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    partial = path.with_name(f"{path.name}.partial")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        if owner is not None:
            os.fchown(out.fileno(), owner, -1)
        out.write(text)
    partial.replace(path)


def hold(path: Path) -> IO[str] | None:
    """Lock a file until it is closed or we die; nothing where another process holds it."""
    lock = path.open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def spawn(
    command: Sequence[str | Path], *, ends_by: signal.Signals, **options: Any
) -> subprocess.Popen[bytes]:
    """Start a child that gets the signal `ends_by` if we die without stopping it.

    Its session is its own: Ctrl-C reaches us alone, and we stop the parts in order.
    """
    return subprocess.Popen(
        list(command), stdin=subprocess.DEVNULL, start_new_session=True,
        preexec_fn=_tether(ends_by), **options,
    )  # fmt: skip


def spawn_logged(
    command: Sequence[str | Path], log: Path, *, ends_by: signal.Signals, **options: Any
) -> subprocess.Popen[bytes]:
    """Start such a child, whose words go to the end of a file."""
    with log.open("ab") as out:
        return spawn(command, ends_by=ends_by, stdout=out, stderr=out, **options)


def _tether(ends_by: signal.Signals) -> Callable[[], object] | None:
    if LIBC is None:
        return None
    prctl, number = LIBC.prctl, int(ends_by)
    return lambda: prctl(PR_SET_PDEATHSIG, number)


def stop(children: Iterable[subprocess.Popen[bytes]], by: Iterable[signal.Signals], seconds: float) -> None:
    """Stop children by each signal in turn, `seconds` apart, and what is left of their groups."""
    children = list(children)
    for number in by:
        for child in children:
            child.send_signal(number)
        _wait(children, seconds)
    for child in children:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _wait(children: Iterable[subprocess.Popen[bytes]], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=max(0, deadline - time.monotonic()))


def pid_in(file: Path) -> int | None:
    """The process that a server's own file names."""
    try:
        return int(file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def stop_orphan(
    pid: int | None, program: str, folder: Path, by: Iterable[signal.Signals], seconds: float
) -> None:
    """Stop a `program` that a killed run has left at work in `folder`, and no other process."""
    for number in by:
        deadline = time.monotonic() + seconds
        if pid and _is_at_work(pid, program, folder):
            os.kill(pid, number)
        while pid and _is_at_work(pid, program, folder) and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
    if pid and _is_at_work(pid, program, folder):
        raise ServiceError(f"Tiến trình {pid} vẫn dùng {folder}: hãy dừng nó rồi chạy lại.")


def _is_at_work(pid: int, program: str, folder: Path) -> bool:
    process = Path(f"/proc/{pid}")
    try:
        named = program in (process / "cmdline").read_text(errors="replace")
        return named and (process / "cwd").samefile(folder)
    except OSError:
        return False
