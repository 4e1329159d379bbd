"""The dossiers: the list, one dossier, and the acts on it."""

from __future__ import annotations

from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from models import Attachment, AuditEvent, Claim, Message, Nomination, db
from models.enums import DONE_LABELS, OPEN_STATES, STATE_LABELS, Action, Role, State
from tasks.outbox import is_untrue
from views.access import allow, current_person, find_nomination
from views.history import history_of
from views.inputs import Messages, inputs_of, row_id, typed_texts
from views.queue import read_filters
from views.typed import take_typed
from workflow import audit
from workflow.actions import available_actions, perform, who_is_told
from workflow.content import changed_fields, content_of, field_names
from workflow.errors import ClosedError, InputError, NotReadyError
from workflow.guards import open_holds
from workflow.lists import choices_of, count_drafts, list_page
from workflow.procedures import PROCEDURES
from workflow.queues import next_task
from workflow.visibility import may_read_holds

blueprint = Blueprint("nominations", __name__, url_prefix="/nominations")


@blueprint.get("")
@allow()
def index() -> str:
    """Everything that the person may see, with the filters of the queue."""
    filters, person = read_filters(), current_person()
    page = list_page(person, filters, request.args.get("after"))
    following = {**request.args.to_dict(), "after": page.next_cursor}
    return render_template(
        "nominations/index.html", page=page, filters=filters, choices=choices_of(person),
        drafts=count_drafts(person),
                next_url=url_for("nominations.index", **following) if page.next_cursor else None,
    )  # fmt: skip


@blueprint.get("/<code>")
@allow()
def show(code: str) -> str:
    """One dossier: where it stands, what is to be done, what it says, what was done."""
    nomination, person = find_nomination(code), current_person()
    audit.record_access("view", person, nomination_id=nomination.id, detail=nomination.code)
    db.session.commit()
    nomination = _with_content(nomination.id)
    offers = available_actions(nomination, person)
    messages = db.session.scalars(
        db.select(Message)
        .filter(Message.nomination_id == nomination.id)
        .options(joinedload(Message.recipient))
        .order_by(Message.id.desc())
        .limit(100)
    ).all()
    return render_template(
        "nominations/show.html", nomination=nomination, offers=offers,
        task=next_task(nomination, person), steps=_stepper(nomination),
        fields=fields_of(nomination), changed=_changed_since_last_round(nomination),
        events=history_of(nomination, person), messages=messages, is_untrue=is_untrue,
        holds=open_holds(nomination), may_read_holds=may_read_holds(person, nomination),
        can_edit=_can_edit(nomination, person), owner=_owner(nomination),
    )  # fmt: skip


def _with_content(nomination_id: int) -> Nomination:
    query = (
        db.select(Nomination)
        .filter_by(id=nomination_id)
        .options(
            joinedload(Nomination.nominee), joinedload(Nomination.unit), joinedload(Nomination.town),
            joinedload(Nomination.campaign), joinedload(Nomination.award_form),
            joinedload(Nomination.drafted_by), joinedload(Nomination.submission),
            joinedload(Nomination.award),
            selectinload(Nomination.claims).joinedload(Claim.criterion),
            selectinload(Nomination.attachments), selectinload(Nomination.remarks),
            selectinload(Nomination.appraisals), selectinload(Nomination.snapshots),
        )
        .execution_options(populate_existing=True)
    )  # fmt: skip
    return db.session.scalars(query).unique().one()


def _can_edit(nomination: Nomination, person) -> bool:
    from workflow.drafts import writer_post
    from workflow.errors import WorkflowError

    try:
        writer_post(person, nomination)
    except WorkflowError:
        return False
    return True


def _owner(nomination: Nomination):
    return PROCEDURES[nomination.procedure].owner(nomination)


def _stepper(nomination: Nomination) -> list[dict[str, object]]:
    """The main line with what is behind, here and ahead."""
    line = [one for one in OPEN_STATES if one is not State.SENT_TO_PROVINCE or _goes_to_province(nomination)]
    line.append(State.AWARDED)
    times = {
        event.to_state: event
        for event in db.session.scalars(
            db.select(AuditEvent)
            .filter(AuditEvent.nomination_id == nomination.id, AuditEvent.to_state.is_not(None),
                    AuditEvent.from_state != AuditEvent.to_state)
            .order_by(AuditEvent.id)
        )
    }  # fmt: skip
    here = line.index(nomination.state) if nomination.state in line else None
    steps = []
    for place, state in enumerate(line):
        event = times.get(state.value)
        if here is None:
            status = "done" if event else "todo"
        else:
            status = "done" if place < here else "current" if place == here else "todo"
        known = event and status != "todo"
        steps.append({"label": STATE_LABELS[state], "who": event.actor_name if known else "",
                      "date": event.at if known else None, "status": status})  # fmt: skip
    if here is None:
        steps.append({"label": STATE_LABELS[nomination.state], "who": "", "date": None, "status": "failed"})
    elif nomination.state is State.AWARDED:
        steps[-1]["status"] = "done"
    return steps


def _goes_to_province(nomination: Nomination) -> bool:
    return nomination.award_form.granter_level.value == "province"


