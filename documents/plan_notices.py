"""What the units are told of a plan: that it came, and what they have not done."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from documents.notice import Notice
from models import AuditEvent, Campaign, PublicityGuide, User, db


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


def guided(event: AuditEvent, _reader: User) -> Notice:
    """The guidance came, and from when to when dossiers are taken."""
    campaign = _campaign_of(event)
    window = []
    if campaign.opens_on:
        window.append(_("Nhận hồ sơ từ ngày %(a)s.", a=f"{campaign.opens_on:%d/%m/%Y}"))
    if campaign.closes_on:
        window.append(_("Hạn nhận hồ sơ: hết ngày %(b)s.", b=f"{campaign.closes_on:%d/%m/%Y}"))
    return Notice(
        subject=_("Hướng dẫn khen thưởng: %(title)s", title=campaign.short_title),
        lines=(
            _("Đã có hướng dẫn khen thưởng số %(n)s ngày %(d)s của %(office)s.", n=campaign.guidance_number,
              d=f"{campaign.guidance_on:%d/%m/%Y}", office=campaign.guidance_issuer),
            *window,
        ),
        path=f"/campaigns/{campaign.slug}", link=_("Mở kế hoạch và hướng dẫn"),
    )  # fmt: skip


def reminded(event: AuditEvent, reader: User) -> Notice:
    """How long dossiers are still taken, and what lies in the reader's own units."""
    campaign, drafts = _campaign_of(event), event.data["drafts"]
    own = {str(one.organisation_id): one.organisation.name for one in reader.appointments}
    behind = [
        _("%(unit)s: còn %(n)s hồ sơ chưa trình lên.", unit=name, n=drafts[number])
        if drafts[number]
        else _("%(unit)s: chưa gửi hồ sơ nào.", unit=name)
        for number, name in own.items()
        if number in drafts
    ]
    day = f"{date.fromisoformat(event.data['closes_on']):%d/%m/%Y}"
    left = event.data["left"]
    return Notice(
        subject=_("Nhắc hạn nhận hồ sơ: %(title)s", title=campaign.short_title),
        lines=(
            _("Hạn nhận hồ sơ là ngày %(day)s, còn %(n)s ngày làm việc.", day=day, n=left)
            if left
            else _("Hôm nay, ngày %(day)s, là ngày cuối nhận hồ sơ.", day=day),
            *behind,
        ),
        path=f"/campaigns/{campaign.slug}", link=_("Mở kế hoạch"),
    )  # fmt: skip


def publicity(event: AuditEvent, _reader: User) -> Notice:
    """A guidance on publicity came."""
    guide = _guide_of(event)
    lines = [
        _(
            "%(office)s gửi đơn vị hướng dẫn: %(title)s.",
            office=guide.campaign.organisation.name,
            title=guide.title,
        )
    ]
    return _of_guide(guide, _("Hướng dẫn tuyên truyền: %(title)s", title=guide.title), lines)


def publicity_again(event: AuditEvent, _reader: User) -> Notice:
    """Nobody of the unit has opened the guidance yet."""
    guide = _guide_of(event)
    lines = [
        _(
            "Đơn vị chưa xem hướng dẫn gửi ngày %(day)s: %(title)s.",
            day=f"{guide.issued_on:%d/%m/%Y}",
            title=guide.title,
        )
    ]
    return _of_guide(guide, _("Nhắc xem hướng dẫn: %(title)s", title=guide.title), lines)


def _guide_of(event: AuditEvent) -> PublicityGuide:
    return db.session.get_one(PublicityGuide, int(event.data["guide_id"]))


def _of_guide(guide: PublicityGuide, subject: str, lines: list[str]) -> Notice:
    if guide.withdrawn_at is not None:
        lines = [_("Hướng dẫn này đã được thu lại; đơn vị không cần làm gì.")]
    return Notice(
        subject=subject, lines=tuple(lines), link=_("Mở hướng dẫn"),
        path=f"/campaigns/{guide.campaign.slug}/guides/{guide.id}",
    )  # fmt: skip
