"""Two stories of people who were commended in the demo; people, deeds and consent are all invented."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from models import Nomination, db
from workflow import stories
from workflow.people import load_user, person_of

WRITTEN_ON = date(2025, 6, 2)
STORIES = (
    ("QH80-2025-0002", {
        "title": "Người mang pháp luật đến từng nếp nhà",
        "text": "Ở thị trấn Bắc Sơn, nhiều người già quen gọi chị Bế Thị Hoàng Lan là “cô Lan tư pháp”. Ai không đi lại được, chị mang giấy tờ đến tận nhà, đọc chậm từng dòng, giải thích đến khi người nghe gật đầu mới thôi.\n"
        "Năm qua, chị cùng đồng nghiệp giúp 57 trường hợp già yếu, khuyết tật làm xong thủ tục hộ tịch ngay tại nhà. Những chuyện hay vướng, chị viết lại thành 09 tình huống để khối phố đem ra trao đổi trong buổi sinh hoạt.\n"
        "Từ đề xuất của chị, trước mỗi kỳ tiếp xúc cử tri đều có một buổi tư vấn pháp luật lưu động. Sau 06 buổi, 44 điều bà con băn khoăn đã được trả lời tại chỗ.\n"
        "“Luật không ở đâu xa, luật ở trong việc mình làm mỗi ngày”, chị nói khi nhận giấy khen.",
        "consent_by": "Bế Thị Hoàng Lan", "consent_on": "30/05/2025",
        "consent_how": "Đọc và ký vào bản in của bài, lưu tại bộ phận Văn hóa – Xã hội",
    }),
    ("QH80-2025-0001", {
        "title": "Chiếc ống tiền hai nghìn đồng của phụ nữ khối phố Lê Hồng Phong",
        "text": "Mỗi ngày hai nghìn đồng, bỏ vào một chiếc ống tre. Từ việc nhỏ ấy, 115 hội viên Chi hội Phụ nữ khối phố Lê Hồng Phong đã cùng nhau dành dụm được 486 triệu đồng.\n"
        "Nguồn vốn quay vòng giúp 21 chị mở hàng xôi, sạp rau, tổ may gia công. Người vay trước chỉ lại cách làm cho người vay sau; đến hẹn, chưa ai phải nhắc.\n"
        "Chi hội còn tổ chức 13 buổi truyền thông về quyền bầu cử và vai trò của nữ đại biểu Quốc hội, với 720 lượt người dự. Tiết mục của đội văn nghệ giành giải Nhất hội diễn cấp thị trấn.",
        "consent_by": "Chi hội trưởng, thay mặt chi hội", "consent_on": "29/05/2025",
        "consent_how": "Biên bản sinh hoạt chi hội ngày 29/5/2025",
    }),
)  # fmt: skip


def tell_stories(on: Callable[[date], AbstractContextManager[None]]) -> None:
    """Write them and publish them; commits."""
    user = load_user(username="culture")
    assert user is not None  # The people were just loaded.
    with on(WRITTEN_ON):
        person = person_of(user)
        for code, raw in STORIES:
            nomination = db.session.scalars(db.select(Nomination).filter_by(code=code)).one()
            story = stories.save_story(nomination, person, raw, 0)
            stories.publish(nomination, person, story.version)
    db.session.commit()
