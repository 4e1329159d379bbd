"""Every eligibility check: what it is called, which text it rests on and how surely, what it does by default."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from models.enums import CheckWeight

BLOCK, WARN = CheckWeight.BLOCK, CheckWeight.WARN


@dataclass(frozen=True)
class Rule:
    """One check as an office reads of it."""

    code: str
    title: str
    # The text that it comes from; where the number of an article was not seen, the words say so.
    source: str
    weight: CheckWeight
    # The steps of the procedure ask it themselves, so no office can switch it off.
    is_fixed: bool = False

    @property
    def setting(self) -> str:
        """The name of the dated setting that says what this check does."""
        return f"check_{self.code}"


PRINCIPLES = _l(
    "Luật Thi đua, khen thưởng 2022, chương nguyên tắc (số điều chưa đối chiếu): không khen thưởng nhiều lần cho một thành tích"
)
DECREE = _l("Khoản 4 Điều 4 NĐ 98/2023/NĐ-CP; từ 01/7/2025 là Điều 4 NĐ 152/2025/NĐ-CP, cùng nội dung")
PREFERENCE = _l("Khoản 6 Điều 4 NĐ 98/2023/NĐ-CP; từ 01/7/2025 là Điều 4 NĐ 152/2025/NĐ-CP, cùng nội dung")
INITIATIVES = _l("CV 5007/BNV-TĐKT ngày 05/9/2023; CV 3385/BTĐKT-P.II ngày 20/11/2023")
PLAN = _l("Kế hoạch của phong trào, phần đối tượng và tiêu chuẩn")
PRACTICE = _l("Cách làm thường gặp, chưa đối chiếu với văn bản")

CATALOGUE = (
    Rule("hold", _l("Lý do tạm dừng xét"), DECREE, BLOCK, is_fixed=True),
    Rule("form_valid", _l("Hiệu lực của hình thức khen"), _l("Ngày hiệu lực ghi trong phong trào; thẩm quyền cấp huyện hết từ 01/7/2025"), BLOCK, is_fixed=True),
    Rule("papers", _l("Giấy tờ bắt buộc"), _l("Điều 84 Luật Thi đua, khen thưởng 2022; danh mục của hình thức khen"), BLOCK),
    Rule("other_award", _l("Khen thưởng khác trong phong trào này"), PRINCIPLES, BLOCK),
    Rule("one_achievement", _l("Một thành tích chỉ khen một lần"), PRINCIPLES, BLOCK),
    Rule("unit_alive", _l("Đơn vị còn hoạt động hay không"), _l("TT 15/2025/TT-BNV ngày 04/8/2025: không khen đơn vị đã giải thể sau sắp xếp"), BLOCK),
    Rule("initiative_used", _l("Sáng kiến chỉ dùng một lần"), INITIATIVES, WARN),
    Rule("initiative_named", _l("Sáng kiến, chỉ tiêu vượt của tập thể"), PLAN, WARN),
    Rule("evidence", _l("Minh chứng bản chính, bản sao chứng thực"), INITIATIVES, WARN),
    Rule("report_copied", _l("Báo cáo giống báo cáo khác"), _l("TT 17/2019/TT-NHNN, Mẫu 11 (ngành ngân hàng, dùng để tham khảo): báo cáo không được sao chép giống nhau"), WARN),
    Rule("previous_awards", _l("Khen thưởng các năm trước"), _l("Sổ khen thưởng của cơ quan và các quyết định trong hệ thống"), WARN),
    Rule("leader", _l("Người đứng đầu và tập thể"), PRACTICE, WARN),
    Rule("women", _l("Ưu tiên nữ khi cùng đủ điều kiện"), PREFERENCE, WARN),
    Rule("name", _l("Tên, ngày sinh theo danh bạ"), PRACTICE, WARN),
)  # fmt: skip
BY_CODE = {one.code: one for one in CATALOGUE}
