"""The log, for the auditor: newest first, filtered, exported."""

from __future__ import annotations

import csv
import io
from datetime import datetime, time
from typing import Any

from flask import Blueprint, Response, render_template, request, send_file, url_for
from openpyxl import Workbook
from sqlalchemy import or_
from sqlalchemy.orm import selectinload

from models import AuditEvent, Nomination, Organisation, db
from models.enums import DONE_LABELS, ROLE_LABELS, Role
from views.access import allow, current_person
from views.history import told
from views.inputs import row_id
from workflow import audit
from workflow.dates import OFFICE_ZONE
from workflow.inputs import read_date
from workflow.tree import ids_below

blueprint = Blueprint("audit", __name__, url_prefix="/audit")
PAGE, MOST_ROWS = 50, 50_000
HEAD = ["Thời điểm", "Người làm", "Vai trò", "Cơ quan", "Việc", "Hồ sơ", "Từ bước", "Sang bước", "Chi tiết"]
# A cell that begins like this would be run by Excel as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _organisations() -> Any:
    """The auditor's organisations and everything under them."""
    return ids_below(current_person().at(Role.AUDITOR))


def _query() -> Any:
    ids = list(db.session.scalars(_organisations()))
    args = request.args
    codes = db.select(Nomination.id).filter(or_(Nomination.unit_id.in_(ids), Nomination.town_id.in_(ids)))
    query = db.select(AuditEvent).filter(
        or_(AuditEvent.organisation_id.in_(ids), AuditEvent.nomination_id.in_(codes))
    )
    if args.get("code"):
        query = query.filter(
            AuditEvent.nomination_id.in_(
                db.select(Nomination.id).filter(Nomination.code == args["code"].strip().upper())
            )
        )
    if args.get("who"):
        query = query.filter(AuditEvent.actor_name.icontains(args["who"].strip()[:100], autoescape=True))
    for name in ("role", "action"):
        if args.get(name):
            query = query.filter(getattr(AuditEvent, name) == args[name][:40])
    if number := args.get("organisation", type=row_id):
        query = query.filter(AuditEvent.organisation_id == number)
    for name, edge in (("from", time.min), ("to", time.max)):
        if day := _day(args.get(name)):
            moment = datetime.combine(day, edge, OFFICE_ZONE)
            query = query.filter(AuditEvent.at >= moment if name == "from" else AuditEvent.at <= moment)
    return query.options(selectinload(AuditEvent.values)).order_by(AuditEvent.id.desc())


def _day(text: str | None) -> Any:
    try:
        return read_date(text)
    except ValueError:
        return None


def _rows(query: Any) -> list[tuple[dict[str, Any], str]]:
    events = list(db.session.scalars(query))
    ids = {one.nomination_id for one in events if one.nomination_id}
    codes = dict(
        db.session.execute(db.select(Nomination.id, Nomination.code).filter(Nomination.id.in_(ids))).all()
    )
    return [(told(one), codes.get(one.nomination_id, "")) for one in events]


@blueprint.get("")
@allow(Role.AUDITOR)
def index() -> str:
    """One page of the log."""
    query = _query()
    if before := request.args.get("before", type=row_id):
        query = query.filter(AuditEvent.id < before)
    rows = _rows(query.limit(PAGE + 1))
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    audit.record_access("audit", current_person(), detail=request.query_string.decode()[:300])
    db.session.commit()
    following = {**request.args.to_dict(), "before": rows[-1][0]["id"]} if more else None
    places = db.session.scalars(
        db.select(Organisation).filter(Organisation.id.in_(_organisations())).order_by(Organisation.name)
    ).all()
    kept = {name: value for name, value in request.args.items() if name != "before"}
    return render_template(
        "audit/index.html", rows=rows, args=request.args, places=places, kept=kept,
        roles=[(one.value, ROLE_LABELS[one]) for one in Role], acts=list(DONE_LABELS.items()),
        next_url=url_for("audit.index", **following) if following else None,
    )  # fmt: skip


def _table() -> list[list[str]]:
    found = []
    for event, code in _rows(_query().limit(MOST_ROWS)):
        details = "; ".join(f"{label}: {before} → {after}" for label, before, after in event["details"])
        row = event["event"]
        found.append([
            f"{event['at'].astimezone(OFFICE_ZONE):%d/%m/%Y %H:%M:%S}", event["who"],
            str(ROLE_LABELS[Role(row.role)]) if row.role else "", row.organisation_name or "",
            str(event["what"]), code, row.from_state or "", row.to_state or "", details,
        ])  # fmt: skip
    audit.record_access("export", current_person(), detail=request.full_path[:300])
    db.session.commit()
    return [[_safe(cell) for cell in row] for row in found]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


@blueprint.get("/export.csv")
@allow(Role.AUDITOR)
def export_csv() -> Response:
    """The filtered log as CSV, with the mark that tells Excel its letters."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(_table())
    return Response(
        "\ufeff" + out.getvalue(), mimetype="text/csv; charset=utf-8",
        headers={"Content-Disposition": "attachment; filename=nhat-ky.csv"},
    )  # fmt: skip


@blueprint.get("/export.xlsx")
@allow(Role.AUDITOR)
def export_xlsx() -> Response:
    """The filtered log as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Nhật ký")
    sheet.append(HEAD)
    for row in _table():
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return send_file(out, mimetype=kind, as_attachment=True, download_name="nhat-ky.xlsx")
