"""Mending what an account says of a person: name, titles, e-mail. The caller commits.

What was done under the old name stays under the old name: the log holds names as texts.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from sqlalchemy import update

from models import Appointment, Message, Organisation, User, db
from models.enums import ROLE_LABELS, MessageState
from models.text import search_key, sort_key
from workflow import audit
from workflow.accounts import check_key, read_email
from workflow.actions import record
from workflow.appointments import post_at
from workflow.dates import today
from workflow.freshness import refuse_stale
from workflow.inputs import REASON, Field, Inputs, read_inputs, read_line, read_name
from workflow.languages import in_office_language
from workflow.notices import tell
from workflow.offices import administered
from workflow.people import Person
from workflow.uniqueness import taken_is_said

CORRECT = "correct_account"
UNSENT = (MessageState.PENDING, MessageState.SENDING, MessageState.FAILED)


def titled_posts(user: User, person: Person) -> list[Appointment]:
    """The posts of the account under this admin that are not over, whose title may be mended."""
    own, day = set(db.session.scalars(administered(person))), today()
    rows = (one for one in user.appointments if one.organisation_id in own)
    return sorted(
        (one for one in rows if one.valid_to is None or one.valid_to >= day), key=lambda one: one.id
    )


def correct(user: User, person: Person, raw: Inputs) -> bool:
    """Write the right name, titles and e-mail, with the reason; whether anything differed.

    `user` is locked (`accounts.find_user`). A new e-mail ends the sessions of the account, takes what
    was not sent yet, and both addresses are told. Raises `InputError` by field, `NotAllowedError` where
    the account also has posts elsewhere, `StaleError` for a page older than the last act on the account.
    """
    check_key(user, person)
    refuse_stale(f"account:{user.id}", raw.get("version"))
    posts = titled_posts(user, person)
    clean = read_inputs(_fields(user, posts), raw)
    changes = _changes(user, posts, clean)
    if not changes:
        return False
    before = user.email
    with taken_is_said():
        user.full_name, user.email = clean["full_name"], clean["email"] or None
        user.name_key, user.sort_key = search_key(user.full_name), sort_key(user.full_name)
        for one in posts:
            one.title = clean[f"title-{one.id}"]
    _note(user, person, changes | {"reason": (None, clean["reason"])}, before)
    return True


def _fields(user: User, posts: list[Appointment]) -> tuple[Field, ...]:
    def read_own_email(value: Any) -> str:
        same = read_line(value).lower() == (user.email or "").lower()
        return user.email or "" if same else read_email(value)

    titles = (Field(f"title-{one.id}", read_line, required=False) for one in posts)
    # Messages that wait for an address cannot lose it.
    return (Field("full_name", read_name), Field("email", read_own_email, required=bool(user.email)),
            *titles, REASON)  # fmt: skip


def _changes(user: User, posts: list[Appointment], clean: Inputs) -> audit.Changes:
    pairs: audit.Changes = {
        "full_name": (user.full_name, clean["full_name"]), "email": (user.email, clean["email"] or None),
    }  # fmt: skip
    for one in posts:
        with in_office_language():
            place = f"{ROLE_LABELS[one.role]}, {one.organisation.short_name}"
        if any(other is not one and _same_place(other, one) for other in posts):
            place += f" {one.valid_from:%d/%m/%Y}"
        pairs[f"{place}.title"] = (one.title, clean[f"title-{one.id}"])
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _same_place(one: Appointment, other: Appointment) -> bool:
    return (one.role, one.organisation_id) == (other.role, other.organisation_id)


def _office_of(user: User, person: Person) -> Organisation:
    """The office whose log tells of it: that of the latest post under this admin."""
    own = set(db.session.scalars(administered(person)))
    return max(
        (one for one in user.appointments if one.organisation_id in own), key=lambda one: one.id
    ).organisation


def _note(user: User, person: Person, changes: audit.Changes, before: str | None) -> None:
    office, act_id = _office_of(user, person), uuid4()
    where: dict[str, Any] = {"stream": f"account:{user.id}", "actor": person, "post": post_at(person, office)}
    data = {"office_id": office.id}
    event_id = record(CORRECT, changes=changes, data=data, act_id=act_id, **where)
    if user.email == before:
        tell([user] * (user.id != person.id), action=CORRECT, event_id=event_id, act_id=act_id)
        return
    user.fs_uniquifier = uuid4().hex
    unsent = Message.recipient_id == user.id, Message.address != "", Message.state.in_(UNSENT)
    db.session.execute(update(Message).where(*unsent).values(address=user.email))
    if before:
        tell([user], action=CORRECT, event_id=event_id, act_id=act_id, address=before)
    # An act of its own, so that the other address gets a mail of its own.
    act_id = uuid4()
    event_id = record("end_sessions", data=data | {"corrected": event_id}, act_id=act_id, **where)
    tell([user], action=CORRECT, event_id=event_id, act_id=act_id)
