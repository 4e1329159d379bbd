"""What holder and deputy are told of a delegation."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import gettext as _

from documents.notice import Notice
from models import AuditEvent, Delegation, User, db
from models.enums import ROLE_LABELS

PATH = "/delegations"


def delegated(event: AuditEvent, reader: User) -> Notice:
    """Who does whose work from when to when, for each of the two and for who has to confirm it."""
    row = _row(event)
    days = _("từ %(first)s đến hết %(last)s", first=_day(row.valid_from), last=_day(row.valid_to))
    names = {"deputy": row.deputy.full_name, "holder": row.appointment.user.full_name, "post": _post(row)}
    if reader.id not in (row.deputy_id, row.appointment.user_id):
        text = _(
            "%(deputy)s tự nhận làm thay %(holder)s (%(post)s). Việc này chờ đồng chí xác nhận.", **names
        )
        return Notice(_("Một ủy quyền chờ đồng chí xác nhận"), (text, days.capitalize() + "."),
                      "/admin/confirmations", _("Mở trang xác nhận"))  # fmt: skip
    if row.needs_confirmation and row.confirmed_by_id is None:
        days += " " + _("(chỉ có hiệu lực khi người thứ hai xác nhận)")
    if reader.id == row.deputy_id:
        text = _("Đồng chí làm thay %(holder)s (%(post)s) %(days)s.", days=days, **names)
        return Notice(_("Đồng chí được ủy quyền làm thay"), (text,), PATH, _("Xem ủy quyền"))
    text = _("%(deputy)s làm thay đồng chí (%(post)s) %(days)s.", days=days, **names)
    return Notice(_("Có người làm thay đồng chí"), (text,), PATH, _("Xem ủy quyền"))


def ended(event: AuditEvent, reader: User) -> Notice:
    """That it is over before its last day."""
    row = _row(event)
    text = _("%(deputy)s không còn làm thay %(holder)s (%(post)s) kể từ ngày %(day)s.",
             deputy=row.deputy.full_name, holder=row.appointment.user.full_name, post=_post(row),
             day=_day(row.ended_on or row.valid_to + timedelta(days=1)))  # fmt: skip
    return Notice(_("Ủy quyền đã kết thúc"), (text,), PATH, _("Xem ủy quyền"))


def _row(event: AuditEvent) -> Delegation:
    return db.session.get_one(Delegation, event.data["delegation_id"])


def _post(row: Delegation) -> str:
    held = row.appointment
    return f"{held.title or ROLE_LABELS[held.role]}, {held.organisation.name}"


def _day(day: object) -> str:
    return f"{day:%d/%m/%Y}"
