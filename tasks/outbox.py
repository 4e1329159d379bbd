"""Drains the outbox: one mail for each act and recipient, claimed with a lease."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from flask_babel import force_locale
from sqlalchemy import CursorResult, and_, delete, func, or_, update

from documents.mail import Mail, compose, compose_account, compose_notice
from models import Document, DraftBuffer, Message, Nomination, db
from models.enums import Channel, DocumentState, MessageKind, MessageState
from tasks import wake
from tasks.mailer import MailError, deliver
from workflow.accounts import password_token
from workflow.languages import language_of
from workflow.notices import ASK_PASSWORD, INVITE, OF_ACCOUNT

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=3)
# Seconds to wait after the first, second … failure; after the last the message is "failed".
BACK_OFF = (30, 120, 600, 3600, 6 * 3600, 6 * 3600, 12 * 3600, 12 * 3600, 24 * 3600)
BATCH = 200
# Longer than a lunch, shorter than a weekend: what an expired session was sending is not kept for good.
TYPED_LIFE = timedelta(days=1)

DUE = and_(
    Message.channel == Channel.MAIL,
    Message.next_try_at <= func.now(),
    or_(
        Message.state == MessageState.PENDING,
        and_(Message.state == MessageState.SENDING, Message.lease_until < func.now()),
    ),
)


def sweep() -> None:
    """Hand out every mail and paper that is due; forget what nobody came back for."""
    _forget_typed()
    groups = db.session.execute(
        db.select(Message.act_id, Message.recipient_id).filter(DUE).distinct().limit(BATCH)
    ).all()
    papers = db.session.scalars(
        db.select(Document.id)
        .filter(Document.state == DocumentState.PENDING, Document.next_try_at <= func.now())
        .order_by(Document.id)
        .limit(BATCH)
    ).all()
    db.session.rollback()
    for act_id, recipient_id in groups:
        wake.send("mail.send_act", str(act_id), recipient_id)
    for document_id in papers:
        wake.send("documents.make", document_id)


def _forget_typed() -> None:
    old = DraftBuffer.token.is_not(None), DraftBuffer.saved_at < func.now() - TYPED_LIFE
    db.session.execute(delete(DraftBuffer).where(*old))
    db.session.commit()


def send_act(act_id: str, recipient_id: int) -> None:
    """Send what one act has to tell one person, as one mail. Safe to run twice."""
    messages = _claim(UUID(act_id), recipient_id)
    db.session.commit()
    if not messages:
        return
    try:
        deliver(_mail_of(messages))
    except MailError as reason:
        db.session.rollback()
        _put_off([one.id for one in messages], reason)
    else:
        _close([one.id for one in messages], MessageState.SENT)
        log.info("Mail of act %s to user %s sent", act_id, recipient_id)
    db.session.commit()


def _mail_of(messages: list[Message]) -> Mail:
    """The mail, in the language of who reads it."""
    with force_locale(language_of(messages[0].recipient.locale)):
        return _composed(messages)


def _composed(messages: list[Message]) -> Mail:
    first = messages[0]
    if first.nomination_id is not None:
        return compose(messages)
    if first.action not in OF_ACCOUNT:
        return compose_notice(first)
    # Made now, at each try, so that the table never holds what opens an account.
    token = password_token(first.recipient) if first.action in (INVITE, ASK_PASSWORD) else ""
    return compose_account(first, token)


def _claim(act_id: UUID, recipient_id: int) -> list[Message]:
    query = (
        db.select(Message)
        .filter(Message.act_id == act_id, Message.recipient_id == recipient_id, DUE)
        .order_by(Message.id)
        .with_for_update(of=Message, skip_locked=True)
    )
    true_still = []
    for one in db.session.scalars(query):
        if _is_moot(one):
            one.state = MessageState.CANCELLED
            continue
        if one.tries > len(BACK_OFF):
            one.state, one.lease_until = MessageState.FAILED, None
            one.last_error = one.last_error or "the worker stopped before it could send"
            continue
        one.state, one.tries = MessageState.SENDING, one.tries + 1
        one.lease_until = datetime.now(UTC) + LEASE
        true_still.append(one)
    return true_still


def _is_moot(one: Message) -> bool:
    """Whether there is nothing left to say: the dossier has moved on, the account is closed or opened."""
    if one.nomination is not None:
        return one.kind is MessageKind.TURN and one.state_seq != one.nomination.state_seq
    has_password = one.recipient.password is not None and not one.recipient.must_change_password
    return not one.recipient.active or (one.action == INVITE and has_password)


def _close(ids: list[int], state: MessageState) -> None:
    db.session.execute(
        update(Message)
        .where(Message.id.in_(ids))
        .values(state=state, sent_at=func.clock_timestamp(), lease_until=None, last_error="")
    )


def _put_off(ids: list[int], reason: MailError) -> None:
    for one in db.session.scalars(db.select(Message).filter(Message.id.in_(ids))):
        one.last_error, one.lease_until = str(reason)[:500], None
        if reason.is_final or one.tries > len(BACK_OFF):
            one.state = MessageState.FAILED
        else:
            one.state = MessageState.PENDING
            one.next_try_at = datetime.now(UTC) + timedelta(seconds=BACK_OFF[one.tries - 1])
    log.warning("Mail of messages %s put off: %s", ids, reason)


def resend(failed_only: bool = True) -> int:
    """Try again now; the caller commits. How many messages that was."""
    states = [MessageState.FAILED] if failed_only else [MessageState.FAILED, MessageState.PENDING]
    done = db.session.execute(
        update(Message)
        .where(Message.state.in_(states), Message.channel == Channel.MAIL)
        .values(state=MessageState.PENDING, tries=0, next_try_at=func.now(), last_error="")
    )
    db.session.info["wake"] = True
    return cast("CursorResult[Any]", done).rowcount


def is_untrue(message: Message, nomination: Nomination) -> bool:
    """Whether an unsent `turn` no longer holds, so that the page can say so."""
    return (
        message.kind is MessageKind.TURN
        and message.state is MessageState.PENDING
        and message.state_seq != nomination.state_seq
    )
