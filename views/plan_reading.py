"""A campaign out of the text of its plan: give it, look at what was read, correct it, confirm."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Organisation, db
from models.enums import AttachmentKind, Level, NomineeKind, Role
from views.access import allow, current_person
from views.campaigns import blueprint
from views.inputs import Messages
from views.typed import take_typed
from workflow.dates import today
from workflow.errors import InputError
from workflow.plan_reader import Reading, read_plan
from workflow.plan_reader.confirm import count_forms, create_campaign
from workflow.plan_reader.form_values import lines_of, typed_of
from workflow.plan_reader.offices import is_same_office
from workflow.plan_reader.passages import passage
from workflow.plan_reader.sources import checked, text_of_upload
from workflow.procedures import procedure_for
from workflow.settings import setting

DAYS = ("plan_date", "parent_date", "starts_on", "ends_on")
MEGABYTE = 1024 * 1024


@blueprint.get("/new/plan")
@allow(Role.CLERK)
def give_plan() -> Any:
    """Where the file is chosen or the text pasted."""
    typed = take_typed() or {}
    if typed.get("confirm"):
        return _confirm_page({}, typed)
    return _give_page({}, typed.get("text", ""))


@blueprint.post("/new/plan")
@allow(Role.CLERK)
def take_plan() -> Any:
    """Read what was given, or make the campaign of what was confirmed."""
    return _create() if request.form.get("confirm") else _read()


def _read() -> Any:
    typed = request.form.get("text", "")
    try:
        text = _given_text()
    except InputError as wrong:
        return _give_page(wrong.fields, typed, 422)
    return _confirm_page({}, typed_of(read_plan(text), _granters()) | {"text": text})


def _given_text() -> str:
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return checked(request.form.get("text", ""), "text")
    limit = setting(_own_office(), "upload_max_mb", today()) * MEGABYTE
    return text_of_upload(upload.stream, upload.filename, limit)


def _own_office() -> Organisation:
    person = current_person()
    post = next(post for post in person.posts if post.role is Role.CLERK)
    return db.session.get(Organisation, post.organisation_id)


def _granters() -> list[Level]:
    return [one.level for one in procedure_for(_own_office()).grants]


def _create() -> Any:
    typed = request.form.to_dict()
    try:
        slug = create_campaign(current_person(), typed).slug
    except InputError as wrong:
        db.session.rollback()
        return _confirm_page(wrong.fields, typed, 422)
    db.session.commit()
    flash(_("Đã tạo phong trào từ văn bản kế hoạch. Hãy xem lại rồi ban hành."), "success")
    return redirect(url_for("campaigns.show", slug=slug))


def _give_page(errors: dict[str, str], text: str, code: int = 200) -> Any:
    page = render_template("campaigns/read.html", errors=Messages(errors), text=text)
    return (page, code) if code != 200 else page


def _confirm_page(errors: dict[str, str], values: dict[str, str], code: int = 200) -> Any:
    """The form with what was read or typed, each field beside its passage."""
    reading = read_plan(values.get("text", ""))
    text_lines = reading.text.split("\n")
    known = typed_of(reading, _granters()) | {
        name: one.value for name, one in reading.fields.items() if name in DAYS
    }
    passages = {
        name: passage(text_lines, lines, known.get(name)) for name, lines in lines_of(reading).items()
    }
    page = render_template(
        "campaigns/read_confirm.html", reading=reading, values=_or_none(values), errors=Messages(errors),
        passages=_or_none(passages), text_lines=text_lines, remarks=_remarks(reading), form_count=count_forms(values),
        kinds=list(NomineeKind), papers=list(AttachmentKind), granters=_granters(),
    )  # fmt: skip
    return (page, code) if code != 200 else page


def _or_none(known: dict[str, Any]) -> dict[str, Any]:
    """The same, with None for what is not in it."""
    return defaultdict(lambda: None, known)


def _remarks(reading: Reading) -> list[str]:
    """What the clerk should look at before he confirms."""
    remarks = list(reading.remarks)
    own, issuer = _own_office(), reading.value("issuer")
    if issuer and not is_same_office(issuer, own.name, own.short_name):
        remarks.insert(0, _("Văn bản do “%(issuer)s” ban hành, còn phong trào tạo ra sẽ thuộc “%(own)s”.",
                            issuer=issuer, own=own.name))  # fmt: skip
    if not reading.fields:
        remarks.insert(0, _("Không nhận ra phần nào của một bản kế hoạch. Xin kiểm tra lại văn bản."))
    return remarks
