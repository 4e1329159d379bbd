"""Every setting, read from the environment once and checked at the start."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from click import ClickException

DEV_SECRET = "only-for-the-demo-and-tests-never-for-real"  # noqa: S105 (refused in production)
# The demo's one password, printed at its start; only where DEMO=1.
DEMO_PASSWORD = "thi-dua-2025"  # noqa: S105
SECRET_LENGTH = 32
SCHEMES = {
    "DATABASE_URL": ("postgresql://", "postgres://", "postgresql+psycopg://"),
    "DATABASE_OWNER_URL": ("postgresql://", "postgres://", "postgresql+psycopg://"),
    "REDIS_URL": ("redis://", "rediss://"),
    "SMTP_URL": ("smtp://", "smtps://"),
    "PUBLIC_URL": ("http://", "https://"),
    # Only folders so far.
    "STORAGE_URL": ("file:///",),
}


class ConfigError(ClickException):
    """A setting is missing or wrong; the sentence says which and what to do.

    The commands print it without a traceback.
    """


@dataclass(frozen=True)
class Settings:
    """What the operator chose."""

    database_url: str
    database_owner_url: str
    redis_url: str
    smtp_url: str
    mail_from: str
    secret_key: str
    public_url: str
    storage_url: str
    mailbox: str
    demo: bool
    trusted_proxies: int


def read_settings(env: Mapping[str, str] = os.environ) -> Settings:
    """The settings; `ConfigError` where one is missing that a real office needs."""
    if problem := next(_problems(env), None):
        raise ConfigError(problem)
    return Settings(
        database_url=_psycopg(env["DATABASE_URL"]),
        database_owner_url=_psycopg(env.get("DATABASE_OWNER_URL") or env["DATABASE_URL"]),
        redis_url=env["REDIS_URL"],
        smtp_url=env.get("SMTP_URL", ""),
        mail_from=env.get("MAIL_FROM") or "Thi Đua <thi-dua@localhost.localdomain>",
        secret_key=env.get("SECRET_KEY") or DEV_SECRET,
        public_url=(env.get("PUBLIC_URL") or "http://127.0.0.1:8000").rstrip("/"),
        storage_url=env.get("STORAGE_URL") or Path("instance/files").resolve().as_uri(),
        mailbox=env.get("MAILBOX") or "instance/mail",
        demo=_is_demo(env),
        trusted_proxies=int(env.get("TRUSTED_PROXIES") or "0"),
    )


def _is_demo(env: Mapping[str, str]) -> bool:
    return env.get("DEMO") == "1"


def _problems(env: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the settings; never the value, which may hold a password."""
    if not _is_demo(env):
        yield from _missing_for_real_use(env)
    for name in ("DATABASE_URL", "REDIS_URL"):
        if not env.get(name):
            yield f"{name} is missing: set it in the environment (see README)."
    for name, schemes in SCHEMES.items():
        if env.get(name) and not env[name].startswith(schemes):
            yield f"{name} must begin with {' or '.join(schemes)}."
    if not (env.get("TRUSTED_PROXIES") or "0").isdecimal():
        yield "TRUSTED_PROXIES must be a number: how many proxies stand in front."


def _missing_for_real_use(env: Mapping[str, str]) -> Iterator[str]:
    secret = env.get("SECRET_KEY", "")
    if len(secret) < SECRET_LENGTH or secret == DEV_SECRET:
        yield f"SECRET_KEY is missing or shorter than {SECRET_LENGTH} characters: openssl rand -hex 32"
    if not env.get("SMTP_URL"):
        yield "SMTP_URL is missing: smtp://user:password@host:port."
    if not env.get("PUBLIC_URL"):
        yield "PUBLIC_URL is missing: the address that people open."


def derived(secret: str, purpose: str) -> str:
    """A second secret from the first, so that an operator keeps only one."""
    return hashlib.sha256(f"{purpose}:{secret}".encode()).hexdigest()


def _psycopg(url: str) -> str:
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url
