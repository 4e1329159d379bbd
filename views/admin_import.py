"""Administration: units and accounts from a spreadsheet, shown first, then written."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import db
from models.enums import Role
from views.access import allow, current_person
from views.admin import blueprint
from workflow import people_import, sheets
from workflow.errors import InputError
from workflow.people_import import SHEETS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/import")
@allow(Role.ADMIN)
def import_people() -> str:
    """Choose the file."""
    return render_template("admin/import.html", error=None, rows=None, payload="")


@blueprint.get("/import/template.xlsx")
@allow(Role.ADMIN)
def import_template() -> Response:
    """The empty sheets, with the offices and roles that can be named in them."""
    data = people_import.empty_book(current_person())
    head = {"Content-Disposition": 'attachment; filename="don-vi-va-nguoi-dung.xlsx"'}
    return Response(data, mimetype=XLSX, headers=head)


@blueprint.post("/import")
@allow(Role.ADMIN)
def check_import() -> Any:
    """Say what would become of each row; nothing is written."""
    upload = request.files.get("file")
    try:
        raw = sheets.read_book(upload.read(sheets.LARGEST_FILE + 1) if upload else b"", SHEETS).rows
    except InputError as wrong:
        return _choose_again(wrong)
    rows = people_import.check(current_person(), raw)
    db.session.rollback()
    return _fates(rows, raw)


def _choose_again(wrong: InputError) -> Any:
    page = render_template("admin/import.html", error=wrong.fields["file"], rows=None, payload="")
    return page, 422


def _fates(rows: list[people_import.Fate], raw: list[sheets.Row], code: int = 200) -> Any:
    payload = json.dumps(raw, ensure_ascii=False)
    tables = [(sheet.name, [one for one in rows if one.sheet == sheet.kind]) for sheet in SHEETS]
    page = render_template("admin/import.html", error=None, rows=rows, payload=payload,
                           tables=[one for one in tables if one[1]])  # fmt: skip
    return page, code


@blueprint.post("/import/confirm")
@allow(Role.ADMIN)
def confirm_import() -> Any:
    """Write all rows or none; what was shown is checked once more."""
    try:
        raw = sheets.from_payload(request.form.get("payload", ""), SHEETS)
        done = people_import.write(current_person(), raw)
    except people_import.RowsError as refusal:
        db.session.rollback()
        return _fates(refusal.fates, raw, 422)
    except InputError as wrong:
        db.session.rollback()
        return _choose_again(wrong)
    db.session.commit()
    flash(
        _("Đã ghi %(n)s dòng. Người có thư điện tử được gửi thư mời đặt mật khẩu; người không có, hãy in"
          " phiếu mật khẩu.", n=len(done)), "success",
    )  # fmt: skip
    return redirect(url_for("admin.users"))
