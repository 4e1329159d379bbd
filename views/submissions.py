"""Submissions: gather, freeze, send."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from models import Document, Nomination, Submission, db
from models.enums import Role, SubmissionState
from views.access import allow, current_person
from views.files import send_enclosure
from views.inputs import Messages, row_id, ticked_ids, typed_in
from views.queue import bulk_actions, may_award
from views.submission_package import package_answer
from views.uploading import enclose
from workflow import answers, audit, batches, letter_numbers, unit_minutes
from workflow.actions import rehearse_all, who_are_told
from workflow.consistency import Check, checks_of
from workflow.errors import InputError, NotAllowedError, NotReadyError, Problem
from workflow.people import Person
from workflow.procedures import LIST_READERS, PROCEDURES
from workflow.results import counted, results_of
from workflow.visibility import submission_visible_to

blueprint = Blueprint("submissions", __name__, url_prefix="/submissions")
OFFICES = (*LIST_READERS, Role.AUDITOR)
PAGE = 25
SIGNER = ("signer_name", "signer_title")
NUMBER = ("number", "symbol")


@blueprint.get("")
@allow(*OFFICES)
def index() -> str:
    """The submissions that the person's office sent or received, newest first."""
    query = db.select(Submission).filter(submission_visible_to(current_person()))
    if after := request.args.get("after", type=row_id):
        query = query.filter(Submission.id < after)
    query = query.options(
        joinedload(Submission.from_organisation), joinedload(Submission.to_organisation)
    ).order_by(Submission.id.desc())  # fmt: skip
    rows = list(db.session.scalars(query.limit(PAGE + 1)))
    following = url_for("submissions.index", after=rows[PAGE - 1].id) if len(rows) > PAGE else None
    return render_template("submissions/index.html", rows=rows[:PAGE], next_url=following)


@blueprint.post("")
@allow(*OFFICES)
def create() -> Any:
    """Put the ticked dossiers on a new list."""
    try:
        submission = batches.gather(current_person(), ticked_ids(request.form))
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
    submission = batches.find_submission(submission_id, current_person())
    return _page(submission)


@blueprint.get("/<int:submission_id>/package.zip")
@allow(*OFFICES)
def package(submission_id: int) -> Any:
    """Letter, list and every dossier as one file, for an office with other software."""
    submission = batches.find_submission(submission_id, current_person())
    if submission.state is SubmissionState.ASSEMBLING:
        abort(404)
    return package_answer(submission)


def _page(
    submission: Submission, problems: list[Problem] | None = None, errors: dict[str, str] | None = None
) -> str:
    rows = [one.nomination for one in submission.items if one.returned_at is None]
    is_frozen = submission.state is SubmissionState.FROZEN
    sender = batches.sending_post(current_person(), submission)
    can_send = is_frozen and sender is not None
    way = batches.way_of(submission)
    blocked = _blocked(submission, rows) if can_send else []
    return render_template(
        "submissions/show.html", submission=submission, papers=_papers(submission), way=way,
        behalf=str(sender.absent) if sender and sender.absent else "",
        rows=rows, problems=problems or [], blocked=blocked, can_send=can_send,
        can_prepare=_can_prepare(submission), addable=_addable(submission), checks=_checks(submission), told=_told(submission, rows) if can_send else [],
        signer=_signer(submission) if can_send else None, number=_number(submission), has_minutes=unit_minutes.belong_to(submission), errors=Messages(errors or {}),
        request_id=request.form.get("request_id") or uuid4().hex, **_answered(submission),
    )  # fmt: skip


def _answered(submission: Submission) -> dict[str, Any]:
    """What became of a sent list, and what this person can do with the rows that lie with him."""
    if submission.state is not SubmissionState.SENT:
        return {"results": [], "recorded": [], "answers": []}
    results, person = results_of(submission), current_person()
    open_rows = [one.row for one in results if one.is_open]
    recorded = answers.waiting(submission, person)
    mine = [row for row in open_rows if _is_his_turn(row, person) and row not in recorded]
    return {
        "recorded": recorded, "answers": answers.answers_to(submission),
        "results": results, "counts": counted(results), "mine": {row.id for row in mine},
        "may_award": any(may_award(row, person) for row in mine),
        "may_gather": any(batches.may_gather(person, row) for row in mine), "bulk": bulk_actions(mine),
    }  # fmt: skip


def _is_his_turn(row: Nomination, person: Person) -> bool:
    """Whether the dossier waits for this person."""
    return any(one.fits(row) and person.post_for((one.role,), row) for one in PROCEDURES[row.procedure].turns)


def _addable(submission: Submission) -> list[Nomination]:
    """What could be put on an open list, for who prepares it."""
    is_open = submission.state is SubmissionState.ASSEMBLING
    return batches.addable(submission, current_person()) if is_open and _can_prepare(submission) else []


def _checks(submission: Submission) -> list[Check]:
    """Whether list, dossiers and papers agree; of no use once the list has left."""
    return checks_of(submission) if submission.state is not SubmissionState.SENT else []


