"""The names of award forms in a sentence: Giấy khen của Chủ tịch UBND huyện, and who grants them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.enums import Level
from workflow.plan_reader.keys import fold

TYPE = (
    r"(?P<type>giay khen|bang khen|co thi dua|ky niem chuong|thu khen|huan chuong lao dong"
    r"|(?:danh hieu )?chien si thi dua(?: co so| cap (?:tinh|bo|co so)| toan quoc)?|(?:danh hieu )?lao dong tien tien"
    r"|(?:danh hieu )?tap the lao dong (?:tien tien|xuat sac)|(?:danh hieu )?gia dinh van hoa|don vi quyet thang)\b"
)
WHO = (
    r"(?:chu tich|pho chu tich|giam doc|hieu truong|bi thu|truong (?:ban|phong)|bo truong|thu tuong|chu nhiem|thu truong"
    r"|ban chap hanh|ban thuong vu|bch|btv|uy ban|ubnd|lien doan|ldld|tong lien doan|cong doan|hoi dong|hoi|so|phong|trung tam"
    r"|doan|dang uy|huyen uy|tinh uy|mat tran|ban giam|ban dan|truong|bo|chinh phu|cap|tinh|huyen|xa|nganh)"
)
STOP = (
    r"(?=\s*(?:[,;:.()\"\[]|$|-\s|\bcho\b|\bdoi voi\b|\btang\b|\bde nghi\b|\bxem xet\b|\bkhen thuong\b|\btheo\b|\bve\b|\bdanh cho\b"
    r"|\bva (?:giay|bang|co|cac|de)\b|\bquyet dinh\b|\btrong (?:phong|dot|thuc)|\bnam \d|\bkem\b|\bphai\b|\bco thanh\b|\bkhi\b|\bneu\b|\bduoc\b))"
)
NAMED = re.compile(rf"\b{TYPE}(?:\s+(?:cua|do)?\s*(?P<granter>{WHO}\b.{{0,90}}?){STOP})?")
GRANTED = re.compile(
    rf"(?P<granter>\b(?:chu tich|giam doc|hieu truong|truong (?:ban|phong)|bi thu|ban chap hanh|ban thuong vu|bch|thu tuong|bo truong|lien doan|cong doan"
    rf"|hoi dong)\b[^,;:.()]{{0,90}}?)\s+(?:(?:xem xet|xet|quyet dinh|khen thuong|,|va|bieu duong|cap|de)\s*){{0,6}}(?:trao )?tang\s+(?:thuong\s+)?{TYPE}"
)
OFFICE = r"(?:ubnd|uy ban nhan dan)"
LEVELS = (
    (
        Level.PROVINCE,
        re.compile(
            rf"{OFFICE}\s+(?:cap\s+)?(?:tinh|thanh pho (?:ha noi|ho chi minh|hai phong|da nang|can tho|hue))\b"
        ),
    ),
    (Level.DISTRICT, re.compile(rf"{OFFICE}\s+(?:cap\s+)?(?:huyen|quan|thi xa|thanh pho)\b")),
    (Level.TOWN, re.compile(rf"{OFFICE}\s+(?:cap\s+)?(?:xa|phuong|thi tran)\b")),
)


@dataclass(frozen=True)
class Mention:
    """A form as it is named at one place; `granter` is empty where nobody is named."""

    kind: str
    name: str
    granter: str
    begin: int
    end: int


def mentions_in(text: str) -> list[Mention]:
    """The forms that the text names, in order."""
    key = fold(text)
    found = []
    granted = {one.end("type"): one for one in GRANTED.finditer(key)}
    for one in NAMED.finditer(key):
        kind = text[one.start("type") : one.end("type")]
        before = granted.get(one.end("type"))
        source = one if one["granter"] else before
        granter = text[source.start("granter") : source.end("granter")].strip() if source else ""
        if before and not one["granter"]:
            granter = _last_office(granter)
        found.append(
            Mention(_type_key(one["type"]), _name(text, one, kind, granter), granter, one.start(), one.end())
        )
    return found


def _name(text: str, one: re.Match[str], kind: str, granter: str) -> str:
    kind = kind[:1].upper() + kind[1:]
    if one["granter"]:
        return kind + text[one.end("type") : one.end("granter")].rstrip()
    # "Chủ tịch UBND huyện tặng Giấy khen" names the same form, the other way round.
    return f"{kind} {OF} {granter}" if granter else kind


OF = "c" + chr(0x1EE7) + "a"


def _last_office(granter: str) -> str:
    """ "Ủy ban nhân dân xã đề nghị Chủ tịch UBND huyện": the office nearest before the verb."""
    key = fold(granter)
    places = [
        one.start()
        for one in re.finditer(r"\b(?:chu tich|giam doc|hieu truong|bi thu|thu tuong|bo truong)\b", key)
    ]
    return granter[places[-1] :] if places else granter


def _type_key(kind: str) -> str:
    return kind.removeprefix("danh hieu ")


def level_of(granter: str) -> Level | None:
    """At which level a People's Committee grants; None for everybody else."""
    key = fold(granter)
    return next((level for level, pattern in LEVELS if pattern.search(key)), None)
