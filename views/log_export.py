"""The columns of the log in the files that are taken away."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from views.exporting import Columns

Row = dict[str, Any]


def _about(row: Row) -> str:
    return " – ".join(filter(None, (row["code"], row["about"])))


def _details(row: Row) -> str:
    lines = [f"{label}: {before} → {after}" for label, before, after in row["details"]]
    return "; ".join(" / ".join(line.splitlines()) for line in lines)


ACT_COLUMNS: Columns = (
    (_l("Thời điểm"), lambda row: row["at"], 20), (_l("Người làm"), lambda row: row["who"], 24),
    (_l("Vai trò"), lambda row: row["role_name"], 22), (_l("Cơ quan"), lambda row: row["place"], 34),
    (_l("Thay mặt"), lambda row: row["on_behalf"], 20), (_l("Việc"), lambda row: row["what"], 26),
    (_l("Về"), _about, 40), (_l("Từ bước"), lambda row: row["from"], 20),
    (_l("Sang bước"), lambda row: row["to"], 20), (_l("Chi tiết: trước → sau"), _details, 80),
    (_l("Địa chỉ mạng"), lambda row: row["address"], 16), (_l("Số trong chuỗi"), lambda row: row["chain"], 20),
)  # fmt: skip
ACCESS_COLUMNS: Columns = (
    (_l("Thời điểm"), lambda row: row["at"], 20), (_l("Người dùng"), lambda row: row["who"], 24),
    (_l("Vai trò"), lambda row: row["role_name"], 22), (_l("Cơ quan"), lambda row: row["place"], 34),
    (_l("Việc"), lambda row: row["what"], 26), (_l("Về"), _about, 40),
    (_l("Chi tiết"), lambda row: row["detail"], 60), (_l("Địa chỉ mạng"), lambda row: row["address"], 16),
)  # fmt: skip
