"""The name of an uploaded file, made safe to show, to send and to save."""

from __future__ import annotations

import re

from models.text import clean_line

LONGEST = 150
SHOWN = 60
# What Windows does not allow in a name.
RESERVED = re.compile(r'[<>:"|?*]+')
# Only endings that say a kind are cut, all of them, since Windows hides the last one and
# "x.exe.pdf" would look like a program; "QĐ số 12.2024" and "Nguyễn.Văn.An" stay whole.
KNOWN_ENDING = re.compile(
    r"\.(pdf|docx?|docm|dotx?|xlsx?|xlsm|xlsb|pptx?|od[ts]|rtf|txt|csv|png|jpe?g|jpe|jfif|gif|bmp"
    r"|tiff?|webp|heic|heif|svg|html?|xml|zip|rar|7z|exe|com|scr|bat|cmd|ps1|js|vbs|msi|lnk|php)$",
    re.IGNORECASE,
)
NAMELESS = "tep-dinh-kem"


def safe_name(filename: str | None, extension: str) -> str:
    """The last part of the name, clean, at most 150 letters, with the ending of its real kind."""
    stem = RESERVED.sub("-", _last_part(filename))
    while ending := KNOWN_ENDING.search(stem):
        stem = stem[: ending.start()].strip(" .")
    stem = stem[: LONGEST - len(extension)].strip(" .")
    return (stem or NAMELESS) + extension


def shown_name(filename: str | None) -> str:
    """The name as a message shows it: what the person chose, clean and not too long."""
    name = _last_part(filename) or NAMELESS
    return name if len(name) <= SHOWN else f"{name[: SHOWN - 16]}…{name[-15:]}"


def _last_part(filename: str | None) -> str:
    return clean_line(re.split(r"[/\\]", clean_line(filename or ""))[-1]).rstrip(" .")
