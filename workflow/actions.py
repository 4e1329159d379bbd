"""The one door: every act on a dossier passes here. The caller commits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext as _
from sqlalchemy import func, inspect
from sqlalchemy.orm import joinedload
from transitions import MachineError

from models import AuditEvent, Enclosure, Nomination, Submission, db
from models.enums import Action, State
from workflow import audit, deadline
from workflow.asking import asked_together
from workflow.audience import Recipient, Telling, announce, recipients_of_all
from workflow.dates import OFFICE_ZONE, today
from workflow.errors import (
    ClosedError,
    InputError,
    NotAllowedError,
    NotFoundError,
    NotReadyError,
    Problem,
    StaleError,
)
from workflow.inputs import Inputs, read_inputs
from workflow.machine import machine_of, trigger_name
from workflow.people import Person, Post
from workflow.procedures import PROCEDURES
from workflow.steps import Act, Procedure, Step
from workflow.visibility import visible_to
from workflow.words import COMMON, Words

# Bookkeeping that says nothing to a reader of the history.
SILENT = {"version", "state_seq", "waiting_since", "waiting_from", "state", "search_key",
          "marked_key", "sort_key", "submitted_at", "sent_at", "forwarded_at"}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What an act did, or what its first click had done already."""

    nominations: tuple[Nomination, ...]
    act_id: UUID
    told: tuple[Recipient, ...] = ()
    is_repeat: bool = False


@dataclass(frozen=True)
class Offer:
    """A step that concerns this person, open or with every reason why not."""

    step: Step
    problems: list[Problem] = field(default_factory=list)
    targets: tuple[State, ...] = ()
    # In which post the person would take it.
    post: Post | None = None

    @property
    def is_open(self) -> bool:
        """Whether the person can do it now."""
        return not self.problems


def perform(
    action: Action,
    nomination_id: int,
    *,
    actor: Person,
    inputs: Inputs,
    expected_version: int,
    request_id: str,
    act_id: UUID | None = None,
    recorded: bool = False,
    scan: Enclosure | None = None,
    on_behalf: str | None = None,
) -> Outcome:
    """Take one step on one dossier and write what follows from it. The caller commits.

    `recorded`: it is the answer of an office outside the system (see workflow/answers.py).
    `scan`: the paper from which what a granter outside the system says later is written down.
    `on_behalf`: who decided it, where the actor only writes it down.

    Raises a `WorkflowError` and changes nothing when the step is refused.
    """  # fmt: skip
    nomination = lock(nomination_id, actor)
    step = _step(nomination, action)
    if step.is_batch:
        raise NotAllowedError(_("Việc này làm trên cả tờ trình hoặc quyết định."))
    digest = _digest(action, inputs)
    if nomination.version != expected_version:
        return _former_outcome(nomination, actor, request_id, digest)
    work = _Work(actor, act_id or uuid4(), request_id, digest, func.clock_timestamp(), on_behalf)
    _check(nomination, step, actor, recorded=recorded or scan is not None)
    clean = read_inputs(step.fields, inputs)
    _take(work, nomination, step, clean, scan)
    return work.finish()


def perform_batch(
    action: Action,
    nomination_ids: Iterable[int],
    *,
    actor: Person,
    inputs: Inputs,
    request_id: str,
    act_id: UUID | None = None,
    recorded: bool = False,
) -> Outcome:
    """Take one step on all these dossiers or on none: one paper speaks for all of them.

    Locks in the order of the ids. Raises `NotReadyError` that names every dossier in the way.
    """  # fmt: skip
    rows = lock_all(nomination_ids, actor)
    if not rows:
        raise NotReadyError([Problem(_("chưa chọn hồ sơ nào"))])
    with asked_together(rows):
        problems = [problem for row in rows for problem in _problems_in_batch(row, action, actor, recorded)]
    if problems:
        raise NotReadyError(problems)
    clean = read_inputs(_step(rows[0], action).fields, inputs)
    # One time for all of them, so that their rows are written in one statement.
    at = db.session.scalar(db.select(func.clock_timestamp()))
    work = _Work(actor, act_id or uuid4(), request_id, _digest(action, inputs), at)
    with asked_together(rows):
        for row in rows:
            _take(work, row, _step(row, action), clean)
    return work.finish()


