"""One finished paper of each type, and how to leave none out."""

from datetime import date

from documents.blocks import Paper
from documents.papers import (
    Absentee,
    BehindUnit,
    ClosingReportData,
    ContentResult,
    FollowUpLetterData,
    FormResult,
    HandoverListData,
    InvitationData,
    Invited,
    MinutesData,
    ReceiptSlipData,
    Reference,
    Reviewed,
    award_decision,
    certificate,
    closing_report,
    follow_up_letter,
    handover_list,
    invitation,
    minutes,
    receipt_slip,
    submission_letter,
)
from models.enums import DocumentType, Vote
from tests.documents.samples import (
    CAMPAIGN,
    CERTIFICATE,
    CHAIR,
    DECISION,
    DEPUTY,
    DISTRICT,
    DISTRICT_MERIT,
    LETTER,
    PROVINCE_MERIT,
    TOWN,
)

COUNCIL = "Hội đồng Thi đua – Khen thưởng thị trấn Bắc Sơn"
PLAN = Reference(
    kind="Kế hoạch", number="188/KH-UBND", dated_on=date(2024, 5, 31), issuer="Ủy ban nhân dân huyện Bắc Sơn"
)
FOLLOW_UP = FollowUpLetterData(
    issuer=TOWN,
    campaign=CAMPAIGN,
    plan=PLAN,
    units=(
        BehindUnit("Khối phố Hoàng Văn Thụ", ("chưa gửi bản đăng ký thi đua", "chưa gửi báo cáo kết quả")),
        BehindUnit("Trường Mầm non thị trấn Bắc Sơn", ("chưa gửi báo cáo kết quả",)),
    ),
    due_on=date(2025, 6, 10),
    note="Đơn vị nào có vướng mắc thì báo về Văn phòng.",
    signer=DEPUTY,
    symbol="UBND-VP",
    number=32,
    dated_on=date(2025, 6, 2),
)
HANDOVER = HandoverListData(
    issuer=DISTRICT,
    granter=DECISION.granter,
    form=DISTRICT_MERIT,
    entries=DECISION.entries,
    symbol="QĐ-UBND",
    number=118,
    dated_on=date(2025, 6, 20),
)
INVITATION = InvitationData(
    issuer=TOWN,
    symbol="GM-UBND",
    number=7,
    dated_on=date(2025, 5, 26),
    body=COUNCIL,
    members=(Invited("Nguyễn Hữu Đạt", "Chủ tịch UBND"), Invited("Dương Thị Hằng")),
    campaign=CAMPAIGN,
    dossiers=6,
    chair="Nguyễn Hữu Đạt, Chủ tịch Hội đồng",
    time="08 giờ 00",
    held_on=date(2025, 5, 28),
    place="Phòng họp số 1, trụ sở UBND thị trấn Bắc Sơn",
    signer=CHAIR,
)
VOTES = (("Nguyễn Hữu Đạt", Vote.FOR), ("Dương Thị Hằng", Vote.FOR), ("Hoàng Văn Thái", Vote.AGAINST))
MINUTES = MinutesData(
    issuer=TOWN,
    symbol="BB-HĐTĐKT",
    number=3,
    held_on=date(2025, 5, 28),
    body=COUNCIL,
    campaign=CAMPAIGN,
    starts_at="08 giờ 00",
    ends_at="10 giờ 30",
    place="Phòng họp số 1, trụ sở UBND thị trấn Bắc Sơn",
    chair="Nguyễn Hữu Đạt, Chủ tịch Hội đồng",
    note_taker="Lô Thị Kim Ngân, công chức Văn phòng – Thống kê",
    present=("Nguyễn Hữu Đạt", "Dương Thị Hằng", "Hoàng Văn Thái"),
    written=(Absentee("Nông Thị Ánh"),),
    absent=(Absentee("Vi Văn Trọng", "đi công tác tại tỉnh"),),
    quorum="2/3",
    pass_ratio="80%",
    is_secret=False,
    counts_all_members=True,
    heads_abstain=False,
    ballots=(5, 4, 4),
    reviewed=(
        Reviewed(
            code="HS-2025-0003", name="Khối phố Hoàng Văn Thụ", unit="Thị trấn Bắc Sơn", form=DISTRICT_MERIT,
            votes_for=4, votes_against=1, votes_abstain=0, electors=5, is_passed=True, votes=VOTES,
        ),
        Reviewed(
            code="HS-2025-0005", name="Dương Công Vĩ", unit="Khối phố Vĩnh Thuận", form=DISTRICT_MERIT,
            votes_for=2, votes_against=2, votes_abstain=1, electors=5, is_passed=False, votes=VOTES,
        ),
    ),
    conclusion="Giao Văn phòng hoàn thiện tờ trình.\nGửi Phòng Nội vụ huyện trước ngày 05 tháng 6.",
)  # fmt: skip
SLIP = ReceiptSlipData(
    issuer=TOWN,
    number="HS-2025-0007",
    received_on=date(2025, 5, 20),
    handed_in_by="Lương Văn Bình",
    unit="Khối phố Vĩnh Thuận",
    nominee="Hộ ông Lương Văn Bình",
    form=DISTRICT_MERIT,
    campaign=CAMPAIGN,
    papers=("Báo cáo thành tích", "Biên bản họp khối phố", "Bản chụp hồ sơ giấy"),
    due_on=date(2025, 6, 3),
    received_by="Lô Thị Kim Ngân",
)
REPORT = ClosingReportData(
    issuer=TOWN,
    campaign=CAMPAIGN,
    plan=PLAN,
    guidance=None,
    told=20,
    acknowledged=19,
    active=10,
    silent=("Khối phố Yên Lãng", "Khối phố Liên khu Nguyễn Thị Minh Khai – Khởi nghĩa Bắc Sơn"),
    guides=1,
    stories=2,
    contents=(
        ContentResult(text="Tuyên truyền về Quốc hội Việt Nam.", activities=5, attendance=1316),
        ContentResult(text="Thực hiện tốt Hiến pháp và pháp luật.", activities=2, attendance=0),
    ),
    forms=(
        FormResult(name=DISTRICT_MERIT, proposed=14, awarded=4, declined=1, open=8, revoked=1),
        FormResult(name=PROVINCE_MERIT, proposed=2, awarded=0, declined=0, open=2, revoked=0),
    ),
    kinds={"collective": 1, "individual": 3, "household": 0},
    prizes=5_630_000,
    assessment="Phong trào được các đơn vị hưởng ứng tích cực.\nNhiều cách làm mới ở khối phố.",
    shortcomings="Một số đơn vị gửi hồ sơ chậm.",
    next_steps="",
    signer=CHAIR,
    symbol="BC-UBND",
    number=21,
    dated_on=date(2026, 1, 9),
)
EVERY_TYPE: dict[DocumentType, Paper] = {
    DocumentType.SUBMISSION_LETTER: submission_letter(LETTER),
    DocumentType.AWARD_DECISION: award_decision(DECISION),
    DocumentType.CERTIFICATE: certificate(CERTIFICATE),
    DocumentType.FOLLOW_UP_LETTER: follow_up_letter(FOLLOW_UP),
    DocumentType.CLOSING_REPORT: closing_report(REPORT),
    DocumentType.HANDOVER_LIST: handover_list(HANDOVER),
    DocumentType.INVITATION: invitation(INVITATION),
    DocumentType.MINUTES: minutes(MINUTES),
    DocumentType.RECEIPT_SLIP: receipt_slip(SLIP),
}
