"""What the two are told when the work of one goes to the other."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from documents.notice import Notice
from models import Appointment, AuditEvent, User, db
from models.enums import ROLE_LABELS


def handed_over(event: AuditEvent, reader: User) -> Notice:
    """Whose work it was, whose it is, from which day: posts, and the drafts by their codes."""
    data = event.data
    leaver, successor = db.session.get_one(User, data["leaver"]), db.session.get_one(User, data["successor"])
    drafts = _("Hồ sơ đang lập: %(codes)s.", codes=", ".join(data["nominations"]))
    more = (*_posts(data["posts"]), *((drafts,) if data["nominations"] else ()))
    if reader.id == successor.id:
        text = _("Đồng chí nhận bàn giao công việc của đồng chí %(name)s kể từ ngày %(day)s.",
                 name=leaver.full_name, day=_day(data["begins"]))  # fmt: skip
        return Notice(_("Đồng chí nhận bàn giao công việc"), (text, *more), "/queue", _("Mở hàng việc"))
    text = _("Công việc của đồng chí được bàn giao cho đồng chí %(name)s.", name=successor.full_name)
    last = (
        _("Ngày cuối đồng chí giữ nhiệm vụ là %(day)s.", day=_day(data["last_day"]))
        if data["last_day"]
        else ""
    )
    return Notice(_("Công việc của đồng chí được bàn giao"), (text, *filter(None, [last]), *more))


def _posts(ids: list[int]) -> list[str]:
    rows = db.session.scalars(db.select(Appointment).filter(Appointment.id.in_(ids)).order_by(Appointment.id))
    return [
        _("Nhiệm vụ: %(post)s, %(office)s.",
          post=one.title or ROLE_LABELS[one.role], office=one.organisation.name)
        for one in rows
    ]  # fmt: skip


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"
