"""What the units are told of a plan: that it came, and what they have not done."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from documents.notice import Notice
from models import AuditEvent, Campaign, User, db


def _campaign_of(event: AuditEvent) -> Campaign:
    return db.session.get_one(Campaign, int(event.stream.partition(":")[2]))


def told(event: AuditEvent, _reader: User) -> Notice:
    campaign = _campaign_of(event)
    return Notice(
        subject=_("Kế hoạch %(title)s", title=campaign.short_title),
        lines=(
            _("%(office)s gửi đơn vị kế hoạch: %(title)s.", office=campaign.organisation.name, title=campaign.title),
            _("Thời gian: từ %(a)s đến %(b)s.", a=f"{campaign.starts_on:%d/%m/%Y}", b=f"{campaign.ends_on:%d/%m/%Y}"),
            _("Xin mở kế hoạch và bấm “Đã nhận kế hoạch”; sau đó ghi hoạt động của đơn vị theo từng nội dung."),
        ),
        path=f"/campaigns/{campaign.slug}", link=_("Mở kế hoạch"),
    )  # fmt: skip


def followed_up(event: AuditEvent, reader: User) -> Notice:
    """What each of the reader's own units has not done; the others' is none of his business."""
    campaign, reasons = _campaign_of(event), event.data["reasons"]
    own = {str(one.organisation_id): one.organisation.name for one in reader.appointments}
    behind = [
        _("%(unit)s: %(reasons)s.", unit=name, reasons="; ".join(reasons[number]))
        for number, name in own.items()
        if number in reasons
    ]
    due = f"{date.fromisoformat(event.data['due_on']):%d/%m/%Y}"
    return Notice(
        subject=_("Đôn đốc: %(title)s", title=campaign.short_title),
        lines=(
            _("%(office)s đề nghị đơn vị thực hiện kế hoạch này trước ngày %(day)s.",
              office=campaign.organisation.name, day=due),
            *behind, *filter(None, [event.data["note"]]),
        ),
        path=f"/campaigns/{campaign.slug}", link=_("Mở kế hoạch"),
    )  # fmt: skip
