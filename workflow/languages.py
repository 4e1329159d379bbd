"""The languages of the screen and the mails; what is kept is always in the office's own."""

from __future__ import annotations

from contextlib import AbstractContextManager

from flask_babel import force_locale

OFFICE = "vi"
# Each in its own words.
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


def in_office_language() -> AbstractContextManager[None]:
    """Say it in Vietnamese, whoever looks: for the log and for papers."""
    return force_locale(OFFICE)


def language_of(chosen: str | None) -> str:
    """The language that was chosen, if there is such a one."""
    return chosen if chosen in LANGUAGES else OFFICE
