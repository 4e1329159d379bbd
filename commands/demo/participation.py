"""What came of the demo's plan in the units: who acknowledged it, and what they did; all invented."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from models import Campaign, User, db
from workflow import activities, participation, publicity
from workflow.people import Person, load_user, person_of

TOLD_ON = date(2024, 6, 12)
# It has not even said that it received the plan.
SILENT = "Địa chính – Xây dựng"
# Who, for which content of part II, when, how many took part, and what was done.
DONE = (
    ("drafter", 1, date(2025, 3, 8), 120, "Sinh hoạt chuyên đề “Phụ nữ với Quốc hội Việt Nam” tại 06 chi hội."),
    ("drafter", 4, date(2025, 4, 22), 64, "Phối hợp tổ chức tiếp xúc cử tri nữ trước kỳ họp; ghi nhận 09 ý kiến."),
    ("drafter.vp", 3, date(2025, 2, 14), None, "Tham mưu ban hành Nghị quyết phát triển kinh tế – xã hội năm 2025."),
    ("drafter.vhxh", 1, date(2025, 1, 6), None, "Phát 24 buổi trên đài truyền thanh về Ngày Tổng tuyển cử đầu tiên."),
    ("drafter.tckt", 3, date(2025, 3, 20), None, "Công khai dự toán ngân sách đúng hạn, đúng mẫu."),
    ("drafter.ca", 2, date(2025, 4, 10), 210, "Tuyên truyền Luật Căn cước, Luật Cư trú tại 07 khối phố."),
    ("drafter.qs", 2, date(2025, 2, 20), 85, "Phổ biến Luật Nghĩa vụ quân sự trong ngày hội giao nhận quân."),
    ("drafter.tyt", 1, date(2025, 5, 15), 46, "Treo 04 băng rôn, lồng ghép tuyên truyền trong buổi khám sức khỏe."),
    ("drafter.dtn", 1, date(2025, 3, 26), 150, "Hội thi “Tuổi trẻ Bắc Sơn tìm hiểu về Quốc hội”, 07 chi đoàn tham gia."),
    ("drafter.hnd", 4, date(2025, 5, 9), 58, "Đối thoại với hội viên về đền bù mương Nà Lay; giải quyết 03 kiến nghị."),
)  # fmt: skip

GUIDED_ON = date(2025, 5, 12)
GUIDANCE = {
    "title": "Tuyên truyền gương điển hình trên loa truyền thanh và trong sinh hoạt khối phố",
    "text": "Từ nay đến hết tháng 6, mỗi khối phố, mỗi đoàn thể giới thiệu ít nhất một gương tiêu biểu trong buổi sinh hoạt gần nhất và đọc trên loa truyền thanh vào thứ Ba, thứ Sáu hằng tuần.\n"
    "Bài không quá 400 chữ, nêu việc làm cụ thể, số liệu đã được đơn vị xác nhận; hỏi ý kiến người được giới thiệu trước khi đọc.\n"
    "Tin, ảnh gửi về bộ phận Văn hóa – Xã hội trước ngày 20 hằng tháng.",
}  # fmt: skip
READERS = ("drafter", "drafter.vp", "drafter.dtn")


def tell_units(campaign: Campaign, clerk: str, on: Callable[[date], AbstractContextManager[None]]) -> None:
    """Send the plan to every unit, let most acknowledge it, and note what they did; commits."""
    with on(TOLD_ON):
        person = _person(clerk)
        ids = [one.id for one in participation.units_of(campaign)]
        participation.address(campaign, person, ids, campaign.version)
        for unit_id, people in participation.people_of(ids).items():
            if SILENT not in _names(people[0]):
                participation.acknowledge(campaign, person_of(people[0]), unit_id)
    db.session.commit()


def note_activities(campaign: Campaign, on: Callable[[date], AbstractContextManager[None]]) -> None:
    """What the units did for the plan; commits."""
    for username, content, day, attendance, text in DONE:
        with on(day):
            person = _person(username)
            raw = {"content": content, "held_on": day, "text": text, "attendance": attendance}
            activities.add_activity(campaign, person, person.at(*participation.UNIT_ROLES)[0], raw, None)
    db.session.commit()


def guide_publicity(campaign: Campaign, on: Callable[[date], AbstractContextManager[None]]) -> None:
    """The culture officer's guidance, which some of the units have read; commits."""
    with on(GUIDED_ON):
        guide = publicity.issue_guide(campaign, _person("culture"), GUIDANCE, (), "demo-guidance")
        assert guide is not None  # A fresh demo has had no such press.
        for username in READERS:
            publicity.note_reading(guide, _person(username))
    db.session.commit()


def _person(username: str) -> Person:
    user = load_user(username=username)
    assert user is not None  # The people were just loaded.
    return person_of(user)


def _names(user: User) -> set[str]:
    return {one.organisation.name for one in user.appointments}
