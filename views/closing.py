"""The closing report of a campaign: its figures to look at, the clerk's words, and the press that numbers it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Campaign, db
from models.enums import DocumentType, Role
from views.access import allow, current_person
from views.campaigns import blueprint
from views.inputs import Messages
from views.typed import take_typed
from workflow import closing_report
from workflow.campaign_papers import papers_of, signers_of
from workflow.campaigns import find_campaign, may_write
from workflow.errors import InputError


def _own(slug: str) -> Campaign:
    campaign = find_campaign(slug, current_person())
    return campaign if may_write(current_person(), campaign) and campaign.published else abort(404)


@blueprint.get("/<slug>/closing-report")
@allow(Role.CLERK)
def closing_form(slug: str) -> Any:
    """The figures of today, and the texts; those of an earlier report to begin with."""
    campaign = _own(slug)
    earlier = closing_report.last_words(papers_of(campaign, DocumentType.CLOSING_REPORT))
    return _form_page(campaign, {}, take_typed() or earlier)


@blueprint.post("/<slug>/closing-report")
@allow(Role.CLERK)
def issue_report(slug: str) -> Any:
    """Number the report and order its paper, or give the form back with what is wrong with it."""
    request_id = request.form.get("request_id", "")[:64] or uuid4().hex
    try:
        paper = closing_report.issue_report(_own(slug), current_person(), request.form.to_dict(), request_id)
    except InputError as wrong:
        db.session.rollback()
        return _form_page(_own(slug), wrong.fields, request.form, 422)
    number = paper.title if paper else ""
    db.session.commit()
    if number:
        flash(_("Báo cáo tổng kết số %(n)s đang được tạo.", n=number), "success")
    else:
        flash(_("Báo cáo này đã được lấy số rồi."), "info")
    return redirect(url_for("campaigns.units", slug=slug, _anchor="papers"))


def _form_page(campaign: Campaign, errors: dict, values: Any, code: int = 200) -> Any:
    page = render_template(
        "campaigns/closing_report.html", campaign=campaign, facts=closing_report.facts_of(campaign),
        errors=Messages(errors), values=values, signers=signers_of(campaign),
        request_id=values.get("request_id") or uuid4().hex,
    )  # fmt: skip
    return (page, code) if code != 200 else page
