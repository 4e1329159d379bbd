"""The dated choices of an office; a unit has those of the offices above it unless it chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from models import Organisation, Setting, db


@dataclass(frozen=True)
class Choice:
    """A setting that exists: what it is called, its default, and where that comes from."""

    label: str
    default: Any
    kind: type


CHOICES = {
    "self_approval": Choice(_l("Người lập được tự duyệt hồ sơ (đơn vị chỉ có một người)"), False, bool),
    "guidance_required": Choice(
        _l("Chỉ trình huyện khi đã có hướng dẫn khen thưởng của cấp trên"), True, bool
    ),
    "appraisal_days": Choice(_l("Thời hạn thẩm định (ngày làm việc)"), 10, int),
    "upload_max_mb": Choice(_l("Dung lượng tối đa của một tệp (MB)"), 20, int),
    "upload_max_files": Choice(_l("Số tệp tối đa của một hồ sơ"), 30, int),
}


def setting(organisation: Organisation, key: str, on: date) -> Any:
    """The value in force on that day, from the nearest office that chose; else the default."""
    ids = [one.id for one in organisation.ancestors()]
    rows = db.session.scalars(
        db.select(Setting)
        .filter(Setting.key == key, Setting.organisation_id.in_(ids), Setting.valid_from <= on)
        .order_by(Setting.valid_from)
    )
    latest = {row.organisation_id: row.value for row in rows}
    return next((latest[one] for one in ids if one in latest), CHOICES[key].default)
