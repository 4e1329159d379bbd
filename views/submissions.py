"""Submissions: gather, freeze, send."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Document, Submission, db
from models.enums import Action, Role, SubmissionState
from views.access import allow, current_person
from views.inputs import row_id, ticked_ids
from workflow import batches
from workflow.actions import rehearse, who_is_told
from workflow.errors import NotAllowedError, NotReadyError
from workflow.procedures import PROCEDURES
from workflow.visibility import submission_visible_to

blueprint = Blueprint("submissions", __name__, url_prefix="/submissions")
OFFICES = (Role.CLERK, Role.CHAIR, Role.DISTRICT, Role.PROVINCE, Role.AUDITOR)


@blueprint.get("")
@allow(*OFFICES)
def index() -> str:
    """The submissions that the person's office sent or received, newest first."""
    query = (
        db.select(Submission)
        .filter(submission_visible_to(current_person()))
        .order_by(Submission.id.desc())
        .limit(200)
    )
    return render_template("submissions/index.html", rows=list(db.session.scalars(query)))


@blueprint.post("")
@allow(*OFFICES)
def create() -> Any:
    """Put the ticked dossiers on a new list."""
    ids = ticked_ids(request.form)
    try:
        submission = batches.gather(current_person(), ids)
    except NotReadyError as refusal:
        db.session.rollback()
        for problem in refusal.problems:
            flash(problem.text, "error")
        return redirect(url_for("queue.show"))
    number = submission.id
    db.session.commit()
    flash(_("Đã lập danh sách. Kiểm tra rồi chốt để lấy số tờ trình."), "success")
    return redirect(url_for("submissions.show", submission_id=number))


@blueprint.get("/<int:submission_id>")
@allow(*OFFICES)
def show(submission_id: int) -> Any:
    """The list, its letter, and what this person can do with it."""
    return _page(submission_id)


def _page(submission_id: int, problems: list | None = None, code: int = 200) -> Any:
    person = current_person()
    submission = batches.find_submission(submission_id, person)
    db.session.commit()
    action = batches.UPWARD[submission.from_organisation.level][2]
    rows = [one.nomination for one in submission.items]
    frozen = submission.state is SubmissionState.FROZEN
    blocked = [(row, rehearse(action, row, person)) for row in rows] if frozen else []
    papers = db.session.scalars(
        db.select(Document).filter_by(submission_id=submission.id).order_by(Document.version.desc())
    ).all()
    page = render_template(
        "submissions/show.html", submission=submission, papers=papers, action=action,
        problems=problems or [one for _row, found in blocked for one in found],
        blocked=[(row, found) for row, found in blocked if found],
        can_prepare=_can_prepare(submission), can_send=frozen and _can_send(submission, action),
        told=_told(action, rows) if frozen else [], request_id=uuid4().hex,
    )  # fmt: skip
    return (page, code) if code != 200 else page


def _can_prepare(submission: Submission) -> bool:
    if submission.state is SubmissionState.SENT:
        return False
    try:
        batches.preparing_post(current_person(), submission)
    except NotAllowedError:
        return False
    return True


def _can_send(submission: Submission, action: Action) -> bool:
    role = Role.CHAIR if action is Action.SEND else Role.DISTRICT
    return submission.from_organisation_id in current_person().at(role)


def _told(action: Action, rows: list) -> list[str]:
    names = {}
    for row in rows:
        target = PROCEDURES[row.procedure].step(action).targets[0]
        for one in who_is_told(action, row, target, current_person()):
            names[one.user_id] = one.name
    return list(names.values())


@blueprint.post("/<int:submission_id>/<act>")
@allow(*OFFICES)
def change(submission_id: int, act: str) -> Any:
    """Freeze, reopen, take a row off, or send."""
    person, version = current_person(), request.form.get("version", -1, type=row_id)
    submission = batches.find_submission(submission_id, person)
    try:
        done = _do(submission, act, version)
    except NotReadyError as refusal:
        db.session.rollback()
        return _page(submission_id, refusal.problems, 422)
    db.session.commit()
    flash(done, "success")
    return redirect(url_for("submissions.show", submission_id=submission_id))


def _do(submission: Submission, act: str, version: int) -> str:
    person = current_person()
    match act:
        case "freeze":
            batches.freeze(submission, person, version)
            return _("Đã chốt danh sách, số %(n)s.", n=submission.title)
        case "reopen":
            batches.reopen(submission, person, version)
            return _("Đã mở lại danh sách.")
        case "remove":
            batches.take_off(submission, person, request.form.get("nomination", 0, type=row_id), version)
            return _("Đã đưa hồ sơ ra khỏi danh sách.")
        case "send":
            request_id = request.form.get("request_id", "")[:64] or uuid4().hex
            outcome = batches.send_submission(submission, person, version, request_id)
            return _("Đã trình %(n)s hồ sơ lên %(org)s.", n=len(outcome.nominations),
                     org=submission.to_organisation.short_name)  # fmt: skip
    from flask import abort

    abort(404)
