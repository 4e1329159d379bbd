"""What somebody is told whose name, title or e-mail was mended."""

from __future__ import annotations

import json

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from documents.notice import Notice
from models import AuditEvent, User, db

LABELS = {"full_name": _l("Họ và tên"), "email": _l("Thư điện tử"), "title": _l("Chức danh")}


def corrected(event: AuditEvent, _reader: User) -> Notice:
    """What it was and what it is; the same for the old address and the new one."""
    if "corrected" in event.data:
        event = db.session.get_one(AuditEvent, event.data["corrected"])
    pairs = [(one.field.rpartition(".")[2], *json.loads(one.value)) for one in event.values]
    lines = [
        _("%(what)s: trước là “%(old)s”, nay là “%(new)s”.", what=LABELS[name], old=before or "", new=after or "")
        for name, before, after in pairs if name in LABELS
    ]  # fmt: skip
    reasons = [_("Lý do: %(reason)s", reason=after) for name, _before, after in pairs if name == "reason"]
    signed_out = [_("Vì đổi thư điện tử, đồng chí cần đăng nhập lại trên mọi thiết bị.")] * any(
        name == "email" for name, *_pair in pairs
    )
    return Notice(
        _("Thông tin tài khoản của đồng chí đã được sửa"),
        (*lines, *reasons, *signed_out,
         _("Nếu thông tin này không đúng, xin báo ngay cho người quản trị của cơ quan.")),
    )  # fmt: skip
