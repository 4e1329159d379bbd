"""What is told that is no step of a dossier: rows of the outbox beside the event that they speak of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func

from models import Message, User, db
from models.enums import Channel, MessageKind, MessageState
from workflow import audit
from workflow.actions import record
from workflow.people import Person, Post

INVITE, ASK_PASSWORD, APPOINT = "invite", "ask_password", "appoint"
OF_ACCOUNT = (INVITE, ASK_PASSWORD, APPOINT)


def record_and_tell(
    action: str,
    account_id: int,
    people: Iterable[User],
    *,
    actor: Person | None,
    post: Post | None = None,
    changes: audit.Changes | None = None,
    data: dict[str, Any] | None = None,
    act_id: UUID | None = None,
) -> None:
    """Write an act into the account's chain, and for each of these people a row of the outbox.

    The worker composes the mail when it sends it, so no link with a secret lies in the table.
    """
    act_id = act_id or uuid4()
    data = ({"office_id": post.organisation_id} if post else {}) | (data or {})
    event_id = record(action, stream=f"account:{account_id}", actor=actor, post=post, changes=changes,
                      act_id=act_id, data=data)  # fmt: skip
    tell(people, action=action, event_id=event_id, act_id=act_id)


def tell(
    people: Iterable[User], *, action: str, event_id: int, act_id: UUID, address: str | None = None
) -> None:
    """For each of these people, each once, a row of the outbox about that event. The caller commits.

    The mail is composed when it is sent, from the event: `documents/notices.py` has the words of each
    action. Who has no address reads it on the screen only. `address`: another than the account's own.
    """
    for one in {user.id: user for user in people}.values():
        to = address or one.email or ""
        has_mail = bool(to)
        db.session.add(
            Message(
                event_id=event_id, act_id=act_id, action=action, kind=MessageKind.NEWS, state_seq=0,
                channel=Channel.MAIL if has_mail else Channel.SCREEN, recipient_id=one.id,
                address=to,
                state=MessageState.PENDING if has_mail else MessageState.SENT,
            )
        )  # fmt: skip
        if has_mail:
            db.session.info.setdefault("mails", set()).add((str(act_id), one.id))
    db.session.flush()


def was_told_lately(user: User, action: str, within: timedelta) -> bool:
    """Whether a mail of that kind to this person was asked for a moment ago."""
    query = db.select(Message.id).filter(
        Message.recipient_id == user.id,
        Message.action == action,
        Message.nomination_id.is_(None),
        Message.created_at > func.now() - within,
    )
    return db.session.scalar(query.limit(1)) is not None


def told_of_account(user: User, most: int = 5) -> list[Message]:
    """The last mails about this account to its holder, newest first."""
    query = db.select(Message).filter(Message.recipient_id == user.id, Message.action.in_(OF_ACCOUNT))
    return list(db.session.scalars(query.order_by(Message.id.desc()).limit(most)))
