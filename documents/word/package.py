"""The file around a Word paper: an empty one with our styles to begin with, the finished one always the same."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from functools import cache

import docx
from docx.document import Document
from docx.oxml.ns import qn

from documents.blocks import Paper
from documents.layout import Layout
from documents.word.styles import LANGUAGE, define, made
from documents.word.text import checked

# A ZIP wants a time for each part, and Word one for the paper; neither is read from the clock.
OLDEST = (1980, 1, 1, 0, 0, 0)
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
# What the library's template carries beside the text: a picture of it, lists, another maker's name.
UNWANTED = ("thumbnail", "customXml", "numbering", "stylesWithEffects", "webSettings", "extended-properties")
# So that Word opens the paper as one of its own time and not "in compatibility mode".
MODE = {
    "compatibilityMode": "15",
    "overrideTableStyleFontSizeAndJustification": "1",
    "enableOpenTypeFeatures": "1",
    "doNotFlipMirrorIndents": "1",
}


def begun(layout: Layout) -> Document:
    """An empty paper with our styles."""
    return docx.Document(io.BytesIO(_template(layout)))


def finished(document: Document, paper: Paper) -> bytes:
    """The file; the same paper gives the same bytes."""
    _describe(document, paper)
    saved = io.BytesIO()
    document.save(saved)
    steady = io.BytesIO()
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as out:
        for name in parts.namelist():
            out.writestr(zipfile.ZipInfo(name, OLDEST), parts.read(name), zipfile.ZIP_DEFLATED)
    return steady.getvalue()


@cache
def _template(layout: Layout) -> bytes:
    document = docx.Document()
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in UNWANTED:
                del relations[key]
    define(document, layout)
    _set(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _set(document: Document) -> None:
    settings = document.settings.element
    for each in list(settings):
        settings.remove(each)
    compat = made("w:compat", {})
    for name, value in MODE.items():
        uri = "http://schemas.microsoft.com/office/word"
        compat.append(made("w:compatSetting", {"w:name": name, "w:uri": uri, "w:val": value}))
    for each in (
        made("w:zoom", {"w:percent": "100"}),
        made("w:defaultTabStop", {"w:val": "720"}),
        made("w:characterSpacingControl", {"w:val": "doNotCompress"}),
        compat,
        made("w:themeFontLang", {"w:val": LANGUAGE}),
        made("w:decimalSymbol", {"w:val": ","}),
        made("w:listSeparator", {"w:val": ";"}),
    ):
        settings.append(each)
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    grid.getparent().remove(grid)


def _describe(document: Document, paper: Paper) -> None:
    """What the file says of itself."""
    about = document.core_properties
    about.title, about.author, about.subject = (
        checked(text) for text in (paper.title, paper.author, paper.subject)
    )
    about.last_modified_by, about.language, about.comments = about.author, LANGUAGE, ""
    day = paper.dated_on
    about.created = about.modified = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else UNDATED
