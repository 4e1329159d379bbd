"""Decisions, and the papers that go with submissions and decisions."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import or_

from models import Award, AwardForm, Decision, Document, Nomination, db
from models.enums import Action, DocumentState, Level, Role
from views.access import allow, current_person
from views.files import send
from views.inputs import Messages, inputs_of, row_id, ticked_ids
from workflow import audit, batches
from workflow.errors import InputError, NotReadyError
from workflow.inputs import read_number, read_past_date
from workflow.people import Person
from workflow.visibility import submission_visible_to, visible_to

blueprint = Blueprint("decisions", __name__)


@blueprint.get("/decisions/new")
@allow(Role.DISTRICT, Role.PROVINCE)
def new() -> Any:
    """Choose what one decision grants, and give its number, date and signer."""
    return _new_page({}, {}, [])


def _new_page(errors: dict[str, str], values: Any, problems: list, code: int = 200) -> Any:
    form = db.session.get(AwardForm, request.values.get("form", 0, type=row_id))
    rows = batches.awardable(current_person(), form.id, form.campaign_id) if form else []
    person = current_person()
    post = next((one for one in person.posts if one.role in (Role.DISTRICT, Role.PROVINCE)), None)
    page = render_template(
        "decisions/new.html", form=form, rows=rows, errors=Messages(errors), values=values, problems=problems,
        forms=_forms_waiting(person), request_id=uuid4().hex, office=post.organisation_name,
        ticked=set(ticked_ids(request.values)),
    )  # fmt: skip
    return (page, code) if code != 200 else page


def _forms_waiting(person: Person) -> list[AwardForm]:
    here = Nomination.district_id.in_(person.at(Role.DISTRICT)) & (Nomination.state == "sent_to_district")
    there = Nomination.province_id.in_(person.at(Role.PROVINCE)) & (Nomination.state == "sent_to_province")
    ids = db.select(Nomination.award_form_id).filter(or_(here, there)).distinct()
    mine = [Level.DISTRICT] if person.at(Role.DISTRICT) else []
    mine += [Level.PROVINCE] if person.at(Role.PROVINCE) else []
    query = db.select(AwardForm).filter(AwardForm.id.in_(ids), AwardForm.granter_level.in_(mine))
    return list(db.session.scalars(query.order_by(AwardForm.id)))


@blueprint.post("/decisions")
@allow(Role.DISTRICT, Role.PROVINCE)
def create() -> Any:
    """Grant: all ticked dossiers by one decision, or nothing."""
    person = current_person()
    ids = ticked_ids(request.form)
    inputs = inputs_of(Action.AWARD)
    try:
        _refuse_taken_number(person, inputs)
        decision, _outcome = batches.award(
            person, ids, inputs, request.form.get("request_id", uuid4().hex)[:64]
        )
    except InputError as wrong:
        db.session.rollback()
        return _new_page(wrong.fields, request.form, [], 422)
    except NotReadyError as refusal:
        db.session.rollback()
        return _new_page({}, request.form, refusal.problems, 422)
    number = decision.id
    db.session.commit()
    return redirect(url_for("decisions.show", decision_id=number))


def _refuse_taken_number(person: Person, inputs: dict[str, Any]) -> None:
    try:
        number, day = read_number(inputs.get("number")), read_past_date(inputs.get("issued_on"))
    except ValueError:
        return
    for organisation_id in person.at(Role.DISTRICT, Role.PROVINCE):
        if day and batches.decision_number_taken(organisation_id, number, inputs.get("symbol", ""), day):
            raise InputError({"number": _("Số này đã có trong năm.")})


@blueprint.get("/decisions/<int:decision_id>")
@allow()
def show(decision_id: int) -> str:
    """A decision with its awards and papers."""
    decision = db.session.get(Decision, decision_id)
    if decision is None:
        abort(404)
    rows = [one for one in decision.awards if _sees(one.nomination_id)]
    if not rows:
        abort(404)
    ids = [one.id for one in rows]
    papers = db.session.scalars(
        db.select(Document)
        .filter(or_(Document.decision_id == decision.id, Document.award_id.in_(ids)))
        .order_by(Document.id)
    ).all()
    return render_template(
        "decisions/show.html", decision=decision, awards=rows,
        paper=next((one for one in papers if one.decision_id), None),
        certificates={one.award_id: one for one in papers if one.award_id},
        waiting=any(one.state is DocumentState.PENDING for one in papers),
    )  # fmt: skip


def _sees(nomination_id: int) -> bool:
    query = db.select(Nomination.id).filter(Nomination.id == nomination_id, visible_to(current_person()))
    return db.session.scalar(query) is not None


def _find_document(document_id: int) -> Document:
    """The paper, or 404 where the person may not see what it speaks of."""
    document = db.session.get(Document, document_id)
    if document is None:
        abort(404)
    if document.submission_id:
        from models import Submission

        query = db.select(Submission.id).filter(
            Submission.id == document.submission_id, submission_visible_to(current_person())
        )
        return document if db.session.scalar(query) else abort(404)
    awards = [document.award] if document.award else document.decision.awards
    # A decision names everybody on its list, so it is for those who may see all of them.
    return document if all(_sees(one.nomination_id) for one in awards) else abort(404)


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


def find_award(token: str) -> Award | None:
    """The award behind the code on a certificate."""
    return db.session.scalars(db.select(Award).filter_by(token=token)).one_or_none()
