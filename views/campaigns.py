"""The campaigns: their list, each as its plan reads, and the form of the clerk."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import AwardForm, Campaign, db
from models.enums import AttachmentKind, NomineeKind, Role
from views.access import allow, current_person
from views.inputs import Messages, row_id, ticked_ids
from views.typed import take_typed
from workflow import award_forms, campaigns, participation, publicity
from workflow.activities import activities_of
from workflow.errors import InputError, NotReadyError, StaleError

blueprint = Blueprint("campaigns", __name__, url_prefix="/campaigns")
LINES = ("legal_basis", "purposes", "requirements", "contents", "subjects", "recipients")


@blueprint.get("")
@allow()
def index() -> str:
    """Every campaign that concerns this person."""
    rows = campaigns.campaigns_of(current_person())
    can_add = bool(current_person().at(Role.CLERK))
    return render_template("campaigns/index.html", rows=rows, can_add=can_add)


@blueprint.get("/<slug>")
@allow()
def show(slug: str) -> Any:
    """The campaign, in the order of its plan."""
    return _show_page(slug, [])


def _show_page(slug: str, problems: list, code: int = 200) -> Any:
    campaign = campaigns.find_campaign(slug, current_person())
    person = current_person()
    is_writer = campaigns.may_write(person, campaign)
    own = participation.own_participations(campaign, person) if campaign.published else []
    shown = publicity.guides_of(campaign, person)
    page = render_template(
        "campaigns/show.html", campaign=campaign, own=own, sees_units=participation.may_read_units(person, campaign),
        own_activities=activities_of(campaign, person) if own else [], is_writer=is_writer, problems=problems,
        kinds=list(NomineeKind), guides=shown,
        gives_guides=publicity.may_guide(person, campaign), unread_guides=publicity.unread(campaign, shown, person),
        missing=campaigns.reasons_against_publishing(campaign) if is_writer else [],
        units=participation.units_of(campaign) if is_writer and not campaign.published else [],
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.get("/new")
@allow(Role.CLERK)
def new() -> str:
    """An empty form."""
    return _edit_page(None, {}, take_typed() or {"plan_symbol": "KH-UBND"})


@blueprint.post("")
@allow(Role.CLERK)
def create() -> Any:
    """Add the campaign, or give the form back with what is wrong with it."""
    try:
        slug = campaigns.add_campaign(current_person(), request.form.to_dict()).slug
    except InputError as wrong:
        db.session.rollback()
        return _edit_page(None, wrong.fields, request.form, 422)
    db.session.commit()
    flash(_("Đã tạo phong trào. Hãy ghi các hình thức khen thưởng rồi ban hành."), "success")
    return redirect(url_for("campaigns.show", slug=slug))


def own_campaign(slug: str) -> Campaign:
    """The campaign, for the clerk who writes it."""
    campaign = campaigns.find_campaign(slug, current_person())
    campaigns.clerk_post(current_person(), campaign.organisation_id)
    return campaign


@blueprint.get("/<slug>/edit")
@allow(Role.CLERK)
def edit(slug: str) -> Any:
    """The form with the plan in it."""
    campaign = own_campaign(slug)
    return _edit_page(campaign, {}, take_typed() or typed_of(campaign))


@blueprint.post("/<slug>/edit")
@allow(Role.CLERK)
def save(slug: str) -> Any:
    """Write the plan; nothing that was typed is lost when it is refused."""
    try:
        campaigns.save_campaign(own_campaign(slug), current_person(), request.form.to_dict(), version_seen())
    except (InputError, StaleError) as wrong:
        db.session.rollback()
        return _edit_page(own_campaign(slug), *refusal_of(wrong))
    db.session.commit()
    flash(_("Đã ghi phong trào."), "success")
    return redirect(url_for("campaigns.show", slug=slug))


def version_seen() -> int:
    """Which version of the campaign the page showed."""
    return request.form.get("version", -1, type=row_id)


def refusal_of(wrong: InputError | StaleError) -> tuple[dict[str, str], Any, int]:
    """The messages, what was typed, and the status of the answer."""
    if isinstance(wrong, StaleError):
        return {"version": str(wrong)}, request.form, 409
    return wrong.fields, request.form, 422


def typed_of(campaign: Campaign) -> dict[str, Any]:
    """The columns of the plan as the form writes them."""
    values = {name: getattr(campaign, name) for name in (one.name for one in campaigns.FIELDS)}
    for name in LINES:
        values[name] = "\n".join(" ".join(one.split("\n")) for one in values[name])
    values["duties"] = "\n\n".join(f"{one['addressees']}\n{one['text']}" for one in campaign.duties)
    for name in ("plan_date", "starts_on", "ends_on"):
        values[name] = f"{values[name]:%d/%m/%Y}" if values[name] else ""
    return values


def _edit_page(campaign: Campaign | None, errors: dict[str, str], values: Any, code: int = 200) -> Any:
    page = render_template("campaigns/edit.html", campaign=campaign, errors=Messages(errors), values=values)
    return (page, code) if code != 200 else page


@blueprint.post("/<slug>/publish")
@allow(Role.CLERK)
def publish(slug: str) -> Any:
    """Open the campaign for dossiers."""
    campaign, person = own_campaign(slug), current_person()
    try:
        campaigns.publish(campaign, person, version_seen())
        told = participation.address(campaign, person, ticked_ids(request.form), campaign.version)
    except NotReadyError as refusal:
        db.session.rollback()
        return _show_page(slug, refusal.problems, 422)
    db.session.commit()
    flash(_("Đã ban hành phong trào; các đơn vị lập được hồ sơ."), "success")
    flash(_("Kế hoạch đã gửi đến %(n)s đơn vị.", n=told), "info")
    return redirect(url_for("campaigns.units", slug=slug))


@blueprint.get("/<slug>/forms/new")
@allow(Role.CLERK)
def new_form(slug: str) -> Any:
    """An empty award form."""
    return _form_page(own_campaign(slug), None, {}, {}, _ticks({}))


@blueprint.get("/<slug>/forms/<int:form_id>")
@allow(Role.CLERK)
def edit_form(slug: str, form_id: int) -> Any:
    """An award form with its criteria."""
    campaign = own_campaign(slug)
    form = award_forms.find_form(campaign, form_id)
    values = award_forms.plain_form(form)
    for name in ("valid_from", "valid_to"):
        values[name] = f"{values[name]:%d/%m/%Y}" if values[name] else ""
    for kind, lines in values["criteria"].items():
        values[f"criteria-{kind}"] = "\n".join(" ".join(one.split("\n")) for one in lines)
    return _form_page(campaign, form, {}, values, _ticks(form.required_papers))


def _ticks(papers: dict[str, list[str]]) -> dict[str, list[str]]:
    ticks = {f"papers-{kind.value}": papers.get(kind.value, []) for kind in NomineeKind}
    return ticks | {"kinds": list(papers)}


def _posted_ticks() -> dict[str, list[str]]:
    names = ["kinds", *(f"papers-{kind.value}" for kind in NomineeKind)]
    return {name: request.form.getlist(name) for name in names}


def _form_page(campaign: Campaign, form: AwardForm | None, errors: dict[str, str], values: Any,
               ticks: dict[str, list[str]], code: int = 200) -> Any:  # fmt: skip
    page = render_template(
        "campaigns/form.html", campaign=campaign, form=form, errors=Messages(errors), values=values,
        ticks=ticks, kinds=list(NomineeKind), papers=list(AttachmentKind), granters=award_forms.granters_of(campaign),
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.post("/<slug>/forms/new")
@allow(Role.CLERK)
def create_form(slug: str) -> Any:
    """Add an award form."""
    return _write_form(slug, None)


@blueprint.post("/<slug>/forms/<int:form_id>")
@allow(Role.CLERK)
def save_form(slug: str, form_id: int) -> Any:
    """Write an award form, or take it out of the plan."""
    return _write_form(slug, form_id)


def _write_form(slug: str, form_id: int | None) -> Any:
    person, campaign = current_person(), own_campaign(slug)
    form = award_forms.find_form(campaign, form_id) if form_id else None
    try:
        if form and request.form.get("delete"):
            award_forms.delete_form(campaign, form, person, version_seen())
        else:
            raw = request.form.to_dict() | _posted_ticks()
            award_forms.save_form(campaign, form, person, raw, version_seen())
    except (InputError, StaleError) as wrong:
        db.session.rollback()
        campaign = own_campaign(slug)
        form = award_forms.find_form(campaign, form_id) if form_id else None
        errors, values, code = refusal_of(wrong)
        return _form_page(campaign, form, errors, values, _posted_ticks(), code)
    db.session.commit()
    flash(_("Đã ghi hình thức khen thưởng."), "success")
    return redirect(url_for("campaigns.show", slug=slug))


from views import activities, campaign_units, closing, guidance, guides, plan_reading  # noqa: E402, F401 (add their pages to this blueprint)
