"""Deputies: who does an absent colleague's work between two dates. The caller commits.

A delegation hangs on an appointment, never on another delegation, so nobody passes on what was
passed to him (domain: NĐ 30, Điều 13).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from models import Appointment, Delegation, User, db
from models.enums import Role
from workflow import audit
from workflow.actions import record
from workflow.appointments import CONFIRMERS, confirmers, count_query, post_at
from workflow.dates import today
from workflow.errors import ClosedError, InputError, NotAllowedError, NotFoundError
from workflow.inputs import LINE, NOTE, Field, Inputs, read_date, read_inputs, read_printed, read_text
from workflow.notices import tell
from workflow.offices import admin_post, administered, attempt, row_number
from workflow.people import Person, Post

# A ballot is personal: a member who is away sends it in writing. An auditor looks with his own eyes, and
# the keys of an office are given by an appointment that the next admin above can see.
PERSONAL = (Role.COUNCIL, Role.AUDITOR, Role.ADMIN)
SIGNINGS = ("", "KT.", "TL.", "TUQ.")
FIELDS = (
    Field("valid_from", read_date), Field("valid_to", read_date),
    Field("title", read_printed(LINE), required=False), Field("signing", read_printed(LINE), required=False),
    Field("reason", read_text(NOTE), required=False),
)  # fmt: skip


def posts_to_give(user_id: int) -> list[Appointment]:
    """The posts of this account that a deputy may take over, those that still run."""
    query = (
        db.select(Appointment)
        .filter(
            Appointment.user_id == user_id, Appointment.role.not_in(PERSONAL),
            Appointment.valid_to.is_(None) | (Appointment.valid_to >= today()),
        )
        .options(joinedload(Appointment.organisation))
        .order_by(Appointment.id)
    )  # fmt: skip
    return list(db.session.scalars(query))


def colleagues(posts: list[Appointment], but: int) -> dict[int, list[User]]:
    """By office, the open accounts with a post there today: who may be a deputy for these posts."""
    query = (
        db.select(Appointment)
        .join(Appointment.user)
        .filter(
            Appointment.organisation_id.in_({one.organisation_id for one in posts}), User.active,
            User.id != but,
        )
        .options(joinedload(Appointment.user))
        .order_by(User.sort_key, Appointment.id)
    )  # fmt: skip
    found: dict[int, list[User]] = {}
    for one in db.session.scalars(query):
        here = found.setdefault(one.organisation_id, [])
        if one.is_in_force(today()) and one.user not in here:
            here.append(one.user)
    return found


def given_by(user_id: int) -> list[Delegation]:
    """Whom this account named as its deputies, the newest first."""
    return list(db.session.scalars(_with_names().filter(Appointment.user_id == user_id)))


def held_by(user_id: int) -> list[Delegation]:
    """Whose deputy this account is or was, the newest first."""
    return list(db.session.scalars(_with_names().filter(Delegation.deputy_id == user_id)))


def away(person: Person) -> list[Delegation]:
    """The deputies who do this person's own work today."""
    return [one for one in given_by(person.id) if one.is_in_force(today())]


def _with_names() -> Select[Any]:
    held = joinedload(Delegation.appointment)
    return (
        db.select(Delegation)
        .join(Delegation.appointment)
        .options(held.joinedload(Appointment.user), held.joinedload(Appointment.organisation),
                 joinedload(Delegation.deputy))
        .order_by(Delegation.valid_from.desc(), Delegation.id.desc())
    )  # fmt: skip


