"""The words of the procedure, in code and on the screen."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Level(StrEnum):
    """Where in the tree an organisation stands."""

    PROVINCE = "province"
    DISTRICT = "district"
    TOWN = "town"
    UNIT = "unit"


class Role(StrEnum):
    """What an appointment allows, always at one organisation."""

    DRAFTER = "drafter"
    UNIT_HEAD = "unit_head"
    CLERK = "clerk"
    CULTURE = "culture"
    COUNCIL = "council"
    CHAIR = "chair"
    DISTRICT = "district"
    PROVINCE = "province"
    AUDITOR = "auditor"
    ADMIN = "admin"


class State(StrEnum):
    """Where a nomination stands."""

    DRAFTING = "drafting"
    DRAFTED = "drafted"
    UNIT_APPROVED = "unit_approved"
    TOWN_REVIEWED = "town_reviewed"
    SENT_TO_DISTRICT = "sent_to_district"
    SENT_TO_PROVINCE = "sent_to_province"
    AWARDED = "awarded"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


OPEN_STATES = (
    State.DRAFTING,
    State.DRAFTED,
    State.UNIT_APPROVED,
    State.TOWN_REVIEWED,
    State.SENT_TO_DISTRICT,
    State.SENT_TO_PROVINCE,
)


class Action(StrEnum):
    """What can be done to a nomination through the door."""

    SUBMIT = "submit"
    ENTER = "enter"
    APPROVE = "approve"
    RECEIVE = "receive"
    APPRAISE = "appraise"
    SET_FORM = "set_form"
    REVIEW = "review"
    SEND = "send"
    FORWARD = "forward"
    AWARD = "award"
    RETURN = "return"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    HOLD = "hold"
    RELEASE = "release"
    REVOKE = "revoke"
    CORRECT = "correct"
    HAND_OVER = "hand_over"


class NomineeKind(StrEnum):
    """Whom an award may go to."""

    COLLECTIVE = "collective"
    HOUSEHOLD = "household"
    INDIVIDUAL = "individual"


class Category(StrEnum):
    """What the yearly statistics ask of an awardee (form 0603.N/BNV-TĐKT)."""

    PROVINCE_LEADER = "province_leader"
    DEPARTMENT_LEADER = "department_leader"
    ENTREPRENEUR = "entrepreneur"
    OTHER_LEADER = "other_leader"
    DIRECT_WORKER = "direct_worker"
    ENTERPRISE = "enterprise"


CATEGORIES_OF = {
    NomineeKind.COLLECTIVE: (Category.ENTERPRISE,),
    NomineeKind.HOUSEHOLD: (),
    NomineeKind.INDIVIDUAL: tuple(one for one in Category if one is not Category.ENTERPRISE),
}


class AttachmentKind(StrEnum):
    """What an uploaded file is in the dossier."""

    REPORT = "report"
    MINUTES = "minutes"
    INITIATIVE = "initiative"
    EVIDENCE = "evidence"
    SIGNED_SCAN = "signed_scan"
    OTHER = "other"


class PaperForm(StrEnum):
    """What the clerk holds in hand of an attached paper."""

    ORIGINAL = "original"
    CERTIFIED = "certified"
    NEITHER = "neither"


class CheckWeight(StrEnum):
    """What an office makes of a check that finds something."""

    BLOCK = "block"
    WARN = "warn"
    OFF = "off"


class Verdict(StrEnum):
    """What a check says of one dossier, the gravest first."""

    BLOCKED = "blocked"
    WARNED = "warned"
    UNKNOWN = "unknown"
    PASSED = "passed"


class SubmissionState(StrEnum):
    """A submission is gathered, frozen, then sent."""

    ASSEMBLING = "assembling"
    FROZEN = "frozen"
    SENT = "sent"


class ReviewBody(StrEnum):
    """Who reviews the dossiers of a town before they go up."""

    NONE = "none"
    COUNCIL = "council"
    LEADERSHIP = "leadership"


class StandingBody(StrEnum):
    """Who puts awards before the chair of a commune; its value ends the symbol of its papers."""

    OFFICE = "VP"
    CULTURE = "VHXH"


class NumberSeries(StrEnum):
    """How an office counts its papers within a year (Nghị định 30/2020, Điều 15)."""

    EACH_TYPE = "type"
    ONE = "one"


class StoryState(StrEnum):
    """A story is a draft, public, or taken down again; or it was settled that none is written."""

    DRAFT = "draft"
    PUBLISHED = "published"
    TAKEN_DOWN = "taken_down"
    NONE = "none"


class CorrectionKind(StrEnum):
    """By what paper the granter puts an award right (NĐ 30/2020, Điều 18)."""

    LETTER = "letter"
    DECISION = "decision"


class MeetingState(StrEnum):
    """A review meeting is prepared, votes, and is closed; or it is cancelled before anybody voted."""

    PREPARING = "preparing"
    VOTING = "voting"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Attendance(StrEnum):
    """Whether a member sits in the meeting, or sent his ballot in writing."""

    PRESENT = "present"
    WRITTEN = "written"
    ABSENT = "absent"


class Vote(StrEnum):
    """What a member says to one dossier."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class DocumentType(StrEnum):
    """The papers that the system makes."""

    SUBMISSION_LETTER = "submission_letter"
    AWARD_DECISION = "award_decision"
    CERTIFICATE = "certificate"
    FOLLOW_UP_LETTER = "follow_up_letter"
    CLOSING_REPORT = "closing_report"
    HANDOVER_LIST = "handover_list"
    INVITATION = "invitation"
    MINUTES = "minutes"
    RECEIPT_SLIP = "receipt_slip"


