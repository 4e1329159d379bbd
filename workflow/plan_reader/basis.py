"""Between title and first heading: what the plan rests on, the plan above it, the opening sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from workflow.plan_reader.dates import MOMENT, first_day
from workflow.plan_reader.keys import fold, without_quotes
from workflow.plan_reader.letterhead import BASIS, OPENING
from workflow.plan_reader.lines import SEARCHED, Paragraph
from workflow.plan_reader.offices import office_key
from workflow.plan_reader.reading import Reading

CITES = re.compile(r"^(?:can cu\b|xet\b|theo\b|tren co so\b|(?:tiep tuc )?(?:trien khai )?thuc hien\b)")
LEAD = re.compile(
    r"^(?:can cu(?: vao)?|thuc hien|theo|xet|tren co so|trien khai thuc hien|tiep tuc thuc hien)\s+"
)
PARENT = re.compile(r"\bke hoach\b(?=[^;]{0,200}\bso\b|[^;]{0,120}\bcua\b)")
PAPER_NUMBER = re.compile(r"\bso\s*:?\s*(?P<number>\d{1,5}[a-z]?\s*[/\-]\s*[a-z&0-9\-/.]*[a-z]|\d{1,5}\b)")
ISSUER = re.compile(
    r"\bcua\s+(?P<issuer>.+?)(?=\s*(?:,|;|\(|$|\bve\b|\bv/v\b|\btrien khai\b|\bphat dong\b|\bto chuc (?:trien|thuc|phong|thi|phat|cac|dot)"
    r"|\bthuc hien\b|\bban hanh\b|\bnham\b|\bhuong dan\b|\bnam \d{4}|\bngay \d|\bquy dinh\b|\bso \d|\bthi dua (?:chao|lap|yeu)))"
)
# The office that speaks in the opening sentence, between a comma and its verb.
SPEAKER = re.compile(
    r"(?:^|[,;.:]\s+)(?P<issuer>(?:uy ban|ubnd|hoi dong|trung tam|truong|phong|so|lien doan|cong doan|ban|hoi|doan"
    r"|dang uy|bch|benh vien|tram|cong an|chi cuc|van phong|mat tran|co quan|chi bo|ldld|cdcs)\b[^,;:]{2,160}?)\s+"
    r"(?:ban hanh|xay dung|phat dong|to chuc phat dong|to chuc phong trao|trien khai|de ra)\b"
)
LONGEST_OFFICE = 120


def read_preamble(paragraphs: list[Paragraph], reading: Reading) -> None:
    """Read the paragraphs before the first heading."""
    bases: list[tuple[str, list[int]]] = []
    opening: list[Paragraph] = []
    for one in paragraphs:
        speaker = _speaker(one)
        if speaker or OPENING.search(one.key) or (opening and not BASIS.match(one.key)):
            opening.append(one)
        bases += _bases(one, speaker)
    lines = [line for one in opening for line in one.lines]
    reading.put("opening", "\n".join(one.text for one in opening), lines)
    reading.put(
        "legal_basis", [text for text, _lines in bases], [line for _text, lines in bases for line in lines]
    )
    for one in opening:
        if found := _speaker(one):
            reading.put("issuer", one.text[found.start("issuer") : found.end("issuer")].strip(), one.lines)
    _read_parent(bases, reading)


def _speaker(one: Paragraph) -> re.Match[str] | None:
    """The last office in the sentence that acts of its own."""
    found = list(SPEAKER.finditer(without_quotes(one.key)))
    good = [each for each in found if len(each["issuer"]) <= LONGEST_OFFICE]
    return good[-1] if good else None


def _bases(one: Paragraph, speaker: re.Match[str] | None) -> list[tuple[str, list[int]]]:
    if not BASIS.match(one.key) or not CITES.match(one.key):
        return []
    text = one.text[: speaker.start()] if speaker else one.text
    return [(kept, one.lines) for part in _parts(text) if (kept := _without_lead(part))]


def _parts(text: str) -> list[str]:
    key = without_quotes(fold(text[:SEARCHED]))
    places = [0, *(found.end() for found in re.finditer(r";\s*", key)), len(text)]
    return [text[a:b].strip(" ;") for a, b in pairwise(places)]


def _without_lead(part: str) -> str:
    key = fold(part)
    found = LEAD.match(key) if BASIS.match(key) else None
    if not found and not re.search(r"\bso\b|\bngay\b|\bluat\b", key):
        return ""
    return part[found.end() if found else 0 :].strip(" ,;.")


def _read_parent(bases: list[tuple[str, list[int]]], reading: Reading) -> None:
    """The plan that stands nearest above: the last that is named, and is not the office's own."""
    own = office_key(reading.value("issuer") or "")
    found = []
    for text, lines in bases:
        if (at := PARENT.search(fold(text))) and at.start() < 30:
            parts = cite(text[at.start() :])
            if not own or office_key(str(parts["issuer"])) != own:
                found.append((text[at.start() :], parts, lines))
    if not found:
        return
    text, parts, lines = found[-1]
    reading.put("parent_plan", text, lines)
    for name, value in parts.items():
        reading.put(f"parent_{name}", value, lines)


def cite(text: str) -> dict[str, str | object]:
    """Number, day and issuer of a paper as it is cited; empty for what the citation does not say."""
    key = fold(text[:SEARCHED])
    bare = without_quotes(key)
    number, issuer = PAPER_NUMBER.search(bare), ISSUER.search(bare)
    until = issuer.start() if issuer else len(bare)
    day = first_day(bare[:until]) or (first_day(bare) if MOMENT.search(bare) else None)
    return {
        "number": _slice(text, number, "number").replace(" ", ""),
        "date": day,
        "issuer": _slice(text, issuer, "issuer").strip(),
    }


def _slice(text: str, found: re.Match[str] | None, group: str) -> str:
    return text[found.start(group) : found.end(group)] if found else ""
