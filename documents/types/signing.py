"""By what authority somebody signs (Nghị định 30/2020, Điều 13), as lines over his name."""

from __future__ import annotations

import re

COLLECTIVE = "TM. ỦY BAN NHÂN DÂN"
HEAD = "Chủ tịch"
DEPUTY = "Phó "
# What may stand before a title, and the name of the office that may follow it.
MARK = re.compile(r"^(TM|KT|TL|TUQ|Q)\.\s*", re.IGNORECASE)
OFFICE = re.compile(r"\s+(UBND|Ủy ban nhân dân|thị trấn|xã|phường|huyện|tỉnh)\b.*$", re.IGNORECASE)


def authority(title: str, signing: str = "") -> tuple[str, ...]:
    """The lines of who signs in his own right: a decision of the chair."""
    post, mark = _read(title, signing)
    if post.lower() == HEAD.lower():
        return (("Q. " if mark == "Q." else "") + HEAD.upper(),)
    if post.lower() == f"{DEPUTY}{HEAD}".lower():
        return _deputy(HEAD)
    by_order = ("TUQ. " if mark == "TUQ." else "TL. ") + HEAD.upper()
    if post.lower().startswith(DEPUTY.lower()):
        return (by_order, *_deputy(post[len(DEPUTY) :]))
    return (by_order, post.upper())


def authority_for_all(title: str, signing: str = "") -> tuple[str, ...]:
    """The lines of who signs for the People's Committee: a letter to the office above."""
    lines = authority(title, signing)
    return lines if lines[0].startswith(("TL.", "TUQ.")) else (COLLECTIVE, *lines)


def _deputy(head: str) -> tuple[str, str]:
    return (f"KT. {head}".upper(), f"{DEPUTY}{head}".upper())


def _read(title: str, signing: str) -> tuple[str, str]:
    """The bare post, and the mark that goes with it; `KT.` before the head's title means his deputy."""
    found = MARK.match(title)
    mark = (found[0].strip() if found else signing).upper()
    post = OFFICE.sub("", MARK.sub("", title.split(",")[0]).strip()) or HEAD
    if post.lower() == f"quyền {HEAD}".lower():
        return HEAD, "Q."
    return (f"{DEPUTY}{HEAD}", mark) if mark == "KT." and post.lower() == HEAD.lower() else (post, mark)
