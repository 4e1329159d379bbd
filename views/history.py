"""The log as a human reads it: the history of one dossier, and the rows of the auditor's pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models import AccessEvent, AuditEvent, Nomination, db
from models.enums import ACCESS_LABELS, DOCUMENT_LABELS, ROLE_LABELS
from views.access import allow, current_person, find_nomination
from workflow import audit
from workflow.log import history_page
from workflow.log_names import Names, names_behind, names_of, subject_of
from workflow.log_words import details_of
from workflow.people import Person
from workflow.procedures import PROCEDURES
from workflow.visibility import may_read_holds
from workflow.words import COMMON, Words

blueprint = Blueprint("history", __name__, url_prefix="/nominations")
# How many acts the page of a dossier shows; the page of its history has them all.
SHOWN, PAGE = 50, 100
HOLD_ACTS = {"hold", "release"}
SUBJECTS = {
    "campaign": _l("Phong trào %(name)s"), "submission": _l("Tờ trình %(name)s"),
    "decision": _l("Quyết định %(name)s"), "organisation": _l("%(name)s"),
    "account": _l("Tài khoản %(name)s"),
}  # fmt: skip


def history_of(nomination: Nomination, person: Person) -> list[dict[str, Any]]:
    """The newest events; the reason of a hold only for those who may read it."""
    events, _older = history_page(nomination.id, None, SHOWN)
    return _history(nomination, person, events)


def _history(nomination: Nomination, person: Person, events: list[AuditEvent]) -> list[dict[str, Any]]:
    open_to = may_read_holds(person, nomination)
    names = names_behind(events)
    words = PROCEDURES[nomination.procedure].words
    return [told(one, names, words, hide=one.action in HOLD_ACTS and not open_to) for one in events]


@blueprint.get("/<code>/history")
@allow()
def show(code: str) -> str:
    """Everything that was done to one dossier, page by page."""
    nomination, person = find_nomination(code), current_person()
    audit.record_access("view", person, nomination_id=nomination.id, detail=code)
    db.session.commit()
    events, older = history_page(nomination.id, request.args.get("after"), PAGE)
    return render_template(
        "audit/history.html", nomination=nomination, events=_history(nomination, person, events),
        next_url=url_for("history.show", code=code, after=older) if older else None,
    )  # fmt: skip


def told_acts(events: list[AuditEvent]) -> list[dict[str, Any]]:
    """These events in words, with the names behind their numbers; for auditors, who read all."""
    names = names_behind(events)
    return [told(one, names) for one in events]


def told(event: AuditEvent, names: Names, words: Words = COMMON, *, hide: bool = False) -> dict[str, Any]:
    """One event in words."""
    has_moved = event.from_state != event.to_state
    return {
        "id": event.id, "at": event.at, "who": event.actor_name, "role": _post(event, words),
        "role_name": words.role(event.role) if event.role else "", "place": event.organisation_name or "",
        "what": words.done(event.action), "on_behalf": event.on_behalf or "",
        "from": words.state(event.from_state) if has_moved and event.from_state else "",
        "to": words.state(event.to_state) if has_moved and event.to_state else "",
        "details": [] if hide else details_of(event, names), "address": event.address or "",
        "reason": _("Lý do do cơ quan có thẩm quyền giữ.") if hide else "",
        "chain": f"{event.stream} #{event.seq}", **_about(*subject_of(event), names),
    }  # fmt: skip


def _post(event: AuditEvent | AccessEvent, words: Words = COMMON) -> str:
    role = str(words.role(event.role)) if event.role else ""
    return " · ".join(filter(None, (role, event.organisation_name or "")))


def _about(kind: str, number: str, names: Names) -> dict[str, str]:
    """The dossier by its code and name, or the other thing by what it is called."""
    name, more = names.get((kind, number), ("", ""))
    if kind == "nomination":
        return {"code": name, "about": more}
    if kind not in SUBJECTS:
        return {"code": "", "about": ""}
    return {"code": "", "about": str(SUBJECTS[kind]) % {"name": name or f"({number})"}}


def told_accesses(rows: Iterable[AccessEvent]) -> list[dict[str, Any]]:
    """These looks in words."""
    rows = list(rows)
    names = names_of({("nomination", str(one.nomination_id)) for one in rows if one.nomination_id})
    return [
        {
            "id": one.id, "at": one.at, "who": one.user_name or _("(không ghi tên)"), "role": _post(one),
            "role_name": ROLE_LABELS.get(one.role, ""), "place": one.organisation_name or "",
            "what": ACCESS_LABELS.get(one.kind, one.kind), "detail": _detail(one), "address": one.address,
            **_about("nomination", str(one.nomination_id), names),
        }
        for one in rows
    ]  # fmt: skip


def _detail(row: AccessEvent) -> str:
    if row.kind == "view":
        return ""
    kind, _sign, number = row.detail.partition(" ")
    return f"{DOCUMENT_LABELS[kind]} ({number})" if kind in DOCUMENT_LABELS else row.detail
