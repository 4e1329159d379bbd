"""What the log holds, in the words of the office: no code, no number of a row, no foreign date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models import AuditEvent
from models.enums import (
    ATTACHMENT_LABELS,
    CATEGORY_LABELS,
    CORRECTION_LABELS,
    DOCUMENT_LABELS,
    KIND_LABELS,
    LEVEL_LABELS,
    PAPER_FORM_LABELS,
    ROLE_LABELS,
    STATE_LABELS,
)
from workflow.content import GENERAL
from workflow.dates import OFFICE_ZONE
from workflow.log_names import CLAIM, NUMBERED, Names, pair_of
from workflow.procedures import PROCEDURES
from workflow.settings import CHOICES

Detail = tuple[str, str, str]
FIELD_LABELS = {
    "address": _l("Địa chỉ"), "assessment": _l("Đánh giá chung"), "shortcomings": _l("Tồn tại, hạn chế"),
    "next_steps": _l("Phương hướng, kiến nghị"), "agenda": _l("Chương trình họp"), "appraisals": _l("Phiếu thẩm định"), "attachments": _l("Tài liệu kèm theo"),
    "award_form": _l("Hình thức khen"), "award_form_id": _l("Hình thức khen"), "born_on": _l("Ngày sinh"),
    "ceiling": _l("Số lượng được đề nghị nhiều nhất"), "lacks_answers": _l("Còn tiêu chuẩn bổ sung chưa trả lời"),
    "chaired_by": _l("Chủ trì"),
    "closing": _l("Phần kết của kế hoạch"), "code": _l("Mã"), "deputy": _l("Người làm thay"), "drafted_by": _l("Người lập hồ sơ"),
    "entered_by": _l("Người nhập hồ sơ giấy"), "successor": _l("Người nhận bàn giao"), "contents": _l("Nội dung phong trào"),
    "criteria": _l("Tiêu chuẩn"), "decision": _l("Quyết định khen"), "due_days": _l("Số ngày còn lại"),
    "due_from": _l("Tính hạn từ ngày"), "due_on": _l("Hạn xử lý"), "duties": _l("Phân công thực hiện"),
    "email": _l("Thư điện tử"), "ends_on": _l("Ngày kết thúc"), "field": _l("Mục"), "filename": _l("Tệp"),
    "amount": _l("Số tiền (đồng)"), "coefficient": _l("Hệ số"), "nominee_kind": _l("Đối tượng"),
    "sender": _l("Người gửi ý kiến"), "comments_from": _l("Công khai từ ngày"), "comments_until": _l("Lấy ý kiến đến hết ngày"),
    "day": _l("Ngày"), "doubts": _l("Điều hệ thống còn nhắc"), "opens_on": _l("Nhận hồ sơ từ ngày"), "closes_on": _l("Hạn nhận hồ sơ"),
    "guidance_file": _l("Văn bản hướng dẫn"), "submitted_late": _l("Trình sau hạn nhận hồ sơ"), "is_workday": _l("Làm việc bù ngày này"), "reckoned": _l("Số hồ sơ tính lại hạn"),
    "is_certain": _l("Đã đối chiếu với văn bản"), "category": _l("Nhóm đối tượng"), "form": _l("Hình thức khen"), "full_name": _l("Họ tên"), "gender": _l("Giới tính"), "granter_level": _l("Cấp khen"),
    "ground": _l("Căn cứ thu hồi"), "guidance_issuer": _l("Cơ quan ra hướng dẫn"),
    "guidance_number": _l("Số hướng dẫn khen thưởng"), "guidance_on": _l("Ngày hướng dẫn"),
    "hand_over_note": _l("Ghi chú trao tặng"), "handed_over_on": _l("Ngày trao tặng"),
    "held_on": _l("Ngày tổ chức"), "hometown": _l("Quê quán"), "initiative": _l("Tên sáng kiến"), "issued_on": _l("Ngày ký"), "items": _l("Phiếu thẩm định"),
    "kind": _l("Đối tượng"), "legal_basis": _l("Căn cứ"), "level": _l("Cấp"), "name": _l("Tên"),
    "needs_confirmation": _l("Chờ người thứ hai xác nhận"), "nominee": _l("Người, tập thể được đề nghị"),
    "member": _l("Thành viên"), "note": _l("Ghi chú"), "note_taker": _l("Thư ký"), "number": _l("Số"), "opening": _l("Phần mở đầu của kế hoạch"),
    "organisation": _l("Cơ quan, đơn vị"), "organisation_id": _l("Cơ quan, đơn vị"),
    "paper": _l("Văn bản"), "papers": _l("Giấy tờ đã đối chiếu"), "parent_id": _l("Thuộc"), "parent_plan": _l("Kế hoạch cấp trên"),
    "period_text": _l("Thời gian thực hiện"), "place": _l("Địa danh, địa điểm"), "plan_date": _l("Ngày kế hoạch"),
    "plan_date_text": _l("Ngày kế hoạch"), "plan_number": _l("Số kế hoạch"),
    "plan_symbol": _l("Ký hiệu kế hoạch"), "position": _l("Chức vụ"), "procedure": _l("Trình tự"),
    "published": _l("Đã ban hành"), "purposes": _l("Mục đích"), "reason": _l("Lý do"),
    "receipt_number": _l("Số tiếp nhận"), "received_on": _l("Ngày tiếp nhận"),
    "received_by": _l("Người nhận thay"), "is_paid": _l("Đã chi tiền thưởng"), "correction_kind": _l("Sửa bằng văn bản"), "paid_on": _l("Ngày chi tiền"),
    "paid_paper": _l("Chứng từ chi"), "recovered_paper": _l("Chứng từ thu"), "recovered_on": _l("Ngày thu hồi tiền"),
    "recovered_amount": _l("Số tiền đã thu hồi"), "right_name": _l("Tên đúng"), "recipients": _l("Nơi nhận"), "remarks": _l("Ý kiến"), "required_papers": _l("Giấy tờ cần có"),
    "requirements": _l("Yêu cầu"), "result": _l("Kết quả họp xét"), "review_note": _l("Kết luận xét duyệt"),
    "revoked_on": _l("Ngày thu hồi"), "role": _l("Vai trò"), "round": _l("Vòng"), "rows": _l("Số dòng"),
    "short_name": _l("Tên ngắn"), "short_title": _l("Tên ngắn"), "signer_name": _l("Người ký"),
    "signer_title": _l("Chức vụ người ký"), "signing": _l("Cách ký"), "slug": _l("Địa chỉ trang"),
    "source": _l("Căn cứ"), "starts_at": _l("Giờ họp"), "starts_on": _l("Ngày bắt đầu"), "submission_id": _l("Tờ trình"),
    "subjects": _l("Đối tượng của phong trào"), "summary": _l("Tóm tắt thành tích"), "symbol": _l("Ký hiệu"),
    "text": _l("Nội dung"), "title": _l("Tên, chức danh"), "town_id": _l("Cấp xã"),
    "unit_id": _l("Đơn vị"), "units": _l("Các đơn vị"), "content": _l("Nội dung thứ"),
    "photo": _l("Có ảnh"), "photo_text": _l("Chú thích ảnh"), "consent_by": _l("Người đồng ý"),
    "consent_on": _l("Ngày đồng ý"), "consent_how": _l("Đồng ý bằng cách nào"),
    "attendance": _l("Số người tham gia"), "enclosure_id": _l("Tệp kèm theo"),
    "unit_kind": _l("Loại đơn vị"), "username": _l("Tên đăng nhập"),
    "valid_from": _l("Có hiệu lực từ"), "valid_to": _l("Có hiệu lực đến"),
    "whole_nominee": _l("Dừng mọi hồ sơ của người này"), "year": _l("Năm"),
} | {name: one.label for name, one in CHOICES.items()}  # fmt: skip
# Bookkeeping that tells a reader nothing; the export of a chain for experts has it all.
TECHNICAL = {"content_hash", "approved_hash", "appraised_hash"}
NOMINEE = ("kind", "name", "position", "born_on", "gender", "hometown", "address", "category")
CODED: dict[str, dict[Any, Any]] = {
    "role": ROLE_LABELS, "kind": KIND_LABELS, "nominee_kind": KIND_LABELS, "category": CATEGORY_LABELS, "level": LEVEL_LABELS, "granter_level": LEVEL_LABELS,
    "from_state": STATE_LABELS, "to_state": STATE_LABELS,
    "procedure": {name: one.title for name, one in PROCEDURES.items()},
    "correction_kind": CORRECTION_LABELS,
    "ground": {
        "a": _l("a) Gian dối trong kê khai công trạng, thành tích"),
        "b": _l("b) Cung cấp thông tin sai sự thật, làm giả hồ sơ"),
        "c": _l("c) Thẩm định, xét, duyệt, đề nghị trái quy định"),
        "d": _l("d) Có kết luận, bản án về vi phạm trong thời gian tính thành tích"),
    },
}  # fmt: skip
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:?\d\d|Z)")


def details_of(event: AuditEvent, names: Names) -> list[Detail]:
    """What the act changed or said: (label, before, after), in words."""
    campaign = event.stream.partition(":")[2] if event.stream.startswith("campaign:") else ""
    found = []
    for value in event.values:
        if value.field in TECHNICAL:
            continue
        label, name = label_of(value.field, names, campaign)
        before, after = (in_words(name, one, names) for one in pair_of(value))
        if before or after:
            found.append((label, before, after))
    return found + list(_beside(event))


def _beside(event: AuditEvent) -> Iterator[Detail]:
    """What an act on a list or a paper was about."""
    if codes := event.data.get("nominations"):
        yield _("Các hồ sơ"), "", ", ".join(map(str, codes))
    if event.action == "paper_made":
        kind = DOCUMENT_LABELS.get(event.data.get("type", ""), "")
        yield _("Văn bản"), "", _("%(kind)s, bản thứ %(n)s", kind=kind, n=event.data.get("version"))


def label_of(field: str, names: Names, campaign: str = "") -> tuple[str, str]:
    """What a field is called on the screen, and its name without what it belongs to."""
    if CLAIM.fullmatch(field) or field == GENERAL:
        return field_in_words(field, names), field
    form, sign, name = field.rpartition(".")
    label = str(FIELD_LABELS.get(name, name))
    if sign:
        title = names.get(("form_code", f"{campaign}.{form}"), (form, ""))[0]
        label = f"{title} – {label}"
    return label, name


def field_in_words(field: str, names: Names) -> str:
    """The name of a part of the dossier; a criterion by its number in the plan."""
    if field == GENERAL:
        return _("Toàn hồ sơ")
    if claim := CLAIM.fullmatch(field):
        known = names.get(("criterion", claim[1]))
        return _("Tiêu chuẩn %(n)s", n=known[0]) if known else _("Tiêu chuẩn đã bỏ")
    return str(FIELD_LABELS.get(field, field))


def in_words(field: str, value: Any, names: Names) -> str:
    """A stored value as a person would write it; one line for each of several."""
    if value in (None, "", [], {}):
        return ""
    if field in NUMBERED:
        text = names.get((NUMBERED[field], str(value)), (None, ""))[0]
        return text or (_("đang lập") if text == "" else _("(không còn)"))
    if field in CODED and isinstance(value, str):
        return str(CODED[field].get(value, value))
    shape = "claim" if CLAIM.fullmatch(field) else field
    if shape in SHAPES and isinstance(value, list | dict | str):
        return SHAPES[shape](value, names)
    return plain_words(value)


def plain_words(value: Any) -> str:
    """Yes and no, days, numbers and texts; lists line by line."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, dict):
        return "\n".join(filter(None, map(plain_words, value.values())))
    if isinstance(value, list):
        return "\n".join(filter(None, map(plain_words, value)))
    text = "" if value is None else str(value)
    if DAY.fullmatch(text):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    if MOMENT.fullmatch(text):
        return f"{datetime.fromisoformat(text).astimezone(OFFICE_ZONE):%d/%m/%Y %H:%M}"
    return text


