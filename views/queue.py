"""What waits for the person, and acts on many ticked dossiers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models import Nomination, Submission, db
from models.enums import Action, Category, Level, NomineeKind, Role, State, SubmissionState
from views.access import allow, current_person
from views.dossier import GRAVE, at_fields, behalf_of, task_of
from views.dossier_export import dossiers_answer
from views.inputs import Messages, row_id, ticked_ids
from views.own_reasons import check_typed, inputs_for, own_names
from workflow import stories
from workflow.actions import perform, rehearse_all, who_are_told
from workflow.audience import Recipient
from workflow.batches import gathering_post
from workflow.delegations import away, count_to_confirm
from workflow.errors import InputError, Problem, WorkflowError
from workflow.lists import Filters, choices_of, states_among, with_names
from workflow.people import Person
from workflow.procedures import PROCEDURES
from workflow.queues import passed_on, queue_page
from workflow.steps import Step
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
        campaign_id=args.get("campaign", type=row_id),
        gender=args.get("gender", "")[:20],
        category=args.get("category", type=Category),
        waited=args.get("waited", "")[:10],
        holder=args.get("holder", type=Role),
    )


def kept_filters() -> dict[str, str]:
    """The filters of the address as they stand there, for a link to the same list in another shape."""
    return {name: text for name, text in request.args.items() if name != "after" and text}


@blueprint.get("/queue")
@allow()
def show() -> Any:
    """The person's queue, oldest and overdue first."""
    person, filters = current_person(), read_filters()
    if person.roles == {Role.ADMIN}:
        return redirect(url_for("admin.index"))
    page, choices = queue_page(person, filters, request.args.get("after")), choices_of(person)
    return render_template(
        "queue/show.html", page=page, filters=filters, person=person, bulk=bulk_actions(page.rows),
        task=lambda row: _task(row, person), choices=choices, states=states_among(choices, _states(person)),
        passed=passed_on(person), gather=_gather_label(person),
        kept=kept_filters(), to_confirm=count_to_confirm(person), away=away(person),
        to_sign=_to_sign(page.rows), next_url=_next_url(page.next_cursor),
        to_write=stories.count_waiting(person) if Role.CULTURE in person.roles else 0,
        can_award=any(may_award(row, person) for row in page.rows),
    )  # fmt: skip


@blueprint.get("/queue/export.xlsx")
@allow()
def export() -> Any:
    """The queue as a workbook, with what is to be done."""
    person, filters = current_person(), read_filters()
    return dossiers_answer(
        "hang-viec", _l("Hàng việc"), filters,
        lambda cursor, size: queue_page(person, filters, cursor, size),
        more=((_("Việc cần làm"), lambda row: task_of(row, person), 28),),
    )  # fmt: skip


def _gather_label(person: Person) -> str:
    """What the button says that makes a list; empty for who makes none."""
    post = gathering_post(person)
    if post is None:
        return ""
    return _("Lập danh sách trình cấp xã") if post.level is Level.UNIT else _("Lập tờ trình")


def _task(row: Nomination, person: Person) -> str:
    task, behalf = task_of(row, person), behalf_of(row, person)
    return _("%(task)s (thay %(name)s)", task=task, name=behalf) if behalf else task


def _next_url(cursor: str | None) -> str | None:
    if cursor is None:
        return None
    return url_for("queue.show", **{**request.args.to_dict(), "after": cursor})


def _states(person: Person) -> list[State]:
    """The states in which a dossier can wait for this person."""
    turns = [one for procedure in PROCEDURES.values() for one in procedure.turns]
    here = {one.state for one in turns if one.role in person.roles}
    return [one for one in State if one in here]


def _to_sign(rows: list[Nomination]) -> list[Submission]:
    """The lists that are closed and wait for this person to send them."""
    person = current_person()
    frozen = [
        row.submission
        for row in rows
        for way in PROCEDURES[row.procedure].ways
        if row.submission is not None and row.submission.state is SubmissionState.FROZEN
        and row.state is way.source and person.post_for((way.sender,), row)
    ]  # fmt: skip
    return list(dict.fromkeys(frozen))


def may_award(row: Nomination, person: Person) -> bool:
    """Whether the dossier lies with this person to be decided."""
    procedure = PROCEDURES[row.procedure]
    return procedure.is_decided_in(row.state, row) and procedure.is_decider(person, row)


def _bulk_steps() -> list[Step]:
    return [step for one in PROCEDURES.values() for step in one.steps if step.is_bulk]


def bulk_actions(rows: list[Nomination]) -> list[Action]:
    """What this person may do to several of these rows at once."""
    found = {step.action for step in _bulk_steps() if any(_may_bulk(step, row) for row in rows)}
    return [one for one in Action if one in found]


def _may_bulk(step: Step, row: Nomination) -> bool:
    procedure = PROCEDURES[row.procedure]
    roles = () if procedure.is_recorded(step, row) else procedure.roles(step, row.state)
    return row.state in step.sources and current_person().post_for(roles, row) is not None


# Many at once


@dataclass
class Line:
    """One ticked dossier: how it was shown, and what stands in the way or came of it."""

    row: Nomination
    version: int
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        """Whether the act can be done."""
        return not self.problems


