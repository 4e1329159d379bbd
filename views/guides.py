"""The guidance on publicity of a campaign: the culture officer's form, and the page that the units read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Campaign, PublicityGuide, db
from models.enums import Role
from views.access import allow, current_person
from views.campaigns import blueprint
from views.files import send_enclosure
from views.inputs import Messages
from views.typed import take_typed
from views.uploading import enclose
from workflow import audit, publicity
from workflow.campaigns import find_campaign
from workflow.errors import InputError, NotReadyError
from workflow.participation import may_read_units

# As many files as one letter usually carries.
FILES = ("file", "file_2", "file_3")


def _own(slug: str) -> Campaign:
    """The campaign, for its own culture officer; 404 for another's."""
    campaign = find_campaign(slug, current_person())
    return campaign if publicity.may_guide(current_person(), campaign) else abort(404)


@blueprint.get("/<slug>/guides/new")
@allow(Role.CULTURE)
def new_guide(slug: str) -> Any:
    """An empty form."""
    return _form_page(_own(slug), {}, take_typed() or {}, [])


@blueprint.post("/<slug>/guides/new")
@allow(Role.CULTURE)
def issue_guide(slug: str) -> Any:
    """Send the guidance, or give the form back with what is wrong with it."""
    campaign, person = _own(slug), current_person()
    request_id = request.form.get("request_id", "")[:64] or uuid4().hex
    try:
        files = [file for name in FILES if (file := enclose(name, campaign.organisation, required=False))]
        guide = publicity.issue_guide(campaign, person, request.form.to_dict(), files, request_id)
    except InputError as wrong:
        db.session.rollback()
        return _form_page(_own(slug), wrong.fields, request.form, [])
    except NotReadyError as refusal:
        db.session.rollback()
        return _form_page(_own(slug), {}, request.form, [one.text for one in refusal.problems])
    if guide is None:
        db.session.rollback()
        flash(_("Hướng dẫn này đã được gửi rồi."), "info")
        return redirect(url_for("campaigns.show", slug=slug, _anchor="guides"))
    number = guide.id
    db.session.commit()
    flash(_("Đã gửi hướng dẫn đến các đơn vị."), "success")
    return redirect(url_for("campaigns.show_guide", slug=slug, guide_id=number))


def _form_page(campaign: Campaign, errors: dict, values: Any, problems: list[str]) -> Any:
    page = render_template(
        "campaigns/guide_form.html", campaign=campaign, errors=Messages(errors), values=values, files=FILES,
        problems=problems, request_id=values.get("request_id") or uuid4().hex,
    )  # fmt: skip
    return (page, 422) if errors or problems else page


def _found(slug: str, guide_id: int) -> PublicityGuide:
    return publicity.find_guide(find_campaign(slug, current_person()), guide_id, current_person())


@blueprint.get("/<slug>/guides/<int:guide_id>")
@allow()
def show_guide(slug: str, guide_id: int) -> Any:
    """The guidance; that somebody of a unit opened it is kept."""
    guide = _found(slug, guide_id)
    publicity.note_reading(guide, current_person())
    page = _guide_page(guide, [])
    db.session.commit()
    return page


def _guide_page(guide: PublicityGuide, problems: list[str]) -> str:
    person, campaign = current_person(), guide.campaign
    sees_units = may_read_units(person, campaign)
    return render_template(
        "campaigns/guide.html", campaign=campaign, guide=guide, problems=problems,
        rows=publicity.readings_of(guide) if sees_units else [], sees_units=sees_units,
        is_writer=publicity.may_guide(person, campaign) and guide.withdrawn_at is None,
    )  # fmt: skip


@blueprint.get("/<slug>/guides/<int:guide_id>/files/<int:number>")
@allow()
def guide_file(slug: str, guide_id: int, number: int) -> Any:
    """One of its files, by its place from 1."""
    guide = _found(slug, guide_id)
    if not 1 <= number <= len(guide.files):
        abort(404)
    enclosure = guide.files[number - 1]
    audit.record_access("download", current_person(), detail=enclosure.filename)
    publicity.note_reading(guide, current_person())
    response = send_enclosure(enclosure)
    db.session.commit()
    return response


@blueprint.post("/<slug>/guides/<int:guide_id>/remind")
@allow(Role.CULTURE)
def remind_guide(slug: str, guide_id: int) -> Any:
    """Tell the units that have not opened it."""
    return _write(
        slug, guide_id, lambda guide: _("Đã nhắc %(n)s đơn vị.", n=publicity.remind(guide, current_person()))
    )


@blueprint.post("/<slug>/guides/<int:guide_id>/withdraw")
@allow(Role.CULTURE)
def withdraw_guide(slug: str, guide_id: int) -> Any:
    """Take it from the units."""

    def act(guide: PublicityGuide) -> str:
        publicity.withdraw(guide, current_person())
        return _("Đã thu lại hướng dẫn; các đơn vị không còn thấy.")

    return _write(slug, guide_id, act)


def _write(slug: str, guide_id: int, act: Callable[[PublicityGuide], str]) -> Any:
    try:
        done = act(_found(slug, guide_id))
    except NotReadyError as refusal:
        db.session.rollback()
        return _guide_page(_found(slug, guide_id), [one.text for one in refusal.problems]), 422
    db.session.commit()
    flash(done, "success")
    return redirect(url_for("campaigns.show_guide", slug=slug, guide_id=guide_id))
