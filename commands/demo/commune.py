"""The commune of 2026 in the demo: xã Bắc Sơn with its people, a small campaign and its dossiers.

Everybody and everything here is invented, save that the commune follows the town of that name
(domain.md 4.1) and lies under the province.
"""

from datetime import date
from typing import Any

from commands.demo.nominations import claim, collective, individual, nomination

Record = dict[str, Any]
COMMUNES_BEGIN = date(2025, 7, 1)
COMMUNE = "commune_bacson"


def _office(key: str, parent: str, kind: str, name: str, short: str, place: str, **more: Any) -> Record:
    return {
        "key": key, "parent": parent, "kind": kind, "unit_kind": None, "name": name, "short": short,
        "place": place, "symbol": "UBND", "valid_from": COMMUNES_BEGIN, "valid_to": None, **more,
    }  # fmt: skip


def _unit(key: str, unit_kind: str, name: str, short: str, symbol: str) -> Record:
    return _office(key, COMMUNE, "unit", name, short, "Bắc Sơn", unit_kind=unit_kind, symbol=symbol)


ORGANISATIONS: list[Record] = [
    _office(COMMUNE, "province_langson", "town", "Ủy ban nhân dân xã Bắc Sơn", "UBND xã Bắc Sơn", "Bắc Sơn"),
    _unit("xa_women", "ban, ngành", "Hội Liên hiệp Phụ nữ xã Bắc Sơn", "Hội LHPN xã", "BTV"),
    _unit(
        "xa_service",
        "ban, ngành",
        "Trung tâm Phục vụ hành chính công xã Bắc Sơn",
        "Trung tâm PVHCC",
        "TTPVHCC",
    ),
    _unit("xa_quynhson", "thôn", "Thôn Quỳnh Sơn", "Thôn Quỳnh Sơn", "TQS"),
]


def _person(username: str, name: str, role: str, organisation: str, title: str, signing: str = "") -> Record:
    return {
        "username": username, "email": f"{username}@bacson.example", "name": name, "role": role,
        "organisation": organisation, "title": title, "signing": signing, "also": [], "invented": True,
    }  # fmt: skip


PEOPLE: list[Record] = [
    _person(
        "xa.drafter", "Hoàng Thị Bích Ngà", "drafter", "xa_women", "Phó Chủ tịch Hội Liên hiệp Phụ nữ xã"
    ),
    _person("xa.head", "Dương Thị Thanh Hòa", "unit_head", "xa_women", "Chủ tịch Hội Liên hiệp Phụ nữ xã"),
    _person("xa.drafter.b", "Lương Quốc Trưởng", "drafter", "xa_service", "Viên chức Trung tâm"),
    _person("xa.head.b", "Nông Thị Vân Kiều", "unit_head", "xa_service", "Giám đốc Trung tâm"),
    _person("xa.drafter.c", "Dương Công Bảo", "drafter", "xa_quynhson", "Phó Trưởng thôn Quỳnh Sơn"),
    _person("xa.head.c", "Hoàng Văn Thích", "unit_head", "xa_quynhson", "Trưởng thôn Quỳnh Sơn"),
    _person("xa.clerk", "Triệu Thị Hồng Vỹ", "clerk", COMMUNE, "Chánh Văn phòng HĐND và UBND"),
    _person("xa.clerk.b", "Vi Đình Khải", "clerk", COMMUNE, "Chuyên viên Văn phòng HĐND và UBND"),
    _person("xa.culture", "Bế Thị Diệu Linh", "culture", COMMUNE, "Trưởng phòng Văn hóa – Xã hội"),
    _person("xa.chair", "Nguyễn Đình Quyền", "chair", COMMUNE, "Chủ tịch UBND xã", "TM."),
    _person("xa.deputy", "Lục Thị Minh Châu", "chair", COMMUNE, "Phó Chủ tịch UBND xã", "KT."),
    _person("xa.auditor", "Đàm Văn Lễ", "auditor", COMMUNE, "Trưởng Ban Thanh tra nhân dân xã"),
    _person("xa.admin", "Lý Thế Vinh", "admin", COMMUNE, "Quản trị hệ thống"),
]

CRITERIA: dict[str, list[str]] = {
    "collective": [
        "Tập thể triển khai có hiệu quả phong trào thi đua, đạt và vượt các chỉ tiêu tại mục II của Kế hoạch này.",
        "Có cách làm mới, có kết quả đo đếm được, được Nhân dân ghi nhận.",
    ],
    "individual": [
        "Cá nhân có thành tích tiêu biểu trong thực hiện các nội dung tại mục II của Kế hoạch này.",
        "Có giải pháp hoặc việc làm cụ thể giúp người dân, có kết quả đo đếm được.",
    ],
}
PAPERS = {"collective": ["report"], "individual": ["report"]}
BEGINS = date(2026, 1, 12)
# On this day the demo shows the commune: `make run DEMO_DATE=2026-04-06`.
DAY = date(2026, 4, 6)

