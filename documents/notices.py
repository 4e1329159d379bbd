"""What the mails say that are not about a step of a dossier: one function for each action of the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models import AuditEvent, User


@dataclass(frozen=True)
class Notice:
    """A subject, the sentences below the greeting, and the page to open."""

    subject: str
    lines: tuple[str, ...]
    # The address below the office's own, such as `/campaigns/…`; empty where there is no page.
    path: str = ""
    link: str = ""


# From the event that was told of, and who reads it, to the words. What they need beyond the event's
# own columns lies in its `data`, as ids; no secret lies there.
NOTICES: dict[str, Callable[[AuditEvent, User], Notice]] = {}
