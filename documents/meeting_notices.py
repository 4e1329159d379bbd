"""What the members of a review meeting are told: that they are invited, what changed, that it is off."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from documents.notice import Notice
from models import AuditEvent, ReviewMeeting, User, db
from models.enums import BODY_LABELS


def _meeting_of(event: AuditEvent) -> ReviewMeeting:
    return db.session.get_one(ReviewMeeting, event.data["meeting"])


def _about_meeting(meeting: ReviewMeeting, subject: str, *lines: str) -> Notice:
    facts = (
        _("Thời gian: %(time)s, ngày %(day)s.", time=meeting.starts_at, day=f"{meeting.held_on:%d/%m/%Y}"),
        _("Địa điểm: %(place)s.", place=meeting.place),
        _("Chủ trì: %(chair)s.", chair=meeting.chaired_by),
        _("Chương trình: %(n)s hồ sơ, đọc được ở trang cuộc họp cùng giấy mời (PDF).",
          n=len(meeting.dossiers)),
    )  # fmt: skip
    return Notice(subject, (*lines, *facts), f"/meetings/{meeting.id}", _("Mở trang cuộc họp"))


def invited(event: AuditEvent, _reader: User) -> Notice:
    """A member is invited to a review meeting."""
    meeting = _meeting_of(event)
    return _about_meeting(
        meeting,
        _("Mời họp xét khen thưởng ngày %(day)s", day=f"{meeting.held_on:%d/%m/%Y}"),
        _("Trân trọng kính mời đồng chí dự cuộc họp xét khen thưởng của %(body)s (%(campaign)s).",
          body=BODY_LABELS[meeting.body], campaign=meeting.campaign.short_title),
    )  # fmt: skip


def changed(event: AuditEvent, _reader: User) -> Notice:
    """A member reads what is now otherwise than his invitation said."""
    meeting, before = _meeting_of(event), event.data["before"]
    labels = {"held_on": _("ngày họp"), "starts_at": _("giờ họp"), "place": _("địa điểm"),
              "chaired_by": _("chủ trì"), "note_taker": _("thư ký")}  # fmt: skip
    former = [_("%(what)s trước đây: %(old)s", what=labels[name], old=_shown(old))
              for name, old in ((one, before[one]) for one in labels if one in before)]  # fmt: skip
    return _about_meeting(
        meeting,
        _("Thay đổi cuộc họp xét khen thưởng, nay là ngày %(day)s", day=f"{meeting.held_on:%d/%m/%Y}"),
        _("Cuộc họp xét khen thưởng mà đồng chí được mời có thay đổi (%(former)s). Nay như sau:",
          former="; ".join(former)),
    )  # fmt: skip


def _shown(text: str) -> str:
    """A day as people write it; anything else as it is."""
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text


def cancelled(event: AuditEvent, _reader: User) -> Notice:
    """A member need not come."""
    meeting = _meeting_of(event)
    return Notice(
        _("Hủy cuộc họp xét khen thưởng ngày %(day)s", day=f"{meeting.held_on:%d/%m/%Y}"),
        (
            _("Cuộc họp xét khen thưởng lúc %(time)s ngày %(day)s tại %(place)s đã được hủy.",
              time=meeting.starts_at, day=f"{meeting.held_on:%d/%m/%Y}", place=meeting.place),
            _("Lý do: %(reason)s", reason=meeting.cancel_reason),
        ),
    )  # fmt: skip
