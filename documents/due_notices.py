"""What an office is told of dossiers that are due soon."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import select

from documents.notice import Notice
from models import AuditEvent, Nomination, User, db


def due_soon(event: AuditEvent, _reader: User) -> Notice:
    """Each dossier with its day; one that went on since the reminder was written is left out."""
    left, days = event.data["left"], event.data["due_on"]
    query = select(Nomination).filter(Nomination.code.in_(left), Nomination.due_on.is_not(None))
    asked = db.session.scalars(query.order_by(Nomination.due_on, Nomination.id))
    rows = [one for one in asked if f"{one.due_on}" == days[one.code]]
    if not rows:
        text = _("Các hồ sơ của lần nhắc này đã được xử lý hoặc đã đổi hạn; không còn gì phải làm.")
        return Notice(subject=_("Nhắc hạn xét: không còn hồ sơ nào"), lines=(text,))
    return Notice(
        subject=_("%(n)s hồ sơ sắp hết hạn xét", n=len(rows)),
        lines=(
            _("Những hồ sơ sau đang ở Văn phòng và sắp hết hạn xét:"),
            *(_line(one, left[one.code]) for one in rows),
        ),
        path="/queue", link=_("Mở hàng việc"),
    )  # fmt: skip


def _line(row: Nomination, left: int) -> str:
    day = f"{row.due_on:%d/%m/%Y}"
    if left == 0:
        return _(
            "%(code)s – %(name)s: hôm nay, ngày %(day)s, là hạn cuối.", code=row.code, name=row.name, day=day
        )
    return _("%(code)s – %(name)s: hạn ngày %(day)s, còn %(n)s ngày làm việc.",
             code=row.code, name=row.name, day=day, n=left)  # fmt: skip
