"""The words in a PDF that stand for something that acts by itself.

The search looks through the plain objects and the packed object streams; it is a sieve for the
usual cases, not a virus scanner. What it costs is bounded by counts: a file that is beyond them,
or whose packed objects cannot be read, is odd, and no scan or export of a report is.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from enum import Enum, auto
from itertools import islice


class Sign(Enum):
    """What was found; the order is that in which it is told."""

    SCRIPT = auto()
    LAUNCH = auto()
    OTHER_FILE = auto()
    SENDING_FORM = auto()
    DYNAMIC_FORM = auto()
    FILES = auto()
    OTHER_ACTION = auto()
    OPENING_ACTION = auto()
    ADDRESS = auto()


class OddError(Exception):
    """The file is not written as any usual program would write it."""


# Packed data is not cut out, since what looks like it may be a comment. A word of five signs
# stands there by chance once in 50 000 files of 20 MB; the shorter ones count only with what
# must follow them: `<<`, `[`, a reference, or a comment that hides it.
SPACE = rb"[\0\s]{0,99}"
# No more space is gone through than this: who writes more hides something.
VALUE = rb"(?:%s(?:<<|\[|%%)|[\0\s]{100}|[\0\s]%s\d{1,9}[\0\s%%])" % (SPACE, SPACE)
WORDS = (
    (b"/JavaScript", rb"\b", Sign.SCRIPT),
    (b"/Launch", rb"\b", Sign.LAUNCH),
    (b"/GoToR", rb"\b", Sign.OTHER_FILE),
    (b"/GoToE", rb"\b", Sign.OTHER_FILE),
    (b"/SubmitForm", rb"\b", Sign.SENDING_FORM),
    (b"/ImportData", rb"\b", Sign.SENDING_FORM),
    (b"/XFA", VALUE, Sign.DYNAMIC_FORM),
    (b"/EmbeddedFile", rb"\b", Sign.FILES),
    (b"/FileAttachment", rb"\b", Sign.FILES),
    (b"/RichMedia", rb"\b", Sign.FILES),
    (b"/EF", VALUE, Sign.FILES),
    (b"/AA", VALUE, Sign.OTHER_ACTION),
    # Most programs say here on which page to open, with a list.
    (b"/OpenAction", rb"(?!%s\[)" % SPACE, Sign.OPENING_ACTION),
    (b"/URI", rb"\b", Sign.ADDRESS),
)
PATTERNS = tuple((word, re.compile(re.escape(word) + after), sign) for word, after, sign in WORDS)
# The code of a letter: /J#61vaScript. No program writes letters so; Vietnamese ones begin with
# C, E, B, 8, 9 or A.
LETTER_CODE = re.compile(rb"#([4-7][0-9A-Fa-f])")
PACKED = b"/ObjStm"

MOST_SLASHES, MOST_HASHES = 4_000_000, 2_000_000
MOST_CODES = 20_000
MOST_HITS = 100_000
MOST_PACKS = 20_000
MOST_UNPACKED = 16 * 1024**2
# The dictionary of an object stream is shorter than this.
HEAD = 1024


def find_signs(content: bytes) -> set[Sign]:
    """All signs in the file. Raises `OddError` when looking for them would take too long."""
    plain = _unescape(content)
    signs = _signs_in(plain)
    if plain.count(PACKED) != content.count(PACKED):
        raise OddError
    for objects in _packed_objects(content):
        signs |= _signs_in(_unescape(objects))
    return signs


def _unescape(text: bytes) -> bytes:
    """The text with the codes of letters resolved, if it is no text made to keep us busy."""
    if text.count(b"/") > MOST_SLASHES or text.count(b"#") > MOST_HASHES:
        raise OddError
    if next(islice(LETTER_CODE.finditer(text), MOST_CODES, None), None):
        raise OddError
    return LETTER_CODE.sub(lambda found: bytes.fromhex(found[1].decode()), text)


def _signs_in(text: bytes) -> set[Sign]:
    return {sign for word, pattern, sign in PATTERNS if _has(text, word, pattern)}


def _has(text: bytes, word: bytes, pattern: re.Pattern[bytes]) -> bool:
    # Counting a plain word is much faster than searching a pattern.
    if (hits := text.count(word)) > MOST_HITS:
        raise OddError
    return hits > 0 and pattern.search(text) is not None


def _packed_objects(content: bytes) -> Iterator[bytes]:
    """What the object streams hold, within one allowance for all of them."""
    if content.count(PACKED) > MOST_PACKS:
        raise OddError
    room = MOST_UNPACKED
    for head, begin, end in _object_streams(content):
        objects = _inflate(content[begin:end].lstrip(b"\r\n"), head, room)
        room -= len(objects)
        yield objects


def _object_streams(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """What stands around the word, and where the data begins and ends."""
    left, place, end = len(content), 0, 0
    while (place := content.find(PACKED, place)) != -1:
        begin = content.find(b"stream", place, place + HEAD) + len(b"stream")
        # The end is kept, lest a file without ends be searched as a whole for each beginning.
        if begin > end:
            end = content.find(b"endstream", begin)
            end = len(content) if end == -1 else end
        left -= end - begin
        if begin < place or left < 0:
            raise OddError
        yield content[max(0, place - HEAD) : begin], begin, end
        place = begin


def _inflate(packed: bytes, head: bytes, room: int) -> bytes:
    """The objects: all usual programs pack them with Flate or leave them as they are."""
    try:
        objects = zlib.decompressobj().decompress(packed, room + 1)
    except zlib.error:
        if b"/Filter" in _unescape(head):
            raise OddError from None
        return b""
    if len(objects) > room:
        raise OddError
    return objects
