"""Which words of a paragraph are its heading, and what the heading announces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.plan_reader.groups import GROUP_HEAD
from workflow.plan_reader.keys import fold, is_capitals
from workflow.plan_reader.lines import Paragraph

LONGEST = 160
MOST_WORDS = 26
# Each part of a heading is held against these from its first word on.
BEFORE = (
    r"(?:(?:cac|nhung|mot so|ve|cong tac|viec|quy dinh(?: ve)?|xet|de nghi|binh xet|phan|cu the)\s+){0,3}"
)
TOPICS = {
    "purpose": r"muc (?:dich|tieu)\b",
    "requirement": r"yeu cau\b",
    "contents": r"(?:noi dung\b(?! ho so)|nhiem vu(?: trong tam| thi dua|, giai phap| va giai phap|$)"
    r"|chi tieu thi dua|trong tam thi dua)",
    "due": r"(?:thoi (?:gian|han|diem)\b.{0,30}\b(?:de nghi|nop|gui|nhan|trinh|xet|lap ho so|khen)|han nop)",
    "period": r"thoi (?:gian|han|diem)\b",
    "subjects": r"(?:doi tuong|pham vi|thanh phan)\b",
    "criteria": r"(?:tieu (?:chuan|chi)|dieu kien)\b",
    "forms": r"(?:hinh thuc(?: va muc)?(?=$|,|:| khen| thi dua)|danh hieu\b|khen thuong\b|muc khen\b"
    r"|tong ket.{0,20}khen thuong)",
    "duties": r"(?:to chuc (?:thuc hien|trien khai)|trach nhiem\b|phan cong\b|bien phap to chuc)",
    "procedure": r"(?:ho so|thu tuc|trinh tu|quy trinh)\b",
    "principle": r"nguyen tac\b",
    "quota": r"(?:so luong|co cau|ty le)\b",
    "money": r"(?:kinh phi|muc thuong|tien thuong|muc tien)\b",
    "report": r"(?:che do (?:thong tin )?bao cao|thong tin,? bao cao|so ket|bao cao)\b",
    "measures": r"(?:giai phap|bien phap)\b",
}
PATTERNS = {name: re.compile(BEFORE + words) for name, words in TOPICS.items()}
CUT = re.compile(r"\s*(?:[,;/&+]|\s-\s|\bva\b|\bgan voi\b)\s*")
FORM_HEAD = re.compile(
    r"^(?:tang |de nghi tang |hinh thuc |danh hieu |khen thuong )?(?:giay khen|bang khen|co thi dua|thu khen|ky niem chuong"
    r"|chien si thi dua|lao dong tien tien|tap the lao dong|danh hieu)\b"
)
SENTENCE_END = re.compile(r"[.;,!?…]$")


@dataclass(frozen=True)
class Head:
    """How long the heading is, what it says, and its rank where it has no number."""

    length: int = 0
    text: str = ""
    rank: str = ""
    topics: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The heading as it is searched."""
        return fold(self.text)

    @property
    def is_capitals(self) -> bool:
        """Whether it is written in capitals."""
        return is_capitals(self.text)


def topics_of(key: str) -> frozenset[str]:
    """What a heading announces: each of its parts must begin with the word for it."""
    found = {topic for part in CUT.split(key) if (topic := _topic_of(part))}
    # "Thời gian đề nghị" is no period of the movement, nor are its subjects those of an award.
    return frozenset(found)


def _topic_of(part: str) -> str | None:
    return next((name for name, pattern in PATTERNS.items() if pattern.match(part)), None)


def read_head(one: Paragraph, following: Paragraph | None) -> Head:
    """The heading of a paragraph; empty for a sentence."""
    length = _length(one.text, following)
    if not length:
        return Head()
    text = one.text[:length].rstrip(" .:")
    key = fold(text)
    topics = topics_of(key)
    rank = "" if one.marker else _rank(text, key, topics)
    if not one.marker and not rank:
        return Head()
    return Head(length, text, rank, topics)


def _rank(text: str, key: str, topics: frozenset[str]) -> str:
    if FORM_HEAD.match(key):
        return "form"
    if GROUP_HEAD.match(key):
        return "group"
    return "section" if topics or is_capitals(text) else ""


def _length(text: str, following: Paragraph | None) -> int:
    """Up to a colon, or the run of capitals, or all of a short paragraph that is no sentence."""
    colon = text.find(":", 0, LONGEST)
    if colon > 0 and len(text[:colon].split()) <= MOST_WORDS and not _breaks_off(text[:colon]):
        return colon + 1
    if not SENTENCE_END.search(text) and len(text) <= LONGEST * 1.5 and len(text.split()) <= MOST_WORDS * 1.5:
        return len(text)
    return _first_words(text, following)


def _breaks_off(text: str) -> bool:
    """Whether a sentence ends before the colon."""
    return bool(re.search(r"[.;]\s+[^\W\d_]", text))


def _first_words(text: str, following: Paragraph | None) -> int:
    """A heading that ends with a full stop: "1. Mục đích. Nhằm …", "I. THỜI GIAN. Từ …"."""
    stop = re.search(r"\.(?:\s|$)", text[:LONGEST])
    if stop is None:
        return 0
    words, is_all = text[: stop.start()], stop.end() >= len(text)
    if is_all and following is None:
        return 0
    is_known = bool(topics_of(fold(words))) or bool(GROUP_HEAD.match(fold(words)))
    if is_capitals(words) or (is_known and len(words.split()) <= 7):
        return stop.end()
    return 0
