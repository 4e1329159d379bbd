"""Writing a dossier: begin, save, attach, answer a remark. The caller commits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, or_

from models import (
    Attachment,
    AwardForm,
    Campaign,
    Claim,
    Nomination,
    Nominee,
    Organisation,
    Remark,
    User,
    db,
)
from models.enums import CATEGORIES_OF, AttachmentKind, Category, Level, NomineeKind, Role, State
from models.text import marked_key, search_key, sort_key, sort_key_plain
from workflow.actions import former_act, lock, record, stream_of
from workflow.content import (
    changed_fields,
    claim_field,
    content_of,
    field_names,
    hash_of,
    move_to_form,
    open_fields,
)
from workflow.dates import today
from workflow.errors import ClosedError, InputError, NotAllowedError, StaleError
from workflow.files import note_stored
from workflow.inputs import LINE, Field, read_name, read_past_date, read_printed, read_text
from workflow.numbers import next_number
from workflow.people import Person, Post

WRITERS = (Role.DRAFTER,)
# From here on two names may well mean one person: a letter, a mark, a word more.
ALIKE = 0.6
DETAILS = ("position", "born_on", "gender", "hometown", "address", "category")
# What is typed of a nominee and of his merit, on the page as in a sheet.
LONG, SUMMARY = 10_000, 500
NAME = Field("name", read_name)
PERSON_FIELDS = (
    Field("position", read_printed(LINE), required=False),
    Field("born_on", read_past_date, required=False),
    Field("gender", read_text(20), required=False),
    Field("hometown", read_printed(LINE), required=False),
    Field("address", read_printed(LINE), required=False),
)
SUMMARY_FIELD = Field("summary", read_printed(SUMMARY), required=False)


def details_of(kind: NomineeKind | None) -> tuple[Field, ...]:
    """What is typed of a nominee of this kind beside the name: of a collective only where it is."""
    fields = PERSON_FIELDS if kind is NomineeKind.INDIVIDUAL else PERSON_FIELDS[-1:]
    return (*fields, Field("category", _read_category(kind), required=False))


def _read_category(kind: NomineeKind | None) -> Callable[[Any], Category | None]:
    known = CATEGORIES_OF[kind] if kind else ()

    def read(value: Any) -> Category | None:
        if not value:
            return None
        if value not in known:
            raise ValueError(_("Nhóm này không dành cho đối tượng đã chọn."))
        return Category(value)

    return read


def writing_posts(person: Person) -> list[Post]:
    """The posts in which this person may begin a dossier; the clerk does it for a unit on paper."""
    return [post for post in person.posts if post.role in (Role.DRAFTER, Role.CLERK)]


def similar_nominees(
    town_id: int, kind: NomineeKind, name: str, born_on: date | None, limit: int = 5
) -> list[Nominee]:
    """Nominees of that kind in the town whose names are alike, most alike first.

    Somebody who is known to be born in another year is somebody else.
    """
    key = search_key(name)
    alike = func.similarity(Nominee.search_key, key)
    query = db.select(Nominee)
    if born_on:
        same_year = func.extract("year", Nominee.born_on) == born_on.year
        query = query.filter(or_(Nominee.born_on.is_(None), same_year))
    query = (
        query.filter(
            Nominee.town_id == town_id, Nominee.kind == kind,
            Nominee.search_key.op("%")(key), alike >= ALIKE,
        )
        .order_by(alike.desc(), Nominee.id)
        .limit(limit)
    )  # fmt: skip
    return list(db.session.scalars(query))


def find_or_add_nominee(unit: Organisation, fields: dict[str, Any]) -> Nominee:
    """The nominee of the register with this id in this town, or a new one from the fields."""
    town = unit.at(Level.TOWN)
    assert town is not None  # A unit lies under a town.
    if fields.get("nominee_id"):
        known = db.session.get(Nominee, fields["nominee_id"])
        if known is None or known.town_id != town.id or known.kind is not fields["kind"]:
            raise InputError({"name": _("Không tìm thấy người, tập thể này trong danh bạ.")})
        return known
    nominee = Nominee(kind=fields["kind"], unit_id=unit.id, town_id=town.id)
    _name(nominee, fields["name"])
    _write_details(nominee, fields)
    db.session.add(nominee)
    db.session.flush()
    return nominee


def _name(row: Nominee | Nomination, name: str) -> None:
    """The name with the keys by which it is found and sorted."""
    row.name = name
    row.sort_key = sort_key(name) if row.kind is NomineeKind.INDIVIDUAL else sort_key_plain(name)
    if isinstance(row, Nomination):
        row.search_key, row.marked_key = search_key(f"{name} {row.code}"), marked_key(name)
    else:
        row.search_key = search_key(name)


def _write_details(row: Nominee | Nomination, fields: dict[str, Any]) -> None:
    for name in DETAILS:
        if name in fields:
            setattr(row, name, fields[name])


def _link_account(nominee: Nominee, unit: Organisation) -> None:
    """Tie the nominee to the one account of just that name here: nobody acts on his own dossier."""
    nominee.user_id = None
    if nominee.kind is not NomineeKind.INDIVIDUAL:
        return
    places = {one.id for one in unit.ancestors()}
    users = db.session.scalars(db.select(User).filter(User.name_key == search_key(nominee.name)))
    same = [
        one.id for one in users
        if marked_key(one.full_name) == marked_key(nominee.name)
        and any(post.organisation_id in places for post in one.appointments)
    ]  # fmt: skip
    if len(same) == 1:
        nominee.user_id = same[0]


def begun_before(person: Person, request_id: str) -> str | None:
    """The code of the dossier that the same click began; clicks of one person wait for each other."""
    db.session.get_one(User, person.id, with_for_update=True, populate_existing=True)
    former = former_act(person, request_id, "nomination") if request_id else None
    return db.session.get_one(Nomination, former.nomination_id).code if former else None


def begin(
    person: Person,
    post: Post,
    unit: Organisation,
    campaign: Campaign,
    form: AwardForm,
    nominee: Nominee,
    *,
    details: dict[str, Any] | None = None,
    paper_received_on: date | None = None,
    request_id: str | None = None,
) -> Nomination:
    """A new dossier of the unit; entered by the clerk, it is logged as on the unit's behalf.

    What the register knows of a nominee is copied only for his own unit; others type it.
    """  # fmt: skip
    if nominee.kind not in form.kinds:
        raise InputError({"award_form_id": _("Hình thức khen này không dành cho đối tượng đã chọn.")})
    year = today().year
    number = next_number(campaign.organisation_id, f"nomination:{campaign.code}", year)
    route = {level: unit.at(level) for level in Level}
    nomination = Nomination(
        code=f"{campaign.code}-{year}-{number:04d}", campaign=campaign, award_form=form,
        nominee=nominee, procedure=campaign.procedure, state=State.DRAFTING,
        waiting_from=today(), kind=nominee.kind, drafted_by_id=person.id,
        entered_by_id=_enterer(person, post),
        paper_received_on=paper_received_on, version=1, state_seq=1, round=1, summary="",
        **{f"{level.value}_id": one.id if one else None for level, one in route.items()},
    )  # fmt: skip
    nomination.unit = unit
    _name(nomination, nominee.name)
    known = {name: getattr(nominee, name) for name in DETAILS} if nominee.unit_id == unit.id else {}
    typed = {name: value for name, value in (details or {}).items() if value not in (None, "")}
    _write_details(nomination, known | typed)
    _link_account(nominee, unit)
    nomination.content_hash = hash_of(content_of(nomination))
    db.session.add(nomination)
    db.session.flush()
    behalf = unit.name if post.role is Role.CLERK else None
    record("create", stream=stream_of(nomination), actor=person, post=post, nomination=nomination,
           changes={"name": (None, nominee.name), "award_form": (None, form.name)}, on_behalf=behalf,
           request_id=request_id or None)  # fmt: skip
    return nomination


def _enterer(person: Person, post: Post) -> int | None:
    """Who answers for the dossier of a unit on paper: the clerk, also where his deputy begins it."""
    if post.role is not Role.CLERK:
        return None
    return post.absent.id if post.absent else person.id


def writer_post(person: Person, nomination: Nomination) -> Post:
    """The post in which the person may write this draft; refuses everybody else."""
    post = person.post_for(WRITERS, nomination)
    if post is None and person.stands_for(nomination.entered_by_id):
        post = person.post_for((Role.CLERK,), nomination)
    if post is None:
        raise NotAllowedError(_("Chỉ người lập hồ sơ của đơn vị sửa được hồ sơ này."))
    if nomination.state is not State.DRAFTING:
        raise ClosedError(_("Hồ sơ đã trình nên không sửa được nữa."))
    return post


def lock_draft(nomination_id: int, person: Person, version: int | None = None) -> Nomination:
    """The draft, locked, for this writer and, where one is given, as he saw it."""
    nomination = lock(nomination_id, person)
    writer_post(person, nomination)
    if version is not None and nomination.version != version:
        raise StaleError(_("Hồ sơ vừa được sửa ở nơi khác. Nội dung đồng chí gõ vẫn còn bên dưới."))
    return nomination


def save(nomination: Nomination, person: Person, fields: dict[str, Any], version: int) -> None:
    """Write the open fields of a draft; what is closed in this round stays as it is."""
    nomination = lock_draft(nomination.id, person, version)
    post = writer_post(person, nomination)
    before, opened = content_of(nomination), open_fields(nomination)
    if "award_form" in opened and "award_form_id" in fields:
        _change_form(nomination, fields["award_form_id"])
    if "summary" in opened and "summary" in fields:
        nomination.summary = fields["summary"]
    if "initiative" in opened and "initiative" in fields:
        nomination.initiative = fields["initiative"]
        nomination.initiative_key = search_key(fields["initiative"])
    if "nominee" in opened:
        _save_nominee(nomination, fields)
    _save_claims(nomination, fields.get("claims", {}), opened)
    _save_answers(nomination, fields.get("answers", {}))
    after = content_of(nomination)
    changes = {name: (before.get(name), after.get(name)) for name in changed_fields(before, after)}
    nomination.content_hash = hash_of(after)
    nomination.version += 1
    record("save", stream=stream_of(nomination), actor=person, post=post, nomination=nomination,
           changes=changes, data={"content_hash": nomination.content_hash})  # fmt: skip


def _save_nominee(nomination: Nomination, fields: dict[str, Any]) -> None:
    """The name and details of the dossier; the register follows while no other dossier leans on it."""
    nominee = nomination.nominee
    if fields.get("name"):
        _name(nomination, fields["name"])
    _write_details(nomination, fields)
    others = db.select(Nomination.id).filter(
        Nomination.nominee_id == nominee.id, Nomination.id != nomination.id,
        Nomination.submitted_at.is_not(None),
    )  # fmt: skip
    if nominee.unit_id == nomination.unit_id and db.session.scalar(others.limit(1)) is None:
        _name(nominee, nomination.name)
        _write_details(nominee, {name: getattr(nomination, name) for name in DETAILS})
        _link_account(nominee, nomination.unit)


def _change_form(nomination: Nomination, form_id: int | None) -> None:
    if form_id == nomination.award_form_id:
        return
    form = next((one for one in nomination.campaign.award_forms if one.id == form_id), None)
    if form is None or nomination.kind not in form.kinds:
        raise InputError({"award_form_id": _("Hình thức khen này không dành cho đối tượng đã chọn.")})
    move_to_form(nomination, form)


def _save_claims(nomination: Nomination, claims: dict[int, dict[str, Any]], opened: set[str]) -> None:
    known = {one.criterion_id: one for one in nomination.claims}
    for criterion in nomination.award_form.criteria_for(nomination.kind):
        if criterion.id not in claims or claim_field(criterion.id) not in opened:
            continue
        claim = known.get(criterion.id)
        if claim is None:
            claim = Claim(criterion_id=criterion.id, criterion=criterion, text="", evidence="")
            nomination.claims.append(claim)
        for name, value in claims[criterion.id].items():
            setattr(claim, name, value)


def _save_answers(nomination: Nomination, answers: dict[int, str]) -> None:
    for remark in nomination.drafters_remarks:
        if remark.id in answers and not remark.is_opening:
            remark.answer = answers[remark.id]


def open_field(nomination: Nomination, person: Person, name: str, reason: str) -> None:
    """Open one more field in a later round; the reviewer sees the reason."""
    nomination = lock_draft(nomination.id, person)
    post = writer_post(person, nomination)
    if name not in field_names(nomination):
        raise InputError({"field": _("Không có mục này.")})
    if not reason:
        raise InputError({"reason": _("Cần ghi lý do.")})
    nomination.remarks.append(
        Remark(round=nomination.round, sent_to=State.DRAFTING, field=name, text=reason,
               is_opening=True, author_id=person.id, author_title=post.written)
    )  # fmt: skip
    nomination.version += 1
    record("open_field", stream=stream_of(nomination), actor=person, post=post,
           nomination=nomination, changes={"reason": (None, reason), "field": (None, name)})  # fmt: skip


def attach(
    nomination: Nomination,
    person: Person,
    *,
    sha256: str,
    size: int,
    media_type: str,
    filename: str,
    kind: AttachmentKind,
) -> Attachment:
    """Add a stored file to the draft."""  # fmt: skip
    nomination = lock_draft(nomination.id, person)
    post = writer_post(person, nomination)
    if "attachments" not in open_fields(nomination):
        raise ClosedError(_("Mục tài liệu không mở trong vòng bổ sung này."))
    note_stored(sha256, size, media_type)
    attachment = Attachment(sha256=sha256, kind=kind, filename=filename, uploaded_by_id=person.id)
    nomination.attachments.append(attachment)
    db.session.flush()
    _note_files(nomination, person, post, "attach", filename, sha256)
    return attachment


def detach(nomination: Nomination, person: Person, attachment: Attachment) -> None:
    """Take a file out of the draft; the history keeps it."""
    nomination = lock_draft(nomination.id, person)
    post = writer_post(person, nomination)
    if "attachments" not in open_fields(nomination):
        raise ClosedError(_("Mục tài liệu không mở trong vòng bổ sung này."))
    attachment.removed_at = func.now()
    db.session.flush()
    db.session.refresh(attachment)
    _note_files(nomination, person, post, "detach", attachment.filename, attachment.sha256)


def _note_files(
    nomination: Nomination, person: Person, post: Post, action: str, filename: str, sha256: str
) -> None:
    nomination.content_hash = hash_of(content_of(nomination))
    nomination.version += 1
    record(action, stream=stream_of(nomination), actor=person, post=post, nomination=nomination,
           changes={"filename": (None, filename)}, data={"files": [sha256]})  # fmt: skip
