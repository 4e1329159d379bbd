"""What the page of one dossier shows: whose turn it is, the acts, the remarks, who was told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from models import AwardForm, Claim, Message, Nomination, Remark, db
from models.enums import (
    ACTION_LABELS,
    MESSAGE_LABELS,
    Action,
    MessageState,
    Role,
    State,
)
from tasks.outbox import is_untrue
from views.access import current_person
from workflow.actions import Offer
from workflow.audience import Holder, holders_at
from workflow.dates import today
from workflow.drafts import writer_post
from workflow.errors import WorkflowError
from workflow.inputs import NOTE
from workflow.people import Person
from workflow.procedures import PROCEDURES
from workflow.procedures.roles import LEVEL_OF
from workflow.queues import next_task
from workflow.steps import Turn
from workflow.visibility import visible_to

MOST_MESSAGES = 100
# Seldom done, and never the next step.
RARE = (Action.SET_FORM, Action.HOLD, Action.WITHDRAW, Action.CORRECT, Action.REVOKE)
# An end, or as good as one.
GRAVE = (Action.DECLINE, Action.WITHDRAW, Action.REVOKE)
IN_REVIEW = (State.DRAFTING, State.DRAFTED, State.UNIT_APPROVED)


def find_whole(code: str) -> Nomination:
    """The dossier with all that its page shows; 404 as `find_nomination`."""
    query = (
        db.select(Nomination)
        .filter(Nomination.code == code, visible_to(current_person()))
        .options(
            joinedload(Nomination.nominee), joinedload(Nomination.campaign),
            joinedload(Nomination.unit), joinedload(Nomination.town),
            joinedload(Nomination.district), joinedload(Nomination.province),
            joinedload(Nomination.award_form).joinedload(AwardForm.criteria),
            joinedload(Nomination.drafted_by),
            joinedload(Nomination.submission), joinedload(Nomination.award),
            selectinload(Nomination.claims).joinedload(Claim.criterion),
            selectinload(Nomination.attachments),
            selectinload(Nomination.remarks).joinedload(Remark.author),
        )
    )  # fmt: skip
    return db.session.scalars(query).unique().one_or_none() or abort(404)


def can_edit(nomination: Nomination, person: Person) -> bool:
    """Whether the person may write this draft now."""
    try:
        writer_post(person, nomination)
    except WorkflowError:
        return False
    return True


# Whose turn it is


@dataclass(frozen=True)
class Waiting:
    """What is to be done now, and by whom: the role, its office, who holds it today."""

    task: str
    role: Role
    office: str = ""
    names: list[str] = field(default_factory=list)
    is_mine: bool = False
    on_behalf: str = ""


def task_of(nomination: Nomination, person: Person) -> str:
    """What the queue asks of this person; who entered a dossier does not appraise it."""
    task = next_task(nomination, person)
    if task == str(ACTION_LABELS[Action.APPRAISE]) and nomination.entered_by_id == person.id:
        return _("Chờ cán bộ khác thẩm định")
    return task


def behalf_of(nomination: Nomination, person: Person) -> str:
    """For whom the person would do what the dossier waits for; nothing where it is his own work."""
    fitting = [one for one in PROCEDURES[nomination.procedure].turns if one.fits(nomination)]
    posts = [post for one in fitting if (post := person.post_for((one.role,), nomination))]
    return posts[0].absent.name if posts and posts[0].absent else ""


def waiting_of(nomination: Nomination, person: Person) -> Waiting | None:
    """Whose turn it is; nobody's once all is done."""
    fitting = [one for one in PROCEDURES[nomination.procedure].turns if one.fits(nomination)]
    if not fitting:
        return None
    own = [one for one in fitting if person.post_for((one.role,), nomination)]
    turn = (own or fitting)[0]
    if own and not _is_for_another(turn, nomination, person):
        return Waiting(str(turn.task), turn.role, is_mine=True, on_behalf=behalf_of(nomination, person))
    office = getattr(nomination, LEVEL_OF[turn.role].value)
    having = holders_at([(turn.role, office.id)], today()).get((turn.role, office.id), [])
    if turn.state is State.DRAFTING:
        having = [one for one in having if one.stands_for(nomination.drafted_by_id)] or having
    elif _is_appraisal(turn):
        having = [one for one in having if one.user.id != nomination.entered_by_id]
    names = [_name_of(one) for one in having]
    return Waiting(str(turn.task), turn.role, office.short_name, names)