PLAN: Record = {
    "slug": "chuyen-doi-so-2026", "code": "CDS26", "procedure": "commune",
    "title": (
        "Phát động và tổ chức thực hiện phong trào thi đua “Xã Bắc Sơn chung sức chuyển đổi số, "
        "phục vụ Nhân dân tận tâm” năm 2026"
    ),
    "short_title": "Thi đua “Xã Bắc Sơn chung sức chuyển đổi số, phục vụ Nhân dân tận tâm” năm 2026",
    "issuing_organisation": COMMUNE, "issuer": "UBND xã Bắc Sơn", "plan_number": "09",
    "plan_symbol": "KH-UBND", "plan_date_text": "", "issued_on": BEGINS, "place": "Bắc Sơn",
    "parent_plan": None, "legal_basis": [],
    "opening": (
        "Ủy ban nhân dân xã Bắc Sơn ban hành Kế hoạch tổ chức thực hiện phong trào thi đua, cụ thể như sau:"
    ),
    "starts_on": BEGINS, "ends_on": date(2026, 12, 31),
    "period_text": "Từ ngày ban hành Kế hoạch đến hết ngày 31/12/2026; xét khen thưởng từng đợt.",
    "purposes": ["Động viên cán bộ và Nhân dân cùng xây dựng chính quyền xã gần dân, phục vụ tận tâm."],
    "requirements": ["Khen đúng người, đúng việc, kịp thời; ưu tiên người trực tiếp làm, trực tiếp phục vụ."],
    "contents": [
        "Hướng dẫn người dân làm thủ tục trực tuyến, thanh toán không dùng tiền mặt.",
        "Rút ngắn thời gian giải quyết, trả kết quả đúng và trước hạn.",
        "Giữ gìn, quảng bá văn hóa và du lịch cộng đồng trên môi trường số.",
    ],
    "subjects": ["Các đơn vị, các thôn, khối phố; cán bộ, công chức, viên chức và Nhân dân trên địa bàn xã."],
    "award_forms": [
        {
            "code": "commune_merit", "name": "Giấy khen của Chủ tịch UBND xã", "granter_level": "town",
            "criteria": CRITERIA, "text": "Xét và trao theo từng đợt trong năm.", "proposal_time": "",
            "valid_from": BEGINS, "valid_to": None, "required_papers": PAPERS,
        },
        {
            "code": "province_merit", "name": "Bằng khen của Chủ tịch UBND tỉnh", "granter_level": "province",
            "criteria": CRITERIA, "text": "Theo hướng dẫn của Sở Nội vụ.", "proposal_time": "",
            "valid_from": BEGINS, "valid_to": None, "required_papers": PAPERS,
        },
    ],
    "duties": [
        {"addressees": "Văn phòng HĐND và UBND xã", "role": "clerk",
         "text": ["Tiếp nhận, thẩm định hồ sơ, trình Chủ tịch UBND xã quyết định hoặc trình cấp trên khen thưởng."]},
    ],
    "closing": "UBND xã đề nghị các đơn vị, các thôn, khối phố tích cực hưởng ứng phong trào thi đua./.",
    "recipients": ["Sở Nội vụ;", "Các đơn vị, thôn, khối phố;", "Lưu: VT, VP."],
    "signer": {"authority": "TM. ỦY BAN NHÂN DÂN", "title": "CHỦ TỊCH", "name": "Nguyễn Đình Quyền"},
    "guidance": {"number": "15/HD-SNV", "issued_on": date(2026, 3, 2), "issuer": "Sở Nội vụ tỉnh Lạng Sơn"},
    "invented": True,
}  # fmt: skip


def _act(month: int, day: int, user: str, act: str, **inputs: Any) -> Record:
    return {"on": date(2026, month, day), "user": user, "act": act, "inputs": inputs}


def _by_the_unit(ending: str = "") -> list[Record]:
    return [_act(2, 23, f"xa.drafter{ending}", "create"), _act(2, 26, f"xa.drafter{ending}", "submit"),
            _act(2, 27, f"xa.head{ending}", "approve")]  # fmt: skip


def _appraised(ending: str = "") -> list[Record]:
    return [
        *_by_the_unit(ending), _act(3, 2, "xa.clerk", "receive", received_on=date(2026, 3, 2)),
        _act(3, 6, "xa.clerk", "appraise", met=[True, True], remarks=["Đạt; số liệu khớp báo cáo.", "Đạt."]),
    ]  # fmt: skip


