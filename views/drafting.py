"""The form of a dossier: begin, write, attach, answer remarks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.dialects.postgresql import insert

from models import AwardForm, Campaign, DraftBuffer, Nomination, Nominee, db
from models.enums import CATEGORIES_OF, CATEGORY_LABELS, Action, AttachmentKind, Level, NomineeKind, Role
from models.text import clean_line
from views.access import allow, current_person, find_nomination
from views.changes import fields_of
from views.inputs import Messages, row_id
from views.nominations import blueprint
from views.typed import take_typed
from views.uploading import take
from workflow import drafts
from workflow.actions import rehearse
from workflow.content import claim_field, open_fields
from workflow.dates import today
from workflow.errors import InputError, StaleError
from workflow.inputs import (
    NOTE,
    Field,
    read_id,
    read_inputs,
    read_line,
    read_past_date,
    read_text,
)
from workflow.people import Post
from workflow.settings import setting
from workflow.writing_places import open_campaigns, post_at, units_of

REMOVE = "remove-"


@blueprint.get("/new")
@allow(Role.DRAFTER, Role.CLERK)
def new() -> str:
    """Begin a dossier: for whom, in which campaign, for which award form."""
    return _new_page({}, take_typed() or request.args)


def _new_page(errors: dict[str, str], values: Any, similar: list | None = None, code: int = 200) -> Any:
    posts = drafts.writing_posts(current_person())
    campaigns = open_campaigns(posts)
    page = render_template(
        "nominations/new.html", errors=Messages(errors), values=values, similar=similar or [],
        campaigns=campaigns, units=units_of(posts), kinds=_kinds(campaigns),
        on_paper=all(post.role is Role.CLERK for post in posts),
        request_id=values.get("request_id") or uuid4().hex,
    )  # fmt: skip
    return (page, code) if code != 200 else page


def _kinds(campaigns: list[Campaign]) -> list[NomineeKind]:
    listed = {kind for one in campaigns for form in one.award_forms for kind in form.kinds}
    return [kind for kind in NomineeKind if kind in listed]


@blueprint.post("")
@allow(Role.DRAFTER, Role.CLERK)
def create() -> Any:
    """Create the draft, or give the form back with all that is wrong with it. A second click makes no second one."""
    person = current_person()
    request_id = request.form.get("request_id", "")[:64]
    if code := drafts.begun_before(person, request_id):
        db.session.rollback()
        return redirect(url_for("nominations.edit", code=code))
    wanted, wrong = _read_new(drafts.writing_posts(person))
    similar = _similar(wanted)
    if wrong or similar:
        db.session.rollback()
        return _new_page(wrong, request.form, similar, 422 if wrong else 200)
    try:
        nominee = drafts.find_or_add_nominee(wanted["unit"], wanted)
        nomination = drafts.begin(
            person, wanted["post"], wanted["unit"], wanted["form"].campaign, wanted["form"], nominee,
            details=wanted, paper_received_on=wanted["received"], request_id=request_id,
        )  # fmt: skip
    except InputError as refusal:
        db.session.rollback()
        return _new_page(refusal.fields, request.form, code=422)
    code = nomination.code
    db.session.commit()
    flash(_("Đã tạo hồ sơ %(code)s.", code=code), "success")
    return redirect(url_for("nominations.edit", code=code))


def _read_new(posts: list[Post]) -> tuple[dict[str, Any], dict[str, str]]:
    """What was chosen and typed, as far as it can be taken, and what is wrong with the rest."""
    wanted: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for read in (_chosen_unit, _chosen_form, _typed_name, _typed_details, _paper_day):
        try:
            wanted |= read(posts, wanted)
        except InputError as refusal:
            wrong |= refusal.fields
    return wanted, wrong


def _chosen_unit(posts: list[Post], _wanted: dict[str, Any]) -> dict[str, Any]:
    number = request.form.get("unit_id", type=row_id)
    unit = next((one for one in units_of(posts) if one.id == number), None)
    if unit is None:
        raise InputError({"unit_id": _("Chọn đơn vị.")})
    return {"unit": unit, "post": post_at(posts, unit)}


def _chosen_form(posts: list[Post], _wanted: dict[str, Any]) -> dict[str, Any]:
    wrong = {}
    form = db.session.get(AwardForm, request.form.get("award_form_id", type=row_id) or 0)
    if form is None or form.campaign not in open_campaigns(posts):
        wrong["award_form_id"] = _("Chọn hình thức khen.")
    kind = next((one for one in NomineeKind if one.value == request.form.get("kind")), None)
    if kind is None:
        wrong["kind"] = _("Chọn đối tượng.")
    elif not wrong and kind not in form.kinds:
        wrong["kind"] = _("Hình thức khen này không dành cho đối tượng đã chọn.")
    if wrong:
        raise InputError(wrong)
    return {"form": form, "kind": kind}


def _typed_name(_posts: list[Post], _wanted: dict[str, Any]) -> dict[str, Any]:
    number = request.form.get("nominee_id", type=row_id)
    name = replace(drafts.NAME, required=number is None)
    return read_inputs([name], request.form.to_dict()) | {"nominee_id": number}


def _typed_details(_posts: list[Post], _wanted: dict[str, Any]) -> dict[str, Any]:
    kind = request.form.get("kind", type=NomineeKind)
    return read_inputs(drafts.details_of(kind), request.form.to_dict())


def _paper_day(_posts: list[Post], wanted: dict[str, Any]) -> dict[str, Any]:
    """When the unit's paper came in, where the clerk enters it."""
    if "post" not in wanted or wanted["post"].role is not Role.CLERK:
        return {"received": None}
    day = read_inputs([Field("paper_received_on", read_past_date)], request.form.to_dict())
    return {"received": day["paper_received_on"]}


