"""What stands above the body: who issues it, number and symbol, place and day, title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from workflow.plan_reader.dates import first_day
from workflow.plan_reader.keys import fold, is_capitals
from workflow.plan_reader.lines import Line
from workflow.plan_reader.markers import read_marker
from workflow.plan_reader.reading import Reading

MOTTO = re.compile(
    r"cong hoa xa hoi chu nghia|^(?:viet )?nam$|^(?:hanh )?phuc$|doc lap\s*-\s*tu do\s*-\s*hanh phuc|dang cong san viet nam|doan tncs ho chi minh$"
)
NUMBER = re.compile(
    r"\bso\s*[:.]?\s*(?:(?P<number>\d{1,5}[a-z]?)|[._ ]*)\s*"
    r"(?:/\s*(?P<symbol>kh[a-z0-9&.\-]*(?:/[a-z&\-]+)?)|-\s*(?P<party>kh/[a-z0-9&.\-/]+))"
)
ISSUED = re.compile(
    r"(?:^|(?<=,)|(?<=, )|(?<=\t)|(?<=\s))ngay\s*(?P<day>\d{1,2}|[._ ]*)\s*thang\s*(?P<month>\d{1,2}|[._ ]*)\s*"
    r"nam\s*(?P<year>\d{4}|\d{0,3}[._ ]*)|\bngay\s+\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}"
)
TITLE = re.compile(r"^ke hoach(?: (?:phat dong|to chuc|trien khai|thuc hien|thi dua)\b.*)?$")
BASIS = re.compile(
    r"^(?:can cu\b|xet (?:de nghi|to trinh)|theo (?:de nghi|chi dao|ke hoach)|tren co so\b|nham\b|de \w"
    r"|huong toi\b|thuc hien (?:su |y kien )?(?:chi dao|ke hoach|cong van|chi thi|quyet dinh|nghi quyet|huong dan"
    r"|luat|chuong trinh|loi keu goi|thong tu|nghi dinh|nhiem vu|ket luan|van ban)\b"
    r"|(?:tiep tuc )?(?:trien khai )?thuc hien (?:ke hoach|cong van) so)"
)
# Who signs at the head of a body: "Ủy ban nhân dân xã ban hành kế hoạch …".
OPENING = re.compile(r"\b(?:ban hanh|xay dung|phat dong)\b.*(?:nhu sau|sau day)\s*[:.]?$")
OFFICE = re.compile(
    r"^(?:uy ban|ubnd|hoi dong|hdnd|trung tam|truong|phong|so|lien doan|cong doan|hoi|doan|ban|dang uy|dang bo|bch"
    r"|benh vien|tram|cong an|chi cuc|cuc|tong|vien|bo chi huy|bo|tinh|huyen|cong ty|quan uy|huyen uy|mat tran|chi nhanh)\b"
)
PLACE_ONLY = re.compile(r"^(?:thi tran|xa|phuong|huyen|quan|tinh|thanh pho|tp\.?|thi xa|thon|va)\b")
UNFINISHED = re.compile(
    r"(?:^|\b)(?:cong doan(?: co so)?|bch|ban chap hanh|ban chap hanh cong doan|bch cong doan|doan thanh nien"
    r"|chi bo|uy ban nhan dan|trung tam|truong|hoi dong nhan dan|cdcs)$"
)
SPLIT = re.compile(
    r"(?i)\s*(?=\bcong hoa xa hoi chu nghia|\bdoc lap\s*-\s*tu do|\bdang cong san viet nam)"
    r"|(?<=ubnd)\s+(?=\S.{2,40},\s*ngay\b)"
)
MOST_HEAD_LINES = 40
LONGEST_TITLE = 600
WORD = len("ke hoach")


@dataclass(frozen=True)
class Frame:
    """The lines of each part of the paper."""

    head: list[Line]
    title: list[Line]
    body: list[Line]


def find_frame(lines: list[Line]) -> Frame:
    """Part head, title and body; a text without the word KẾ HOẠCH on a line of its own has no title."""
    at = next((place for place, one in enumerate(lines[:MOST_HEAD_LINES]) if _is_title(one)), None)
    if at is None:
        cut = _end_of_bare_head(lines)
        return Frame(lines[:cut], [], lines[cut:])
    end = _end_of_title(lines, at)
    return Frame(lines[:at], lines[at:end], lines[end:])


def _is_title(line: Line) -> bool:
    words = line.text.split()
    return bool(TITLE.match(line.key.strip(" .:"))) and is_capitals(" ".join(words[:2]))


def _end_of_bare_head(lines: list[Line]) -> int:
    """Letterhead lines that begin a text without a title, up to its first number."""
    top = lines[: next((place for place, one in enumerate(lines[:12]) if read_marker(one.text)[0]), 12)]
    marks = [place for place, one in enumerate(top)
             if MOTTO.search(one.key) or NUMBER.match(one.key) or ISSUED.search(one.key)]  # fmt: skip
    return max(marks) + 1 if marks and len(top[max(marks)].text) < 120 else 0


def _end_of_title(lines: list[Line], at: int) -> int:
    end = at + 1
    length = 0
    while end < len(lines):
        one, is_first = lines[end], end == at + 1 and lines[at].key.strip(" .:") == "ke hoach"
        length += len(one.text)
        if read_marker(one.text)[0] or length > LONGEST_TITLE or (not is_first and _ends_title(lines, end)):
            break
        end += 1
    return end


def _ends_title(lines: list[Line], end: int) -> bool:
    one, above = lines[end], lines[end - 1]
    if BASIS.match(one.key) or OPENING.search(one.key) or above.text.endswith((".", ":", ";")):
        return True
    is_sentence = one.text.endswith((".", ":", ";")) and len(one.text) > 60
    return is_sentence or (one.after_gap and one.text[0].isupper() and not one.text.isupper())


def read_head(frame: Frame, reading: Reading) -> None:
    """Number, symbol, place, day and issuer, as far as the head gives them."""
    cells = [Line(line.number, cell) for line in frame.head for cell in cut_cells(line.text)]
    names = []
    for one in cells:
        if _read_number(one, reading) | _read_day(one, reading):
            continue
        if not MOTTO.search(one.key) and len(one.text) < 120 and is_capitals(one.text):
            names.append(one)
    _read_offices(names, reading)


def cut_cells(text: str) -> list[str]:
    """The cells of a line; a letterhead pasted with single spaces is cut at what always stands right."""
    cells = []
    for cell in text.split("\t"):
        places = [0, *(one.end() for one in SPLIT.finditer(fold(cell)) if one.end()), len(cell)]
        cells += [cell[a:b].strip() for a, b in pairwise(places)]
    return [one for one in cells if one]


def _read_number(one: Line, reading: Reading) -> bool:
    found = NUMBER.match(one.key)
    if not found:
        return False
    name = "symbol" if found["symbol"] else "party"
    reading.put("plan_symbol", one.text[found.start(name) : found.end(name)].rstrip(".-"), [one.number])
    reading.put(
        "plan_number", found["number"] and one.text[found.start("number") : found.end("number")], [one.number]
    )
    return not ISSUED.search(one.key)


def _read_day(one: Line, reading: Reading) -> bool:
    found = ISSUED.search(one.key)
    if not found:
        return False
    place = one.text[: found.start()].strip(" ,\t")
    if number := NUMBER.match(fold(place)):
        place = place[number.end() :].strip(" ,\t")
    reading.put("place", place, [one.number])
    written = one.text[found.start() : found.end()].strip(" .")
    day = first_day(fold(written))
    reading.put("plan_date", day, [one.number])
    if (
        day is None
        and found["month"] is not None
        and (found["month"].strip(" ._") or found["year"].strip(" ._"))
    ):
        reading.put("plan_date_text", written, [one.number])
    return True


def _read_offices(names: list[Line], reading: Reading) -> None:
    """The office that issues stands last; the one above it, if any, before it."""
    offices: list[tuple[str, list[int]]] = []
    for one in names:
        is_more = bool(PLACE_ONLY.match(one.key)) or not OFFICE.match(one.key)
        if offices and (is_more or UNFINISHED.search(fold(offices[-1][0]))):
            text, lines = offices[-1]
            offices[-1] = (f"{text} {one.text}", [*lines, one.number])
        elif not (is_more and not OFFICE.match(one.key)) or offices == []:
            offices.append((one.text, [one.number]))
    if offices and OFFICE.match(fold(offices[-1][0])):
        reading.put("issuer", *offices[-1])


def read_title(frame: Frame, reading: Reading) -> None:
    """The lines under KẾ HOẠCH, and what follows the word on its own line."""
    if not frame.title:
        return
    first = frame.title[0].text.replace("\t", " ").strip()
    above = first[WORD:].strip(" .:")
    words = [above, *(one.text.replace("\t", " ") for one in frame.title[1:])]
    # A note in brackets on a line of its own says what the plan is enclosed with.
    kept = [one for one in words if one and not re.match(r"^\(\s*(?:kem|ban hanh kem)", fold(one))]
    lines = [one.number for one in frame.title if len(frame.title) == 1 or one is not frame.title[0] or above]
    reading.put("title", " ".join(kept).strip(), lines)
