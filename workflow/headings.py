"""The headings of the sheets that people fill in: data that is read back, so never translated."""

from __future__ import annotations

from workflow.sheets import Sheet

UNITS = Sheet(
    "units", "Đơn vị",
    {"name": "Tên đơn vị", "short_name": "Tên ngắn", "unit_kind": "Loại đơn vị", "parent": "Thuộc"},
)  # fmt: skip
PEOPLE = Sheet(
    "people", "Người dùng",
    {
        "full_name": "Họ và tên", "username": "Tên đăng nhập", "email": "Thư điện tử",
        "organisation": "Đơn vị", "role": "Vai trò", "title": "Chức danh", "signing": "Ký thay",
        "valid_from": "Từ ngày",
    },
)  # fmt: skip