def _problems_in_batch(row: Nomination, action: Action, actor: Person, recorded: bool) -> list[Problem]:
    try:
        _check(row, _step(row, action), actor, recorded=recorded, together=True)
    except ClosedError as refusal:
        raise ClosedError(
            f"{row.code}: {faster_than_you(stream_of(row), PROCEDURES[row.procedure].words)} {refusal}"
        ) from refusal
    except NotReadyError as refusal:
        return [
            Problem(f"{row.code} {row.name}: {one.text}", one.field, one.role) for one in refusal.problems
        ]
    return []


def check(action: Action, nomination: Nomination, actor: Person, *, together: bool = False) -> None:
    """Raise what would be raised if this person took the step now; changes nothing.

    `together`: one paper would speak for this dossier and others.
    """
    step = _step(nomination, action)
    # Its page asks for the scan.
    recorded = PROCEDURES[nomination.procedure].wants_scan(step, nomination)
    _check(nomination, step, actor, recorded=recorded, together=together)


def rehearse(
    action: Action, nomination: Nomination, actor: Person, *, together: bool = False
) -> list[Problem]:
    """Every reason why this person cannot take the step now; changes nothing."""
    try:
        check(action, nomination, actor, together=together)
    except NotReadyError as refusal:
        return refusal.problems
    except (NotAllowedError, ClosedError) as refusal:
        return [Problem(str(refusal))]
    return []


def rehearse_all(
    action: Action, rows: list[Nomination], actor: Person, *, together: bool = False
) -> list[list[Problem]]:
    """For each of these dossiers what `rehearse` says, at the price of one."""
    with asked_together(rows):
        return [rehearse(action, row, actor, together=together) for row in rows]


def available_actions(nomination: Nomination, actor: Person) -> list[Offer]:
    """The steps that this person's posts are concerned with in this state, in table order."""
    procedure = PROCEDURES[nomination.procedure]
    offers = []
    for step in procedure.steps:
        roles = procedure.acting(step, nomination)
        post = actor.post_for(roles, nomination)
        if nomination.state not in step.sources or post is None:
            continue
        targets = procedure.targets_of(step, nomination)
        offers.append(Offer(step, rehearse(step.action, nomination, actor), targets, post))
    return offers


def who_is_told(action: Action, nomination: Nomination, target: State, actor: Person) -> list[Recipient]:
    """The people whom the step would tell."""
    return who_are_told(action, [(nomination, target)], actor)


def who_are_told(action: Action, moves: Iterable[tuple[Nomination, State]], actor: Person) -> list[Recipient]:
    """The people whom the step would tell if all these dossiers took it, each once."""
    tellings = [
        Telling(PROCEDURES[row.procedure], _step(row, action), row, row.state, target)
        for row, target in moves
    ]
    told = recipients_of_all(tellings, but=actor)
    return list({one.user_id: one for people in told for one in people}.values())


def record(
    action: str,
    *,
    stream: str,
    actor: Person | None,
    post: Post | None = None,
    nomination: Nomination | None = None,
    changes: audit.Changes | None = None,
    data: dict[str, Any] | None = None,
    act_id: UUID | None = None,
    on_behalf: str | None = None,
    request_id: str | None = None,
) -> int:
    """Write an act that is no step (a draft was saved, a paper was made); the event's id."""  # fmt: skip
    entry = audit.Entry(
        stream, action, actor, act_id or uuid4(), post, on_behalf,
        nomination_id=nomination.id if nomination else None,
        changes=changes or {}, data=data or {}, request_id=request_id,
    )  # fmt: skip
    return record_all([entry])[0]


def record_all(entries: Iterable[audit.Entry]) -> list[int]:
    """Write several such acts in one statement; the events' ids."""
    db.session.flush()
    return audit.append(entries)


def stream_of(nomination: Nomination) -> str:
    """The chain of a dossier."""
    return f"nomination:{nomination.id}"


def changes_of(row: Any) -> audit.Changes:
    """What was set on a row and not yet flushed: name to (before, after)."""
    changes: audit.Changes = {}
    for attribute in inspect(row).mapper.column_attrs:
        history = inspect(row).attrs[attribute.key].history
        if attribute.key in SILENT or not history.has_changes():
            continue
        before = history.deleted[0] if history.deleted else None
        after = history.added[0] if history.added else None
        if before != after:
            changes[attribute.key] = (before, after)
    return changes


