"""The offices, units and people of the demo; everybody named here is invented."""

from datetime import date
from typing import Any

# Assumptions of the demo: when the units began, and the end of the district level.
VALID_FROM = date(2021, 7, 1)
DISTRICTS_END = date(2025, 6, 30)

Record = dict[str, Any]


def _authority(key: str, parent: str | None, kind: str, name: str, short: str, place: str) -> Record:
    return {
        "key": key,
        "parent": parent,
        "kind": kind,
        "unit_kind": None,
        "name": name,
        "short": short,
        "place": place,
        "symbol": "UBND",
        "valid_from": VALID_FROM,
        # A town became part of a commune on the day after.
        "valid_to": None if kind == "province" else DISTRICTS_END,
    }


def _unit(key: str, unit_kind: str, name: str, short: str, symbol: str) -> Record:
    return {
        "key": key,
        "parent": "town_bacson",
        "kind": "unit",
        "unit_kind": unit_kind,
        "name": name,
        "short": short,
        "place": "Bắc Sơn",
        "symbol": symbol,
        "valid_from": VALID_FROM,
        "valid_to": DISTRICTS_END,
    }


BRANCH = "ban, ngành"
BLOCK = "khối phố"

ORGANISATIONS: list[Record] = [
    _authority(
        "province_langson",
        None,
        "province",
        "Ủy ban nhân dân tỉnh Lạng Sơn",
        "UBND tỉnh Lạng Sơn",
        "Lạng Sơn",
    ),
    _authority(
        "district_bacson",
        "province_langson",
        "district",
        "Ủy ban nhân dân huyện Bắc Sơn",
        "UBND huyện Bắc Sơn",
        "Bắc Sơn",
    ),
    _authority(
        "district_chilang",
        "province_langson",
        "district",
        "Ủy ban nhân dân huyện Chi Lăng",
        "UBND huyện Chi Lăng",
        "Chi Lăng",
    ),
    _authority(
        "town_bacson",
        "district_bacson",
        "town",
        "Ủy ban nhân dân thị trấn Bắc Sơn",
        "UBND thị trấn Bắc Sơn",
        "Thị trấn Bắc Sơn",
    ),
    _authority(
        "town_dongmo",
        "district_chilang",
        "town",
        "Ủy ban nhân dân thị trấn Đồng Mỏ",
        "UBND thị trấn Đồng Mỏ",
        "Thị trấn Đồng Mỏ",
    ),
    _unit("office", BRANCH, "Văn phòng – Thống kê", "Văn phòng – Thống kê", "VPTK"),
    _unit("culture_social", BRANCH, "Văn hóa – Xã hội", "Văn hóa – Xã hội", "VHXH"),
    _unit("finance", BRANCH, "Tài chính – Kế toán", "Tài chính – Kế toán", "TCKT"),
    _unit("land", BRANCH, "Địa chính – Xây dựng", "Địa chính – Xây dựng", "ĐCXD"),
    _unit("justice", BRANCH, "Tư pháp – Hộ tịch", "Tư pháp – Hộ tịch", "TPHT"),
    _unit("police", BRANCH, "Công an thị trấn Bắc Sơn", "Công an thị trấn", "CA"),
    _unit(
        "military",
        BRANCH,
        "Ban Chỉ huy Quân sự thị trấn Bắc Sơn",
        "Ban CHQS thị trấn",
        "BCH",
    ),
    _unit("health", BRANCH, "Trạm Y tế thị trấn Bắc Sơn", "Trạm Y tế", "TYT"),
    _unit("women", BRANCH, "Hội Liên hiệp Phụ nữ thị trấn Bắc Sơn", "Hội LHPN", "BTV"),
    _unit(
        "youth",
        BRANCH,
        "Đoàn TNCS Hồ Chí Minh thị trấn Bắc Sơn",
        "Đoàn Thanh niên",
        "ĐTN",
    ),
    _unit("farmers", BRANCH, "Hội Nông dân thị trấn Bắc Sơn", "Hội Nông dân", "HND"),
    _unit(
        "veterans",
        BRANCH,
        "Hội Cựu chiến binh thị trấn Bắc Sơn",
        "Hội Cựu chiến binh",
        "CCB",
    ),
    _unit(
        "front",
        BRANCH,
        "Ủy ban Mặt trận Tổ quốc Việt Nam thị trấn Bắc Sơn",
        "Ủy ban MTTQ",
        "MTTQ",
    ),
    _unit("hvt", BLOCK, "Khối phố Hoàng Văn Thụ", "KP Hoàng Văn Thụ", "KPHVT"),
    _unit("lhp", BLOCK, "Khối phố Lê Hồng Phong", "KP Lê Hồng Phong", "KPLHP"),
    _unit("tp", BLOCK, "Khối phố Trần Phú", "KP Trần Phú", "KPTP"),
    _unit("lvt", BLOCK, "Khối phố Lương Văn Tri", "KP Lương Văn Tri", "KPLVT"),
    _unit("yl", BLOCK, "Khối phố Yên Lãng", "KP Yên Lãng", "KPYL"),
    _unit("vt", BLOCK, "Khối phố Vĩnh Thuận", "KP Vĩnh Thuận", "KPVT"),
    # Invented, and long on purpose: lists, letters and certificates must bear such a name.
    _unit(
        "lk",
        BLOCK,
        "Khối phố Liên khu Nguyễn Thị Minh Khai – Khởi nghĩa Bắc Sơn – Tập thể Nông nghiệp cũ",
        "KP Liên khu Minh Khai – Khởi nghĩa",
        "KPLK",
    ),
    _unit("thongnhat", BLOCK, "Khối phố Thống Nhất Một", "KP Thống Nhất Một", "KPTN")
    | {"parent": "town_dongmo", "place": "Đồng Mỏ"},
]