def delegate(person: Person, raw: Inputs) -> Delegation:
    """Name a deputy for one's own post, or as the admin of the office; both are told.

    Raises `InputError` by field; a second click gets the row of the first.
    """
    held = _lock_post(row_number(raw.get("appointment_id")), person)
    clean, wrong = attempt(lambda: read_inputs(FIELDS, raw))
    deputy = _deputy(held, raw)
    if deputy is None:
        wrong["deputy_id"] = _("Chọn một đồng nghiệp cùng cơ quan, đang có tài khoản mở.")
    wrong |= _wrong_days(held, clean)
    if clean and clean["signing"] not in SIGNINGS:
        wrong["signing"] = _("Chọn cách ký trong danh sách.")
    if wrong:
        raise InputError(wrong)
    assert deputy is not None
    if again := _overlapping(held, deputy, clean):
        return again
    clean["title"] = clean["title"] or _title_of(deputy, held)
    row = Delegation(
        appointment_id=held.id, deputy_id=deputy.id, made_by_id=person.id,
        needs_confirmation=deputy.id == person.id, **clean,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _note("delegate", row, person, confirmers(held) if row.needs_confirmation else [])
    return row


def _lock_post(appointment_id: int, person: Person) -> Appointment:
    """The post, locked, for its holder and for the admin of its office."""
    query = db.select(Appointment).filter_by(id=appointment_id).with_for_update()
    held = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if held is None:
        raise NotFoundError(_("Không tìm thấy phân công."))
    if held.user_id != person.id:
        admin_post(person, held.organisation)
    if held.role in PERSONAL:
        raise NotAllowedError(_("Vai trò này không ủy quyền được."))
    return held


def _deputy(held: Appointment, raw: Inputs) -> User | None:
    wanted = row_number(raw.get("deputy_id"))
    known = colleagues([held], held.user_id).get(held.organisation_id, [])
    return next((one for one in known if one.id == wanted), None)


def _wrong_days(held: Appointment, clean: Inputs) -> dict[str, str]:
    if not clean:
        return {}
    first, last = clean["valid_from"], clean["valid_to"]
    if last < first:
        return {"valid_to": _("Ngày cuối phải từ ngày bắt đầu trở đi.")}
    if first < today():
        return {"valid_from": _("Không ủy quyền lùi ngày; việc đã làm thì nhật ký ghi ai làm.")}
    if first < held.valid_from or (held.valid_to and last > held.valid_to):
        return {"valid_to": _("Thời gian này vượt quá thời gian giữ nhiệm vụ.")}
    return {}


def _overlapping(held: Appointment, deputy: User, clean: Inputs) -> Delegation | None:
    """The very same delegation, made by the first of two clicks; any other that overlaps is refused."""
    query = _with_names().filter(
        Delegation.appointment_id == held.id, Delegation.valid_from <= clean["valid_to"],
        Delegation.valid_to >= clean["valid_from"], Delegation.ended_on.is_(None),
    )  # fmt: skip
    found = db.session.scalars(query).first()
    if found is None:
        return None
    days = (found.valid_from, found.valid_to)
    if found.deputy_id == deputy.id and days == (clean["valid_from"], clean["valid_to"]):
        return found
    raise InputError(
        {"valid_from": _("Trong thời gian đó đã ủy quyền cho %(name)s; hãy kết thúc ủy quyền ấy trước.",
                         name=found.deputy.full_name)}
    )  # fmt: skip


def _title_of(deputy: User, held: Appointment) -> str:
    same = [one for one in deputy.appointments if one.organisation_id == held.organisation_id and one.title]
    return next((one.title for one in same if one.is_in_force(today())), "")


def end_delegation(delegation_id: int, person: Person) -> Delegation:
    """The deputy stops today: at the wish of the holder, of the deputy himself or of the admin."""
    row = _find(delegation_id)
    if person.id not in (row.appointment.user_id, row.deputy_id):
        admin_post(person, row.appointment.organisation)
    stop(row, person)
    return row


def stop(row: Delegation, person: Person) -> None:
    """End a delegation that is not over yet, and tell both."""
    if row.ended_on is not None or row.valid_to < today():
        raise ClosedError(_("Ủy quyền này đã hết."))
    row.ended_on, row.ended_by_id = today(), person.id
    _note("end_delegation", row, person, [])


def end_with(row: Delegation, last: date, person: Person, act_id: UUID, told: Collection[int]) -> None:
    """Let it end with that day, today's at the earliest, since a post of one of the two goes to another.

    `told`: who reads of it in the mail of that act, and gets none of his own.
    """
    if row.valid_from <= last and last >= today():
        row.valid_to = min(row.valid_to, last)
    else:
        row.ended_on, row.ended_by_id = today(), person.id
    _note("end_delegation", row, person, [], act_id=act_id, told=told)


def _find(delegation_id: int) -> Delegation:
    query = _with_names().filter(Delegation.id == delegation_id).with_for_update(of=Delegation)
    row = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFoundError(_("Không tìm thấy ủy quyền."))
    return row


def unconfirmed(person: Person) -> list[Delegation]:
    """What admins gave to themselves in the offices where this person may confirm."""
    return list(db.session.scalars(_with_names().filter(*_waiting(person))))


def count_to_confirm(person: Person) -> int:
    """How many posts and deputies wait for this very person, in one statement."""
    if not person.roles & set(CONFIRMERS):
        return 0
    mine = Delegation.deputy_id == person.id, Delegation.made_by_id == person.id
    query = select(func.count(Delegation.id)).join(Delegation.appointment).filter(*_waiting(person))
    deputies = query.filter(~mine[0], ~mine[1]).scalar_subquery()
    return db.session.scalar(select(count_query(person).scalar_subquery() + deputies)) or 0


def _waiting(person: Person) -> tuple[Any, ...]:
    return (
        Delegation.needs_confirmation, Delegation.confirmed_by_id.is_(None), Delegation.ended_on.is_(None),
        Delegation.valid_to >= today(),
        Appointment.organisation_id.in_(administered(person, *CONFIRMERS)),
    )  # fmt: skip


def confirm_delegation(delegation_id: int, person: Person) -> Delegation:
    """Let an admin be the deputy that he made himself; never by him."""
    row = _find(delegation_id)
    admin_post(person, row.appointment.organisation, *CONFIRMERS)
    if person.id in (row.deputy_id, row.made_by_id):
        raise NotAllowedError(_("Ủy quyền này phải do người thứ hai xác nhận."))
    if not row.needs_confirmation or row.confirmed_by_id is not None or row.ended_on is not None:
        raise ClosedError(_("Ủy quyền này không chờ xác nhận nữa."))
    row.confirmed_by_id = person.id
    _note("confirm_delegation", row, person, [], *CONFIRMERS)
    return row


def _note(
    action: str,
    row: Delegation,
    person: Person,
    also: list[User],
    *roles: Role,
    act_id: UUID | None = None,
    told: Collection[int] = (),
) -> None:
    """Write it into the chain of the holder's account, and tell holder, deputy and who must confirm."""
    held, act_id = row.appointment, act_id or uuid4()
    changes: audit.Changes = {
        "role": (held.role, held.role) if action != "delegate" else (None, held.role),
        "organisation": (None, held.organisation.name), "deputy": (None, row.deputy.full_name),
        "valid_from": (None, row.valid_from), "valid_to": (None, row.ended_on or row.valid_to),
        "signing": (None, row.signing), "title": (None, row.title), "reason": (None, row.reason or None),
    }  # fmt: skip
    db.session.flush()
    event_id = record(
        action, stream=f"account:{held.user_id}", actor=person, post=_post_of(person, held, *roles),
        changes={name: pair for name, pair in changes.items() if pair != (None, None)}, act_id=act_id,
        data={"office_id": held.organisation_id, "delegation_id": row.id},
    )  # fmt: skip
    people = [
        one for one in (held.user, row.deputy, *also) if one.active and one.id not in (person.id, *told)
    ]
    tell(people, action=action, event_id=event_id, act_id=act_id)


def _post_of(person: Person, held: Appointment, *roles: Role) -> Post | None:
    """The post that he gives away, or the one in which he administers the office."""
    for post in person.posts:
        if post.absent is None and (post.role, post.organisation_id) == (held.role, held.organisation_id):
            return post
    return post_at(person, held.organisation, *roles)