class _Work:
    """What one click wrote so far: events and messages, flushed together at the end."""

    def __init__(
        self, actor: Person, act_id: UUID, request_id: str, digest: str, at: Any, on_behalf: str | None = None
    ) -> None:
        self.actor, self.act_id, self.request_id, self.digest = actor, act_id, request_id, digest
        # The database's time, or the expression for it.
        self.at = at
        self.on_behalf = on_behalf
        self.entries: list[audit.Entry] = []
        self.tellings: list[Telling] = []

    def finish(self) -> Outcome:
        """Write the rows of the dossiers, then events, then messages."""
        told = recipients_of_all(self.tellings, but=self.actor)
        db.session.flush()
        ids = audit.append(self.entries)
        rows = tuple(one.nomination for one in self.tellings)
        announce(
            [
                (row, event_id, entry.action, self.act_id, people)
                for row, event_id, entry, people in zip(rows, ids, self.entries, told, strict=True)
            ]
        )
        everybody = {one.user_id: one for people in told for one in people}
        return Outcome(rows, self.act_id, tuple(everybody.values()))


def lock(nomination_id: int, actor: Person) -> Nomination:
    """The dossier, locked until the commit; `NotFoundError` where the person may not know of it."""
    return lock_all([nomination_id], actor)[0]


def lock_all(ids: Iterable[int], actor: Person) -> list[Nomination]:
    """These dossiers, locked in the order of their ids; all of them, or `NotFoundError`."""
    wanted = sorted(set(ids))
    query = (
        db.select(Nomination)
        .filter(Nomination.id.in_(wanted), visible_to(actor))
        .options(
            joinedload(Nomination.award_form),
            joinedload(Nomination.campaign),
            joinedload(Nomination.nominee),
            joinedload(Nomination.unit),
        )
        .order_by(Nomination.id)
        .with_for_update(of=Nomination)
        .execution_options(populate_existing=True)
    )
    rows = list(db.session.scalars(query))
    if len(rows) != len(wanted):
        raise NotFoundError(_("Không tìm thấy hồ sơ."))
    _read_lists_anew(rows)
    return rows


def _read_lists_anew(rows: list[Nomination]) -> None:
    """Read the lists that they stand on; none of them is frozen or sent while these locks are held.

    It takes a statement of its own: one that waited for a lock sees other tables as they were.
    """
    if ids := {row.submission_id for row in rows} - {None}:
        query = db.select(Submission).filter(Submission.id.in_(ids))
        db.session.scalars(query.execution_options(populate_existing=True)).all()


def _step(nomination: Nomination, action: Action) -> Step:
    return PROCEDURES[nomination.procedure].step(action)


def _check(
    nomination: Nomination, step: Step, actor: Person, *, recorded: bool = False, together: bool = False
) -> None:
    """The rule first, then the state, then all guards at once."""
    procedure = PROCEDURES[nomination.procedure]
    acting = procedure.acting(step, nomination)
    if actor.post_for((*procedure.all_roles(step), *acting), nomination) is None:
        raise NotAllowedError(_("Việc này không thuộc nhiệm vụ của đồng chí."))
    if nomination.state not in step.sources:
        # An award that another level grants is never this person's, whatever the state.
        if step.action is Action.AWARD and not procedure.is_decider(actor, nomination):
            raise NotAllowedError(_("Việc này không thuộc nhiệm vụ của đồng chí."))
        raise ClosedError(
            _("Hồ sơ đang ở bước “%(state)s” nên không làm được việc này.",
              state=procedure.words.state(nomination.state))
        )  # fmt: skip
    if actor.post_for(acting, nomination) is None:
        raise NotAllowedError(_("Việc này không thuộc nhiệm vụ của đồng chí."))
    if procedure.is_recorded(step, nomination) and not recorded:
        if procedure.wants_scan(step, nomination):
            raise NotAllowedError(_("Văn bản của cơ quan đã quyết định khen được ghi nhận kèm bản chụp."))
        raise NotAllowedError(_("Kết quả của cấp trên được ghi nhận kèm bản chụp, ở trang của tờ trình."))
    bars = [reason for bar in step.bars for reason in bar(actor, nomination)]
    if bars:
        raise NotAllowedError(" ".join(bars))
    alone, here = () if together else step.needs_alone, () if recorded else step.needs_here
    needs = (*step.needs, *alone, *here)
    problems = [problem for guard in needs for problem in guard(nomination)]
    if problems:
        raise NotReadyError(problems)


def _target(procedure: Procedure, step: Step, nomination: Nomination, inputs: Inputs) -> State:
    targets = procedure.targets_of(step, nomination)
    if not targets:
        return nomination.state
    if len(step.targets) == 1:
        return targets[0]
    wanted = next((one for one in targets if one.value == inputs["to_state"]), None)
    if wanted is None:
        raise InputError({"to_state": _("Chọn nơi trả lại trong danh sách.")})
    return wanted


