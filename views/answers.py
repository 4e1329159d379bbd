"""What an office outside the system answered to a submission: written down from its paper, with the scan."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from models import Answer, Nomination, Organisation, Submission, db
from models.enums import Role
from views.access import allow, current_person
from views.files import send_enclosure
from views.inputs import Messages, row_id, taken
from views.uploading import enclose
from workflow import answers, audit, batches
from workflow.errors import InputError, NotReadyError, Problem
from workflow.procedures import LIST_READERS, PROCEDURES, SENDERS

blueprint = Blueprint("answers", __name__, url_prefix="/submissions")
OFFICES = (*LIST_READERS, Role.AUDITOR)


@blueprint.get("/<int:submission_id>/answer")
@allow(*SENDERS)
def new(submission_id: int) -> Any:
    """What the paper says of each dossier, and the paper itself."""
    submission, rows = _find(submission_id)
    return _page(submission, rows, {}, [])


@blueprint.post("/<int:submission_id>/answer")
@allow(*SENDERS)
def create(submission_id: int) -> Any:
    """Write the answer down; the scan is required, since it stands for the decision."""
    submission, rows = _find(submission_id)
    person = current_person()
    post = answers.recording_post(rows[0], person)
    assert post is not None  # The rows are those that he writes down.
    place = db.session.get_one(Organisation, post.organisation_id)
    wrong: dict[str, str] = {}
    try:
        paper = taken(lambda: answers.read_paper(submission, rows, request.form.to_dict()), wrong)
        scan = taken(lambda: enclose("scan", place), wrong)
        if wrong:
            raise InputError(wrong)
        answers.record_answer(
            submission, person, paper, scan, request.form.get("version", -1, type=row_id),
            request.form.get("request_id", "")[:64] or uuid4().hex,
        )  # fmt: skip
    except InputError as refusal:
        db.session.rollback()
        return _page(*_find(submission_id), refusal.fields, []), 422
    except NotReadyError as refusal:
        db.session.rollback()
        return _page(*_find(submission_id), {}, refusal.problems), 422
    db.session.commit()
    flash(_("Đã ghi nhận kết quả."), "success")
    return redirect(url_for("submissions.show", submission_id=submission_id))


def _find(submission_id: int) -> tuple[Submission, list[Nomination]]:
    """The list with the rows whose answer this person writes down; 404 where there is none."""
    submission = batches.find_submission(submission_id, current_person())
    rows = answers.waiting(submission, current_person())
    return (submission, rows) if rows else abort(404)


def _page(
    submission: Submission, rows: list[Nomination], errors: dict[str, str], problems: list[Problem]
) -> str:
    names = {"scan": _("Bản chụp"), "results": _("Kết quả")}
    for row in rows:
        names |= {f"result-{row.id}": row.name, f"reason-{row.id}": _("Lý do: %(name)s", name=row.name)}
    return render_template(
        "submissions/answer.html", submission=submission, rows=rows, errors=Messages(errors), names=names,
        office=PROCEDURES[rows[0].procedure].office_of(rows[0]), values=request.form, problems=problems,
        choices=answers.choices_for, said=answers.SAID_LABELS, doubts=answers.doubts_about(rows),
        request_id=request.form.get("request_id") or uuid4().hex,
    )  # fmt: skip


@blueprint.get("/<int:submission_id>/answers/<int:answer_id>")
@allow(*OFFICES)
def scan(submission_id: int, answer_id: int) -> Any:
    """The scan of the answer."""
    submission = batches.find_submission(submission_id, current_person())
    answer = db.session.get(Answer, answer_id)
    if answer is None or answer.submission_id != submission.id:
        abort(404)
    audit.record_access("download", current_person(), detail=_("bản chụp văn bản %(n)s", n=answer.title))
    enclosure = answer.scan
    db.session.commit()
    return send_enclosure(enclosure)


@blueprint.get("/<int:submission_id>/letter")
@allow(*OFFICES)
def letter(submission_id: int) -> Any:
    """The scan of a letter that was written down, not made."""
    submission = batches.find_submission(submission_id, current_person())
    enclosure = submission.letter_scan or abort(404)
    audit.record_access("download", current_person(), detail=_("bản chụp tờ trình %(n)s", n=submission.title))
    db.session.commit()
    return send_enclosure(enclosure)
