"""The figures of a campaign, for those who lead it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext as _

from models import Campaign, db
from models.enums import Role
from views.access import allow, current_person
from views.inputs import row_id
from views.yearly_export import yearly_answer
from workflow import audit
from workflow.campaigns import campaigns_of
from workflow.dates import today
from workflow.inputs import EARLIEST
from workflow.languages import in_office_language
from workflow.lists import count_drafts
from workflow.procedures import OFFICIALS
from workflow.statistics import overview

blueprint = Blueprint("dashboard", __name__, url_prefix="/dashboard")
LEADERS = (Role.UNIT_HEAD, *OFFICIALS, Role.AUDITOR)


@blueprint.get("")
@allow(*LEADERS)
def show() -> Any:
    """One campaign, the newest unless another was chosen."""
    person = current_person()
    campaigns = [one for one in campaigns_of(person) if one.published]
    campaign = _chosen(campaigns)
    return render_template(
        "dashboard/show.html", campaigns=campaigns, campaign=campaign, drafts=count_drafts(person),
        figures=overview(person, campaign) if campaign else None, year=today().year,
    )  # fmt: skip


def _chosen(campaigns: list[Campaign]) -> Campaign | None:
    if "campaign" not in request.args:
        return campaigns[0] if campaigns else None
    number = request.args.get("campaign", type=row_id)
    return next((one for one in campaigns if one.id == number), None) or abort(404)


@blueprint.get("/yearly.xlsx")
@allow(*LEADERS)
def yearly() -> Any:
    """What the statistics of a year ask for, this year unless another was chosen."""
    person, year = current_person(), request.args.get("year", today().year, type=int)
    if not EARLIEST.year < year <= today().year:
        abort(404)
    with in_office_language():
        audit.record_access("export_list", person, detail=_("Số liệu thống kê năm %(y)s", y=year))
    db.session.commit()
    return yearly_answer(person, year)
