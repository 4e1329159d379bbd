"""The page where the clerk writes the upper level's guidance down, and its scan."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Campaign, db
from models.enums import KIND_LABELS, Role
from views.access import allow, current_person
from views.campaigns import blueprint, own_campaign, refusal_of, version_seen
from views.files import send_enclosure
from views.inputs import Messages
from views.typed import take_typed
from views.uploading import enclose
from workflow import added_criteria, audit, campaigns, ceilings
from workflow.errors import InputError, StaleError
from workflow.guidance import FIELDS, guidance_file, register_guidance


@blueprint.get("/<slug>/guidance")
@allow(Role.CLERK)
def edit_guidance(slug: str) -> Any:
    """What is known of the guidance, to be written down or amended."""
    campaign = own_campaign(slug)
    return _page(campaign, {}, take_typed() or _known(campaign))


def _known(campaign: Campaign) -> dict[str, Any]:
    """The guidance as the form writes it; what it adds to the plan is typed anew."""
    values = {one.name: getattr(campaign, one.name) for one in FIELDS}
    for name in ("guidance_on", "opens_on", "closes_on"):
        values[name] = f"{values[name]:%d/%m/%Y}" if values[name] else ""
    return values | {ceilings.field_of(one): one.ceiling for one in campaign.award_forms}


def _page(campaign: Campaign, errors: dict[str, str], values: Any, code: int = 200) -> Any:
    page = render_template(
        "campaigns/guidance.html", campaign=campaign, errors=Messages(errors), values=values,
        ceiling_of=ceilings.field_of, criteria_of=added_criteria.field_of, names=_names(campaign),
    )  # fmt: skip
    return (page, code) if code != 200 else page


def _names(campaign: Campaign) -> dict[str, str]:
    """What the fields are called in the list of complaints."""
    names = {"guidance_number": _("Số, ký hiệu"), "guidance_on": _("Ngày văn bản"),
             "guidance_issuer": _("Cơ quan ban hành"), "opens_on": _("Nhận hồ sơ từ ngày"),
             "closes_on": _("Hạn nhận hồ sơ (ngày cuối)")}  # fmt: skip
    for form in campaign.award_forms:
        names[ceilings.field_of(form)] = form.name
        for kind in form.kinds:
            names[added_criteria.field_of(form, kind)] = f"{form.name}, {str(KIND_LABELS[kind]).lower()}"
    return names


@blueprint.post("/<slug>/guidance")
@allow(Role.CLERK)
def guidance(slug: str) -> Any:
    """Write down the upper level's guidance on the awards."""
    try:
        campaign = own_campaign(slug)
        file = enclose("file", campaign.organisation, required=False)
        told = register_guidance(campaign, current_person(), request.form.to_dict(), version_seen(), file)
    except (InputError, StaleError) as wrong:
        db.session.rollback()
        return _page(own_campaign(slug), *refusal_of(wrong))
    db.session.commit()
    flash(_("Đã ghi nhận hướng dẫn khen thưởng."), "success")
    if told.units:
        flash(_("Đã báo cho %(n)s đơn vị.", n=told.units), "info")
    if told.dossiers:
        flash(_("%(n)s hồ sơ phải trả lời tiêu chuẩn bổ sung; người lập và người đang giữ hồ sơ đã được báo.",
                n=told.dossiers), "warning")  # fmt: skip
    return redirect(url_for("campaigns.show", slug=slug))


@blueprint.get("/<slug>/guidance/file")
@allow()
def guidance_scan(slug: str) -> Any:
    """The scan of the guidance, for whom the campaign concerns."""
    scan = guidance_file(campaigns.find_campaign(slug, current_person())) or abort(404)
    audit.record_access("download", current_person(), detail=scan.filename)
    response = send_enclosure(scan)
    db.session.commit()
    return response
