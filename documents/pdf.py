"""Blocks in, PDF/A-2b out: data goes to Typst as JSON and is never read as markup."""

from __future__ import annotations

import io
import json
import threading
import unicodedata
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, cast

import segno
import typst
from flask_babel import gettext as _

from documents.blocks import CertificateFace, Paper
from documents.errors import DocumentError, letters_refused
from documents.fonts import chosen_font, letters_in
from documents.layout import LAYOUT, Layout
from models.enums import DocumentType

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "documents"
STANDARD: Final = "a-2b"
# PDF/A wants a date of making; a paper not dated yet gets this one, never the clock's.
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
# What a template says with `panic` when a text does not fit on its sheet.
TOO_LONG = "text-too-long"


def render_pdf(paper: Paper, layout: Layout = LAYOUT) -> bytes:
    """Make the PDF; the same paper gives the same bytes. Raises `DocumentError`."""
    name = "certificate" if paper.kind is DocumentType.CERTIFICATE else "paper"
    try:
        made = _compiler(name).compile(
            format="pdf",
            pdf_standards=STANDARD,
            timestamp=UNDATED,
            sys_inputs={
                "paper": _as_json(_plain(paper)),
                "measures": _as_json(layout.as_dict()),
                "family": chosen_font().family,
            },
        )
    except typst.TypstError as error:
        raise _refusal(error) from error
    return cast("bytes", made)


_kept = threading.local()


def _compiler(name: str) -> typst.Compiler:
    """One for each thread and template: it keeps the inputs of the last paper."""
    if not hasattr(_kept, name):
        compiler = typst.Compiler(
            str(TEMPLATES / f"{name}.typ"),
            root=str(TEMPLATES),
            font_paths=chosen_font().files,
            ignore_system_fonts=True,
        )
        setattr(_kept, name, compiler)
    return getattr(_kept, name)


def _as_json(data: object) -> str:
    # Word-processed text may bring decomposed letters, which the font cannot place well.
    return unicodedata.normalize("NFC", json.dumps(data, ensure_ascii=False))


def _code(face: CertificateFace) -> str:
    """The drawing that leads to the page which verifies the certificate."""
    drawing = io.BytesIO()
    code = segno.make(face.verify_url, error="m", micro=False)
    code.save(drawing, kind="svg", border=0, omitsize=True, xmldecl=False)
    return drawing.getvalue().decode()


def _printed(block: Any) -> dict[str, Any]:
    """The fields of a block and the words that follow from them."""
    names = {field.name for field in fields(block)} | {
        name for name in dir(block) if not name.startswith("_")
    }
    shown = {name: _plain(getattr(block, name)) for name in sorted(names)}
    qr = {"qr": _code(block)} if isinstance(block, CertificateFace) else {}
    return {"block": type(block).__name__, **shown, **qr}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _printed(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _refusal(error: typst.TypstError) -> DocumentError:
    letters = letters_in(error)
    if letters:
        return letters_refused(letters)
    if TOO_LONG in error.message:
        return DocumentError(_("Nội dung quá dài, không vừa một trang. Hãy rút gọn tên hoặc thành tích."))
    return DocumentError(_("Không tạo được văn bản: %(reason)s", reason=error.message))
