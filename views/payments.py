"""What the clerk writes down of prize money: paid, and come back; and the budget of a whole campaign."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from models import Award, Decision, db
from models.enums import Role
from views.access import allow, current_person
from views.budget import campaign_budget_answer
from views.campaigns import blueprint as campaigns_blueprint
from views.decisions import blueprint
from views.inputs import Messages, ticked_ids
from workflow import audit, handing_over, papers, payments
from workflow.campaigns import find_campaign
from workflow.errors import InputError
from workflow.participation import TOWN_ROLES, may_read_units


def _decision(decision_id: int) -> Decision:
    """The decision, for the clerk who hands over what it grants; 404 for everybody else."""
    decision = db.session.get(Decision, decision_id) or abort(404)
    person = current_person()
    if not handing_over.sees_all(person, decision) or not handing_over.may_keep(person, decision):
        abort(404)
    return decision


@blueprint.get("/decisions/<int:decision_id>/money")
@allow(Role.CLERK)
def money(decision_id: int) -> Any:
    """What was paid of a decision, and the forms for what is paid or comes back."""
    return _page(_decision(decision_id), {}, {})


def _page(decision: Decision, errors: dict[str, str], values: Any, code: int = 200) -> Any:
    query = db.select(Award).filter_by(decision_id=decision.id).order_by(Award.position)
    awards = list(db.session.scalars(query.options(joinedload(Award.nomination))))
    page = render_template(
        "decisions/money.html", decision=decision, awards=awards, errors=Messages(errors), values=values,
        unpaid=[one for one in awards if payments.is_unpaid(one)],
        owed=[one for one in awards if payments.is_owed_back(one)], ticked=set(ticked_ids(request.form)),
        paid=sum(one.paid_amount or 0 for one in awards if one.paid_on),
        back=sum(one.recovered_amount or 0 for one in awards),
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.post("/decisions/<int:decision_id>/money/<any(paid, back):which>")
@allow(Role.CLERK)
def note_money(decision_id: int, which: str) -> Any:
    """Write down that money was paid, or that it came back."""
    decision, person, typed = _decision(decision_id), current_person(), request.form.to_dict()
    try:
        if which == "paid":
            number = payments.pay(decision, person, ticked_ids(request.form), typed)
            said = _("Đã ghi việc chi tiền cho %(n)s khen thưởng.", n=number)
        else:
            said = _(
                "Đã ghi việc thu hồi tiền của %(name)s.", name=payments.recover(decision, person, typed).name
            )
    except InputError as wrong:
        db.session.rollback()
        return _page(_decision(decision_id), wrong.fields, request.form, 422)
    db.session.commit()
    flash(said, "success")
    return redirect(url_for("decisions.money", decision_id=decision_id))


@campaigns_blueprint.get("/<slug>/budget.xlsx")
@allow(*TOWN_ROLES)
def budget(slug: str) -> Any:
    """The prize money of all decisions of a campaign, for its own office."""
    person, campaign = current_person(), find_campaign(slug, current_person())
    if not may_read_units(person, campaign):
        abort(404)
    query = papers.awards_seen(person, Decision.campaign_id == campaign.id).join(Award.decision).options(
        joinedload(Award.nomination), joinedload(Award.decision).joinedload(Decision.award_form),
        joinedload(Award.decision).joinedload(Decision.organisation),
    )  # fmt: skip
    rows = list(db.session.scalars(query.order_by(Decision.issued_on, Decision.id, Award.position)))
    audit.record_access("export_list", person, detail=campaign.short_title)
    db.session.commit()
    return campaign_budget_answer(campaign, rows)