def _papers(submission: Submission) -> list[Document]:
    """The letters, the newest first."""
    query = db.select(Document).filter_by(submission_id=submission.id)
    return list(db.session.scalars(query.order_by(Document.version.desc())))


def _blocked(submission: Submission, rows: list) -> list[tuple[Any, list[Problem]]]:
    """The dossiers that cannot be sent now, with the reasons."""
    action = batches.way_of(submission).action
    found = zip(rows, rehearse_all(action, rows, current_person(), together=True), strict=True)
    return [(row, problems) for row, problems in found if problems]


def _can_prepare(submission: Submission) -> bool:
    try:
        batches.preparing_post(current_person(), submission)
    except NotAllowedError:
        return False
    return True


def _told(submission: Submission, rows: list) -> list[str]:
    action = batches.way_of(submission).action
    moves = [(row, PROCEDURES[row.procedure].step(action).targets[0]) for row in rows]
    return [one.name for one in who_are_told(action, moves, current_person())]


def _signer(submission: Submission) -> dict[str, str] | None:
    """What is typed of the signer so far; nothing to type where the sender signs himself."""
    post = batches.sending_post(current_person(), submission)
    if post is None or batches.way_of(submission).signs_himself:
        return None
    return batches.usual_signer(submission) | typed_in(SIGNER)


def _number(submission: Submission) -> dict[str, str] | None:
    """What is typed of the number so far; None where the office's book alone gives it."""
    if not letter_numbers.may_be_typed(submission):
        return None
    return {"symbol": letter_numbers.usual_symbol(submission)} | typed_in(NUMBER)


@blueprint.post("/<int:submission_id>/<act>")
@allow(*OFFICES)
def change(submission_id: int, act: str) -> Any:
    """Put on or take off rows, keep minutes, freeze, reopen, or send."""
    if act not in ACTS:
        abort(404)
    person = current_person()
    submission = batches.find_submission(submission_id, person)
    try:
        done = ACTS[act](submission, request.form.get("version", -1, type=row_id))
    except NotReadyError as refusal:
        db.session.rollback()
        return _page(batches.find_submission(submission_id, person), problems=refusal.problems), 422
    except InputError as wrong:
        db.session.rollback()
        return _page(batches.find_submission(submission_id, person), errors=wrong.fields), 422
    db.session.commit()
    flash(done, "success")
    return redirect(url_for("submissions.show", submission_id=submission_id))


def _freeze(submission: Submission, version: int) -> str:
    batches.freeze(submission, current_person(), version, typed_in(NUMBER) or None)
    return _("Đã chốt danh sách, số %(n)s.", n=submission.title)


def _reopen(submission: Submission, version: int) -> str:
    batches.reopen(submission, current_person(), version)
    return _("Đã mở lại danh sách.")


def _remove(submission: Submission, version: int) -> str:
    number = request.form.get("nomination", 0, type=row_id)
    batches.take_off(submission, current_person(), number, version)
    return _("Đã đưa hồ sơ ra khỏi danh sách.")


def _add(submission: Submission, version: int) -> str:
    if not ticked_ids(request.form):
        return _("Chưa đánh dấu hồ sơ nào nên danh sách giữ nguyên.")
    number = batches.put_on(submission, current_person(), ticked_ids(request.form), version)
    return _("Đã đưa thêm %(n)s hồ sơ vào danh sách.", n=number)


def _send(submission: Submission, version: int) -> str:
    request_id = request.form.get("request_id", "")[:64] or uuid4().hex
    outcome = batches.send_submission(
        submission, current_person(), version, request_id, typed_in(SIGNER) or None
    )
    return _("Đã trình %(n)s hồ sơ lên %(org)s.", n=len(outcome.nominations),
             org=submission.to_organisation.short_name)  # fmt: skip


def _keep_minutes(submission: Submission, version: int) -> str:
    batches.preparing_post(current_person(), submission)  # Before a file of anybody else is kept.
    enclosure = enclose("minutes", submission.campaign.organisation)
    assert enclosure is not None  # It is required.
    unit_minutes.keep_minutes(submission, current_person(), enclosure, version)
    return _("Đã lưu biên bản họp xét của đơn vị.")


@blueprint.get("/<int:submission_id>/minutes")
@allow(*OFFICES)
def minutes(submission_id: int) -> Any:
    """The scan of the unit's minutes, for whoever may see its list."""
    person = current_person()
    submission = batches.find_submission(submission_id, person)
    enclosure = submission.minutes or abort(404)
    audit.record_access("download", person, detail=_("biên bản kèm tờ trình %(n)s", n=submission.title))
    db.session.commit()
    return send_enclosure(enclosure)


ACTS = {
    "add": _add, "minutes": _keep_minutes, "freeze": _freeze, "reopen": _reopen, "remove": _remove, "send": _send,
}  # fmt: skip
