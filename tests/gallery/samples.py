"""What the gallery shows: invented people, real lengths."""

from __future__ import annotations

from datetime import date, datetime

from flask import request
from wtforms import BooleanField, Form, PasswordField, StringField
from wtforms.validators import InputRequired

from models.enums import MESSAGE_LABELS, STATE_LABELS, MessageState

TODAY = date(2025, 6, 2)
LONG_NAME = "Hội Người cao tuổi và Ban Công tác Mặt trận khối phố Hoàng Văn Thụ"
UNITS = (
    "Khối phố Hoàng Văn Thụ",
    "Ban Chỉ huy Quân sự thị trấn Bắc Sơn",
    "Khối phố Lê Hồng Phong",
)
NAMES = (
    "Hoàng Thị Nguyệt",
    LONG_NAME,
    "Dương Hữu Nghĩa",
    "Hộ gia đình ông Nguyễn Đình Khuyến",
)


class DoorForm(Form):
    """What the login pages ask, as their library gives it."""

    name = StringField("Họ và tên", [InputRequired("Cần ghi họ và tên.")])
    confirmed = BooleanField("Giữ đăng nhập trên máy này")
    password = PasswordField("Mật khẩu", [InputRequired("Cần ghi mật khẩu.")])


def frame() -> dict[str, object]:
    """What the application gives to every page."""
    person = {
        "id": 7,
        "name": "Nguyễn Phương Thảo Nguyên",
        "titles": ["Công chức Văn phòng – Thống kê · UBND thị trấn Bắc Sơn"],
    }
    nav = [
        {"label": "Việc của tôi", "url": "/queue", "badge": 12, "icon": "inbox"},
        {"label": "Hồ sơ", "url": "/dossier", "badge": None, "icon": "files"},
        {"label": "Phong trào thi đua", "url": "/form", "badge": None, "icon": "flag"},
        {"label": "Tờ trình", "url": "/pieces", "badge": 0, "icon": "send"},
        {"label": "Quyết định", "url": "/door", "badge": None, "icon": "medal"},
        {"label": "Nhật ký", "url": "/paper", "badge": None, "icon": "shield"},
    ]
    is_door = request.path in ("/door",) or request.path.startswith("/errors")
    return {
        "person": None if is_door else person,
        "nav": [] if is_door else [item | {"active": item["url"] == request.path} for item in nav],
        "demo": True,
        "mailbox_url": "/pieces",
        "office_name": "Ủy ban nhân dân thị trấn Bắc Sơn, huyện Bắc Sơn, tỉnh Lạng Sơn",
        "today": TODAY,
    }


def page(name: str) -> dict[str, object]:
    """What one page shows."""
    form = DoorForm()
    form.validate()
    wrong = {"name": "Cần ghi mục này.", "award": "Chọn một hình thức khen."}
    return {
        "form": form,
        "errors": wrong if name == "form" else {},
        "units": UNITS,
        "late": date(2025, 5, 28),
        "rows": _rows(),
        "steps": STEPS,
        "remarks": REMARKS,
        "events": EVENTS,
        "messages": _messages(),
        "files": FILES,
        "acts": ACTS,
        "states": STATE_LABELS,
        "text": TEXT,
        "long_name": LONG_NAME,
    }


def _rows() -> list[dict[str, object]]:
    return [
        {
            "id": n, "code": f"PT80-2025-{n:04}", "url": "/dossier", "name": NAMES[n % 4],
            "kind": ("Cá nhân", "Tập thể")[n % 2], "unit": UNITS[n % 3], "unit_short": UNITS[n % 3],
            "award_form": ("Giấy khen của Chủ tịch UBND huyện", "Bằng khen của Chủ tịch UBND tỉnh")[n % 2],
            "form_short": ("Giấy khen – cấp huyện", "Bằng khen – cấp tỉnh")[n % 2],
            "state": state, "state_label": label, "days": 3 * n, "is_open": True, "on_hold": n == 3,
            "todo": ("Tiếp nhận", "Thẩm định 4 tiêu chuẩn")[n % 2],
            "due_on": (None, date(2025, 5, 28), date(2025, 6, 4), date(2025, 6, 20))[n % 4],
        }
        for n, (state, label) in enumerate(STATE_LABELS.items())
    ]  # fmt: skip


