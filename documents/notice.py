"""What a mail says that is not about a step of a dossier."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """A subject, the sentences below the greeting, and the page to open."""

    subject: str
    lines: tuple[str, ...]
    # The address below the office's own, such as `/campaigns/…`; empty where there is no page.
    path: str = ""
    link: str = ""