DONG_MO = ("drafter2", "head2", "clerk2", "chair2", "district2")


def _person(
    username: str,
    name: str,
    role: str,
    organisation: str,
    title: str,
    signing: str = "",
) -> Record:
    host = "dongmo.example" if username in DONG_MO else "bacson.example"
    return {
        "username": username,
        "email": f"{username}@{host}",
        "name": name,
        "role": role,
        "organisation": organisation,
        "title": title,
        "signing": signing,
        # Further appointments of the same person: role, organisation, title, signing.
        "also": [],
        "invented": True,
    }


COUNCIL = "Ủy viên Hội đồng Thi đua – Khen thưởng"

TOWN_PEOPLE: list[Record] = [
    _person(
        "clerk",
        "Hoàng Thị Kiều Diễm",
        "clerk",
        "town_bacson",
        "Công chức Văn phòng – Thống kê",
    ),
    # A second officer: whoever enters a dossier on paper may not appraise it.
    _person(
        "clerk.b",
        "Nông Đình Khuê",
        "clerk",
        "town_bacson",
        "Công chức Văn phòng – Thống kê",
    ),
    _person(
        "culture",
        "Triệu Thị Mỹ Hạnh",
        "culture",
        "town_bacson",
        "Công chức Văn hóa – Xã hội",
    ),
    _person(
        "council1",
        "Bế Văn Dưỡng",
        "council",
        "town_bacson",
        f"{COUNCIL}, Phó Chủ tịch HĐND",
    ),
    _person(
        "council2",
        "Vi Thị Hoài Thương",
        "council",
        "town_bacson",
        f"{COUNCIL}, Đảng ủy thị trấn",
    ),
    _person("council3", "Nông Văn Sẵn", "council", "town_bacson", COUNCIL)
    | {
        "also": [
            {
                "role": "unit_head",
                "organisation": "front",
                "title": "Chủ tịch Ủy ban MTTQ Việt Nam thị trấn",
                "signing": "TM.",
            }
        ]
    },
    _person(
        "council4",
        "Lương Thị Ngọc Lỵ",
        "council",
        "town_bacson",
        f"{COUNCIL}, Tài chính – Kế toán",
    ),
    _person(
        "council5",
        "Hoàng Sỹ Nhượng",
        "council",
        "town_bacson",
        f"{COUNCIL}, Hội Cựu chiến binh",
    ),
    _person(
        "council6",
        "Dương Công Vỹ",
        "council",
        "town_bacson",
        f"{COUNCIL}, Tư pháp – Hộ tịch",
    ),
    _person(
        "council7",
        "Triệu Thị Lệ Hằng",
        "council",
        "town_bacson",
        f"{COUNCIL}, Thư ký Hội đồng",
    ),
    _person(
        "chair",
        "Lương Hữu Thuyết",
        "chair",
        "town_bacson",
        "Chủ tịch UBND thị trấn",
        "TM.",
    ),
    _person(
        "deputy",
        "Hà Thị Thu Hoài",
        "chair",
        "town_bacson",
        "Phó Chủ tịch UBND thị trấn",
        "KT.",
    ),
    _person(
        "auditor",
        "Đặng Thế Kỷ",
        "auditor",
        "town_bacson",
        "Trưởng Ban Thanh tra nhân dân",
    ),
    _person("admin", "Nguyễn Nhật Lâm", "admin", "town_bacson", "Quản trị hệ thống"),
    _person(
        "district",
        "Hoàng Trọng Khuyến",
        "district",
        "district_bacson",
        "Trưởng phòng Nội vụ huyện Bắc Sơn",
    ),
    _person(
        "province",
        "Lý Thị Vân Khánh",
        "province",
        "province_langson",
        "Trưởng phòng Thi đua – Khen thưởng, Sở Nội vụ",
    ),
    _person(
        "drafter2",
        "Vy Thị Mai Loan",
        "drafter",
        "thongnhat",
        "Phó Trưởng khối phố Thống Nhất Một",
    ),
    _person("head2", "Mã Văn Lự", "unit_head", "thongnhat", "Trưởng khối phố Thống Nhất Một"),
    _person(
        "clerk2",
        "Chu Thị Hồng Nhạn",
        "clerk",
        "town_dongmo",
        "Công chức Văn phòng – Thống kê",
    ),
    _person(
        "chair2",
        "Phùng Thế Lượng",
        "chair",
        "town_dongmo",
        "Chủ tịch UBND thị trấn Đồng Mỏ",
        "TM.",
    ),
    _person(
        "district2",
        "Lăng Thị Tuyết Nhung",
        "district",
        "district_chilang",
        "Trưởng phòng Nội vụ huyện Chi Lăng",
    ),
    # Deputies: a head who is nominated does not approve his own dossier.
    _person(
        "head.b",
        "Lương Thị Mỹ Dung",
        "unit_head",
        "women",
        "Phó Chủ tịch Hội Liên hiệp Phụ nữ thị trấn",
        "KT.",
    ),
    _person(
        "head.tp.b",
        "Vi Quang Thặng",
        "unit_head",
        "tp",
        "Phó Trưởng khối phố Trần Phú",
        "KT.",
    ),
]