@dataclass(frozen=True)
class Result:
    """What came of one dossier; the reason where nothing did."""

    code: str
    name: str
    reason: str = ""
    receipt_number: str = ""


@blueprint.post("/queue/<action>")
@allow()
def bulk(action: str) -> Any:
    """Rehearse an act on the ticked dossiers; with `confirmed`, do it, each on its own."""
    if action not in {step.action.value for step in _bulk_steps()}:
        abort(404)
    act = Action(action)
    lines, left_out = _ticked(act)
    if not lines:
        flash(_("Hãy đánh dấu ít nhất một hồ sơ."), "warning")
        return redirect(_back_url())
    errors: dict[str, str] = {}
    if request.form.get("confirmed") == "1":
        try:
            done = _do_all(act, [one for one in lines if one.row.id in ticked_ids(request.form)])
        except InputError as wrong:
            errors = at_fields(wrong.fields)
        else:
            return render_template(
                "queue/results.html", action=act, done=done, skipped=_skipped(lines), back_url=_back_url()
            )
    ready = [one.row for one in lines if one.is_ready]
    targets = _common_targets(act, ready)
    procedure = PROCEDURES[lines[0].row.procedure]
    page = render_template(
        "queue/rehearsal.html", action=act, lines=lines, left_out=left_out, ready=len(ready),
        errors=Messages(errors), values=request.form, procedure=procedure, label=procedure.words.action(act), targets=targets,
        told=_told(act, ready, targets), is_grave=act in GRAVE, back_url=_back_url(), names=own_names(lines),
        request_id=request.form.get("request_id") or uuid4().hex,
    )  # fmt: skip
    return (page, 422) if errors else page


def _back_url() -> str:
    """Where the rows were ticked: on the page of a list, or in the queue."""
    number = request.form.get("list", type=row_id)
    return url_for("submissions.show", submission_id=number) if number else url_for("queue.show")


def _ticked(action: Action) -> tuple[list[Line], int]:
    """What was ticked and what was set aside before, each rehearsed; and how many were too many."""
    ids = ticked_ids(request.form) + request.form.getlist("aside", type=row_id)
    query = db.select(Nomination).filter(Nomination.id.in_(ids), visible_to(current_person()))
    rows = list(db.session.scalars(with_names(query).order_by(Nomination.id).limit(MOST_AT_ONCE)))
    found = rehearse_all(action, rows, current_person())
    lines = [
        Line(row, request.form.get(f"version-{row.id}", -1, type=row_id), problems)
        for row, problems in zip(rows, found, strict=True)
    ]
    for one in lines:
        if one.version != one.row.version:
            one.problems = [Problem(_("hồ sơ vừa được xử lý sau khi đồng chí mở hàng việc; xin mở xem lại"))]
    return lines, len(set(ids)) - len(rows)


def _common_targets(action: Action, rows: list[Nomination]) -> list[State]:
    """Where the act can lead each of these dossiers, if that is to be chosen."""
    sets = []
    for row in rows:
        procedure = PROCEDURES[row.procedure]
        step = procedure.step(action)
        if len(step.targets) < 2:
            return []
        sets.append(set(procedure.targets_of(step, row)))
    return [state for state in State if sets and all(state in one for one in sets)]


def _told(
    action: Action, rows: list[Nomination], targets: list[State]
) -> dict[State | None, list[Recipient]]:
    """The people who would be told, for each target; under None where nothing is to be chosen."""
    person = current_person()
    if targets:
        return {one: who_are_told(action, [(row, one) for row in rows], person) for one in targets}
    moves = []
    for row in rows:
        procedure = PROCEDURES[row.procedure]
        moves.append((row, (procedure.targets_of(procedure.step(action), row) or (row.state,))[0]))
    return {None: who_are_told(action, moves, person)}


def _do_all(action: Action, lines: list[Line]) -> list[Result]:
    """Each in its own transaction."""
    # What was typed is read before the first is done.
    for one in lines:
        check_typed(PROCEDURES[one.row.procedure].step(action), one.row.id)
    todo = [(one.row.id, one.row.code, one.row.name, one.version) for one in lines]
    act_id, request_id = uuid4(), request.form.get("request_id", "")[:64]
    return [_do_one(action, *one, act_id, request_id) for one in todo]


def _do_one(
    action: Action, number: int, code: str, name: str, version: int, act_id: UUID, request_id: str
) -> Result:
    try:
        outcome = perform(action, number, actor=current_person(), inputs=inputs_for(action, number), act_id=act_id,
                          expected_version=version, request_id=request_id)  # fmt: skip
    except WorkflowError as refusal:
        db.session.rollback()
        return Result(code, name, str(refusal))
    receipt_number = outcome.nominations[0].receipt_number if action is Action.RECEIVE else ""
    db.session.commit()
    return Result(code, name, receipt_number=receipt_number or "")


def _skipped(lines: list[Line]) -> list[Result]:
    """What was set aside when it was rehearsed, with the reason."""
    aside = set(request.form.getlist("aside", type=row_id))
    return [
        Result(one.row.code, one.row.name, "; ".join(problem.text for problem in one.problems))
        for one in lines
        if one.row.id in aside
    ]
