"""What a part of a DOCX or XLSX may be: by its name, its beginning, its text and its relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from workflow.uploads import refusals

TYPES = "[content_types].xml"
RELATIONS = ".rels"
XML = (".xml", ".rels", ".vml")
WEB_NAMES = (".htm", ".html", ".xhtml", ".xht", ".hta", ".mht", ".mhtml", ".svg", ".svgz")
MACRO_NAMES = re.compile(r"(^|/)(vbaproject[^/]*\.bin\Z|vbadata\.xml\Z|activex/|macrosheets/)")
# Where the links to other workbooks and to programs (DDE) lie.
LINK_NAMES = "xl/externallinks/"

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Not gzip: pictures in old documents (EMZ) are packed with it.
NEVER_INSIDE = (
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"%PDF-",
    b"{\\rtf",
    b"MSCF",
    b"ITSF",
    b"L\0\0\0\x01\x14\x02\0",
)
PROGRAM = b"MZ"
WEB_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<(?:\?xml|!--|!doctype|html|head|body|script|svg)|(?:mime-version|from|content-type):)",
    re.IGNORECASE,
)
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")

MACRO_TYPE = re.compile(r"macroEnabled|vbaProject|activeX", re.IGNORECASE)
WEB_TYPE = re.compile(r"html|svg|rfc822|multipart", re.IGNORECASE)


def check_name(name: str, shown: str) -> None:
    """Refuse macros, web pages and outer links, known by where they lie."""
    if MACRO_NAMES.search(name):
        raise refusals.macros(shown)
    if name.endswith(WEB_NAMES):
        raise refusals.web_page(shown)
    if name.startswith(LINK_NAMES):
        raise refusals.outer_link(shown)


def check_start(name: str, start: bytes, shown: str) -> None:
    """Refuse files that are no part of a document, known by their first bytes."""
    if start.startswith(OLE):
        raise refusals.ole_object(shown)
    is_program = start.startswith(PROGRAM) and b"\0" in start
    if is_program or start.startswith(NEVER_INSIDE):
        raise refusals.packed_file(shown)
    if not name.endswith(XML) and WEB_START.match(start):
        raise refusals.web_page(shown)


def check_text(text: bytes, shown: str) -> None:
    """Refuse XML with a document type, and UTF-16, in which one would not be seen."""
    if b"\0" in text or any(word in text for word in DECLARATIONS):
        raise refusals.declaration(shown)


def check_types(xml: bytes, shown: str) -> None:
    """Refuse parts that the package calls macros or web pages, whatever their names."""
    for given in _attributes(xml, "Override", "Default"):
        kind = given.get("ContentType", "")
        if MACRO_TYPE.search(kind):
            raise refusals.macros(shown)
        # A default says something only of parts with its ending, which their names refuse.
        if WEB_TYPE.search(kind) and "PartName" in given:
            raise refusals.web_page(shown)


def check_relations(xml: bytes, shown: str) -> None:
    """Refuse what is fetched from outside when the file is opened; links wait for a click."""
    for given in _attributes(xml, "Relationship"):
        kind = given.get("Type", "").strip().rpartition("/")[2].lower()
        is_outer = given.get("TargetMode", "Internal").strip() != "Internal"
        if is_outer and kind == "attachedtemplate":
            raise refusals.outer_template(shown)
        if is_outer and kind != "hyperlink":
            raise refusals.outer_link(shown)
        if kind in REFUSED_KINDS:
            raise REFUSED_KINDS[kind](shown)


REFUSED_KINDS = {
    "oleobject": refusals.ole_object,
    "afchunk": refusals.web_page,
    "control": refusals.macros,
    "vbaproject": refusals.macros,
}


def _attributes(xml: bytes, *elements: str) -> Iterator[dict[str, str]]:
    """The attributes of all elements of these names. Raises `ExpatError` for bad XML."""
    found: list[dict[str, str]] = []

    def note(name: str, given: dict[str, str]) -> None:
        if name.rpartition(" ")[2] in elements:
            found.append(given)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = note
    parser.Parse(xml, True)
    return iter(found)
