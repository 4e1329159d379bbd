"""Papers of one small campaign, to be read in finished form."""

from dataclasses import replace
from datetime import date

from documents.papers import (
    AwardDecisionData,
    CertificateData,
    Listed,
    Office,
    Proposal,
    Reference,
    Signer,
    SubmissionLetterData,
)
from models.enums import NomineeKind

CAMPAIGN = (
    "phong trào thi đua lập thành tích chào mừng “Kỷ niệm 80 năm Ngày Tổng tuyển cử đầu tiên "
    "bầu Quốc hội Việt Nam (06/01/1946 - 06/01/2026)”"
)
MERIT = f"Đã có thành tích xuất sắc, tiêu biểu trong {CAMPAIGN}"
TOWN = Office(
    name="Ủy ban nhân dân thị trấn Bắc Sơn",
    place="Bắc Sơn",
    superior="Ủy ban nhân dân huyện Bắc Sơn",
)
DISTRICT = Office(name="Ủy ban nhân dân huyện Bắc Sơn", place="Bắc Sơn")
DISTRICT_MERIT = "Giấy khen của Chủ tịch Ủy ban nhân dân huyện Bắc Sơn"
PROVINCE_MERIT = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn"
CHAIR = Signer(authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Nguyễn Hữu Đạt")
DEPUTY = Signer(
    authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    name="Dương Thị Hằng",
)
SUMMARY = (
    "Tham mưu tổ chức 12 buổi tiếp xúc cử tri; giải quyết dứt điểm 45/47 kiến nghị; "
    "có sáng kiến số hóa sổ theo dõi ý kiến cử tri."
)


def person(name: str, form: str = DISTRICT_MERIT, **more: object) -> Listed:
    details = {
        "kind": NomineeKind.INDIVIDUAL,
        "position": "Trưởng khối phố Hoàng Văn Thụ",
        "merit": SUMMARY,
        "birth_year": 1979,
        "gender": "Nam",
    }
    return Listed(name=name, form=form, **{**details, **more})


def collective(name: str, form: str = DISTRICT_MERIT) -> Listed:
    return Listed(
        kind=NomineeKind.COLLECTIVE,
        name=name,
        position="Thị trấn Bắc Sơn",
        form=form,
        merit=SUMMARY,
    )


def household(name: str, form: str = DISTRICT_MERIT) -> Listed:
    return Listed(
        kind=NomineeKind.HOUSEHOLD,
        name=name,
        position="Khối phố Vĩnh Thuận",
        form=form,
        merit="Hiến 320 m² đất mở đường khối phố.",
    )


MIXED = (
    person("Hoàng Văn Thái"),
    collective("Khối phố Hoàng Văn Thụ"),
    household("Hộ ông Lương Văn Bình"),
    person(
        "Nông Thị Ánh",
        PROVINCE_MERIT,
        gender="Nữ",
        position="Công chức Văn hóa – Xã hội",
    ),
    person("Dương Công Vĩ", note="Nguyên Trưởng khối phố"),
    collective("Hội Liên hiệp Phụ nữ thị trấn Bắc Sơn"),
)
LETTER = SubmissionLetterData(
    issuer=TOWN,
    addressees=("Ủy ban nhân dân huyện Bắc Sơn",),
    campaign=CAMPAIGN,
    plan=Reference(
        kind="Kế hoạch",
        number="188/KH-UBND",
        dated_on=date(2024, 5, 31),
        issuer="Ủy ban nhân dân huyện Bắc Sơn",
        about=f"triển khai thực hiện {CAMPAIGN}",
    ),
    guidance=Reference(
        kind="Hướng dẫn",
        number="27/HD-UBND",
        dated_on=date(2025, 5, 12),
        issuer="Ủy ban nhân dân huyện Bắc Sơn",
        about="khen thưởng tổng kết phong trào thi đua",
    ),
    minutes=Reference(
        kind="Biên bản họp xét khen thưởng",
        number="03/BB-HĐTĐKT",
        dated_on=date(2025, 5, 28),
    ),
    legal_grounds=("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",),
    entries=MIXED,
    signer=DEPUTY,
    number=5,
    dated_on=date(2025, 6, 2),
    enclosures=(
        "báo cáo thành tích của từng trường hợp",
        "biên bản họp xét khen thưởng",
    ),
    recipients=("Phòng Nội vụ huyện", "Chủ tịch, các Phó Chủ tịch UBND thị trấn"),
    drafting_unit="VP",
)
DISTRICT_LETTER = replace(
    LETTER,
    issuer=DISTRICT,
    addressees=("Ủy ban nhân dân tỉnh Lạng Sơn", "Sở Nội vụ tỉnh Lạng Sơn"),
    entries=(person("Nông Thị Ánh", PROVINCE_MERIT, gender="Nữ"),),
    number=112,
    dated_on=None,
)
DECISION = AwardDecisionData(
    issuer=DISTRICT,
    granter="Chủ tịch Ủy ban nhân dân huyện Bắc Sơn",
    form=DISTRICT_MERIT,
    legal_grounds=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    ),
    proposals=(
        Proposal(
            "Trưởng phòng Nội vụ huyện Bắc Sơn",
            (Reference(kind="Tờ trình", number="41/TTr-NV", dated_on=date(2025, 6, 10)),),
        ),
    ),
    merit=f"đã có thành tích xuất sắc trong {CAMPAIGN}",
    entries=tuple(replace(each, amount=700_000) for each in MIXED if each.form == DISTRICT_MERIT),
    executors="Chánh Văn phòng, Trưởng phòng Nội vụ huyện và các tập thể, hộ gia đình, cá nhân "
    "có tên tại Điều 1",
    signer=Signer(authority=("CHỦ TỊCH",), name="Vi Văn Trọng"),
    number=118,
    dated_on=date(2025, 6, 20),
    reward="Tiền thưởng kèm theo Giấy khen trích từ Quỹ thi đua, khen thưởng của huyện",
    recipients=("Ủy ban nhân dân thị trấn Bắc Sơn",),
    drafting_unit="NV",
)
CERTIFICATE = CertificateData(
    granter="Chủ tịch Ủy ban nhân dân huyện Bắc Sơn",
    form="Giấy khen",
    name="Ông Hoàng Văn Thái",
    about="Trưởng khối phố Hoàng Văn Thụ, thị trấn Bắc Sơn",
    merit=MERIT,
    place="Bắc Sơn",
    dated_on=date(2025, 6, 20),
    decision_number="118/QĐ-UBND",
    register_number="15",
    signer=Signer(authority=("CHỦ TỊCH",), name="Vi Văn Trọng"),
    verify_url="https://thidua.bacson.example/verify/7Qm2vX9kL0aB4cD8",
)
LONG_NAME = (
    "Các Ban Công tác Mặt trận, Chi hội Phụ nữ, Chi hội Nông dân và Chi đoàn Thanh niên "
    "liên khối phố Hoàng Văn Thụ – Vĩnh Thuận"
)