def _messages() -> list[dict[str, object]]:
    return [
        {
            "name": NAMES[n % 4], "address": "thukykhoipho.hoangvanthu@bacson.example", "at": AT,
            "subject": "PT80-2025-0007: hồ sơ chờ thị trấn tiếp nhận", "state": state,
            "state_label": MESSAGE_LABELS[state],
            "error": "Máy chủ thư không nhận địa chỉ này." if state is MessageState.FAILED else "",
            "resend_url": "/pieces" if state is MessageState.FAILED else None,
        }
        for n, state in enumerate(MessageState)
    ]  # fmt: skip


AT = datetime(2025, 6, 2, 3, 32)
TEXT = (
    "Tuyên truyền, vận động 142/145 hộ trong khối phố tham gia phong trào “Toàn dân đoàn kết xây dựng "
    "đời sống văn hóa”; giữ vững danh hiệu khối phố văn hóa 05 năm liền.\n"
    "Đề xuất sáng kiến “Ngày thứ Bảy vì dân”, giải quyết tại chỗ 37 kiến nghị của cử tri."
)
STEPS = [
    {
        "label": "Lập hồ sơ",
        "who": "Hoàng Thị Nguyệt",
        "date": date(2025, 5, 12),
        "status": "done",
    },
    {
        "label": "Thủ trưởng duyệt",
        "who": "Dương Hữu Nghĩa",
        "date": date(2025, 5, 14),
        "status": "done",
    },
    {
        "label": "Thị trấn xét",
        "who": "",
        "date": None,
        "status": "current",
    },
    {
        "label": "Trình huyện",
        "who": "",
        "date": None,
        "status": "todo",
    },
    {
        "label": "Huyện quyết định",
        "who": "",
        "date": None,
        "status": "todo",
    },
]
REMARKS = [
    {
        "author": {"full_name": "Nguyễn Phương Thảo Nguyên"}, "author_title": "Văn phòng – Thống kê", "made_at": AT,
        "text": "Nêu rõ số hộ đã vận động và kèm biên bản họp khối phố ngày 10/5/2025.",
    }
]  # fmt: skip
EVENTS = [
    {"at": AT, "who": NAMES[2], "role": "Bí thư chi bộ, Khối phố trưởng", "what": "đã trả lại",
     "reason": "Báo cáo thành tích chưa có xác nhận của khối phố.",
     "details": [("Tóm tắt thành tích", "Vận động nhiều hộ.", TEXT), ("Chức vụ", "", "Chi hội trưởng")]},
    {"at": AT, "who": NAMES[0], "role": "Người lập hồ sơ", "what": "đã trình thủ trưởng"},
]  # fmt: skip
FILES = [
    {"name": "Báo cáo thành tích tập thể Hội Người cao tuổi khối phố Hoàng Văn Thụ (bản ký).pdf",
     "kind": "Báo cáo thành tích", "size": 1_482_113, "url": "/paper"},
    {"name": "ảnh-hoạt-động.jpeg", "kind": "Minh chứng", "size": 812_400, "url": "/paper"},
]  # fmt: skip
ACTS = [
    {"label": "Tiếp nhận", "url": "/form", "kind": "primary", "icon": "check", "problems": []},
    {"label": "Kết luận xét duyệt", "url": "/form", "problems": [
        "Chưa thẩm định tiêu chuẩn 2 và 4.",
        "Hồ sơ đang tạm dừng xét; hỏi: Phòng Nội vụ huyện Bắc Sơn.",
    ]},
    {"label": "Trả lại để bổ sung", "url": "/form", "icon": "back", "note": "Người lập hồ sơ được báo qua thư."},
    {"label": "Không đề nghị khen", "url": "/form", "kind": "danger"},
]  # fmt: skip
