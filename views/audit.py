"""The log, for the auditor: what was done and who looked, newest first, filtered, exported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models import AccessEvent, AuditEvent, db
from models.enums import ROLE_LABELS, Role
from views.access import allow, current_person
from views.exporting import Columns, csv_answer, xlsx_answer
from views.history import told_accesses, told_acts
from views.inputs import Messages
from views.log_export import ACCESS_COLUMNS, ACT_COLUMNS
from workflow import audit
from workflow.errors import InputError
from workflow.languages import in_office_language
from workflow.log import ACTS, Log, LogFilters, log_batches, log_page, places_of, read_log_filters
from workflow.people import Person

blueprint = Blueprint("audit", __name__, url_prefix="/audit")


@dataclass(frozen=True)
class Tab:
    """One half of the log: its table, how its rows are told and what a file of it holds."""

    model: Log
    tell: Any
    columns: Columns
    page: str
    filename: str


TABS = {
    "acts": Tab(AuditEvent, told_acts, ACT_COLUMNS, "audit.index", "nhat-ky"),
    "access": Tab(AccessEvent, told_accesses, ACCESS_COLUMNS, "audit.access", "truy-cap"),
}


@blueprint.get("")
@allow(Role.AUDITOR)
def index() -> object:
    """One page of what was done."""
    return _page("acts")


@blueprint.get("/access")
@allow(Role.AUDITOR)
def access() -> object:
    """One page of who came, looked and took away."""
    return _page("access")


def _page(name: str) -> tuple[str, int]:
    tab, person = TABS[name], current_person()
    places = places_of(person)
    filters, wrong, rows, following = LogFilters(), {}, [], None
    try:
        filters = read_log_filters(request.args, person, tab.model, places)
        rows, following = log_page(person, tab.model, filters, request.args.get("after"))
    except InputError as refusal:
        wrong = refusal.fields
    rows = tab.tell(rows)
    if not wrong:
        _note_look("audit", name, filters, person)
    kept = {name: text for name, text in request.args.items() if name != "after" and text}
    page = render_template(
        "audit/index.html", tab=name, rows=rows, args=request.args, wrong=Messages(wrong), places=places,
        kept=kept, acts=list(ACTS[tab.model][1].items()), roles=list(ROLE_LABELS.items()),
        first_url=url_for(tab.page, **kept) if request.args.get("after") else None,
        next_url=url_for(tab.page, **kept, after=following) if following else None,
    )  # fmt: skip
    return page, 422 if wrong else 200


def _note_look(kind: str, name: str, filters: LogFilters, person: Person) -> None:
    """Each look at the log stands in it too, with its filters."""
    titles = {"acts": _l("Việc đã làm"), "access": _l("Truy cập")}
    post = next(one for one in person.posts if one.role is Role.AUDITOR)
    with in_office_language():
        detail = f"{titles[name]} – {filters.in_words(TABS[name].model)}"
    audit.record_access(kind, person, post=post, detail=detail)
    db.session.commit()


@blueprint.get("/export.csv", defaults={"name": "acts"})
@blueprint.get("/access/export.csv", defaults={"name": "access"})
@allow(Role.AUDITOR)
def export_csv(name: str) -> Response:
    """The filtered log as CSV, to its last row."""
    return _export(name, csv_answer)


@blueprint.get("/export.xlsx", defaults={"name": "acts"})
@blueprint.get("/access/export.xlsx", defaults={"name": "access"})
@allow(Role.AUDITOR)
def export_xlsx(name: str) -> Response:
    """The filtered log as a workbook."""
    return _export(name, lambda filename, *rest: xlsx_answer(filename, _("Nhật ký"), *rest))


def _export(name: str, answer: Any) -> Response:
    tab, person = TABS[name], current_person()
    try:
        filters = read_log_filters(request.args, person, tab.model, places_of(person))
    except InputError:
        # The page says at each field what is wrong.
        return redirect(url_for(tab.page, **request.args.to_dict()))  # type: ignore[return-value]
    _note_look("export", name, filters, person)
    return answer(tab.filename, tab.columns, _told_batches(tab, person, filters))


def _told_batches(tab: Tab, person: Person, filters: LogFilters) -> Iterator[list[dict[str, Any]]]:
    for rows in log_batches(person, tab.model, filters):
        yield tab.tell(rows)
        # Each batch is a read of its own, so that no transaction stays open for minutes.
        db.session.rollback()
