"""What stands below the body: closing words, recipients, who signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.plan_reader.keys import fold, is_capitals
from workflow.plan_reader.letterhead import cut_cells
from workflow.plan_reader.lines import Line, Paragraph
from workflow.plan_reader.markers import read_marker
from workflow.plan_reader.reading import Reading

SIGNS = r"(?:t[./]?m|k[./]?t|t[./]?l|t[./]?u[./]?q|q)(?:\s*[./]\s*|\s+)(?=\S)"
POSTS = (
    r"(?:quyen )?(?:pho )?(?:chu tich|giam doc|hieu truong|truong phong|truong ban|bi thu|truong tram|chanh van phong|chi huy truong"
    r"|thu truong|chu nhiem|cuc truong|vien truong|tong giam doc|tong bien tap|chanh an|truong cong an|to truong|truong khoa"
    r"|doi truong|thuong truc|uy vien(?: thuong truc)?|chi cuc truong|tram truong)"
)
RECIPIENTS = re.compile(rf"^noi nhan\s*:?\s*(?=$|\t|[-+*]|{SIGNS}|{POSTS}\s*$|nhu\b)")
AUTHORITY = re.compile(rf"^{SIGNS}")
TITLES = re.compile(rf"^{POSTS}\b")
APPENDIX = re.compile(r"^(?:phu luc|bieu mau|mau so)\b")
SIGNED = re.compile(r"^[\[(]?\s*(?:da ky|ky ten|chu ky|ky, (?:ghi|dong)|signed)")
CLOSING = re.compile(
    r"^(?:tren day la|noi dung ke hoach|(?:ubnd|uy ban nhan dan|dang uy|ban chap hanh|bch|cong doan|truong|trung tam|phong"
    r"|ban|hoi|doan|lien doan|bgh|ban giam)\b.{0,90}?\b(?:de nghi|yeu cau|keu goi|kinh de nghi)\b"
    r"|(?:de nghi|yeu cau|kinh de nghi|nhan duoc)\b|can cu (?:vao )?ke hoach nay|trong qua trinh (?:to chuc |trien khai )?)"
)
NAME = re.compile(r"^[^\W\d_]+(?:\s+[^\W\d_]+){1,6}$")
LIST_END = re.compile(r"[;.,]$")
# The block on the right may come before the recipients in a text that was taken from two columns.
REACH = 9


@dataclass(frozen=True)
class Ending:
    """Where the ending begins among the lines, and where the paper ends."""

    start: int
    stop: int


def find_ending(lines: list[Line]) -> Ending:
    """From "Nơi nhận" or the signature on; appendices are no part of the plan."""
    at = next((place for place, one in enumerate(lines) if RECIPIENTS.match(one.key)), None)
    if at is not None:
        return Ending(_up_to_signature(lines, at), _before_appendix(lines, at + 1))
    stop = _before_appendix(lines, 1)
    signs = [place for place in range(max(0, stop - 14), stop) if _is_signing(lines[place].text)]
    return Ending(_up_to_signature(lines, signs[0]) if signs else stop, stop)


def _before_appendix(lines: list[Line], start: int) -> int:
    return next((place for place in range(start, len(lines))
                 if (APPENDIX.match(lines[place].key) and is_capitals(lines[place].text.split()[0] * 2))
                 or _is_appendix(lines[place])), len(lines))  # fmt: skip


def _is_appendix(line: Line) -> bool:
    return bool(re.fullmatch(r"phu luc(?:\s+(?:so\s+)?[ivx\d]{1,4})?\s*[:.]?", line.key))


def _is_signing(text: str) -> bool:
    return any(_is_authority(cell) or _is_title(cell) for cell in cut_cells(text))


def _is_authority(text: str) -> bool:
    return bool(AUTHORITY.match(fold(text))) and is_capitals(text[:40].replace(".", ""))


def _is_title(text: str) -> bool:
    return len(text) < 90 and is_capitals(text) and bool(TITLES.match(fold(text)))


def _up_to_signature(lines: list[Line], at: int) -> int:
    above = range(max(0, at - REACH), at)
    first = next((place for place in above if _is_signing(lines[place].text)
                  and all(len(one.text) < 70 for one in lines[place:at])), None)  # fmt: skip
    return at if first is None else first


def read_ending(lines: list[Line], reading: Reading) -> None:
    """Recipients and signer."""
    cells = [Line(one.number, cell) for one in lines for cell in _cells(one.text)]
    recipients, authority, titles, names = _sort(cells)
    reading.put("recipients", *_values(recipients))
    reading.put("signer_authority", *_values(authority))
    if titles:
        title = max(titles, key=lambda one: one.number)
        reading.put("signer_title", title.text, [title.number])
    if names:
        reading.put("signer_name", names[-1].text, [names[-1].number])


def _values(found: list[Line]) -> tuple[list[str], list[int]]:
    return [one.text for one in found], [one.number for one in found]


# The right column that was pasted behind the left one with a single space.
RIGHT = re.compile(rf"(?<=[;.:])\s+(?={SIGNS}|{POSTS}\s*$)")
FILED = re.compile(r"^[-+*]?\s*luu\b[^.;]*[.;]\s+(?=\S)")


def _cells(text: str) -> list[str]:
    return [part for cell in cut_cells(text) for part in _cut_right(cell)]


def _cut_right(cell: str) -> list[str]:
    key = fold(cell)
    if _is_authority(cell):
        return [cell]
    if (found := RIGHT.search(key)) and is_capitals(cell[found.end() :]):
        return [cell[: found.start()], cell[found.end() :]]
    if (found := FILED.match(key)) and _is_name(cell[found.end() :]):
        return [cell[: found.end()].strip(), cell[found.end() :]]
    return [cell]


def _sort(cells: list[Line]) -> tuple[list[Line], list[Line], list[Line], list[Line]]:
    recipients: list[Line] = []
    authority: list[Line] = []
    titles: list[Line] = []
    names: list[Line] = []
    in_list = False
    for one in cells:
        text, is_head = one.text, bool(RECIPIENTS.match(one.key))
        if is_head:
            text, in_list = _behind_head(one), True
        if _is_authority(text):
            authority.append(Line(one.number, text))
        elif _is_title(text):
            titles.append(Line(one.number, text))
        elif SIGNED.match(fold(text)) or not text:
            continue
        elif in_list and _is_recipient(text, recipients):
            _add_recipient(recipients, one.number, text)
        elif (titles or authority) and _is_name(text):
            names.append(Line(one.number, text))
        elif authority and not names and is_capitals(text) and not titles:
            authority[-1] = Line(one.number, f"{authority[-1].text} {text}")
    return recipients, authority, titles, names


def _behind_head(one: Line) -> str:
    found = RECIPIENTS.match(one.key)
    assert found is not None
    return one.text[found.end() :].strip()


def _is_recipient(text: str, so_far: list[Line]) -> bool:
    marker, _rest = read_marker(text)
    if marker or LIST_END.search(text) or not so_far:
        return bool(marker or LIST_END.search(text) or not (is_capitals(text) or _is_name(text)))
    is_open = not so_far[-1].text.endswith((".", ";"))
    return (is_open or not _is_name(text)) and not is_capitals(text)


def _add_recipient(recipients: list[Line], number: int, text: str) -> None:
    marker, rest = read_marker(text)
    if not marker and recipients and not recipients[-1].text.endswith((";", ".")):
        recipients[-1] = Line(recipients[-1].number, f"{recipients[-1].text} {rest}")
    else:
        recipients.append(Line(number, rest))


def _is_name(text: str) -> bool:
    words = text.split()
    return bool(NAME.match(text)) and len(text) < 60 and all(word[0].isupper() for word in words)


def cut_closing(paragraphs: list[Paragraph], reading: Reading) -> list[Paragraph]:
    """The body without its last words, which are noted as the closing."""
    end = len(paragraphs)
    start = end
    while (
        start > 0
        and end - start < 4
        and paragraphs[start - 1].marker is None
        and not is_capitals(paragraphs[start - 1].text)
    ):
        start -= 1
    first = next((place for place in range(start, end) if CLOSING.match(paragraphs[place].key)), None)
    if first is None and start < end and paragraphs[-1].text.endswith("./."):
        first = end - 1
    if not first:
        return paragraphs
    closing = paragraphs[first:]
    reading.put(
        "closing", "\n".join(one.text for one in closing), [line for one in closing for line in one.lines]
    )
    return paragraphs[:first]
