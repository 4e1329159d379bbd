"""The papers that the system made, whatever they speak of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, url_for
from flask_babel import gettext as _

from models import Document, db
from models.enums import DocumentState, DocumentType
from tasks.documents import order_again
from views.access import allow, current_person, find_nomination
from views.files import send
from workflow import audit, papers
from workflow.uploads import MEDIA_TYPES

blueprint = Blueprint("papers", __name__, url_prefix="/documents")

# The page on which a paper of that subject is offered.
PAGES: dict[str, Callable[[Document], str]] = {
    "submission": lambda one: url_for("submissions.show", submission_id=one.submission_id),
    "decision": lambda one: url_for("decisions.show", decision_id=one.decision_id),
    "campaign": lambda one: url_for("campaigns.units", slug=one.campaign.slug),
    "award": lambda one: url_for("decisions.show", decision_id=one.award.decision_id),
    "nomination": lambda one: url_for("nominations.show", code=one.nomination.code),
    "meeting": lambda one: url_for("meetings.show", meeting_id=one.meeting_id),
}


def _find_document(document_id: int) -> Document:
    """The paper, or 404 where the person may not see what it speaks of."""
    document = db.session.get(Document, document_id) or abort(404)
    if not papers.may_open(current_person(), document):
        abort(404)
    return document


@blueprint.get("/<int:document_id>.pdf")
@allow()
def download(document_id: int) -> Any:
    """The finished paper."""
    document = _find_document(document_id)
    return _sent(document, document.sha256, "pdf", str(document.id))


@blueprint.get("/<int:document_id>.docx")
@allow()
def download_word(document_id: int) -> Any:
    """The finished paper for Word; 404 for a type that is not edited, and for what was made before there was one."""
    document = _find_document(document_id)
    return _sent(document, document.word_sha256, "docx", f"{document.id}.docx")


def _sent(document: Document, sha256: str | None, kind: str, noted: str) -> Any:
    if document.state is not DocumentState.READY or sha256 is None:
        abort(404)
    audit.record_access("download", current_person(), detail=f"{document.type.value} {noted}")
    name = f"{document.type.value}-{document.id}.{kind}"
    db.session.commit()
    # A browser shows a PDF; what it does with a Word file is for whoever saved it to decide.
    return send(sha256, name, MEDIA_TYPES[kind], inline=kind == "pdf")


@blueprint.get("/receipt/<code>")
@allow()
def receipt(code: str) -> Any:
    """The slip of a dossier's receipt, or back to the dossier while it is being made."""
    return _slip(code, "papers.download")


@blueprint.get("/receipt/<code>/word")
@allow()
def receipt_word(code: str) -> Any:
    """The same slip for Word."""
    return _slip(code, "papers.download_word")


def _slip(code: str, address: str) -> Any:
    nomination = find_nomination(code)
    query = db.select(Document).filter_by(nomination_id=nomination.id, type=DocumentType.RECEIPT_SLIP)
    document = db.session.scalars(query.order_by(Document.version.desc())).first()
    if document and document.state is DocumentState.READY:
        return redirect(url_for(address, document_id=document.id))
    if document:
        flash(_("Phiếu tiếp nhận đang được tạo, xin mở lại sau ít phút."), "info")
    else:
        flash(_("Hồ sơ này được tiếp nhận khi chưa có phiếu in từ hệ thống."), "info")
    return redirect(url_for("nominations.show", code=code))


@blueprint.get("/<int:document_id>/progress")
@allow()
def progress(document_id: int) -> Any:
    """Whether the paper is there yet."""
    document = _find_document(document_id)
    # The page reads itself again when the paper is there, or when it cannot be made.
    return jsonify(ready=document.state is not DocumentState.PENDING, state=document.state.value)


@blueprint.post("/<int:document_id>/again")
@allow()
def again(document_id: int) -> Any:
    """Have a paper made again that could not be made."""
    document, person = _find_document(document_id), current_person()
    order_again(document, person, papers.maker_post(person, document))
    where = PAGES[document.subject](document)
    db.session.commit()
    flash(_("Đã yêu cầu tạo lại văn bản."), "success")
    return redirect(where)