def _reviewed(ending: str = "") -> list[Record]:
    return [*_appraised(ending), _act(3, 10, "xa.clerk", "review")]


def _awarded(ending: str = "") -> list[Record]:
    return [*_reviewed(ending), _act(3, 12, "xa.clerk", "freeze", submission="commune_1"),
            _act(3, 16, "xa.chair", "award", decision="commune_1")]  # fmt: skip


WOMEN = collective("Chi hội Phụ nữ thôn Quỳnh Sơn", "Nhà văn hóa thôn Quỳnh Sơn, xã Bắc Sơn")
REPORT = "Báo cáo thành tích có xác nhận của thủ trưởng đơn vị."

NOMINATIONS: list[Record] = [
    nomination(
        "CDS26-2026-0001", "awarded", "xa_women", "commune_merit", WOMEN,
        "62 hội viên bán hàng trên mạng; doanh thu du lịch cộng đồng tăng 38%.",
        claim(3, "Hướng dẫn 62 hội viên giới thiệu nhà sàn, thổ cẩm trên mạng; đón 1.240 lượt khách.",
              "Danh sách hội viên; sổ đón khách."),
        claim(1, "Tổ chức 09 buổi cầm tay chỉ việc về thanh toán không dùng tiền mặt cho 210 người.",
              "Biên bản 09 buổi; ảnh."),
        paper_note=REPORT,
        story=[*_awarded(), _act(3, 20, "xa.clerk", "hand_over", handed_over_on=date(2026, 3, 20),
                                 note="Trao tại hội nghị sơ kết quý I.")],
    ),
    nomination(
        "CDS26-2026-0002", "awarded", "xa_service", "commune_merit",
        individual("Lương Thị Hải Đường", date(1993, 9, 14), "Nữ", "Viên chức Trung tâm Phục vụ hành chính công",
                   "xã Bắc Sơn, tỉnh Lạng Sơn", "khối phố Yên Lãng, xã Bắc Sơn"),
        "Hướng dẫn 1.870 lượt người nộp hồ sơ trực tuyến; không có hồ sơ trễ hạn.",
        claim(2, "Tiếp nhận 2.315 hồ sơ, trả kết quả đúng và trước hạn 100%.", "Kết xuất hệ thống một cửa."),
        claim(1, "Lập “quầy làm thay – làm mẫu” cho người cao tuổi, phục vụ 640 lượt người.", "Sổ quầy."),
        paper_note=REPORT, story=_awarded(".b"),
    ),
    nomination(
        "CDS26-2026-0003", "with_chair", "xa_quynhson", "commune_merit",
        individual("Dương Doãn Nghiệp", date(1961, 4, 30), "Nam", "Nghệ nhân, thành viên Tổ công nghệ số cộng đồng",
                   "xã Bắc Sơn, tỉnh Lạng Sơn", "thôn Quỳnh Sơn, xã Bắc Sơn"),
        "Số hóa 46 bài then cổ; dạy 31 học viên qua mạng.",
        claim(3, "Ghi hình, số hóa 46 bài then cổ, đăng công khai để con cháu học.", "Kho tư liệu số."),
        claim(1, "Vận động 100% hộ trong tổ cài ứng dụng định danh điện tử.", "Xác nhận của thôn."),
        paper_note=REPORT,
        story=[*_reviewed(".c"), _act(4, 1, "xa.clerk", "freeze", submission="commune_2")],
    ),
    nomination(
        "CDS26-2026-0004", "with_chair", "xa_women", "commune_merit",
        collective("Tổ công nghệ số cộng đồng khối phố Hoàng Văn Thụ", "Khối phố Hoàng Văn Thụ, xã Bắc Sơn"),
        "Cài đặt, hướng dẫn 418 hộ; 96% hộ trả tiền điện, nước không dùng tiền mặt.",
        claim(1, "Đi từng nhà hướng dẫn 418 hộ trong 03 tháng.", "Danh sách 418 hộ có chữ ký."),
        claim(2, "Giúp 87 người khuyết tật, người già làm thủ tục tại nhà.", "Sổ công tác của tổ."),
        paper_note=REPORT,
        story=[*_reviewed(), _act(4, 1, "xa.clerk", "freeze", submission="commune_2")],
    ),
    nomination(
        "CDS26-2026-0005", "reviewed", "xa_service", "commune_merit",
        collective("Bộ phận Hộ tịch – Chứng thực", "Trung tâm Phục vụ hành chính công xã Bắc Sơn"),
        "Rút thời gian chứng thực từ 02 giờ xuống 25 phút.",
        claim(2, "Rút thời gian chứng thực từ 02 giờ xuống 25 phút cho 3.120 lượt.", "Kết xuất hệ thống."),
        claim(2, "Hẹn giờ qua tin nhắn; mức độ hài lòng 98,7%.", "Phiếu khảo sát."),
        paper_note=REPORT, story=_reviewed(".b"),
    ),
    nomination(
        "CDS26-2026-0006", "sent_to_province", "xa_quynhson", "province_merit",
        collective("Ban quản lý Làng văn hóa du lịch cộng đồng Quỳnh Sơn", "Thôn Quỳnh Sơn, xã Bắc Sơn"),
        "Đưa 100% nhà sàn đón khách lên bản đồ số; thu nhập hộ làm du lịch tăng 41%.",
        claim(3, "Lập bản đồ số 18 nhà sàn đón khách; lượng khách tăng 2,1 lần.", "Báo cáo du lịch xã."),
        claim(1, "100% hộ làm du lịch nhận thanh toán bằng mã QR.", "Danh sách điểm thanh toán."),
        paper_note=REPORT,
        story=[*_reviewed(".c"), _act(3, 24, "xa.chair", "send", submission="commune_province_1")],
    ),
    nomination(
        "CDS26-2026-0007", "appraised", "xa_women", "province_merit",
        individual("Hoàng Thị Nhị Kiều", date(1988, 12, 2), "Nữ", "Giám đốc Hợp tác xã thổ cẩm Bắc Sơn",
                   "xã Bắc Sơn, tỉnh Lạng Sơn", "thôn Bắc Quỳnh, xã Bắc Sơn"),
        "Đưa 24 sản phẩm lên sàn thương mại điện tử; việc làm cho 53 phụ nữ.",
        claim(3, "Đưa 24 sản phẩm lên sàn thương mại điện tử, doanh thu 2,6 tỷ đồng.", "Báo cáo tài chính."),
        claim(1, "Tạo việc làm cho 53 phụ nữ; dạy nghề bán hàng trên mạng cho 118 người.", "Danh sách."),
        paper_note=REPORT, story=_appraised(),
    ),
    nomination(
        "CDS26-2026-0008", "approved", "xa_quynhson", "commune_merit",
        individual("Hoàng Công Trứ", date(1979, 7, 21), "Nam", "Tổ trưởng Tổ công nghệ số thôn Quỳnh Sơn",
                   "xã Bắc Sơn, tỉnh Lạng Sơn", "thôn Quỳnh Sơn, xã Bắc Sơn"),
        "Lắp 06 điểm mạng không dây miễn phí từ nguồn xã hội hóa.",
        claim(1, "Vận động 86 triệu đồng lắp 06 điểm mạng không dây miễn phí.", "Biên bản nghiệm thu."),
        claim(2, "Nhóm tin của thôn trả lời 312 câu hỏi trong ngày.", "Nhật ký nhóm tin."),
        paper_note=REPORT, story=_by_the_unit(".c"),
    ),
    nomination(
        "CDS26-2026-0009", "drafted", "xa_women", "commune_merit",
        individual("Nguyễn Hoàng Thị Phương Quỳnh Trâm", date(1996, 3, 8), "Nữ", "Chi hội trưởng Chi hội Phụ nữ",
                   "xã Bắc Sơn, tỉnh Lạng Sơn", "khối phố Trần Phú, xã Bắc Sơn"),
        "Mở 12 lớp “mỗi tối một kỹ năng số” cho 264 phụ nữ.",
        claim(1, "Mở 12 lớp buổi tối cho 264 phụ nữ trên 45 tuổi.", "Danh sách lớp."),
        claim(2, "Hỗ trợ 95 hồ sơ bảo hiểm, hộ tịch nộp trực tuyến.", "Mã 95 hồ sơ."),
        paper_note=REPORT,
        story=[_act(3, 30, "xa.drafter", "create"), _act(4, 2, "xa.drafter", "submit")],
    ),
    nomination(
        "CDS26-2026-0010", "drafting", "xa_service", "commune_merit",
        collective("Tổ lưu động “Trung tâm về thôn”", "Trung tâm Phục vụ hành chính công xã Bắc Sơn"),
        "Đi 22 chuyến về thôn, trả 517 kết quả tại chỗ.",
        claim(2, "Đi 22 chuyến về 11 thôn, tiếp nhận và trả 517 kết quả tại chỗ.", "Lịch và sổ trả kết quả."),
        claim(1, "Hướng dẫn 340 người tạo tài khoản dịch vụ công.", "Danh sách."),
        paper_note=REPORT, story=[_act(3, 31, "xa.drafter.b", "create")],
    ),
]  # fmt: skip
