"""Who holds which role where, from when to when. The caller commits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from models import Appointment, Organisation, User, db
from models.enums import Level, Role
from workflow.actions import record
from workflow.dates import today
from workflow.errors import ClosedError, InputError, NotAllowedError, NotFoundError
from workflow.inputs import Field, Inputs, read_date, read_inputs
from workflow.offices import admin_post, administered, find_organisation, read_line
from workflow.people import Person

PLACES = {
    Role.DRAFTER: (Level.UNIT,), Role.UNIT_HEAD: (Level.UNIT,), Role.CLERK: (Level.TOWN,),
    Role.CULTURE: (Level.TOWN,), Role.COUNCIL: (Level.TOWN,), Role.CHAIR: (Level.TOWN,),
    Role.DISTRICT: (Level.DISTRICT,), Role.PROVINCE: (Level.PROVINCE,), Role.AUDITOR: tuple(Level),
    Role.ADMIN: (Level.PROVINCE, Level.DISTRICT, Level.TOWN),
}  # fmt: skip
# These act on no dossier, so an admin may give them to himself.
HARMLESS = (Role.ADMIN, Role.AUDITOR)
POST_FIELDS = (
    Field("title", read_line, required=False), Field("signing", read_line, required=False),
    Field("valid_from", read_date), Field("valid_to", read_date, required=False),
)  # fmt: skip


def attempt(read: Callable[[], Inputs]) -> tuple[Inputs, dict[str, str]]:
    """So that one answer names the faults of both halves of a form."""
    try:
        return read(), {}
    except InputError as refusal:
        return {}, refusal.fields


def read_post(person: Person, raw: Inputs) -> Inputs:
    """The cleaned parts of an appointment; `InputError` names all that is wrong."""
    clean, wrong = attempt(lambda: read_inputs(POST_FIELDS, raw))
    office, role = None, None
    try:
        number = str(raw.get("organisation_id") or "")
        office = find_organisation(int(number) if number.isdecimal() and len(number) < 10 else 0, person)
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
    """A role at an office; one given to oneself waits for a second person."""
    clean = read_post(person, raw)
    same = db.select(Appointment).filter_by(
        user_id=user.id, organisation_id=clean["organisation_id"], role=clean["role"]
    )
    first, last = clean["valid_from"], clean["valid_to"] or date.max
    if any(
        one.valid_from <= last and first <= (one.valid_to or date.max) for one in db.session.scalars(same)
    ):
        raise InputError({"role": _("Đã có phân công này trong thời gian đó.")})
    row = Appointment(
        user_id=user.id, made_by_id=person.id, **clean,
        needs_confirmation=user.id == person.id and clean["role"] not in HARMLESS,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    office = db.session.get(Organisation, row.organisation_id)
    note_on_account("appoint", user.id, person, office, {
        "role": (None, row.role), "organisation": (None, office.name), "title": (None, row.title),
        "valid_from": (None, row.valid_from), "valid_to": (None, row.valid_to),
        "needs_confirmation": (None, row.needs_confirmation),
    })  # fmt: skip
    return row


def unconfirmed(person: Person) -> list[Appointment]:
    """The posts that wait for a second person, of the offices where this one may confirm."""
    query = (
        db.select(Appointment)
        .filter(
            Appointment.needs_confirmation, Appointment.confirmed_by_id.is_(None),
            Appointment.organisation_id.in_(administered(person, Role.ADMIN, Role.CHAIR)),
            (Appointment.valid_to.is_(None)) | (Appointment.valid_to >= today()),
        )
        .options(joinedload(Appointment.user), joinedload(Appointment.organisation))
        .order_by(Appointment.id)
    )  # fmt: skip
    return list(db.session.scalars(query))


def confirm(appointment_id: int, person: Person) -> Appointment:
    """Let a post count that an admin gave to himself; never by him who holds or made it."""
    row = _find_appointment(appointment_id, person, Role.ADMIN, Role.CHAIR)
    if person.id in (row.user_id, row.made_by_id):
        raise NotAllowedError(_("Phân công này phải do người thứ hai xác nhận."))
    if not row.needs_confirmation or row.confirmed_by_id is not None:
        raise ClosedError(_("Phân công này không chờ xác nhận nữa."))
    row.confirmed_by_id = person.id
    note_on_account("confirm", row.user_id, person, row.organisation, {"role": (None, row.role)},
            Role.ADMIN, Role.CHAIR)  # fmt: skip
    return row


def end_appointment(appointment_id: int, person: Person, raw: Inputs) -> Appointment:
    """Set the last day of a post."""
    row = _find_appointment(appointment_id, person)
    field = f"end-{row.id}"
    day = read_inputs((Field(field, read_date),), raw)[field]
    if day < row.valid_from:
        raise InputError({field: _("Ngày kết thúc phải sau ngày bắt đầu.")})
    before, row.valid_to = row.valid_to, day
    note_on_account("end_appointment", row.user_id, person, row.organisation,
            {"role": (row.role, row.role), "valid_to": (before, day)})  # fmt: skip
    return row


def _find_appointment(appointment_id: int, person: Person, *roles: Role) -> Appointment:
    row = db.session.scalars(
        db.select(Appointment).filter_by(id=appointment_id).with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFoundError(_("Không tìm thấy phân công."))
    admin_post(person, row.organisation, *roles)
    return row


def note_on_account(action: str, user_id: int, person: Person, office: Organisation,
            changes: dict | None = None, *roles: Role) -> None:  # fmt: skip
    """Write an act into the account's chain."""
    try:
        post = admin_post(person, office, *roles)
    except NotFoundError:
        post = None
    db.session.flush()
    record(action, stream=f"account:{user_id}", actor=person, post=post, changes=changes)