def doubts_of(action: Action, nomination: Nomination) -> list[str]:
    """What the system would have asked of a step that an office outside it has taken already."""
    return [problem.text for guard in _step(nomination, action).needs_here for problem in guard(nomination)]


def _take(
    work: _Work, nomination: Nomination, step: Step, inputs: Inputs, scan: Enclosure | None = None
) -> None:
    procedure = PROCEDURES[nomination.procedure]
    source, target = nomination.state, _target(procedure, step, nomination, inputs)
    post = work.actor.post_for(procedure.acting(step, nomination), nomination)
    behalf = work.on_behalf or _behalf(procedure, step, nomination)
    assert post is not None  # `_check` has seen it.
    doubts = doubts_of(step.action, nomination) if procedure.is_recorded(step, nomination) else []
    # A flush within would make the changes unknown to the log.
    with db.session.no_autoflush:
        if step.effect:
            step.effect(nomination, inputs, Act(work.actor, post, work.act_id, work.at, scan))
        if target is not source:
            _move(nomination, step, target, work.at)
    nomination.version += 1
    said = {name: (None, value) for name, value in inputs.items() if name != "to_state"}
    # A column that changed knows what it was before; what was typed does not.
    changes = said | changes_of(nomination) | ({"doubts": (None, "; ".join(doubts))} if doubts else {})
    files = {"files": [scan.sha256]} if scan else {}
    work.tellings.append(Telling(procedure, step, nomination, source, target))
    work.entries.append(
        audit.Entry(
            stream_of(nomination), step.action.value, work.actor, work.act_id, post,
            on_behalf=behalf,
            from_state=source.value, to_state=target.value, nomination_id=nomination.id,
            request_id=work.request_id, input_hash=work.digest, changes=changes,
            data={"content_hash": nomination.content_hash, "round": nomination.round} | files,
        )
    )  # fmt: skip


def _behalf(procedure: Procedure, step: Step, nomination: Nomination) -> str | None:
    """For whom the step is written down: a unit on paper, or an office outside the system."""
    if procedure.is_recorded(step, nomination):
        return procedure.office_of(nomination).name
    return nomination.unit.name if step.for_unit else None


def _move(nomination: Nomination, step: Step, target: State, at: Any) -> None:
    source = nomination.state
    try:
        machine_of(nomination.procedure).events[trigger_name(step.action, target)].trigger(nomination)
    except (KeyError, MachineError) as reason:
        raise ClosedError(str(reason)) from reason
    procedure = PROCEDURES[nomination.procedure]
    if source is procedure.timed:
        deadline.pause(nomination)
    if nomination.state is procedure.timed:
        deadline.resume(nomination)
    nomination.state_seq += 1
    nomination.waiting_since = at
    nomination.waiting_from = today()


def _digest(action: Action, inputs: Inputs) -> str:
    text = json.dumps([action.value, audit.plain(inputs)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _former_outcome(nomination: Nomination, actor: Person, request_id: str, digest: str) -> Outcome:
    """The same click again is answered as before; anything else learns who was faster."""
    again = db.session.scalars(
        db.select(AuditEvent).filter(
            AuditEvent.actor_id == actor.id,
            AuditEvent.request_id == request_id,
            AuditEvent.nomination_id == nomination.id,
            AuditEvent.input_hash == digest,
        )
    ).first()
    if again is not None:
        return Outcome((nomination,), again.act_id, is_repeat=True)
    words = PROCEDURES[nomination.procedure].words
    where = _("Hồ sơ hiện ở bước “%(state)s”.", state=words.state(nomination.state))
    raise StaleError(f"{faster_than_you(stream_of(nomination), words)} {where}")


def faster_than_you(stream: str, words: Words = COMMON) -> str:
    """Who did what, and when, last in this chain."""
    last = db.session.scalars(
        db.select(AuditEvent).filter_by(stream=stream).order_by(AuditEvent.seq.desc()).limit(1)
    ).one()
    return _(
        "%(name)s %(done)s lúc %(time)s.",
        name=last.actor_name,
        done=words.done(last.action),
        time=f"{last.at.astimezone(OFFICE_ZONE):%H:%M ngày %d/%m/%Y}",
    )


def former_act(actor: Person, request_id: str, stream_kind: str) -> AuditEvent | None:
    """What the same click of the same person did before in a chain of that kind."""
    query = db.select(AuditEvent).filter(
        AuditEvent.actor_id == actor.id,
        AuditEvent.request_id == request_id,
        AuditEvent.stream.startswith(f"{stream_kind}:"),
    )
    return db.session.scalars(query.limit(1)).first()
