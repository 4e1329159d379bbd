"""What a unit writes of its own activities, on the page of the campaign."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Activity, Campaign, db
from models.enums import Role
from views.access import allow, current_person
from views.campaigns import blueprint
from views.files import send_enclosure
from views.inputs import Messages, row_id
from views.typed import take_typed
from views.uploading import enclose
from workflow import activities, audit
from workflow.campaigns import find_campaign
from workflow.errors import InputError
from workflow.participation import own_participations


def _units(campaign: Campaign) -> list[tuple[int, str]]:
    """The units of this person that the plan addresses."""
    return [(one.unit_id, one.unit.name) for one in own_participations(campaign, current_person())]


@blueprint.get("/<slug>/activities/new")
@allow(Role.DRAFTER, Role.UNIT_HEAD)
def new_activity(slug: str) -> Any:
    """An empty form."""
    campaign = find_campaign(slug, current_person())
    if not _units(campaign):
        abort(404)
    return _form_page(campaign, None, {}, take_typed() or {})


@blueprint.post("/<slug>/activities/new")
@allow(Role.DRAFTER, Role.UNIT_HEAD)
def add_activity(slug: str) -> Any:
    """Note an activity, or give the form back with what is wrong with it."""
    campaign, person = find_campaign(slug, current_person()), current_person()
    known = dict(_units(campaign)) or abort(404)
    unit_id = request.form.get("unit_id", next(iter(known)), type=row_id)
    try:
        if unit_id not in known:
            raise InputError({"unit_id": _("Chọn đơn vị.")})
        file = enclose("file", campaign.organisation, required=False)
        activities.add_activity(campaign, person, unit_id, request.form.to_dict(), file.id if file else None)
    except InputError as wrong:
        db.session.rollback()
        return _form_page(find_campaign(slug, person), None, wrong.fields, request.form, 422)
    db.session.commit()
    flash(_("Đã ghi hoạt động."), "success")
    return redirect(url_for("campaigns.show", slug=slug, _anchor="own-unit"))


@blueprint.get("/<slug>/activities/<int:activity_id>")
@allow(Role.DRAFTER, Role.UNIT_HEAD)
def edit_activity(slug: str, activity_id: int) -> Any:
    """The form with the activity in it."""
    campaign, row = _found(slug, activity_id)
    values = {"content": row.content, "held_on": f"{row.held_on:%d/%m/%Y}", "text": row.text,
              "attendance": row.attendance}  # fmt: skip
    return _form_page(campaign, row, {}, take_typed() or values)


def _found(slug: str, activity_id: int) -> tuple[Campaign, Activity]:
    campaign = find_campaign(slug, current_person())
    return campaign, activities.find_activity(campaign, activity_id, current_person())


@blueprint.post("/<slug>/activities/<int:activity_id>")
@allow(Role.DRAFTER, Role.UNIT_HEAD)
def save_activity(slug: str, activity_id: int) -> Any:
    """Write the activity anew, or take it off the pages."""
    campaign, row = _found(slug, activity_id)
    version, person = request.form.get("version", -1, type=row_id), current_person()
    try:
        if request.form.get("delete"):
            activities.remove_activity(row, person, version)
        else:
            file = enclose("file", campaign.organisation, required=False)
            activities.save_activity(row, person, request.form.to_dict(), version, file.id if file else None)
    except InputError as wrong:
        db.session.rollback()
        return _form_page(*_found(slug, activity_id), wrong.fields, request.form, 422)
    db.session.commit()
    flash(_("Đã ghi hoạt động."), "success")
    return redirect(url_for("campaigns.show", slug=slug, _anchor="own-unit"))


def _form_page(campaign: Campaign, row: Activity | None, errors: dict, values: Any, code: int = 200) -> Any:
    page = render_template(
        "campaigns/activity.html", campaign=campaign, activity=row, errors=Messages(errors), values=values,
        units=_units(campaign),
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.get("/<slug>/activities/<int:activity_id>/file")
@allow()
def activity_file(slug: str, activity_id: int) -> Any:
    """The file of an activity, for who may read the activity."""
    _campaign, row = _found(slug, activity_id)
    if row.enclosure is None or row.removed_at is not None:
        abort(404)
    audit.record_access("download", current_person(), detail=row.enclosure.filename)
    enclosure = row.enclosure
    response = send_enclosure(enclosure)
    db.session.commit()
    return response
