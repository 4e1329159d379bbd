"""Decisions, and the papers that go with submissions and decisions."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import or_
from sqlalchemy.orm import joinedload

from models import Award, AwardForm, Decision, Document, Nomination, Submission, db
from models.enums import Action, DocumentState, Level, Role
from tasks.documents import order_again
from views.access import allow, current_person
from views.files import send
from views.inputs import Messages, inputs_of, row_id, ticked_ids
from workflow import audit, decisions
from workflow.batches import MOST_ON_PAPER
from workflow.errors import InputError, NotAllowedError, NotReadyError, Problem
from workflow.people import Person
from workflow.visibility import submission_visible_to, visible_to

blueprint = Blueprint("decisions", __name__)


@blueprint.get("/decisions/new")
@allow(Role.DISTRICT, Role.PROVINCE)
def new() -> Any:
    """Choose what one decision grants, and give its number, date and signer."""
    waiting = _forms_waiting(current_person())
    if len(waiting) == 1 and "form" not in request.args:
        return redirect(url_for("decisions.new", form=waiting[0].id))
    return _new_page({}, {}, [])


def _new_page(errors: dict[str, str], values: Any, problems: list[Problem]) -> str:
    person = current_person()
    form = db.session.get(AwardForm, request.values.get("form", 0, type=row_id))
    rows = decisions.awardable(person, form.id, form.campaign_id) if form else []
    return render_template(
        "decisions/new.html", form=form, rows=rows[: MOST_ON_PAPER], errors=Messages(errors),
        values=values, problems=problems, forms=_forms_waiting(person),
        request_id=request.form.get("request_id") or uuid4().hex, ticked=set(ticked_ids(request.values)),
        most=MOST_ON_PAPER, has_more=len(rows) > MOST_ON_PAPER,
    )  # fmt: skip


def _forms_waiting(person: Person) -> list[AwardForm]:
    here = Nomination.district_id.in_(person.at(Role.DISTRICT)) & (Nomination.state == "sent_to_district")
    there = Nomination.province_id.in_(person.at(Role.PROVINCE)) & (Nomination.state == "sent_to_province")
    ids = db.select(Nomination.award_form_id).filter(or_(here, there)).distinct()
    mine = [Level.DISTRICT] if person.at(Role.DISTRICT) else []
    mine += [Level.PROVINCE] if person.at(Role.PROVINCE) else []
    query = db.select(AwardForm).filter(AwardForm.id.in_(ids), AwardForm.granter_level.in_(mine))
    return list(db.session.scalars(query.options(joinedload(AwardForm.campaign)).order_by(AwardForm.id)))


@blueprint.post("/decisions")
@allow(Role.DISTRICT, Role.PROVINCE)
def create() -> Any:
    """Grant: all ticked dossiers by one decision, or nothing."""
    request_id = request.form.get("request_id", "")[:64] or uuid4().hex
    try:
        decision, _outcome = decisions.award(
            current_person(), ticked_ids(request.form), inputs_of(Action.AWARD), request_id
        )
    except InputError as wrong:
        db.session.rollback()
        return _new_page(wrong.fields, request.form, []), 422
    except NotReadyError as refusal:
        db.session.rollback()
        return _new_page({}, request.form, refusal.problems), 422
    number = decision.id
    db.session.commit()
    return redirect(url_for("decisions.show", decision_id=number))


@blueprint.get("/decisions/<int:decision_id>")
@allow()
def show(decision_id: int) -> str:
    """A decision with those of its awards that the person may see, and the papers he may open."""
    decision = db.session.get(Decision, decision_id) or abort(404)
    seen = _awards_seen(Award.decision_id == decision.id)
    rows = list(db.session.scalars(seen.order_by(Award.position)))
    if not rows:
        abort(404)
    papers = _papers(decision, rows)
    return render_template(
        "decisions/show.html", decision=decision, awards=rows,
        paper=next((one for one in papers if one.decision_id), None),
        certificates={one.award_id: one for one in papers if one.award_id},
        waiting=next((one for one in papers if one.state is DocumentState.PENDING), None),
        can_order=bool(papers) and _may_order(papers[0]),
    )  # fmt: skip


def _awards_seen(*conditions: Any) -> Any:
    return (
        db.select(Award)
        .join(Award.nomination)
        .filter(visible_to(current_person()), *conditions)
        .options(joinedload(Award.nomination).joinedload(Nomination.unit))
    )


def _papers(decision: Decision, awards: list[Award]) -> list[Document]:
    """A decision names everybody on its list, so it is for those who may see all of them."""
    wanted = [Document.award_id.in_([one.id for one in awards])]
    if len(awards) == _number_of_awards(decision.id):
        wanted.append(Document.decision_id == decision.id)
    query = db.select(Document).filter(or_(*wanted)).options(*PAPER_SUBJECTS)
    return list(db.session.scalars(query.order_by(Document.id)))


PAPER_SUBJECTS = (
    joinedload(Document.decision), joinedload(Document.award).joinedload(Award.decision),
)  # fmt: skip


def _number_of_awards(decision_id: int) -> int:
    query = db.select(db.func.count()).select_from(Award).filter(Award.decision_id == decision_id)
    return db.session.scalar(query) or 0


def _may_order(document: Document) -> bool:
    try:
        decisions.paper_post(current_person(), document)
    except NotAllowedError:
        return False
    return True


def _find_document(document_id: int) -> Document:
    """The paper, or 404 where the person may not see what it speaks of."""
    document = db.session.get(Document, document_id) or abort(404)
    if not _may_open(document):
        abort(404)
    return document


def _may_open(document: Document) -> bool:
    if document.submission_id:
        query = db.select(Submission.id).filter(
            Submission.id == document.submission_id, submission_visible_to(current_person())
        )
        return db.session.scalar(query) is not None
    if document.award_id:
        return db.session.scalar(_awards_seen(Award.id == document.award_id)) is not None
    seen = db.session.scalars(_awards_seen(Award.decision_id == document.decision_id)).all()
    return len(seen) == _number_of_awards(document.decision_id)


@blueprint.get("/documents/<int:document_id>.pdf")
@allow()
def download(document_id: int) -> Any:
    """The finished paper."""
    document = _find_document(document_id)
    if document.state is not DocumentState.READY:
        abort(404)
    audit.record_access("download", current_person(), detail=f"{document.type.value} {document.id}")
    name, sha256 = f"{document.type.value}-{document.id}.pdf", document.sha256
    db.session.commit()
    return send(sha256, name, "application/pdf", inline=True)


@blueprint.get("/documents/<int:document_id>/progress")
@allow()
def progress(document_id: int) -> Any:
    """Whether the paper is there yet."""
    document = _find_document(document_id)
    # The page reads itself again when the paper is there, or when it cannot be made.
    return jsonify(ready=document.state is not DocumentState.PENDING, state=document.state.value)


@blueprint.post("/documents/<int:document_id>/again")
@allow()
def again(document_id: int) -> Any:
    """Have a paper made again that could not be made."""
    document, person = _find_document(document_id), current_person()
    order_again(document, person, decisions.paper_post(person, document))
    where = _page_of(document)
    db.session.commit()
    flash(_("Đã yêu cầu tạo lại văn bản."), "success")
    return redirect(where)


def _page_of(document: Document) -> str:
    if document.submission_id:
        return url_for("submissions.show", submission_id=document.submission_id)
    number = document.decision_id or document.award.decision_id
    return url_for("decisions.show", decision_id=number)
