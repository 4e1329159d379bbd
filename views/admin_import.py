"""Administration: many accounts from a spreadsheet, shown first, then written."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import db
from models.enums import Role
from views.access import allow, current_person
from views.admin import blueprint
from workflow import people_import
from workflow.errors import InputError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/import")
@allow(Role.ADMIN)
def import_people() -> str:
    """Choose the file."""
    return render_template("admin/import.html", error=None, rows=None, payload="")


@blueprint.get("/import/template.xlsx")
@allow(Role.ADMIN)
def import_template() -> Response:
    """The empty sheet, with the offices and roles that can be named in it."""
    data = people_import.template(current_person())
    head = {"Content-Disposition": 'attachment; filename="danh-sach-nguoi-dung.xlsx"'}
    return Response(data, mimetype=XLSX, headers=head)


@blueprint.post("/import")
@allow(Role.ADMIN)
def check_import() -> Any:
    """Say what would become of each row; nothing is written."""
    upload = request.files.get("file")
    try:
        raw = people_import.read_sheet(upload.read() if upload else b"")
    except InputError as wrong:
        return render_template("admin/import.html", error=wrong.fields["file"], rows=None, payload=""), 422
    rows = people_import.check(current_person(), raw)
    db.session.rollback()
    return _fates(rows, raw)


def _fates(rows: list[people_import.Fate], raw: list[dict[str, str]], code: int = 200) -> Any:
    payload = json.dumps(raw, ensure_ascii=False)
    return render_template("admin/import.html", error=None, rows=rows, payload=payload), code


@blueprint.post("/import/confirm")
@allow(Role.ADMIN)
def confirm_import() -> Any:
    """Write all rows or none; what was shown is checked once more."""
    try:
        raw = people_import.from_payload(request.form.get("payload", ""))
        count = people_import.write(current_person(), raw)
    except people_import.RowsError as refusal:
        db.session.rollback()
        return _fates(refusal.fates, raw, 422)
    except InputError as wrong:
        db.session.rollback()
        return render_template("admin/import.html", error=wrong.fields["file"], rows=None, payload=""), 422
    db.session.commit()
    flash(_("Đã tạo %(n)s tài khoản. Hãy in phiếu mật khẩu.", n=count), "success")
    return redirect(url_for("admin.users"))
