"""Who holds which role where, from when to when. The caller commits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from models import Appointment, Organisation, User, db
from models.enums import Level, Role
from workflow.actions import record
from workflow.dates import today
from workflow.errors import ClosedError, InputError, NotAllowedError, NotFoundError
from workflow.inputs import Field, Inputs, read_date, read_inputs, read_line
from workflow.notices import APPOINT, record_and_tell
from workflow.offices import admin_post, administered, attempt, find_organisation, row_number
from workflow.people import Person, Post
from workflow.role_names import PLACES

# It opens no dossier, so an admin may give it to himself; all others show some or let him act.
HARMLESS = (Role.ADMIN,)
# Who may let a post count that an admin gave to himself.
CONFIRMERS = (Role.ADMIN, Role.CHAIR)
POST_FIELDS = (
    Field("title", read_line, required=False), Field("signing", read_line, required=False),
    Field("valid_from", read_date), Field("valid_to", read_date, required=False),
)  # fmt: skip


def read_post(person: Person, raw: Inputs) -> Inputs:
    """The cleaned parts of an appointment; `InputError` names all that is wrong."""
    clean, wrong = attempt(lambda: read_inputs(POST_FIELDS, raw))
    office, role = None, None
    try:
        office = find_organisation(row_number(raw.get("organisation_id")), person)
    except NotFoundError:
        wrong["organisation_id"] = _("Chọn cơ quan, đơn vị.")
    try:
        role = Role(str(raw.get("role") or ""))
    except ValueError:
        wrong["role"] = _("Chọn vai trò.")
    if office and role and office.level not in PLACES[role]:
        wrong["role"] = _("Vai trò này không có ở cấp của cơ quan, đơn vị đã chọn.")
    if clean.get("valid_to") and clean["valid_to"] < clean["valid_from"]:
        wrong["valid_to"] = _("Ngày kết thúc phải sau ngày bắt đầu.")
    if wrong:
        raise InputError(wrong)
    return clean | {"organisation_id": office.id, "role": role}


def appoint(user: User, person: Person, raw: Inputs) -> Appointment:
    """A role at an office; one given to oneself waits for a second person, who is told."""
    clean = read_post(person, raw)
    _refuse_overlap(user, clean)
    return give(user, person, clean)


def give(user: User, person: Person, clean: Inputs, act_id: UUID | None = None) -> Appointment:
    """Write a post that was read and checked before, and the event on the account of who gets it."""
    row = Appointment(
        user_id=user.id, made_by_id=person.id, **clean,
        needs_confirmation=user.id == person.id and clean["role"] not in HARMLESS,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    office = db.session.get_one(Organisation, row.organisation_id)
    changes = {
        "role": (None, row.role), "organisation": (None, office.name), "title": (None, row.title),
        "valid_from": (None, row.valid_from), "valid_to": (None, row.valid_to),
        "needs_confirmation": (None, row.needs_confirmation),
    }  # fmt: skip
    told = confirmers(row) if row.needs_confirmation else []
    record_and_tell(APPOINT, user.id, told, actor=person, post=post_at(person, office), changes=changes,
                    act_id=act_id)  # fmt: skip
    return row


def _refuse_overlap(user: User, clean: Inputs) -> None:
    same = db.select(Appointment).filter_by(
        user_id=user.id, organisation_id=clean["organisation_id"], role=clean["role"]
    )
    first, last = clean["valid_from"], clean["valid_to"] or date.max
    if any(
        one.valid_from <= last and first <= (one.valid_to or date.max) for one in db.session.scalars(same)
    ):
        raise InputError({"role": _("Đã có phân công này trong thời gian đó.")})


def confirmers(row: Appointment) -> list[User]:
    """Who may let this post count: other admins of the office or above, and its chair."""
    above = [one.id for one in row.organisation.ancestors() if one.level is not Level.UNIT]
    query = (
        db.select(Appointment)
        .join(Appointment.user)
        .filter(
            Appointment.role.in_(CONFIRMERS), Appointment.organisation_id.in_(above), User.active,
            User.id.not_in([row.user_id, row.made_by_id]),
        )
        .options(joinedload(Appointment.user))
        .order_by(Appointment.id)
    )  # fmt: skip
    found = {one.user_id: one.user for one in db.session.scalars(query) if one.is_in_force(today())}
    return list(found.values())


def unconfirmed(person: Person) -> list[Appointment]:
    """The posts that wait for a second person, of the offices where this one may confirm."""
    query = (
        db.select(Appointment)
        .filter(*_waiting(person))
        .options(joinedload(Appointment.user), joinedload(Appointment.organisation))
        .order_by(Appointment.id)
    )
    return list(db.session.scalars(query))


def count_query(person: Person) -> Select[Any]:
    """How many posts wait for this very person: his own and those that he made are for somebody else."""
    others = Appointment.user_id != person.id, Appointment.made_by_id != person.id
    return db.select(db.func.count(Appointment.id)).filter(*_waiting(person), *others)


def _waiting(person: Person) -> tuple[Any, ...]:
    return (
        Appointment.needs_confirmation,
        Appointment.confirmed_by_id.is_(None),
        Appointment.organisation_id.in_(administered(person, *CONFIRMERS)),
        Appointment.valid_to.is_(None) | (Appointment.valid_to >= today()),
    )


def confirm(appointment_id: int, person: Person) -> Appointment:
    """Let a post count that an admin gave to himself; never by him who holds or made it."""
    row = _find_appointment(appointment_id, person, *CONFIRMERS)
    if person.id in (row.user_id, row.made_by_id):
        raise NotAllowedError(_("Phân công này phải do người thứ hai xác nhận."))
    if not row.needs_confirmation or row.confirmed_by_id is not None:
        raise ClosedError(_("Phân công này không chờ xác nhận nữa."))
    row.confirmed_by_id = person.id
    note_on_account("confirm", row.user_id, person, row.organisation, {"role": (None, row.role)}, *CONFIRMERS)
    return row


def end_appointment(user_id: int, appointment_id: int, person: Person, raw: Inputs) -> Appointment:
    """Set the last day of a post of that account."""
    row = _find_appointment(appointment_id, person)
    if row.user_id != user_id:
        raise NotFoundError(_("Không tìm thấy phân công."))
    field = f"end-{row.id}"
    day = read_inputs((Field(field, read_date),), raw)[field]
    if day < row.valid_from:
        raise InputError({field: _("Ngày kết thúc phải sau ngày bắt đầu.")})
    close(row, day, person)
    return row


def close(row: Appointment, day: date, person: Person, act_id: UUID | None = None) -> None:
    """Let a post end with that day, unless the office would then have no admin."""
    refuse_last_admin(row, day + timedelta(days=1))
    before, row.valid_to = row.valid_to, day
    note_on_account("end_appointment", row.user_id, person, row.organisation,
            {"role": (row.role, row.role), "valid_to": (before, day)}, act_id=act_id)  # fmt: skip


def refuse_last_admin(row: Appointment, since: date) -> None:
    """Somebody must keep the keys of an office on each day from then on: its own admin, or one above it.

    Only as long as this post would have run: its own end was settled before.
    """
    if row.role is not Role.ADMIN:
        return
    places = [one.id for one in row.organisation.ancestors()]
    query = (
        db.select(Appointment)
        .filter(Appointment.role == Role.ADMIN, Appointment.organisation_id.in_(places))
        .options(joinedload(Appointment.user))
        .order_by(Appointment.id)
        # Two admins who end each other's post wait here, and the second sees what the first did.
        .with_for_update(of=Appointment)
        .execution_options(populate_existing=True)
    )
    others = [one for one in db.session.scalars(query) if one.user_id != row.user_id and one.user.active]
    day, last = max(since, today()), row.valid_to or date.max
    while day <= last:
        here = [one.valid_to or date.max for one in others if one.is_in_force(day)]
        if not here:
            raise NotAllowedError(
                _("Đây là quản trị cuối cùng của cơ quan này. Hãy phân công một quản trị khác trước.")
            )
        if max(here) >= last:
            return
        day = max(here) + timedelta(days=1)


def _find_appointment(appointment_id: int, person: Person, *roles: Role) -> Appointment:
    row = db.session.scalars(
        db.select(Appointment).filter_by(id=appointment_id).with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFoundError(_("Không tìm thấy phân công."))
    admin_post(person, row.organisation, *roles)
    return row


def note_on_account(action: str, user_id: int, person: Person, office: Organisation,
            changes: dict | None = None, *roles: Role, act_id: UUID | None = None) -> None:  # fmt: skip
    """Write an act into the account's chain."""
    db.session.flush()
    record(action, stream=f"account:{user_id}", actor=person, post=post_at(person, office, *roles),
           changes=changes, data={"office_id": office.id}, act_id=act_id)  # fmt: skip


def post_at(person: Person, office: Organisation, *roles: Role) -> Post | None:
    """The post in which this person administers the office, or none."""
    try:
        return admin_post(person, office, *roles)
    except NotFoundError:
        return None
