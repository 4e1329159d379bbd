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
MALE, FEMALE = GENDERS = ("Nam", "Nữ")
# So many criteria of an award form can be answered in a sheet.
ACHIEVEMENT = 4
NOMINATIONS = Sheet(
    "nominations", "Danh sách đề nghị",
    {
        "unit": "Đơn vị", "name": "Họ và tên, tên tập thể", "kind": "Đối tượng", "form": "Hình thức khen",
        "position": "Chức vụ", "born_on": "Ngày sinh", "gender": "Giới tính", "hometown": "Quê quán",
        "address": "Địa chỉ", "category": "Nhóm đối tượng", "summary": "Tóm tắt thành tích",
        **{f"achievement_{place}": f"Thành tích theo tiêu chuẩn {place}" for place in range(1, ACHIEVEMENT + 1)},
    },
    optional=frozenset(
        {"unit", "position", "born_on", "gender", "hometown", "address", "category", "summary",
         *(f"achievement_{place}" for place in range(1, ACHIEVEMENT + 1))}
    ),
    aliases={
        "name": ("Họ và tên", "Họ tên", "Tên", "Tên tập thể", "Họ tên, tên tập thể", "Họ và tên/Tên tập thể"),
        "kind": ("Loại đối tượng", "Cá nhân/Tập thể"),
        "form": ("Hình thức đề nghị", "Hình thức khen thưởng", "Hình thức đề nghị khen thưởng", "Đề nghị khen"),
        "position": ("Chức vụ, đơn vị", "Chức danh"), "born_on": ("Ngày, tháng, năm sinh", "Ngày tháng năm sinh"),
        "unit": ("Đơn vị công tác",), "summary": ("Thành tích", "Tóm tắt thành tích đạt được"),
    },
)  # fmt: skip
PAST_AWARDS = Sheet(
    "past_awards", "Khen thưởng đã có",
    {
        "name": "Họ và tên, tên tập thể", "kind": "Đối tượng", "born_year": "Năm sinh", "unit": "Đơn vị",
        "form": "Hình thức khen", "year": "Năm khen", "decision": "Số quyết định",
        "decided_on": "Ngày quyết định", "issuer": "Cơ quan quyết định", "achievement": "Thành tích",
        "initiative": "Tên sáng kiến",
    },
    optional=frozenset(
        {"kind", "born_year", "unit", "year", "decision", "decided_on", "issuer", "achievement", "initiative"}
    ),
)  # fmt: skip
