"""What the town granted before the demo begins, and the initiatives that its dossiers name; all invented."""

from __future__ import annotations

import io

from openpyxl import Workbook

from workflow.headings import PAST_AWARDS

DISTRICT, PROVINCE = "Giấy khen của Chủ tịch UBND huyện", "Bằng khen của Chủ tịch UBND tỉnh"
BACSON = "UBND huyện Bắc Sơn"
INITIATIVES = {
    "QH80-2025-0003": "Hẹn giờ qua tin nhắn tại Bộ phận Tiếp nhận và Trả kết quả",
    "QH80-2025-0006": "Một khối phố, một điển hình",
    "QH80-2025-0013": "Bảng điều hành nhiệm vụ theo màu",
    "QH80-2025-0015": "Hòm thư điều em muốn nói",
    "QH80-2025-0021": "Mã tra cứu cho từng nghị quyết của Hội đồng nhân dân thị trấn",
}
# Of 2024 and 2025 the office has not found every decision yet.
FULL_YEARS = (2021, 2022, 2023)
NAMES = ("name", "kind", "born_year", "unit", "form", "year", "decision", "decided_on", "issuer", "achievement",
         "initiative")  # fmt: skip
ROWS: tuple[tuple[str, ...], ...] = (
    ("Trạm Y tế thị trấn Bắc Sơn", "Tập thể", "", "Trạm Y tế", DISTRICT, "2022", "1204/QĐ-UBND", "18/11/2022", BACSON,
     "Hoàn thành tiêm vắc-xin phòng COVID-19 cho người trên 18 tuổi trước thời hạn của huyện."),
    ("Hội Nông dân thị trấn Bắc Sơn", "Tập thể", "", "Hội Nông dân", DISTRICT, "2023", "987/QĐ-UBND", "09/10/2023", BACSON,
     "Có thành tích trong phong trào nông dân thi đua sản xuất, kinh doanh giỏi giai đoạn 2021–2023."),
    ("Nguyễn Thị Hải Yến", "Cá nhân", "1986", "Văn phòng – Thống kê", DISTRICT, "2023", "1310/QĐ-UBND", "20/12/2023", BACSON,
     "Có sáng kiến trong công tác phục vụ kỳ họp Hội đồng nhân dân thị trấn năm 2023.",
     "Mã tra cứu cho từng nghị quyết của Hội đồng nhân dân thị trấn"),
    ("Nguyễn Quý Đoàn", "Cá nhân", "", "", DISTRICT, "2021", "655/QĐ-UBND", "12/08/2021", BACSON,
     "Có thành tích trong công tác bầu cử đại biểu Quốc hội khóa XV và đại biểu Hội đồng nhân dân các cấp."),
    ("Hứa Đức Bằng", "Cá nhân", "", "Tư pháp – Hộ tịch", PROVINCE, "2022", "2045/QĐ-UBND", "05/12/2022", "UBND tỉnh Lạng Sơn",
     "Có thành tích xuất sắc trong công tác hòa giải ở cơ sở giai đoạn 2018–2022."),
    ("Hoàng Sỹ Nhượng", "Cá nhân", "", "Hội Cựu chiến binh", DISTRICT, "2024", "412/QĐ-UBND", "22/07/2024", BACSON),
    ("Hoàng Thị Bích Lựu", "Cá nhân", "1971", "Khối phố Trần Phú", DISTRICT, "2021", "655/QĐ-UBND", "12/08/2021", BACSON,
     "Có thành tích trong công tác bầu cử đại biểu Quốc hội khóa XV và đại biểu Hội đồng nhân dân các cấp."),
    ("Tổ bầu cử số 03 thị trấn Bắc Sơn", "Tập thể", "", "UBND thị trấn", DISTRICT, "2021", "655/QĐ-UBND", "12/08/2021", BACSON,
     "Có thành tích trong công tác bầu cử đại biểu Quốc hội khóa XV và đại biểu Hội đồng nhân dân các cấp."),
)  # fmt: skip


def workbook() -> bytes:
    """The sheet that the clerk brings."""
    book = Workbook()
    sheet = book.active
    sheet.title = PAST_AWARDS.name
    sheet.append([PAST_AWARDS.columns[name] for name in NAMES])
    for one in ROWS:
        sheet.append(list(one))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