def _name_of(one: Holder) -> str:
    if one.absent is None:
        return one.user.full_name
    return _("%(deputy)s (thay %(holder)s)", deputy=one.user.full_name, holder=one.absent.name)


def _is_appraisal(turn: Turn) -> bool:
    return str(turn.task) == str(ACTION_LABELS[Action.APPRAISE])


def _is_for_another(turn: Turn, nomination: Nomination, person: Person) -> bool:
    is_draft_of_another = turn.role is Role.CLERK and turn.state is State.DRAFTING
    return nomination.entered_by_id is not None and (
        (_is_appraisal(turn) and nomination.entered_by_id == person.id)
        or (is_draft_of_another and not person.stands_for(nomination.entered_by_id))
    )


# The acts


def buttons_of(
    nomination: Nomination, person: Person, offers: list[Offer], *, is_held: bool, is_writer: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What can be done: the next step first, then what it still lacks; and apart what is rarely done."""
    procedure = PROCEDURES[nomination.procedure]
    # What is written down on the page of the list; a later paper of the granter has its own button here.
    recorded = [one for one in offers if procedure.is_recorded(one.step, nomination)
                and not procedure.wants_scan(one.step, nomination)]  # fmt: skip
    offers = [one for one in offers if one not in recorded]
    possible = [one for one in offers if not _is_idle(one.step.action, nomination, person, is_held)]
    rare = [one for one in possible if one.step.action in RARE or _is_repeat(one.step.action, nomination)]
    usual = [one for one in possible if one not in rare]
    usual.sort(key=lambda one: (not one.step.is_main, not one.is_open))
    has_next = bool(usual) and usual[0].step.is_main and usual[0].is_open
    buttons = [_button(one, nomination) for one in usual]
    if recorded and nomination.submission_id:
        buttons.insert(0, _answer_button(nomination))
    if is_writer:
        edit = {"label": _("Soạn, sửa hồ sơ"), "icon": "pen", "kind": "plain", "problems": [],
                "url": url_for("nominations.edit", code=nomination.code)}  # fmt: skip
        buttons.insert(int(has_next), edit)
    if buttons and (has_next or is_writer):
        buttons[0]["kind"] = "primary"
    return buttons, [_button(one, nomination) for one in rare]


def _answer_button(nomination: Nomination) -> dict[str, Any]:
    """Where the answer of an office outside the system is written down."""
    office = PROCEDURES[nomination.procedure].office_of(nomination)
    return {"label": _("Ghi nhận kết quả của %(org)s", org=office.short_name), "icon": None, "kind": "primary",
            "url": url_for("answers.new", submission_id=nomination.submission_id), "problems": []}  # fmt: skip


def _button(offer: Offer, nomination: Nomination) -> dict[str, Any]:
    action, words = offer.step.action, PROCEDURES[nomination.procedure].words
    label = _("Thẩm định lại") if _is_repeat(action, nomination) else words.action(action)
    return {"label": label, "url": _address(action, nomination), "icon": None,
            "kind": "danger" if action in GRAVE else "plain",
            "note": _("Thay mặt %(name)s", name=offer.post.absent) if offer.post and offer.post.absent else "",
            "problems": [one.text for one in offer.problems]}  # fmt: skip


def _address(action: Action, nomination: Nomination) -> str:
    """Where the act is confirmed; what one paper does for many, on the page of that paper."""
    if action is Action.AWARD:
        return url_for("decisions.new", form=nomination.award_form_id, ids=nomination.id)
    if action in (Action.SEND, Action.FORWARD):
        number = nomination.submission_id
        return url_for("submissions.show", submission_id=number) if number else url_for("queue.show")
    return url_for("nominations.confirm", code=nomination.code, action=action.value)


def _is_repeat(action: Action, nomination: Nomination) -> bool:
    """An appraisal that stands can be made anew, but nothing asks for it."""
    return action is Action.APPRAISE and nomination.appraised_hash == nomination.content_hash


def _is_idle(action: Action, nomination: Nomination, person: Person, is_held: bool) -> bool:
    """Whether there is nothing for this act to do with this dossier, now or by this person."""
    procedure = PROCEDURES[nomination.procedure]
    is_decided_here = procedure.is_decided_in(nomination.state, nomination)
    idle = {
        Action.RECEIVE: nomination.receipt_number is not None,
        Action.RELEASE: not is_held,
        Action.ENTER: not person.stands_for(nomination.entered_by_id),
        **{way.action: is_decided_here for way in procedure.ways},
        Action.AWARD: not is_decided_here,
        Action.HAND_OVER: nomination.handed_over_on is not None,
        Action.WITHDRAW: nomination.state is not State.DRAFTING
        and person.post_for((Role.UNIT_HEAD,), nomination) is None,
    }
    if action in (Action.REVOKE, Action.CORRECT):
        is_written_down = procedure.wants_scan(procedure.step(action), nomination)
        return not is_written_down and not procedure.is_decider(person, nomination)
    return idle.get(action, False)


def at_fields(wrong: dict[str, str]) -> dict[str, str]:
    """The complaint about the remarks of a return, told at the remark that it is about."""
    if "remarks" not in wrong:
        return wrong
    others = {name: text for name, text in wrong.items() if name != "remarks"}
    long = {name: wrong["remarks"] for name, text in request.form.items()
            if name.startswith("on-") and len(text) > NOTE}  # fmt: skip
    if long or any(text.strip() for name, text in request.form.items() if name.startswith("on-")):
        return others | (long or {"on-general": wrong["remarks"]})
    return others | {"on-general": _("Ghi ít nhất một ý kiến.")}


# The remarks


@dataclass(frozen=True)
class Remarks:
    """What was remarked: what counts now under its title, and what is settled."""

    title: str
    current: list[Remark]
    settled: list[Remark]


def remarks_of(nomination: Nomination, *, is_writer: bool) -> Remarks:
    """The remarks that wait here or were answered in this round; the others are history."""
    title, current = "", [one for one in nomination.open_remarks if one.sent_to is nomination.state]
    if current and nomination.state is not State.DRAFTING:
        title = _("Ý kiến cần giải quyết ở bước này")
    elif current:
        title = _("Ý kiến cần trả lời trong vòng này") if is_writer else _("Ý kiến chờ người lập trả lời")
    elif nomination.state in IN_REVIEW:
        title, current = _("Ý kiến của vòng này và trả lời"), nomination.drafters_remarks
    return Remarks(title, current, [one for one in nomination.remarks if one not in current])


# Who was told


@dataclass(frozen=True)
class Told:
    """One act and the people who were told of it."""

    done: Any
    people: list[dict[str, Any]]


def told_of(nomination: Nomination) -> tuple[list[Told], bool]:
    """Act by act, the latest first; whether there were more messages than are read."""
    query = (
        db.select(Message)
        .filter(Message.nomination_id == nomination.id)
        .options(joinedload(Message.recipient))
        .order_by(Message.id.desc())
    )
    messages = db.session.scalars(query.limit(MOST_MESSAGES + 1)).all()
    acts: dict[Any, Told] = {}
    words = PROCEDURES[nomination.procedure].words
    for one in messages[:MOST_MESSAGES]:
        told = acts.setdefault(one.act_id, Told(words.done(one.action), []))
        told.people.append(_as_told(one, nomination))
    return list(acts.values()), len(messages) > MOST_MESSAGES


def _as_told(message: Message, nomination: Nomination) -> dict[str, Any]:
    state = MessageState.CANCELLED if is_untrue(message, nomination) else message.state
    return {"name": message.recipient.full_name, "address": message.address or _("xem trong hệ thống"),
            "at": message.sent_at or message.created_at, "error": message.last_error,
            "state": state, "state_label": MESSAGE_LABELS[state]}  # fmt: skip
