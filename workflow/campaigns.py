"""Campaigns: who sees them, and how the clerk writes them. The caller commits."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from models import AwardForm, Campaign, Claim, Nomination, Organisation, db
from models.enums import Role
from models.text import search_key
from workflow.actions import changes_of, record
from workflow.errors import InputError, NotAllowedError, NotFoundError, NotReadyError, Problem, StaleError
from workflow.inputs import NOTE, Field, Inputs, read_date, read_inputs, read_line, read_text
from workflow.people import Person, Post
from workflow.procedures import procedure_for
from workflow.tree import ids_above, ids_below

CODE = re.compile(r"[A-Z0-9]{2,12}")
NUMBER = re.compile(r"[0-9]{1,5}[a-zA-Z]?")
# A plan that is not published yet is known to its own office alone.
WRITERS = (Role.CLERK, Role.CHAIR, Role.AUDITOR)


def read_paragraphs(value: Any) -> list[str]:
    """One paragraph for each line that is not empty."""
    text = read_text(40_000)(value)
    return [line for line in text.split("\n") if line]


def read_duties(value: Any) -> list[dict[str, str]]:
    """Blocks between empty lines: whom it addresses, then what they do."""
    blocks = [one.strip("\n") for one in re.split(r"\n\s*\n", read_text(40_000)(value))]
    parts = [one.partition("\n") for one in blocks if one]
    if any(not text for _who, _line, text in parts):
        raise ValueError(_("Mỗi khối có dòng đầu là nơi thực hiện, các dòng sau là nhiệm vụ."))
    return [{"addressees": who, "text": text} for who, _line, text in parts]


def _read_code(value: Any) -> str:
    code = read_line(value)
    if code and not CODE.fullmatch(code):
        raise ValueError(_("Từ 2 đến 12 chữ in hoa không dấu hoặc số, ví dụ TTC80."))
    return code


def _read_plan_number(value: Any) -> str | None:
    text = read_line(value)
    if text and not NUMBER.fullmatch(text):
        raise ValueError(_("Chỉ ghi số, ví dụ 118."))
    return text or None


FIELDS = (
    Field("title", read_text(1000)), Field("short_title", read_line), Field("code", _read_code),
    Field("plan_number", _read_plan_number, required=False), Field("plan_symbol", read_line),
    Field("plan_date", read_date, required=False), Field("plan_date_text", read_line, required=False),
    Field("parent_plan", read_text(1000), required=False),
    Field("legal_basis", read_paragraphs, required=False), Field("opening", read_text(NOTE), required=False),
    Field("purposes", read_paragraphs, required=False), Field("requirements", read_paragraphs, required=False),
    Field("contents", read_paragraphs), Field("starts_on", read_date), Field("ends_on", read_date),
    Field("period_text", read_text(1000), required=False), Field("subjects", read_paragraphs, required=False),
    Field("duties", read_duties, required=False), Field("closing", read_text(NOTE), required=False),
    Field("recipients", read_paragraphs, required=False),
    Field("signer_title", read_line, required=False), Field("signer_name", read_line, required=False),
)  # fmt: skip


def campaigns_of(person: Person) -> list[Campaign]:
    """The campaigns of the offices above and below this person's posts, the newest first."""
    query = db.select(Campaign).filter(_known_to(person))
    return list(db.session.scalars(query.order_by(Campaign.starts_on.desc(), Campaign.id.desc())))


def find_campaign(slug: str, person: Person) -> Campaign:
    """The campaign; `NotFoundError` where the person may not know of it."""
    query = db.select(Campaign).filter(Campaign.slug == slug, _known_to(person))
    forms = selectinload(Campaign.award_forms).selectinload(AwardForm.criteria)
    found = db.session.scalars(query.options(forms))
    if (campaign := found.one_or_none()) is None:
        raise NotFoundError(_("Không tìm thấy phong trào."))
    return campaign


def _known_to(person: Person):
    posts = [post.organisation_id for post in person.posts]
    concerned = Campaign.organisation_id.in_(ids_below(posts)) | Campaign.organisation_id.in_(
        ids_above(posts)
    )
    return concerned & (Campaign.published | Campaign.organisation_id.in_(person.at(*WRITERS)))


def clerk_post(person: Person, organisation_id: int) -> Post:
    """The post in which this person writes the campaigns of the office."""
    for post in person.posts:
        if post.role is Role.CLERK and post.organisation_id == organisation_id:
            return post
    raise NotAllowedError(_("Chỉ Văn phòng của nơi ban hành mới sửa được phong trào."))


def may_write(person: Person, campaign: Campaign) -> bool:
    """Whether this person writes the campaign."""
    return campaign.organisation_id in person.at(Role.CLERK)


def lock_campaign(campaign: Campaign) -> None:
    """Lock it and read it anew; rows that only point to it, such as a dossier's, need not wait."""
    db.session.refresh(campaign, with_for_update={"key_share": True})