def fields_of(nomination: Nomination) -> list[tuple[str, str]]:
    """Each field of the form with what it is called."""
    names = {"nominee": _("Người, tập thể được đề nghị"), "award_form": _("Hình thức khen"),
             "summary": _("Tóm tắt thành tích"), "attachments": _("Tài liệu kèm theo")}  # fmt: skip
    numbers = iter(range(1, 100))
    return [
        (one, names.get(one) or _("Tiêu chuẩn %(n)s", n=next(numbers))) for one in field_names(nomination)
    ]


def _changed_since_last_round(nomination: Nomination) -> list[tuple[str, object, object]]:
    """What differs between the last two submitted rounds, for the reviewer."""
    if len(nomination.snapshots) < 2 and not (nomination.snapshots and nomination.state is State.DRAFTING):
        return []
    is_draft = nomination.state is State.DRAFTING
    before = nomination.snapshots[-1 if is_draft else -2].content
    after = content_of(nomination) if is_draft else nomination.snapshots[-1].content
    titles = dict(fields_of(nomination))
    return [
        (titles.get(name, name), in_words(before.get(name)), in_words(after.get(name)))
        for name in changed_fields(before, after)
    ]


def in_words(value: object) -> str:
    """A stored content value as lines that a human reads."""
    if isinstance(value, list | tuple):
        return "\n".join(in_words(one) for one in value if one not in (None, "", []))
    return "" if value is None else str(value)


@blueprint.get("/<code>/actions/<action>")
@allow()
def confirm(code: str, action: str) -> str:
    """What will happen and who will be told, before it happens."""
    nomination = find_nomination(code)
    return _confirm_page(nomination, _action(action), {}, take_typed() or request.args, [])


def _action(name: str) -> Action:
    try:
        return Action(name)
    except ValueError:
        abort(404)


def _confirm_page(nomination, action, errors, values, problems, code=200):
    person = current_person()
    procedure = PROCEDURES[nomination.procedure]
    step = procedure.step(action)
    if step.is_batch:
        abort(404)
    offer = next((one for one in available_actions(nomination, person) if one.step is step), None)
    if offer is None and code == 200:
        from workflow.actions import _check

        _check(nomination, step, person)
    targets = procedure.targets_of(step, nomination)
    target = next((one for one in targets if one.value == values.get("to_state")), None)
    target = target or (
        targets[-1] if len(step.targets) > 1 and targets else (targets or (nomination.state,))[0]
    )
    page = render_template(
        "nominations/act.html", nomination=nomination, action=action, step=step, errors=Messages(errors),
        values=values, problems=problems or (offer.problems if offer else []), targets=targets,
        told=who_is_told(action, nomination, target, person), target=target,
        fields=fields_of(nomination), request_id=values.get("request_id") or uuid4().hex,
        criteria=nomination.award_form.criteria_for(nomination.kind),
        claims={one.criterion_id: one for one in nomination.claims},
        forms=[one for one in nomination.campaign.award_forms if nomination.kind in one.kinds],
        typed=typed_texts(), holds=open_holds(nomination),
    )  # fmt: skip
    return (page, code) if code != 200 else page


@blueprint.post("/<code>/actions/<action>")
@allow()
def act(code: str, action: str) -> object:
    """Do it, through the door."""
    nomination, act_ = find_nomination(code), _action(action)
    number = nomination.id
    try:
        outcome = perform(
            act_, number, actor=current_person(), inputs=inputs_of(act_),
            expected_version=request.form.get("version", -1, type=row_id),
            request_id=request.form.get("request_id", "")[:64] or uuid4().hex,
        )  # fmt: skip
    except InputError as wrong:
        db.session.rollback()
        return _confirm_page(find_nomination(code), act_, wrong.fields, request.form, [], 422)
    except NotReadyError as refusal:
        db.session.rollback()
        return _confirm_page(find_nomination(code), act_, {}, request.form, refusal.problems, 422)
    except ClosedError as refusal:
        db.session.rollback()
        back = url_for("nominations.show", code=code)
        return render_template(
            "errors/409.html", reason=str(refusal), back_url=back, typed=typed_texts()
        ), 409
    names = ", ".join(one.name for one in outcome.told)
    db.session.commit()
    flash(_("Hồ sơ %(code)s %(done)s.", code=code, done=DONE_LABELS[act_.value]), "success")
    if names:
        flash(_("Đã báo cho: %(names)s.", names=names), "info")
    return redirect(url_for("nominations.show", code=code))


@blueprint.get("/<code>/files/<int:attachment_id>")
@allow()
def download(code: str, attachment_id: int) -> object:
    """A file of the dossier, always as a download."""
    from views.files import send

    nomination = find_nomination(code)
    attachment = db.session.get(Attachment, attachment_id)
    if attachment is None or attachment.nomination_id != nomination.id:
        abort(404)
    if attachment.removed_at and Role.AUDITOR not in current_person().roles:
        abort(404)
    audit.record_access("download", current_person(), nomination_id=nomination.id,
                        detail=attachment.filename)  # fmt: skip
    name, sha256, kind = attachment.filename, attachment.sha256, attachment.file.media_type
    db.session.commit()
    return send(sha256, name, kind)


from views import drafting  # noqa: E402, F401 (adds the pages of the form to this blueprint)
