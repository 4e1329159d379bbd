"""What waits for the person, and acts on many ticked dossiers."""

from __future__ import annotations

from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Nomination, db
from models.enums import ACTION_LABELS, Action, NomineeKind, Role, State
from views.access import allow, current_person
from views.inputs import Messages, inputs_of, row_id, ticked_ids
from workflow.actions import perform, rehearse, who_is_told
from workflow.batches import UPWARD, gathering_post
from workflow.errors import InputError, WorkflowError
from workflow.inputs import read_inputs
from workflow.lists import Filters, choices_of
from workflow.procedures import PROCEDURES
from workflow.queues import next_task, passed_on, queue_page
from workflow.visibility import visible_to

blueprint = Blueprint("queue", __name__)
MOST_AT_ONCE = 200


def read_filters() -> Filters:
    """The filters of the address; what makes no sense is left out."""
    args = request.args
    return Filters(
        text=args.get("q", "")[:100],
        unit_id=args.get("unit", type=row_id),
        award_form_id=args.get("form", type=row_id),
        kind=args.get("kind", type=NomineeKind),
        state=args.get("state", type=State),
        overdue=args.get("overdue") == "1",
    )


@blueprint.get("/queue")
@allow()
def show() -> str:
    """The person's queue, oldest and overdue first."""
    person, filters = current_person(), read_filters()
    page = queue_page(person, filters, request.args.get("after"))
    bulk = sorted(
        {step.action for step in _bulk_steps() if _may_bulk(step, page.rows)}, key=list(Action).index
    )
    return render_template(
        "queue/show.html", page=page, filters=filters, bulk=bulk, person=person,
        task=lambda row: next_task(row, person), choices=choices_of(person),
        passed=passed_on(person), can_gather=gathering_post(person) is not None,
        next_url=_next_url(page.next_cursor),         gather_state=_gather_state(), can_award=bool(person.roles & {Role.DISTRICT, Role.PROVINCE}),
    )  # fmt: skip


def _next_url(cursor: str | None) -> str | None:
    if cursor is None:
        return None
    return url_for("queue.show", **{**request.args.to_dict(), "after": cursor})


def _gather_state() -> State | None:
    post = gathering_post(current_person())
    return UPWARD[post.level][0] if post else None


def _bulk_steps() -> list:
    return [step for one in PROCEDURES.values() for step in one.steps if step.is_bulk]


def _may_bulk(step, rows: list[Nomination]) -> bool:
    person = current_person()
    return any(
        row.state in step.sources and person.post_for(PROCEDURES[row.procedure].roles(step, row.state), row)
        for row in rows
    )


@blueprint.post("/queue/<action>")
@allow()
def bulk(action: str) -> object:
    """Rehearse an act on the ticked dossiers; with `confirmed`, do it, each on its own."""
    if action not in {step.action.value for step in _bulk_steps()}:
        abort(404)
    act, person = Action(action), current_person()
    rows = _ticked()
    if not rows:
        flash(_("Hãy đánh dấu ít nhất một hồ sơ."), "warning")
        return redirect(url_for("queue.show"))
    errors: dict[str, str] = {}
    if request.form.get("confirmed") == "1":
        try:
            return render_template("queue/results.html", action=act, results=_do_all(act, rows))
        except InputError as wrong:
            errors = wrong.fields
    plan = [(row, rehearse(act, row, person)) for row in rows]
    step = PROCEDURES[rows[0].procedure].step(act)
    told = _told(act, [row for row, problems in plan if not problems])
    return render_template(
        "queue/rehearsal.html", action=act, plan=plan, told=told, step=step, errors=Messages(errors),
        values=request.form, label=ACTION_LABELS[act], request_id=uuid4().hex,
        ready=sum(not problems for _row, problems in plan), targets=_common_targets(step, plan),
    )  # fmt: skip


def _ticked() -> list[Nomination]:
    ids = ticked_ids(request.form)[:MOST_AT_ONCE]
    query = db.select(Nomination).filter(Nomination.id.in_(ids), visible_to(current_person()))
    return list(db.session.scalars(query.order_by(Nomination.id)))


def _told(action: Action, rows: list[Nomination]) -> list[str]:
    names = {}
    for row in rows:
        step = PROCEDURES[row.procedure].step(action)
        target = (PROCEDURES[row.procedure].targets_of(step, row) or (row.state,))[0]
        for one in who_is_told(action, row, target, current_person()):
            names[one.user_id] = one.name
    return list(names.values())


def _common_targets(step, plan) -> list[State]:
    if len(step.targets) < 2:
        return []
    sets = [set(PROCEDURES[row.procedure].targets_of(step, row)) for row, _problems in plan]
    return [state for state in State if all(state in one for one in sets)]


def _do_all(action: Action, rows: list[Nomination]) -> list[tuple[str, str, str | None]]:
    """Each in its own transaction; (code, name, reason why not)."""
    person, act_id, results = current_person(), uuid4(), []
    # What all of them share is read before the first is done.
    read_inputs(PROCEDURES[rows[0].procedure].step(action).fields, inputs_of(action))
    request_id = request.form.get("request_id", "")[:64]
    todo = [(row.id, row.code, row.name, request.form.get(f"version-{row.id}", row.version, type=row_id))
            for row in rows]  # fmt: skip
    for number, code, name, version in todo:
        try:
            perform(action, number, actor=person, inputs=inputs_of(action), act_id=act_id,
                    expected_version=version, request_id=request_id)  # fmt: skip
        except WorkflowError as refusal:
            db.session.rollback()
            results.append((code, name, str(refusal)))
        else:
            db.session.commit()
            results.append((code, name, None))
    return results
