"""The text of a DOCX, a line for each paragraph, with the numbers that Word adds."""

from __future__ import annotations

import io
import re
import zipfile
from xml.parsers import expat

from workflow.plan_reader.docx_numbers import Level, Numbering

SPACES = ("wordprocessingml/2006/main", "ooxml/wordprocessingml/main")
FALLBACK = "Fallback"
MAIN = re.compile(r"word/document\d*\.xml")
# More than the longest plan with all its formatting.
MOST_XML = 30 * 1024**2
# No paper has more letters; a small file may name a long label before each of many paragraphs.
MOST_TEXT = 5_000_000
LONGEST_LABEL = 100
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
# What was struck out with changes tracked, and the codes of fields.
UNSEEN = ("del", "moveFrom", "instrText", "delText")


class TooLongError(Exception):
    """The text is longer than any plan."""


def docx_text(content: bytes) -> str:
    """The text of a file that `check_upload` let pass."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        numbering = Numbering()
        for name, reader in (("word/numbering.xml", _ListReader), ("word/styles.xml", _StyleReader)):
            if name in names:
                _parse(package, name, reader(numbering))
        body = _BodyReader(numbering)
        _parse(package, next(one for one in names if MAIN.fullmatch(one)), body)
    return "\n".join(body.lines)


class _Reader:
    """Takes the elements of a part as they come; those of other name spaces pass by."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering

    def start(self, name: str, given: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        """Nothing, unless a reader needs it."""

    def letters(self, text: str) -> None:
        """Nothing, unless a reader needs it."""


def _parse(package: zipfile.ZipFile, name: str, reader: _Reader) -> None:
    if package.getinfo(name).file_size > MOST_XML:
        raise TooLongError
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(full: str, given: dict[str, str]) -> None:
        if local := _local(full):
            reader.start(local, {key.rpartition(" ")[2]: value for key, value in given.items()})

    def end(full: str) -> None:
        if local := _local(full):
            reader.end(local)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = reader.letters
    parser.Parse(package.read(name), True)


def _local(full: str) -> str:
    space, _blank, local = full.rpartition(" ")
    return local if space.endswith(SPACES) or local == FALLBACK else ""


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() and len(text) < 6 else default


class _ListReader(_Reader):
    def __init__(self, numbering: Numbering) -> None:
        super().__init__(numbering)
        self.levels: dict[int, Level] = {}
        self.level = Level()
        self.list, self.depth = "", 0

    def start(self, name: str, given: dict[str, str]) -> None:
        value = given.get("val", "")
        if name == "abstractNum":
            self.levels = self.numbering.levels.setdefault(given.get("abstractNumId", ""), {})
        elif name == "lvl":
            self.level = self.levels.setdefault(_number(given.get("ilvl")), Level())
        elif name == "numFmt":
            self.level.format = value
        elif name == "lvlText":
            self.level.text = value[:LONGEST_LABEL]
        elif name == "start":
            self.level.start = _number(value, 1)
        else:
            self._list(name, given, value)

    def _list(self, name: str, given: dict[str, str], value: str) -> None:
        if name == "num":
            self.list, self.level = given.get("numId", ""), Level()
        elif name == "abstractNumId":
            self.numbering.lists[self.list] = value
        elif name == "lvlOverride":
            self.depth = _number(given.get("ilvl"))
        elif name == "startOverride":
            self.numbering.restarts.setdefault(self.list, {})[self.depth] = _number(value, 1)


class _StyleReader(_Reader):
    style = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        value, known = given.get("val", ""), self.numbering.styles
        if name == "style":
            self.style = given.get("styleId", "")
        elif name == "basedOn":
            self.numbering.parents[self.style] = value
        elif name == "numId":
            known[self.style] = (value, known.get(self.style, ("", 0))[1])
        elif name == "ilvl":
            known[self.style] = (known.get(self.style, ("", 0))[0], _number(value))


class _Paragraph:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.style = ""
        self.list: str | None = None
        self.depth: int | None = None


class _BodyReader(_Reader):
    """Paragraphs in the order of the text; those of a text box come before the one that holds it."""

    def __init__(self, numbering: Numbering) -> None:
        super().__init__(numbering)
        self.lines: list[str] = []
        self.length = 0
        self.open: list[_Paragraph] = []
        self.hidden = 0
        self.in_text = False

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == FALLBACK or name in UNSEEN or self.hidden:
            self.hidden += 1
        elif name == "p":
            self.open.append(_Paragraph())
        elif name == "tbl":
            self.lines.append("")
        elif self.open:
            self._inside(name, given, self.open[-1])

    def _inside(self, name: str, given: dict[str, str], here: _Paragraph) -> None:
        if name == "t":
            self.in_text = True
        elif name in BREAKS and "pos" not in given:
            here.parts.append(BREAKS[name])
        elif name == "pStyle":
            here.style = given.get("val", "")
        elif name == "numId":
            here.list = given.get("val", "")
        elif name == "ilvl":
            here.depth = _number(given.get("val"))

    def end(self, name: str) -> None:
        if self.hidden:
            self.hidden -= 1
        elif name == "t":
            self.in_text = False
        elif name == "p" and self.open:
            self._close(self.open.pop())

    def letters(self, text: str) -> None:
        if self.in_text and not self.hidden and self.open:
            self.open[-1].parts.append(text)

    def _close(self, done: _Paragraph) -> None:
        text = "".join(done.parts).strip(" ")
        label = self.numbering.label(done.style, done.list, done.depth) if text.strip() else ""
        self.length += len(label) + len(text) + 1
        if self.length > MOST_TEXT:
            raise TooLongError
        self.lines += (f"{label} {text}" if label else text).split("\n")