def _claim(value: Any, _names: Names) -> str:
    text, evidence, content = value
    lines = [text, _("Minh chứng: %(text)s", text=evidence) if evidence else ""]
    lines.append(_("Nội dung phong trào: mục II.%(n)s", n=content) if content else "")
    return "\n".join(filter(None, lines))


def _nominee(value: Any, names: Names) -> str:
    pairs = [(name, in_words(name, one, names)) for name, one in zip(NOMINEE, value, strict=False)]
    return "\n".join(f"{FIELD_LABELS[name]}: {text}" for name, text in pairs if text)


def _files(value: Any, _names: Names) -> str:
    return "\n".join(f"{ATTACHMENT_LABELS.get(kind, kind)}: {name}" for kind, name, *_rest in value)


def _remarks(value: Any, names: Names) -> str:
    return "\n".join(f"{field_in_words(name, names)}: {text}" for name, text in value.items())


def _sheet(value: Any, names: Names) -> str:
    lines = []
    for one in value:
        title = field_in_words(f"claim-{one['criterion_id']}", names)
        result = _("đạt") if one["met"] else _("không đạt")
        lines.append(f"{title}: {result}" + (f" – {one['remark']}" if one["remark"] else ""))
    return "\n".join(lines)


def _paper_forms(value: Any, _names: Names) -> str:
    counts = Counter(one["form"] for one in value)
    return "\n".join(f"{label}: {counts[form]}" for form, label in PAPER_FORM_LABELS.items() if counts[form])


def _by_kind(value: Any, _names: Names) -> str:
    """Papers or criteria for each kind of nominee."""
    lines = []
    for kind, texts in value.items():
        words = "; ".join(str(ATTACHMENT_LABELS.get(one, one)) for one in texts)
        lines.append(f"{KIND_LABELS.get(kind, kind)}: {words}" if words else "")
    return "\n".join(filter(None, lines))


def _duties(value: Any, _names: Names) -> str:
    return "\n".join(f"{one['addressees']}: {one['text']}" for one in value)


SHAPES: dict[str, Callable[[Any, Names], str]] = {
    "claim": _claim, "nominee": _nominee, "attachments": _files, "remarks": _remarks, "items": _sheet, "papers": _paper_forms,
    "required_papers": _by_kind, "criteria": _by_kind, "duties": _duties, "field": field_in_words,
}  # fmt: skip
