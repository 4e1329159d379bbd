"""The way of one dossier, read off its log: who did each step, and when."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import or_

from models import AuditEvent, Nomination, db
from models.enums import OPEN_STATES, Action, State
from workflow.procedures import PROCEDURES

LINE = (*OPEN_STATES, State.AWARDED)


def steps_of(nomination: Nomination) -> list[dict[str, Any]]:
    """The steps of the way: behind with who took them, here, and ahead."""
    events = _moves(nomination)
    done, back = _taken(events)
    if nomination.state not in LINE:
        return _ended(nomination, done, events)
    line = _line(nomination)
    here = line.index(nomination.state)
    if nomination.handed_over_on:
        here += 1
    return [
        _step(nomination, state, done.get(state) if place < here else None,
              "done" if place < here else "current" if place == here else "todo",
              back if place == here else None)
        for place, state in enumerate(line)
    ]  # fmt: skip


def _moves(nomination: Nomination) -> list[AuditEvent]:
    """What moved the dossier, and its handing over, oldest first."""
    moved = AuditEvent.from_state != AuditEvent.to_state
    query = db.select(AuditEvent).filter(
        AuditEvent.nomination_id == nomination.id,
        or_(moved, AuditEvent.action == Action.HAND_OVER.value),
    )
    return list(db.session.scalars(query.order_by(AuditEvent.id)))


def _taken(events: list[AuditEvent]) -> tuple[dict[str, AuditEvent], AuditEvent | None]:
    """By the state that it led out of, each step that still counts; and the return that still stands."""
    done: dict[str, AuditEvent] = {}
    back = None
    for event in events:
        if event.action == Action.HAND_OVER.value:
            done[State.AWARDED.value] = event
        elif event.action == Action.RETURN.value:
            back, behind = event, LINE[: LINE.index(State(event.to_state))]
            done = {state: one for state, one in done.items() if State(state) in behind}
        else:
            done[event.from_state] = event
            back = None if back and back.to_state == event.from_state else back
    return done, back


def _line(nomination: Nomination) -> list[State]:
    line = PROCEDURES[nomination.procedure].line(nomination)
    # The ink signature on the paper stands for the approval.
    return [one for one in line if one is not State.DRAFTED or not nomination.entered_by_id]


def _ended(
    nomination: Nomination, done: dict[str, AuditEvent], events: list[AuditEvent]
) -> list[dict[str, Any]]:
    """What was done, and the act that ended it."""
    end = next((one for one in reversed(events) if one.to_state == nomination.state.value), None)
    steps = [
        _step(nomination, state, done[state], "done", None)
        for state in _line(nomination)
        if state in done and done[state] is not end
    ]
    last = {"label": PROCEDURES[nomination.procedure].words.state(nomination.state), "who": end.actor_name if end else "",
            "date": end.at if end else None, "note": "", "status": "failed"}  # fmt: skip
    return [*steps, last]


def _step(
    nomination: Nomination, state: State, event: AuditEvent | None, status: str, back: AuditEvent | None
) -> dict[str, Any]:
    label = PROCEDURES[nomination.procedure].work(nomination, state)
    if state is State.DRAFTING and nomination.entered_by_id:
        label = _("Nhập hồ sơ giấy")
    told = event or back
    return {"label": label, "status": status, "note": _("bị trả lại") if back else "",
            "who": told.actor_name if told else "", "date": told.at if told else None}  # fmt: skip