# Unit, ending of the user names, drafter and title, head and title.
_UNIT_PEOPLE: list[tuple[str, str, str, str, str, str]] = [
    (
        "women",
        "",
        "Lộc Thị Ngọc Ánh",
        "Phó Chủ tịch Hội Liên hiệp Phụ nữ",
        "Dương Thị Bích Thủy",
        "Chủ tịch Hội Liên hiệp Phụ nữ thị trấn",
    ),
    (
        "office",
        ".vp",
        "Nguyễn Thị Hải Yến",
        "Nhân viên văn thư – lưu trữ",
        "Hoàng Đức Thiệu",
        "Phụ trách Văn phòng – Thống kê",
    ),
    (
        "culture_social",
        ".vhxh",
        "Nông Thị Lan Phượng",
        "Cán bộ Đài truyền thanh",
        "Lý Văn Khuyển",
        "Phụ trách Văn hóa – Xã hội",
    ),
    (
        "finance",
        ".tckt",
        "Bế Thị Thanh Nhã",
        "Thủ quỹ",
        "Lương Văn Quỳnh",
        "Phụ trách Tài chính – Kế toán",
    ),
    (
        "land",
        ".dcxd",
        "Hoàng Minh Thự",
        "Công chức Địa chính – Xây dựng",
        "Dương Đình Kỳ",
        "Phụ trách Địa chính – Xây dựng",
    ),
    (
        "justice",
        ".tpht",
        "Vi Thị Thùy Linh",
        "Công chức Tư pháp – Hộ tịch",
        "Nông Thế Hữu",
        "Phụ trách Tư pháp – Hộ tịch",
    ),
    (
        "police",
        ".ca",
        "Triệu Quang Huỳnh",
        "Cán bộ Công an thị trấn",
        "Đàm Văn Bẳng",
        "Trưởng Công an thị trấn",
    ),
    (
        "military",
        ".qs",
        "Lục Văn Thỉnh",
        "Trợ lý Ban Chỉ huy Quân sự",
        "Hoàng Văn Mẫn",
        "Chỉ huy trưởng Ban Chỉ huy Quân sự",
    ),
    (
        "health",
        ".tyt",
        "Phạm Thị Diệu Hiền",
        "Điều dưỡng",
        "Nguyễn Thị Minh Nguyệt",
        "Trưởng Trạm Y tế",
    ),
    (
        "youth",
        ".dtn",
        "Dương Thị Khánh Ly",
        "Phó Bí thư Đoàn",
        "Lương Tuấn Vũ",
        "Bí thư Đoàn TNCS Hồ Chí Minh thị trấn",
    ),
    (
        "farmers",
        ".hnd",
        "Nông Văn Tưởng",
        "Phó Chủ tịch Hội Nông dân",
        "Bế Thị Xuyến",
        "Chủ tịch Hội Nông dân thị trấn",
    ),
    (
        "veterans",
        ".ccb",
        "Đỗ Xuân Bảng",
        "Ủy viên Ban Chấp hành Hội Cựu chiến binh",
        "Hoàng Hải Viễn",
        "Chủ tịch Hội Cựu chiến binh thị trấn",
    ),
    ("front", ".mttq", "Lộc Văn Chưởng", "Phó Chủ tịch Ủy ban MTTQ", "", ""),
    (
        "hvt",
        ".hvt",
        "Hoàng Thị Như Ý",
        "Phó Trưởng khối phố Hoàng Văn Thụ",
        "Dương Doãn Tỵ",
        "Trưởng khối phố Hoàng Văn Thụ",
    ),
    (
        "lhp",
        ".lhp",
        "Nguyễn Quý Đoàn",
        "Phó Trưởng khối phố Lê Hồng Phong",
        "Nông Thị Sướng",
        "Trưởng khối phố Lê Hồng Phong",
    ),
    (
        "tp",
        ".tp",
        "Triệu Tiến Đạt",
        "Phó Trưởng khối phố Trần Phú",
        "Hứa Thị Ngoãn",
        "Trưởng khối phố Trần Phú",
    ),
    (
        "lvt",
        ".lvt",
        "Lương Thị Huệ Chi",
        "Phó Trưởng khối phố Lương Văn Tri",
        "Vi Ngọc Kỹ",
        "Trưởng khối phố Lương Văn Tri",
    ),
    (
        "yl",
        ".yl",
        "Hoàng Thị Ngọc Hoa",
        "Phó Trưởng khối phố Yên Lãng",
        "Dương Hữu Lẫm",
        "Trưởng khối phố Yên Lãng",
    ),
    (
        "vt",
        ".vt",
        "Bế Thị Khuyên",
        "Phó Trưởng khối phố Vĩnh Thuận",
        "Nông Quang Sử",
        "Trưởng khối phố Vĩnh Thuận",
    ),
    (
        "lk",
        ".lk",
        "Nguyễn Hoàng Thị Phương Quỳnh Trang",
        "Phó Trưởng khối phố",
        "Lộc Thanh Ngưỡng",
        "Trưởng khối phố",
    ),
]


def _unit_people() -> list[Record]:
    people = []
    for unit, ending, drafter, drafter_title, head, head_title in _UNIT_PEOPLE:
        people.append(_person(f"drafter{ending}", drafter, "drafter", unit, drafter_title))
        if head:
            people.append(_person(f"head{ending}", head, "unit_head", unit, head_title))
    return people


PEOPLE: list[Record] = TOWN_PEOPLE + _unit_people()
