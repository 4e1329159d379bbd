"""The log of one dossier, as a human reads it."""

from __future__ import annotations

import json
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from models import AuditEvent, Nomination, db
from models.enums import DONE_LABELS, ROLE_LABELS, Role
from workflow.people import Person
from workflow.visibility import may_read_holds

FIELD_LABELS = {
    "reason": "Lý do", "note": "Ghi chú", "remarks": "Ý kiến", "receipt_number": "Số tiếp nhận",
    "received_on": "Ngày tiếp nhận", "due_on": "Hạn", "name": "Tên", "summary": "Tóm tắt thành tích",
    "award_form": "Hình thức khen", "nominee": "Người, tập thể", "attachments": "Tài liệu",
    "filename": "Tệp", "items": "Phiếu thẩm định", "number": "Số", "symbol": "Ký hiệu",
    "issued_on": "Ngày ký", "signer_name": "Người ký", "signer_title": "Chức vụ người ký",
    "review_note": "Kết luận", "field": "Mục", "handed_over_on": "Ngày trao",
    "revoked_on": "Ngày thu hồi", "paper": "Văn bản", "ground": "Căn cứ", "round": "Vòng",
}  # fmt: skip
TECHNICAL = {"content_hash", "approved_hash", "appraised_hash", "submission_id", "award_form_id",
             "hand_over_note", "whole_nominee"}  # fmt: skip
HOLD_ACTS = {"hold", "release"}


def history_of(nomination: Nomination, person: Person) -> list[dict[str, Any]]:
    """The events, newest first; the reason of a hold only for those who may read it."""
    query = (
        db.select(AuditEvent)
        .filter(AuditEvent.nomination_id == nomination.id)
        .options(selectinload(AuditEvent.values))
        .order_by(AuditEvent.id.desc())
        .limit(200)
    )
    open_to = may_read_holds(person, nomination)
    return [
        told(event, hide=event.action in HOLD_ACTS and not open_to) for event in db.session.scalars(query)
    ]


def told(event: AuditEvent, *, hide: bool = False) -> dict[str, Any]:
    """One event in words."""
    role = ROLE_LABELS[Role(event.role)] if event.role else ""
    place = f"{role} · {event.organisation_name}" if event.organisation_name else str(role)
    details = [] if hide else [detail for value in event.values if (detail := _detail(value))]
    return {
        "id": event.id, "at": event.at, "who": event.actor_name, "role": place, "event": event,
        "what": DONE_LABELS.get(event.action, event.action), "on_behalf": event.on_behalf,
        "details": details,
        "reason": _("Lý do do cơ quan có thẩm quyền giữ.") if hide else "",
    }  # fmt: skip


def _detail(value: Any) -> tuple[str, str, str] | None:
    if value.field in TECHNICAL:
        return None
    before, after = json.loads(value.value)
    if after in (None, "", {}, []) and before in (None, "", {}, []):
        return None
    label = FIELD_LABELS.get(value.field)
    if label is None:
        label = _("Tiêu chuẩn") if value.field.startswith("claim-") else value.field
    return (label, readable(before), readable(after))


def readable(value: Any) -> str:
    """A stored value as text for a human."""
    if isinstance(value, dict):
        return "; ".join(readable(one) for one in value.values())
    if isinstance(value, list):
        return " · ".join(readable(one) for one in value if one not in (None, ""))
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return "" if value is None else str(value)