class DocumentState(StrEnum):
    """How far the making of a paper is."""

    PENDING = "pending"
    READY = "ready"
    FAILED = "failed"


class MessageKind(StrEnum):
    """`turn` dies when the dossier moves on; `news` is always sent."""

    TURN = "turn"
    NEWS = "news"


class MessageState(StrEnum):
    """The life of a message in the outbox."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Channel(StrEnum):
    """By which way a message reaches its reader."""

    MAIL = "mail"
    SCREEN = "screen"


LEVEL_LABELS = {
    Level.PROVINCE: _l("Cấp tỉnh"),
    Level.DISTRICT: _l("Cấp huyện"),
    Level.TOWN: _l("Cấp xã"),
    Level.UNIT: _l("Ban, ngành, khối phố"),
}
ROLE_LABELS = {
    Role.DRAFTER: _l("Người lập hồ sơ"),
    Role.UNIT_HEAD: _l("Thủ trưởng đơn vị"),
    Role.CLERK: _l("Văn phòng – Thống kê"),
    Role.CULTURE: _l("Văn hóa – Xã hội"),
    Role.COUNCIL: _l("Thành viên Hội đồng TĐKT"),
    Role.CHAIR: _l("Chủ tịch, Phó Chủ tịch UBND"),
    Role.DISTRICT: _l("Phòng Nội vụ huyện"),
    Role.PROVINCE: _l("Sở Nội vụ"),
    Role.AUDITOR: _l("Kiểm tra"),
    Role.ADMIN: _l("Quản trị"),
}
STATE_LABELS = {
    State.DRAFTING: _l("Đang soạn"),
    State.DRAFTED: _l("Chờ thủ trưởng duyệt"),
    State.UNIT_APPROVED: _l("Đơn vị đã duyệt"),
    State.TOWN_REVIEWED: _l("Cấp xã đã xét"),
    State.SENT_TO_DISTRICT: _l("Đã trình huyện"),
    State.SENT_TO_PROVINCE: _l("Đã trình tỉnh"),
    State.AWARDED: _l("Đã khen thưởng"),
    State.DECLINED: _l("Không được khen"),
    State.WITHDRAWN: _l("Đã rút"),
    State.REVOKED: _l("Đã thu hồi"),
}
# What is done while a dossier is in that state.
WORK_LABELS = {
    State.DRAFTING: _l("Lập hồ sơ"),
    State.DRAFTED: _l("Thủ trưởng duyệt"),
    State.UNIT_APPROVED: _l("Xét, thẩm định"),
    State.TOWN_REVIEWED: _l("Trình cấp trên"),
    State.SENT_TO_DISTRICT: _l("Huyện xét"),
    State.SENT_TO_PROVINCE: _l("Tỉnh xét"),
    State.AWARDED: _l("Trao thưởng"),
}
ACTION_LABELS = {
    Action.SUBMIT: _l("Trình thủ trưởng"),
    Action.ENTER: _l("Nhập xong hồ sơ giấy"),
    Action.APPROVE: _l("Duyệt"),
    Action.RECEIVE: _l("Tiếp nhận"),
    Action.APPRAISE: _l("Thẩm định"),
    Action.SET_FORM: _l("Chọn hình thức khen"),
    Action.REVIEW: _l("Kết luận xét duyệt"),
    Action.SEND: _l("Trình cấp trên"),
    Action.FORWARD: _l("Trình tỉnh"),
    Action.AWARD: _l("Ban hành quyết định khen"),
    Action.RETURN: _l("Trả lại"),
    Action.DECLINE: _l("Không đề nghị khen"),
    Action.WITHDRAW: _l("Rút hồ sơ"),
    Action.HOLD: _l("Tạm dừng xét"),
    Action.RELEASE: _l("Cho xét tiếp"),
    Action.REVOKE: _l("Thu hồi khen thưởng"),
    Action.CORRECT: _l("Đính chính"),
    Action.HAND_OVER: _l("Ghi nhận đã trao"),
}
# What the log says was done; the acts that are no step of a dossier stand here too.
DONE_LABELS = {
    "submit": _l("đã trình thủ trưởng"),
    "enter": _l("đã nhập hồ sơ giấy thay đơn vị"),
    "approve": _l("đã duyệt"),
    "receive": _l("đã tiếp nhận"),
    "appraise": _l("đã thẩm định"),
    "set_form": _l("đã chọn hình thức khen"),
    "review": _l("đã kết luận xét duyệt"),
    "send": _l("đã trình cấp trên"),
    "forward": _l("đã trình tỉnh"),
    "award": _l("đã ban hành quyết định khen"),
    "return": _l("đã trả lại"),
    "decline": _l("đã kết luận không đề nghị khen"),
    "withdraw": _l("đã rút hồ sơ"),
    "hold": _l("đã tạm dừng xét"),
    "release": _l("đã cho xét tiếp"),
    "revoke": _l("đã thu hồi khen thưởng"),
    "correct": _l("đã đính chính"),
    "hand_over": _l("đã ghi nhận việc trao"),
    "keep_minutes": _l("đã lưu biên bản họp xét của đơn vị"),
    "pay_prize": _l("đã ghi việc chi tiền thưởng"),
    "recover_prize": _l("đã ghi việc thu hồi tiền thưởng"),
    "keep_receipt": _l("đã lưu danh sách ký nhận"),
    "create": _l("đã tạo"),
    "save": _l("đã sửa"),
    "attach": _l("đã đính kèm tệp"),
    "detach": _l("đã bỏ tệp đính kèm"),
    "open_field": _l("đã mở thêm mục để sửa"),
    "answer_remark": _l("đã trả lời ý kiến"),
    "record_answer": _l("đã ghi nhận kết quả của cấp trên"),
    "gather": _l("đã đưa vào tờ trình"),
    "ungather": _l("đã bỏ khỏi danh sách tờ trình"),
    "freeze": _l("đã chốt danh sách"),
    "reopen": _l("đã mở lại danh sách"),
    "paper_made": _l("văn bản đã được tạo"),
    "paper_ordered": _l("đã yêu cầu tạo lại văn bản"),
    "publish": _l("đã ban hành"),
    "register_guidance": _l("đã ghi nhận hướng dẫn khen thưởng"),
    "ask_more": _l("đã yêu cầu trả lời tiêu chuẩn bổ sung theo hướng dẫn"),
    "appoint": _l("đã phân công"),
    "confirm": _l("đã xác nhận phân công"),
    "end_appointment": _l("đã kết thúc phân công"),
    "delegate": _l("đã ủy quyền"),
    "confirm_delegation": _l("đã xác nhận ủy quyền"),
    "end_delegation": _l("đã kết thúc ủy quyền"),
    "hand_over_work": _l("đã bàn giao công việc"),
    "correct_account": _l("đã sửa họ tên, thư điện tử"),
    "deactivate": _l("đã khóa tài khoản"),
    "activate": _l("đã mở tài khoản"),
    "issue_password": _l("đã cấp mật khẩu dùng một lần"),
    "invite": _l("đã gửi thư mời đặt mật khẩu"),
    "ask_password": _l("đã xin đặt lại mật khẩu"),
    "end_sessions": _l("đã đăng xuất mọi thiết bị"),
    "password_changed": _l("đã đổi mật khẩu"),
    "change_setting": _l("đã đổi thiết lập"),
    "add_holiday": _l("đã thêm một ngày vào lịch nghỉ"),
    "remove_holiday": _l("đã bỏ một ngày khỏi lịch nghỉ"),
    "add_base_salary": _l("đã thêm mức lương cơ sở"),
    "add_prize_coefficient": _l("đã thêm hệ số tiền thưởng"),
    "import_past_awards": _l("đã nhập sổ khen thưởng từ Excel"),
    "remove_past_award": _l("đã bỏ một dòng khỏi sổ khen thưởng"),
    "mark_year": _l("đã đánh dấu năm nhập đủ trong sổ khen thưởng"),
    "unmark_year": _l("đã bỏ đánh dấu năm nhập đủ trong sổ khen thưởng"),
    "convene": _l("đã triệu tập họp xét"),
    "invite_meeting": _l("đã gửi giấy mời họp xét"),
    "change_meeting": _l("đã đổi ngày giờ, địa điểm họp xét và báo lại cho thành viên"),
    "cancel_meeting": _l("đã hủy cuộc họp xét"),
    "file_minutes": _l("đã lưu bản chụp biên bản có chữ ký"),
    "attendance": _l("đã ghi điểm danh"),
    "open_comments": _l("đã công khai danh sách để lấy ý kiến"),
    "note_comment": _l("đã ghi nhận một ý kiến góp ý"),
    "ask_forms": _l("đã ghi câu hỏi về hình thức khen"),
    "open_vote": _l("đã bắt đầu bỏ phiếu"),
    "vote": _l("đã bỏ phiếu"),
    "written_ballot": _l("đã nhập phiếu bằng văn bản"),
    "close_meeting": _l("đã kết thúc họp xét"),
    "meeting_result": _l("đã ghi kết quả họp xét"),
    "tell_units": _l("đã gửi kế hoạch đến các đơn vị"),
    "remind_units": _l("đã nhắc các đơn vị về hạn nhận hồ sơ"),
    "remind_office": _l("đã nhắc Văn phòng về hồ sơ sắp hết hạn xét"),
    "untell_units": _l("đã bỏ đơn vị khỏi nơi nhận kế hoạch"),
    "acknowledge": _l("đã xác nhận nhận kế hoạch"),
    "issue_guide": _l("đã gửi hướng dẫn tuyên truyền"),
    "remind_guide": _l("đã nhắc đơn vị xem hướng dẫn tuyên truyền"),
    "withdraw_guide": _l("đã thu lại hướng dẫn tuyên truyền"),
    "issue_report": _l("đã lấy số báo cáo tổng kết"),
    "note_activity": _l("đã ghi hoạt động thi đua"),
    "edit_activity": _l("đã sửa hoạt động thi đua"),
    "remove_activity": _l("đã xóa hoạt động thi đua"),
    "follow_up": _l("đã đôn đốc các đơn vị"),
    "write_story": _l("đã ghi bài viết về gương điển hình"),
    "publish_story": _l("đã đăng bài viết lên trang công khai"),
    "take_down_story": _l("đã gỡ bài viết khỏi trang công khai"),
    "settle_story": _l("đã ghi là không viết bài"),
}
BODY_LABELS = {
    ReviewBody.NONE: _l("Không họp xét"),
    ReviewBody.COUNCIL: _l("Hội đồng Thi đua – Khen thưởng"),
    ReviewBody.LEADERSHIP: _l("Tập thể lãnh đạo UBND"),
}
STANDING_LABELS = {
    StandingBody.OFFICE: _l("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    StandingBody.CULTURE: _l("Phòng Văn hóa – Xã hội"),
}
CORRECTION_LABELS = {
    CorrectionKind.LETTER: _l("Công văn đính chính"),
    CorrectionKind.DECISION: _l("Quyết định sửa đổi, thay thế"),
}
SERIES_LABELS = {
    NumberSeries.EACH_TYPE: _l("Mỗi loại văn bản một dãy số"),
    NumberSeries.ONE: _l("Một dãy số chung cho mọi loại văn bản"),
}
MEETING_LABELS = {
    MeetingState.PREPARING: _l("Đang chuẩn bị"),
    MeetingState.VOTING: _l("Đang bỏ phiếu"),
    MeetingState.CLOSED: _l("Đã kết thúc"),
    MeetingState.CANCELLED: _l("Đã hủy"),
}
ATTENDANCE_LABELS = {
    Attendance.PRESENT: _l("Có mặt"),
    Attendance.WRITTEN: _l("Vắng, gửi phiếu bằng văn bản"),
    Attendance.ABSENT: _l("Vắng mặt"),
}
VOTE_LABELS = {
    Vote.FOR: _l("Đồng ý"),
    Vote.AGAINST: _l("Không đồng ý"),
    Vote.ABSTAIN: _l("Không có ý kiến"),
}
# Looks and doors, which the log notes beside the acts.
ACCESS_LABELS = {
    "login": _l("đã đăng nhập"),
    "login_failed": _l("đăng nhập không thành công"),
    "logout": _l("đã đăng xuất"),
    "password_asked": _l("xin đặt lại mật khẩu"),
    "view": _l("đã xem hồ sơ"),
    "download": _l("đã tải tệp"),
    "audit": _l("đã xem nhật ký"),
    "export": _l("đã tải nhật ký về máy"),
    "export_list": _l("đã tải danh sách về máy"),
}
KIND_LABELS = {
    NomineeKind.COLLECTIVE: _l("Tập thể"),
    NomineeKind.HOUSEHOLD: _l("Hộ gia đình"),
    NomineeKind.INDIVIDUAL: _l("Cá nhân"),
}
CATEGORY_LABELS = {
    Category.PROVINCE_LEADER: _l("Lãnh đạo cấp tỉnh"),
    Category.DEPARTMENT_LEADER: _l("Lãnh đạo cấp sở và tương đương"),
    Category.ENTREPRENEUR: _l("Doanh nhân"),
    Category.OTHER_LEADER: _l("Lãnh đạo khác, từ phó trưởng phòng trở lên"),
    Category.DIRECT_WORKER: _l("Người trực tiếp công tác, lao động, sản xuất"),
    Category.ENTERPRISE: _l("Doanh nghiệp"),
}
ATTACHMENT_LABELS = {
    AttachmentKind.REPORT: _l("Báo cáo thành tích"),
    AttachmentKind.MINUTES: _l("Biên bản họp xét của đơn vị"),
    AttachmentKind.INITIATIVE: _l("Quyết định công nhận sáng kiến"),
    AttachmentKind.EVIDENCE: _l("Minh chứng"),
    AttachmentKind.SIGNED_SCAN: _l("Bản chụp có chữ ký"),
    AttachmentKind.OTHER: _l("Tài liệu khác"),
}
PAPER_FORM_LABELS = {
    PaperForm.ORIGINAL: _l("Bản chính"),
    PaperForm.CERTIFIED: _l("Bản sao có chứng thực"),
    PaperForm.NEITHER: _l("Không phải hai loại trên"),
}
WEIGHT_LABELS = {
    CheckWeight.BLOCK: _l("Chặn"),
    CheckWeight.WARN: _l("Chỉ cảnh báo"),
    CheckWeight.OFF: _l("Không kiểm tra"),
}
VERDICT_LABELS = {
    Verdict.BLOCKED: _l("Chặn"),
    Verdict.WARNED: _l("Cảnh báo"),
    Verdict.UNKNOWN: _l("Chưa có dữ liệu"),
    Verdict.PASSED: _l("Đạt"),
}
SUBMISSION_LABELS = {
    SubmissionState.ASSEMBLING: _l("Đang lập"),
    SubmissionState.FROZEN: _l("Đã chốt danh sách"),
    SubmissionState.SENT: _l("Đã trình"),
}
DOCUMENT_LABELS = {
    DocumentType.SUBMISSION_LETTER: _l("Tờ trình"),
    DocumentType.AWARD_DECISION: _l("Quyết định khen thưởng"),
    DocumentType.CERTIFICATE: _l("Giấy khen, Bằng khen"),
    DocumentType.FOLLOW_UP_LETTER: _l("Công văn đôn đốc"),
    DocumentType.CLOSING_REPORT: _l("Báo cáo tổng kết"),
    DocumentType.HANDOVER_LIST: _l("Danh sách trao thưởng, ký nhận"),
    DocumentType.INVITATION: _l("Giấy mời họp"),
    DocumentType.MINUTES: _l("Biên bản họp xét"),
    DocumentType.RECEIPT_SLIP: _l("Phiếu tiếp nhận hồ sơ"),
}
MESSAGE_LABELS = {
    MessageState.PENDING: _l("Chờ gửi"),
    MessageState.SENDING: _l("Đang gửi"),
    MessageState.SENT: _l("Đã gửi"),
    MessageState.FAILED: _l("Không gửi được"),
    MessageState.CANCELLED: _l("Đã hủy vì hồ sơ đã chuyển bước"),
}