def _similar(wanted: dict[str, Any]) -> list[Nominee]:
    """Who of the register may be meant, unless the person has chosen or said that it is another."""
    if not {"unit", "kind", "name"} <= set(wanted) or wanted["nominee_id"] is not None:
        return []
    if wanted["name"] == clean_line(request.form.get("is_new", "")):
        return []
    town = wanted["unit"].at(Level.TOWN)
    return drafts.similar_nominees(town.id, wanted["kind"], wanted["name"], wanted.get("born_on"))


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
    action = _finishing(nomination)
    page = render_template(
        "nominations/edit.html", nomination=nomination, errors=Messages(errors), typed=typed,
        criteria=nomination.award_form.criteria_for(nomination.kind), claims=claims,
        categories=[(one.value, CATEGORY_LABELS[one]) for one in CATEGORIES_OF[nomination.kind]],
        opened=open_fields(nomination), remarks=remarks, claim_field=claim_field,
        titles=fields_of(nomination), names=_names_of(nomination),
        forms=[(one.id, one.name) for one in nomination.campaign.award_forms if nomination.kind in one.kinds],
        missing=rehearse(action, nomination, current_person()), on_paper=action is Action.ENTER,
        finish=_("Lưu và nhập xong hồ sơ giấy") if action is Action.ENTER else _("Lưu và trình thủ trưởng"),
    )  # fmt: skip
    return (page, code) if code != 200 else page


def _finishing(nomination: Nomination) -> Action:
    """What ends the writing: the unit submits, the clerk has entered the unit's paper."""
    return Action.ENTER if current_person().stands_for(nomination.entered_by_id) else Action.SUBMIT


def _names_of(nomination: Nomination) -> dict[str, str]:
    """What each field of the form is called, above it."""
    names = {"name": _("Họ và tên, tên tập thể"), "position": _("Chức vụ"), "born_on": _("Ngày sinh"),
             "gender": _("Giới tính"), "category": _("Nhóm đối tượng"), "hometown": _("Quê quán"), "address": _("Địa chỉ"),
             "initiative": _("Tên sáng kiến"), "summary": _("Tóm tắt thành tích"), "file": _("Tệp đính kèm"),
             "open-field": _("Mục mở thêm"), "open-reason": _("Lý do mở thêm mục")}  # fmt: skip
    for number, one in enumerate(nomination.award_form.criteria_for(nomination.kind), 1):
        names[claim_field(one.id)] = _("Thành tích theo tiêu chuẩn %(n)s", n=number)
        names[f"evidence-{one.id}"] = _("Minh chứng của tiêu chuẩn %(n)s", n=number)
    return names | {f"answer-{one.id}": _("Trả lời ý kiến") for one in nomination.drafters_remarks}