def open_for_writing(campaign: Campaign, person: Person, version: int) -> Post:
    """Lock the campaign and hold it to the version that the page showed."""
    post = clerk_post(person, campaign.organisation_id)
    lock_campaign(campaign)
    if campaign.version != version:
        raise StaleError(
            _("Có người vừa sửa phong trào này. Những gì đồng chí gõ vẫn còn; hãy so lại rồi ghi lần nữa.")
        )
    return post


def add_campaign(person: Person, raw: Inputs) -> Campaign:
    """A new campaign of the clerk's town, not published yet."""
    town = next((post for post in person.posts if post.role is Role.CLERK), None)
    if town is None:
        raise NotAllowedError(_("Chỉ Văn phòng mới lập được phong trào."))
    clean = _read(raw)
    office = db.session.get_one(Organisation, town.organisation_id)
    campaign = Campaign(organisation_id=office.id, procedure=procedure_for(office).name,
                        slug=_slug(clean["short_title"]), **clean)  # fmt: skip
    db.session.add(campaign)
    changes = changes_of(campaign)
    try:
        db.session.flush()
    except IntegrityError:
        raise InputError({"code": _("Ký hiệu này đã dùng cho phong trào khác.")}) from None
    record("create", stream=stream_of(campaign), actor=person, post=town, changes=changes)
    return campaign


def save_campaign(campaign: Campaign, person: Person, raw: Inputs, version: int) -> None:
    """Write the plan anew; nothing that a dossier leans on may go."""
    post = open_for_writing(campaign, person, version)
    clean = _read(raw, campaign)
    for name, value in clean.items():
        if getattr(campaign, name) != value:
            setattr(campaign, name, value)
    if changes := changes_of(campaign):
        record("save", stream=stream_of(campaign), actor=person, post=post, changes=changes)


def _read(raw: Inputs, campaign: Campaign | None = None) -> Inputs:
    clean = read_inputs(FIELDS, raw)
    wrong = {}
    if clean["ends_on"] < clean["starts_on"]:
        wrong["ends_on"] = _("Ngày kết thúc phải sau ngày bắt đầu.")
    own = campaign.id if campaign else 0
    if db.session.scalar(db.select(Campaign.id).filter(Campaign.code == clean["code"], Campaign.id != own)):
        wrong["code"] = _("Ký hiệu này đã dùng cho phong trào khác.")
    if campaign and campaign.code != clean["code"] and has_dossiers(campaign):
        wrong["code"] = _("Đã có hồ sơ mang ký hiệu này nên không đổi được.")
    used = _last_content_used(campaign) if campaign else 0
    if len(clean["contents"]) < used:
        wrong["contents"] = _("Đã có hồ sơ ghi thành tích theo nội dung %(n)s nên không bỏ bớt được.", n=used)
    if wrong:
        raise InputError(wrong)
    return clean


def has_dossiers(campaign: Campaign) -> bool:
    """Whether a dossier was begun in it."""
    found = db.select(Nomination.id).filter_by(campaign_id=campaign.id).limit(1)
    return db.session.scalar(found) is not None


def _last_content_used(campaign: Campaign) -> int:
    query = db.select(func.max(Claim.content)).join(Nomination, Nomination.id == Claim.nomination_id)
    return db.session.scalar(query.filter(Nomination.campaign_id == campaign.id)) or 0


def _slug(title: str) -> str:
    base = search_key(title).replace(" ", "-")[:60].strip("-")
    base = re.sub(r"[^a-z0-9-]", "", base) or "phong-trao"
    if base in ("new",):
        base += "-1"
    taken = set(db.session.scalars(db.select(Campaign.slug).filter(Campaign.slug.startswith(base))))
    return next(one for n in range(1, 10_000) if (one := base if n == 1 else f"{base}-{n}") not in taken)


def stream_of(campaign: Campaign) -> str:
    """The chain of a campaign."""
    return f"campaign:{campaign.id}"


def reasons_against_publishing(campaign: Campaign) -> list[Problem]:
    """All that the plan still lacks before dossiers can be written for it."""
    problems = []
    if not campaign.award_forms:
        problems.append(Problem(_("Chưa có hình thức khen thưởng nào.")))
    for form in campaign.award_forms:
        if not form.kinds:
            problems.append(Problem(_("%(form)s: chưa chọn đối tượng nào.", form=form.name)))
        for kind in form.kinds:
            if not form.criteria_for(kind):
                problems.append(Problem(_("%(form)s: có đối tượng chưa có tiêu chuẩn.", form=form.name)))
    return problems


def publish(campaign: Campaign, person: Person, version: int) -> None:
    """Open the campaign for dossiers."""
    post = open_for_writing(campaign, person, version)
    if problems := reasons_against_publishing(campaign):
        raise NotReadyError(problems)
    if not campaign.published:
        campaign.published = True
        record("publish", stream=stream_of(campaign), actor=person, post=post,
               changes={"title": (None, campaign.title)})  # fmt: skip
