"""Two people who write the same key at once: the second one is told at the field."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from models import db
from workflow.errors import InputError

# The field that a taken key belongs to, by the name of the database's constraint.
FIELDS = {
    "uq_user_username": "username",
    "uq_user_email": "email",
    "uq_organisation_parent_id_name": "name",
    "uq_setting_organisation_id_key_valid_from": "valid_from",
}


@contextmanager
def taken_is_said() -> Iterator[None]:
    """Flush what is written within; `InputError` at its field for a key that is taken by now."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as clash:
        field = FIELDS.get(getattr(getattr(clash.orig, "diag", None), "constraint_name", None) or "")
        if field is None:
            raise
        raise InputError({field: taken(field)}) from clash


def taken(field: str) -> str:
    """What is said when the value of that field belongs to somebody else."""
    return {
        "username": _("Tên đăng nhập này đã có người dùng."),
        "email": _("Thư điện tử này đã có tài khoản khác dùng."),
        "name": _("Nơi này đã có đơn vị cùng tên."),
        "valid_from": _("Vừa có người khác ghi thiết lập này từ ngày đó. Xin xem lại rồi ghi."),
    }[field]