@blueprint.post("/<code>/edit")
@allow(Role.DRAFTER, Role.CLERK)
def save(code: str) -> Any:
    """Write the draft, with what the pressed button asks beside; nothing typed is lost when it is refused."""
    nomination, then = find_nomination(code), request.form.get("then", "stay")
    version = request.form.get("version", -1, type=row_id)
    try:
        drafts.save(nomination, current_person(), _fields(nomination), version)
        done = _beside(nomination, then)
    except InputError as wrong:
        db.session.rollback()
        return _edit_page(find_nomination(code), wrong.fields, request.form, 422)
    except StaleError as wrong:
        db.session.rollback()
        return _edit_page(find_nomination(code), {"version": str(wrong)}, request.form, 409)
    db.session.execute(db.delete(DraftBuffer).filter_by(user_id=current_person().id, path=request.path))
    action = _finishing(nomination)
    db.session.commit()
    flash(done, "success")
    if then == "submit":
        return redirect(url_for("nominations.confirm", code=code, action=action.value))
    is_about_files = then == "attach" or then.startswith(REMOVE)
    return redirect(url_for("nominations.edit", code=code, _anchor="attachments" if is_about_files else None))


def _beside(nomination: Nomination, then: str) -> str:
    """What is done together with saving: a file taken in or out, one more field opened; in words."""
    upload = request.files.get("file")
    if then == "attach" or (upload and upload.filename):
        _attach(nomination)
        return _("Đã lưu hồ sơ và đính kèm tệp.")
    if then.startswith(REMOVE):
        number = then.removeprefix(REMOVE)
        attachment = next((one for one in nomination.files if str(one.id) == number), None) or abort(404)
        drafts.detach(nomination, current_person(), attachment)
        return _("Đã lưu hồ sơ và bỏ tệp.")
    if then == "open":
        _open_field(nomination)
        return _("Đã lưu hồ sơ và mở thêm mục để sửa.")
    return _("Đã lưu hồ sơ.")


def _attach(nomination: Nomination) -> None:
    """Take an upload after looking at what is in it."""
    kind = next((one for one in AttachmentKind if one.value == request.form.get("kind")), None)
    if kind is None:
        raise InputError({"file": _("Chọn loại tài liệu.")})
    most = setting(nomination.unit, "upload_max_files", today())
    if len(nomination.files) >= most:
        raise InputError({"file": _("Hồ sơ đã có %(n)s tệp, không thêm được nữa.", n=most)})
    kept = take("file", nomination.unit)
    drafts.attach(nomination, current_person(), sha256=kept.sha256, size=kept.size,
                  media_type=kept.media_type, filename=kept.filename, kind=kind)  # fmt: skip


def _open_field(nomination: Nomination) -> None:
    """Open one more field in a later round, with a reason that the reviewer reads."""
    wanted = (Field("open-field", read_line), Field("open-reason", read_text(NOTE)))
    clean = read_inputs(wanted, request.form.to_dict())
    drafts.open_field(nomination, current_person(), clean["open-field"], clean["open-reason"])


def _fields(nomination: Nomination) -> dict[str, Any]:
    wanted = [drafts.NAME, Field("award_form_id", read_id), drafts.SUMMARY_FIELD]
    wanted += drafts.details_of(nomination.kind)
    wanted += [Field("initiative", read_line, required=False)]
    criteria = nomination.award_form.criteria_for(nomination.kind)
    for one in criteria:
        wanted += [
            Field(f"claim-{one.id}", read_text(drafts.LONG), required=False),
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
