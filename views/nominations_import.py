"""Dossiers from a list in Excel: shown first, row by row, then begun."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Campaign, db
from models.enums import Role
from views.access import allow, current_person
from views.exporting import WORKBOOK
from views.inputs import Messages, row_id
from views.nominations import blueprint
from workflow import drafts, nominations_import, sheets
from workflow.errors import InputError
from workflow.headings import NOMINATIONS

CHOSEN = "known-"


@blueprint.get("/import")
@allow(Role.DRAFTER, Role.CLERK)
def import_list() -> str:
    """Choose the campaign and the file."""
    return _page({}, {})


def _page(errors: dict[str, str], values: Any, code: int = 200, **more: Any) -> Any:
    person = current_person()
    posts = drafts.writing_posts(person)
    page = render_template(
        "nominations/import.html", errors=Messages(errors), values=values,
        campaigns=nominations_import.campaigns_for(person), most=sheets.MOST_ROWS,
        on_paper=all(post.role is Role.CLERK for post in posts),
        **({"fates": None, "payload": "", "read_as": None, "request_id": ""} | more),
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.get("/import/template.xlsx")
@allow(Role.DRAFTER, Role.CLERK)
def import_list_template() -> Any:
    """The empty sheet of a campaign, with what can be chosen in it."""
    campaign = _campaign(request.args.get("campaign_id", type=row_id))
    if campaign is None:
        return _page({"campaign_id": _("Chọn phong trào.")}, request.args, 422)
    data = nominations_import.empty_book(current_person(), campaign)
    head = {"Content-Disposition": f'attachment; filename="danh-sach-{campaign.slug}.xlsx"'}
    return Response(data, mimetype=WORKBOOK, headers=head)


def _campaign(number: int | None) -> Campaign | None:
    return next((one for one in nominations_import.campaigns_for(current_person()) if one.id == number), None)


@blueprint.post("/import")
@allow(Role.DRAFTER, Role.CLERK)
def check_list() -> Any:
    """Say what would become of each row; nothing is written."""
    campaign, upload = _campaign(request.form.get("campaign_id", type=row_id)), request.files.get("file")
    try:
        if campaign is None:
            raise InputError({"campaign_id": _("Chọn phong trào.")})
        data = upload.read(sheets.LARGEST_FILE + 1) if upload else b""
        book = sheets.read_book(data, [NOMINATIONS])
        fates = nominations_import.check(current_person(), campaign, book.rows, request.form.to_dict())
    except InputError as wrong:
        db.session.rollback()
        return _page(wrong.fields, request.form, 422)
    db.session.rollback()
    return _fates_page(fates, book.rows, uuid4().hex, read_as=book.code)


def _fates_page(
    fates: list, rows: list[sheets.Row], request_id: str, code: int = 200, read_as: Any = None
) -> Any:
    payload = json.dumps(rows, ensure_ascii=False)
    return _page({}, request.form, code, fates=fates, payload=payload, read_as=read_as, request_id=request_id)


@blueprint.post("/import/confirm")
@allow(Role.DRAFTER, Role.CLERK)
def confirm_list() -> Any:
    """Begin all dossiers or none; what was shown is checked once more. A second click begins none."""
    person, request_id = current_person(), request.form.get("request_id", "")[:64]
    if drafts.begun_before(person, request_id):
        db.session.rollback()
        return redirect(url_for("queue.show"))
    campaign = _campaign(request.form.get("campaign_id", type=row_id))
    try:
        if campaign is None:
            raise InputError({"campaign_id": _("Chọn phong trào.")})
        rows = sheets.from_payload(request.form.get("payload", ""), [NOMINATIONS])
        raw = request.form.to_dict()
        done = nominations_import.write(person, campaign, rows, raw, _chosen(), request_id)
    except nominations_import.RowsError as refusal:
        db.session.rollback()
        return _fates_page(refusal.fates, rows, request_id, 422)
    except InputError as wrong:
        db.session.rollback()
        return _page(wrong.fields, request.form, 422)
    db.session.commit()
    flash(_("Đã lập %(n)s hồ sơ. Hãy mở từng hồ sơ để bổ sung tài liệu rồi trình.", n=len(done)), "success")
    return redirect(url_for("queue.show"))


def _chosen() -> dict[int, int]:
    """Who of the register each doubtful row means."""
    pairs = {
        name.removeprefix(CHOSEN): text for name, text in request.form.items() if name.startswith(CHOSEN)
    }
    return {
        row_id(line): row_id(text) for line, text in pairs.items() if line.isdecimal() and text.isdecimal()
    }
