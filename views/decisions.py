"""Decisions: granting many dossiers by one paper."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import or_
from sqlalchemy.orm import joinedload

from models import Award, AwardForm, Decision, Document, Nomination, db
from models.enums import Action, DocumentState, DocumentType, Role
from views.access import allow, current_person
from views.budget import budget_answer
from views.files import send_enclosure
from views.inputs import Messages, inputs_of, row_id, ticked_ids
from views.uploading import enclose
from workflow import audit, decisions, handing_over, papers
from workflow.batches import MOST_ON_PAPER
from workflow.dates import today
from workflow.errors import InputError, NotAllowedError, NotReadyError, Problem
from workflow.inputs import read_past_date
from workflow.procedures import DECIDERS

blueprint = Blueprint("decisions", __name__)


@blueprint.get("/decisions/new")
@allow(*DECIDERS)
def new() -> Any:
    """Choose what one decision grants, and give its number, date and signer."""
    waiting = decisions.forms_waiting(current_person())
    if len(waiting) == 1 and "form" not in request.args:
        return redirect(url_for("decisions.new", form=waiting[0].id))
    return _new_page({}, {}, [])


@blueprint.post("/decisions/new")
@allow(*DECIDERS)
def choose() -> Any:
    """The same with the rows of a submission that were ticked; one decision names one award form."""
    query = db.select(Nomination.award_form_id).filter(
        Nomination.id.in_(ticked_ids(request.form)), decisions.waits_for(current_person())
    )
    forms = list(db.session.scalars(query.distinct()))
    if len(forms) == 1:
        return _new_page({}, {}, [], forms[0])
    flash(
        _("Một quyết định ghi một hình thức khen: hãy đánh dấu hồ sơ của một hình thức.")
        if forms
        else _("Hãy đánh dấu ít nhất một hồ sơ chờ quyết định."),
        "warning",
    )
    number = request.form.get("list", type=row_id)
    return redirect(url_for("submissions.show", submission_id=number) if number else url_for("queue.show"))


def _new_page(
    errors: dict[str, str], values: Any, problems: list[Problem], form_id: int | None = None
) -> str:
    person = current_person()
    form = db.session.get(AwardForm, form_id or request.values.get("form", 0, type=row_id))
    rows = decisions.awardable(person, form.id, form.campaign_id) if form else []
    values = values or (decisions.usual_signer(person, form) if form else {})
    prizes = decisions.prizes_for(rows, _day(values)) if rows else {}
    return render_template(
        "decisions/new.html", form=form, rows=rows[: MOST_ON_PAPER], errors=Messages(errors),
        values=values, problems=problems, forms=decisions.forms_waiting(person),
        request_id=request.form.get("request_id") or uuid4().hex, ticked=set(ticked_ids(request.values)),
        prizes=prizes, most=MOST_ON_PAPER, has_more=len(rows) > MOST_ON_PAPER,
    )  # fmt: skip


def _day(values: Any) -> date:
    """The day of signing as far as it was typed, for what the prizes would be."""
    try:
        return read_past_date(values.get("issued_on")) or today()
    except ValueError:
        return today()


@blueprint.post("/decisions")
@allow(*DECIDERS)
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
    return _show(decision_id, {})


def _show(decision_id: int, errors: dict[str, str]) -> str:
    decision = db.session.get(Decision, decision_id) or abort(404)
    seen = papers.awards_seen(current_person(), Award.decision_id == decision.id)
    seen = seen.options(joinedload(Award.nomination).joinedload(Nomination.unit))
    rows = list(db.session.scalars(seen.order_by(Award.position)))
    if not rows:
        abort(404)
    found = _papers(decision, rows)
    return render_template(
        "decisions/show.html", decision=decision, awards=rows,
        paper=_of(found, DocumentType.AWARD_DECISION), handover=_of(found, DocumentType.HANDOVER_LIST),
        errors=Messages(errors), total=sum(one.paid_amount or 0 for one in rows if one.revoked_on is None),
        sees_all=len(rows) == papers.number_of_awards(decision.id),
        may_keep=handing_over.may_keep(current_person(), decision),
        certificates={one.award_id: one for one in found if one.award_id},
        waiting=next((one for one in found if one.state is DocumentState.PENDING), None),
        sees_scan=decision.scan_id is not None and papers.sees_decision(current_person(), decision.id),
        can_order=bool(found) and _may_order(found[0]),
    )  # fmt: skip


@blueprint.get("/decisions/<int:decision_id>/scan")
@allow()
def scan(decision_id: int) -> Any:
    """The scan of a registered decision; it names everybody, so it is for those who may see all of them."""
    decision = db.session.get(Decision, decision_id) or abort(404)
    enclosure = decision.scan or abort(404)
    if not papers.sees_decision(current_person(), decision.id):
        abort(404)
    audit.record_access("download", current_person(), detail=_("bản chụp quyết định %(n)s", n=decision.title))
    db.session.commit()
    return send_enclosure(enclosure)


@blueprint.get("/decisions/<int:decision_id>/awards/<int:award_id>/<any(revocation, correction):which>")
@allow()
def later_scan(decision_id: int, award_id: int, which: str) -> Any:
    """The scan of what revoked or corrected one award, for those who see that award."""
    query = papers.awards_seen(current_person(), Award.id == award_id, Award.decision_id == decision_id)
    award = db.session.scalars(query).one_or_none() or abort(404)
    enclosure = (award.revoked_scan if which == "revocation" else award.correction_scan) or abort(404)
    audit.record_access(
        "download", current_person(), nomination_id=award.nomination_id, detail=enclosure.filename
    )
    db.session.commit()
    return send_enclosure(enclosure)


@blueprint.get("/decisions/<int:decision_id>/budget.xlsx")
@allow()
def budget(decision_id: int) -> Any:
    """What each awardee is paid; for those who may see all names of the decision."""
    decision, person = db.session.get(Decision, decision_id) or abort(404), current_person()
    seen = papers.awards_seen(person, Award.decision_id == decision.id).options(joinedload(Award.nomination))
    rows = list(db.session.scalars(seen.order_by(Award.position)))
    if not rows or len(rows) != papers.number_of_awards(decision.id):
        abort(404)
    audit.record_access("export_list", person, detail=decision.title)
    db.session.commit()
    return budget_answer(decision, rows)


@blueprint.post("/decisions/<int:decision_id>/receipt")
@allow(Role.CLERK)
def keep_receipt(decision_id: int) -> Any:
    """Keep the scan of the list that the awardees signed."""
    person = current_person()
    decision = handing_over.find_decision(decision_id, person)
    try:
        enclosure = enclose("receipt", decision.campaign.organisation)
        assert enclosure is not None  # It is required.
        handing_over.keep_receipt(decision, person, enclosure)
    except InputError as wrong:
        db.session.rollback()
        return _show(decision_id, wrong.fields), 422
    db.session.commit()
    flash(_("Đã lưu danh sách có chữ ký nhận."), "success")
    return redirect(url_for("decisions.show", decision_id=decision_id))


@blueprint.get("/decisions/<int:decision_id>/receipt")
@allow()
def receipt(decision_id: int) -> Any:
    """The scan of the signed list, for those who may see all names of the decision."""
    decision, person = db.session.get(Decision, decision_id) or abort(404), current_person()
    if decision.receipt is None or not handing_over.sees_all(person, decision):
        abort(404)
    audit.record_access("download", person, detail=f"receipt {decision.title}")
    enclosure = decision.receipt
    db.session.commit()
    return send_enclosure(enclosure)


def _of(found: list[Document], kind: DocumentType) -> Document | None:
    return next((one for one in found if one.type is kind), None)


def _papers(decision: Decision, awards: list[Award]) -> list[Document]:
    """A decision names everybody on its list, so it is for those who may see all of them."""
    wanted = [Document.award_id.in_([one.id for one in awards])]
    if len(awards) == papers.number_of_awards(decision.id):
        wanted.append(Document.decision_id == decision.id)
    query = db.select(Document).filter(or_(*wanted)).options(*PAPER_SUBJECTS)
    return list(db.session.scalars(query.order_by(Document.id)))


PAPER_SUBJECTS = (
    joinedload(Document.decision), joinedload(Document.award).joinedload(Award.decision),
)  # fmt: skip


def _may_order(document: Document) -> bool:
    try:
        papers.maker_post(current_person(), document)
    except NotAllowedError:
        return False
    return True


from views import payments  # noqa: E402, F401 (add their pages to this blueprint)
