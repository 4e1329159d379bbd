"""The dossiers: the list, one dossier, and the acts on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models import Attachment, Enclosure, Nomination, db
from models.enums import Action, Role, State
from views.access import allow, current_person, find_nomination
from views.changes import changes_of, fields_of
from views.checks import checks_of
from views.dossier import (
    GRAVE,
    IN_REVIEW,
    at_fields,
    buttons_of,
    can_edit,
    find_whole,
    remarks_of,
    told_of,
    waiting_of,
)
from views.dossier_export import dossiers_answer
from views.files import send
from views.history import history_of
from views.inputs import Messages, inputs_of, row_id, taken, typed_texts
from views.queue import kept_filters, read_filters
from views.stepper import steps_of
from views.typed import take_typed
from views.uploading import enclose
from workflow import audit
from workflow.actions import available_actions, check, perform, who_is_told
from workflow.asking import asked_together
from workflow.content import claim_field
from workflow.errors import ClosedError, InputError, NotReadyError
from workflow.guards import open_holds
from workflow.inputs import Inputs, read_inputs
from workflow.lists import choices_of, count_drafts, list_page, states_among
from workflow.procedures import PROCEDURES
from workflow.visibility import may_read_holds

blueprint = Blueprint("nominations", __name__, url_prefix="/nominations")


@blueprint.get("")
@allow()
def index() -> str:
    """Everything that the person may see, with the filters of the queue."""
    filters, person = read_filters(), current_person()
    page = list_page(person, filters, request.args.get("after"))
    following = {**request.args.to_dict(), "after": page.next_cursor}
    states = [State.AWARDED] if person.roles == {Role.CULTURE} else list(State)
    choices = choices_of(person)
    return render_template(
        "nominations/index.html", page=page, filters=filters, choices=choices,
        states=states_among(choices, states),
        drafts=count_drafts(person), kept=kept_filters(),
        next_url=url_for("nominations.index", **following) if page.next_cursor else None,
    )  # fmt: skip


@blueprint.get("/export.xlsx")
@allow()
def export() -> Any:
    """That list as a workbook, to its last row."""
    person, filters = current_person(), read_filters()
    return dossiers_answer(
        "ho-so", _l("Hồ sơ"), filters, lambda cursor, size: list_page(person, filters, cursor, size)
    )


@blueprint.get("/<code>")
@allow()
def show(code: str) -> str:
    """One dossier: where it stands, what is to be done, what it says, what was done."""
    nomination, person = find_whole(code), current_person()
    with asked_together([nomination]):
        offers, holds = available_actions(nomination, person), open_holds(nomination)
        checks = checks_of(nomination, person)
    is_writer = can_edit(nomination, person)
    buttons, rare = buttons_of(nomination, person, offers, is_held=bool(holds), is_writer=is_writer)
    told, has_more = told_of(nomination)
    page = render_template(
        "nominations/show.html", nomination=nomination, buttons=buttons, rare=rare,
        waiting=waiting_of(nomination, person), events=history_of(nomination, person),
        steps=steps_of(nomination),
        fields=dict(fields_of(nomination)), remarks=remarks_of(nomination, is_writer=is_writer),
        changes=changes_of(nomination) if nomination.state in IN_REVIEW else [],
        told=told, has_more=has_more, holds=holds, checks=checks, may_read_holds=may_read_holds(person, nomination),
    )  # fmt: skip
    # Each look is logged, and what was read for the page need not be read anew after the commit.
    audit.record_access("view", person, nomination_id=nomination.id, detail=nomination.code)
    db.session.commit()
    return page


@blueprint.get("/<code>/actions/<action>")
@allow()
def confirm(code: str, action: str) -> Any:
    """What will happen and who will be told, before it happens."""
    nomination, act_ = find_nomination(code), _action(action)
    return _confirm_page(nomination, act_, {}, take_typed() or request.args or _known(nomination, act_), [])


def _known(nomination: Nomination, action: Action) -> dict[str, str]:
    """What a return says by itself: which criteria the unit has not answered yet."""
    if action is not Action.RETURN or not nomination.lacks_answers:
        return {}
    answered = {one.criterion_id for one in nomination.claims if one.text}
    text = _("Xin nêu thành tích và minh chứng theo tiêu chuẩn này.")
    return {
        f"on-{claim_field(one.id)}": text
        for one in nomination.award_form.criteria_for(nomination.kind)
        if one.id not in answered
    }


def _action(name: str) -> Action:
    try:
        return Action(name)
    except ValueError:
        abort(404)


def _confirm_page(nomination, action, errors, values, problems, code=200) -> Any:
    person = current_person()
    procedure = PROCEDURES[nomination.procedure]
    step = procedure.step(action)
    if step.is_batch:
        abort(404)
    try:
        check(action, nomination, person)
    except NotReadyError as refusal:
        problems = problems or refusal.problems
    targets = procedure.targets_of(step, nomination) or (nomination.state,)
    told = {one: who_is_told(action, nomination, one, person) for one in targets}
    page = render_template(
        "nominations/act.html", nomination=nomination, procedure=procedure, action=action, errors=Messages(errors),
        names=_names_of(nomination, values), values=values, problems=problems, targets=targets, told=told, fields=fields_of(nomination), is_grave=action in GRAVE,
        can_edit=can_edit(nomination, person),
        behalf=_behalf(procedure.acting(step, nomination), nomination),
        granter=procedure.office_of(nomination) if procedure.wants_scan(step, nomination) else None,
        request_id=values.get("request_id") or uuid4().hex,
        criteria=nomination.award_form.criteria_for(nomination.kind),
        claims={one.criterion_id: one for one in nomination.claims},
        forms=[one for one in nomination.campaign.award_forms if nomination.kind in one.kinds],
        typed=typed_texts(), holds=open_holds(nomination),
    )  # fmt: skip
    return (page, code) if code != 200 else page


def _behalf(roles: Iterable[Role], nomination: Nomination) -> str:
    post = current_person().post_for(roles, nomination)
    return str(post.absent) if post and post.absent else ""


def _names_of(nomination: Nomination, values: Any) -> dict[str, str]:
    """What the fields of the confirmation are called."""
    names = {f"on-{name}": title for name, title in fields_of(nomination)}
    names["scan"] = _("Bản chụp")
    if values.get("on-general"):
        names["on-general"] = _("Ý kiến chung")
    for number, one in enumerate(nomination.award_form.criteria_for(nomination.kind), 1):
        names[f"met-{one.id}"] = _("Tiêu chuẩn %(n)s", n=number)
        names[f"remark-{one.id}"] = _("Nhận xét tiêu chuẩn %(n)s", n=number)
    return names


@blueprint.post("/<code>/actions/<action>")
@allow()
def act(code: str, action: str) -> Any:
    """Do it, through the door."""
    nomination, act_ = find_nomination(code), _action(action)
    number, words = nomination.id, PROCEDURES[nomination.procedure].words
    inputs = inputs_of(act_)
    try:
        outcome = perform(
            act_, number, actor=current_person(), inputs=inputs, scan=_scan_of(act_, nomination, inputs),
            expected_version=request.form.get("version", -1, type=row_id),
            request_id=request.form.get("request_id", "")[:64] or uuid4().hex,
        )  # fmt: skip
    except InputError as wrong:
        db.session.rollback()
        return _confirm_page(find_nomination(code), act_, at_fields(wrong.fields), request.form, [], 422)
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
    flash(_("Hồ sơ %(code)s %(done)s.", code=code, done=words.done(act_.value)), "success")
    if names:
        flash(_("Đã báo cho: %(names)s.", names=names), "info")
    return redirect(url_for("nominations.show", code=code))


def _scan_of(action: Action, nomination: Nomination, inputs: Inputs) -> Enclosure | None:
    """The paper of a granter outside the system that the act is written down from; None where none is asked.

    Raises `InputError` with what is wrong with the file and with the fields, at once.
    """
    step = PROCEDURES[nomination.procedure].step(action)
    if not PROCEDURES[nomination.procedure].wants_scan(step, nomination):
        return None
    check(action, nomination, current_person())  # Before a file is kept.
    wrong: dict[str, str] = {}
    scan = taken(lambda: enclose("scan", nomination.town), wrong)
    taken(lambda: read_inputs(step.fields, inputs), wrong)
    if wrong:
        raise InputError(wrong)
    return scan


@blueprint.get("/<code>/files/<int:attachment_id>")
@allow()
def download(code: str, attachment_id: int) -> Any:
    """A file of the dossier, always as a download."""
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


from views import drafting, likeness, nominations_import  # noqa: E402, F401 (add their pages)
