"""The form of a dossier: begin, write, attach, answer remarks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.dialects.postgresql import insert

from models import Attachment, AwardForm, Campaign, DraftBuffer, Nomination, Organisation, db
from models.enums import AttachmentKind, Level, NomineeKind, Role
from models.text import sort_key_plain
from views.access import allow, current_person, find_nomination
from views.files import store
from views.inputs import Messages, row_id
from views.nominations import blueprint, fields_of
from views.typed import take_typed
from workflow import drafts
from workflow.batches import campaign_is_open
from workflow.content import claim_field, open_fields
from workflow.dates import today
from workflow.errors import InputError, StaleError
from workflow.inputs import (
    LINE,
    NOTE,
    Field,
    read_id,
    read_inputs,
    read_line,
    read_past_date,
    read_text,
)
from workflow.settings import setting
from workflow.uploads import Limits, UploadError, check_upload

LONG = 10_000
NAME = Field("name", read_line)
PERSON_FIELDS = (
    Field("position", read_text(LINE), required=False),
    Field("born_on", read_past_date, required=False),
    Field("gender", read_text(20), required=False),
    Field("hometown", read_text(LINE), required=False),
    Field("address", read_text(LINE), required=False),
)


@blueprint.get("/new")
@allow(Role.DRAFTER, Role.CLERK)
def new() -> str:
    """Begin a dossier: for whom, in which campaign, for which award form."""
    return _new_page({}, take_typed() or request.args)


def _new_page(errors: dict[str, str], values: Any, similar: list | None = None, code: int = 200) -> Any:
    person = current_person()
    posts = drafts.writing_posts(person)
    page = render_template(
        "nominations/new.html", errors=Messages(errors), values=values, similar=similar or [],
        campaigns=_open_campaigns(posts), units=_units(posts), kinds=_kinds(_open_campaigns(posts)),
        on_paper=all(post.role is Role.CLERK for post in posts),
    )  # fmt: skip
    return (page, code) if code != 200 else page


def _open_campaigns(posts) -> list[Campaign]:
    towns = {post.organisation_id for post in posts if post.level is Level.TOWN}
    units = [post.organisation_id for post in posts if post.level is Level.UNIT]
    parents = db.select(Organisation.parent_id).filter(Organisation.id.in_(units))
    towns |= set(db.session.scalars(parents))
    query = db.select(Campaign).filter(Campaign.organisation_id.in_(towns)).order_by(Campaign.id.desc())
    return [one for one in db.session.scalars(query) if campaign_is_open(one)]


def _kinds(campaigns: list[Campaign]) -> list[NomineeKind]:
    listed = {kind for one in campaigns for form in one.award_forms for kind in form.kinds}
    return [kind for kind in NomineeKind if kind in listed]


def _units(posts) -> list[Organisation]:
    own = [post.organisation_id for post in posts if post.role is Role.DRAFTER]
    towns = [post.organisation_id for post in posts if post.role is Role.CLERK]
    query = db.select(Organisation).filter(
        Organisation.level == Level.UNIT,
        Organisation.id.in_(own) | Organisation.parent_id.in_(towns),
    )
    alive = [one for one in db.session.scalars(query) if one.is_alive(today())]
    return sorted(alive, key=lambda one: sort_key_plain(one.name))


@blueprint.post("")
@allow(Role.DRAFTER, Role.CLERK)
def create() -> Any:
    """Create the draft, or give the form back with what is wrong with it."""
    person = current_person()
    posts = drafts.writing_posts(person)
    try:
        unit, post = _chosen_unit(posts)
        campaign, form, kind = _chosen_form(posts)
        nominee_fields = _nominee_fields(kind)
        town = unit.at(Level.TOWN)
        if not nominee_fields["nominee_id"] and request.form.get("is_new") != "1":
            similar = drafts.similar_nominees(town.id, nominee_fields["name"])
            if similar:
                return _new_page({}, request.form, similar)
        nominee = drafts.find_or_add_nominee(unit, nominee_fields)
        received = read_past_date(request.form.get("paper_received_on")) if post.role is Role.CLERK else None
        if post.role is Role.CLERK and received is None:
            raise InputError({"paper_received_on": _("Ghi ngày nhận hồ sơ giấy.")})
        nomination = drafts.begin(
            person, post, unit, campaign, form, nominee, details=nominee_fields, paper_received_on=received
        )
    except InputError as wrong:
        db.session.rollback()
        return _new_page(wrong.fields, request.form, code=422)
    except ValueError as wrong:
        db.session.rollback()
        return _new_page({"paper_received_on": str(wrong)}, request.form, code=422)
    code = nomination.code
    db.session.commit()
    flash(_("Đã tạo hồ sơ %(code)s.", code=code), "success")
    return redirect(url_for("nominations.edit", code=code))


def _chosen_unit(posts):
    number = request.form.get("unit_id", type=row_id)
    unit = next((one for one in _units(posts) if one.id == number), None)
    if unit is None:
        raise InputError({"unit_id": _("Chọn đơn vị.")})
    roles = [post for post in posts if post.organisation_id in (unit.id, unit.parent_id)]
    return unit, min(roles, key=lambda post: post.role is Role.CLERK)


def _chosen_form(posts) -> tuple[Campaign, AwardForm, NomineeKind]:
    form = db.session.get(AwardForm, request.form.get("award_form_id", type=row_id) or 0)
    if form is None or form.campaign not in _open_campaigns(posts):
        raise InputError({"award_form_id": _("Chọn hình thức khen.")})
    try:
        kind = NomineeKind(request.form.get("kind", ""))
    except ValueError:
        raise InputError({"kind": _("Chọn đối tượng.")}) from None
    if kind not in form.kinds:
        raise InputError({"kind": _("Hình thức khen này không dành cho đối tượng đã chọn.")})
    return form.campaign, form, kind


def _nominee_fields(kind: NomineeKind) -> dict[str, Any]:
    raw = request.form.to_dict()
    number = request.form.get("nominee_id", type=row_id)
    name = replace(NAME, required=number is None)
    fields = read_inputs((name, *PERSON_FIELDS), raw)
    return fields | {"kind": kind, "nominee_id": number}


@blueprint.get("/<code>/edit")
@allow(Role.DRAFTER, Role.CLERK)
def edit(code: str) -> Any:
    """The form, with what was autosaved or caught when a session had expired."""
    nomination = find_nomination(code)
    drafts.writer_post(current_person(), nomination)
    typed = take_typed() or _buffer(nomination)
    return _edit_page(nomination, {}, typed)


def _edit_page(nomination: Nomination, errors: dict[str, str], typed: Any, code: int = 200) -> Any:
    claims = {one.criterion_id: one for one in nomination.claims}
    remarks: dict[str, list] = {}
    for one in nomination.drafters_remarks:
        remarks.setdefault(one.field or "general", []).append(one)
    page = render_template(
        "nominations/edit.html", nomination=nomination, errors=Messages(errors), typed=typed,
        criteria=nomination.award_form.criteria_for(nomination.kind), claims=claims,
        opened=open_fields(nomination), remarks=remarks, claim_field=claim_field,
        titles=fields_of(nomination), attachment_kinds=list(AttachmentKind),
        forms=[(one.id, one.name) for one in nomination.campaign.award_forms if nomination.kind in one.kinds],
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.post("/<code>/edit")
@allow(Role.DRAFTER, Role.CLERK)
def save(code: str) -> Any:
    """Write the draft; nothing that was typed is lost when it is refused."""
    nomination = find_nomination(code)
    version = request.form.get("version", -1, type=row_id)
    try:
        drafts.save(nomination, current_person(), _fields(nomination), version)
    except InputError as wrong:
        db.session.rollback()
        return _edit_page(find_nomination(code), wrong.fields, request.form, 422)
    except StaleError as wrong:
        db.session.rollback()
        return _edit_page(find_nomination(code), {"version": str(wrong)}, request.form, 409)
    db.session.execute(db.delete(DraftBuffer).filter_by(user_id=current_person().id, path=request.path))
    db.session.commit()
    flash(_("Đã lưu hồ sơ."), "success")
    where = "nominations.confirm" if request.form.get("then") == "submit" else "nominations.edit"
    extra = {"action": "submit"} if where.endswith("confirm") else {}
    return redirect(url_for(where, code=code, **extra))


def _fields(nomination: Nomination) -> dict[str, Any]:
    wanted = [NAME, Field("award_form_id", read_id), Field("summary", read_text(500), required=False)]
    wanted += PERSON_FIELDS if nomination.kind is NomineeKind.INDIVIDUAL else PERSON_FIELDS[-1:]
    criteria = nomination.award_form.criteria_for(nomination.kind)
    for one in criteria:
        wanted += [
            Field(f"claim-{one.id}", read_text(LONG), required=False),
            Field(f"evidence-{one.id}", read_text(NOTE), required=False),
        ]
    answers = [one.id for one in nomination.drafters_remarks if not one.is_opening]
    wanted += [Field(f"answer-{one}", read_text(NOTE), required=False) for one in answers]
    present = [one for one in wanted if one.name in request.form]
    clean = read_inputs(present, request.form.to_dict())
    claims = {}
    for one in criteria:
        if f"claim-{one.id}" in clean:
            content = request.form.get(f"content-{one.id}", type=row_id)
            known = range(1, len(nomination.campaign.contents) + 1)
            claims[one.id] = {"text": clean.pop(f"claim-{one.id}"),
                              "evidence": clean.pop(f"evidence-{one.id}", ""),
                              "content": content if content in known else None}  # fmt: skip
    found = {one: clean.pop(f"answer-{one}") for one in answers if f"answer-{one}" in clean}
    return clean | {"claims": claims, "answers": found}


@blueprint.post("/<code>/autosave")
@allow(Role.DRAFTER, Role.CLERK)
def autosave(code: str) -> Any:
    """Keep what is being typed, beside the dossier: no version, no event."""
    nomination = find_nomination(code)
    drafts.writer_post(current_person(), nomination)
    path = url_for("nominations.save", code=code)
    data = {name: values for name, values in request.form.lists() if name != "csrf_token"}
    query = insert(DraftBuffer).values(user_id=current_person().id, path=path, data=data)
    query = query.on_conflict_do_update(
        index_elements=["user_id", "path"],
        set_={"data": query.excluded.data, "saved_at": db.func.now()},
    )
    db.session.execute(query)
    db.session.commit()
    return jsonify(saved=True)


def _buffer(nomination: Nomination) -> dict[str, str] | None:
    path = url_for("nominations.save", code=nomination.code)
    row = db.session.scalars(
        db.select(DraftBuffer).filter_by(user_id=current_person().id, path=path)
    ).one_or_none()
    if row is None:
        return None
    flash(_("Đây là nội dung đã tự lưu lúc đồng chí gõ dở. Hãy kiểm tra rồi bấm Lưu."), "info")
    return {name: values[-1] for name, values in row.data.items()}


@blueprint.post("/<code>/files")
@allow(Role.DRAFTER, Role.CLERK)
def attach(code: str) -> Any:
    """Take an upload after looking at what is in it."""
    nomination, person = find_nomination(code), current_person()
    drafts.writer_post(person, nomination)
    upload = request.files.get("file")
    try:
        kind = AttachmentKind(request.form.get("kind", ""))
        if upload is None or not upload.filename:
            raise UploadError(_("Chọn một tệp."))
        most = setting(nomination.unit, "upload_max_files", today())
        if len(nomination.files) >= most:
            raise UploadError(_("Hồ sơ đã có %(n)s tệp, không thêm được nữa.", n=most))
        limit = setting(nomination.unit, "upload_max_mb", today()) * 1024 * 1024
        checked = check_upload(upload.stream, upload.filename, limits=Limits(max_bytes=limit))
        upload.stream.seek(0)
        sha256, size = store().put(upload.stream)
        drafts.attach(nomination, person, sha256=sha256, size=size, media_type=checked.media_type,
                      filename=checked.safe_name, kind=kind)  # fmt: skip
    except UploadError as wrong:
        db.session.rollback()
        return _edit_page(find_nomination(code), {"file": str(wrong)}, None, 422)
    except ValueError:
        db.session.rollback()
        return _edit_page(find_nomination(code), {"file": _("Chọn loại tài liệu.")}, None, 422)
    db.session.commit()
    flash(_("Đã đính kèm tệp."), "success")
    return redirect(url_for("nominations.edit", code=code) + "#attachments")


@blueprint.post("/<code>/files/<int:attachment_id>/remove")
@allow(Role.DRAFTER, Role.CLERK)
def detach(code: str, attachment_id: int) -> Any:
    """Take a file out of the draft."""
    nomination = find_nomination(code)
    attachment = db.session.get(Attachment, attachment_id)
    if attachment is None or attachment.nomination_id != nomination.id or attachment.removed_at:
        abort(404)
    drafts.detach(nomination, current_person(), attachment)
    db.session.commit()
    flash(_("Đã bỏ tệp khỏi hồ sơ."), "success")
    return redirect(url_for("nominations.edit", code=code) + "#attachments")


@blueprint.post("/<code>/open-field")
@allow(Role.DRAFTER, Role.CLERK)
def open_field(code: str) -> Any:
    """Open one more field in a later round, with a reason that the reviewer reads."""
    nomination = find_nomination(code)
    try:
        reason = read_inputs([Field("reason", read_text(NOTE))], request.form.to_dict())["reason"]
        drafts.open_field(nomination, current_person(), request.form.get("field", ""), reason)
    except InputError as wrong:
        db.session.rollback()
        errors = {f"open-{name}": text for name, text in wrong.fields.items()}
        return _edit_page(find_nomination(code), errors, request.form, 422)
    db.session.commit()
    return redirect(url_for("nominations.edit", code=code))
