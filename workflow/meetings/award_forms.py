"""The meeting chooses who goes for Bằng khen and who falls back to Giấy khen. The caller commits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from flask_babel import gettext as _

from models import AgendaItem, AwardForm, Nomination, ReviewMeeting
from models.enums import Action, MeetingState, State
from workflow.actions import lock_all, perform, rehearse
from workflow.errors import InputError, NotFoundError, NotReadyError, Problem
from workflow.meetings.agenda import put_in_order
from workflow.meetings.finding import note, open_for_writing
from workflow.people import Person


def choices(meeting: ReviewMeeting) -> dict[int, list[AwardForm]]:
    """By dossier, the award forms that the meeting could choose instead of the one that it asks for."""
    forms = [one for one in meeting.campaign.award_forms if _is_valid(one, meeting.held_on)]
    found = {
        row.id: [one for one in forms if row.kind in one.kinds and one.id != row.award_form_id]
        for row in (item.nomination for item in meeting.dossiers)
    }
    return {number: others for number, others in found.items() if others}


def _is_valid(form: AwardForm, day: date) -> bool:
    return (not form.valid_from or form.valid_from <= day) and (not form.valid_to or day <= form.valid_to)


def ask_forms(meeting: ReviewMeeting, person: Person, wanted: Mapping[int, str], version: int) -> None:
    """Ask just these forms, beside whether to commend (plan of 2024, part IV, 2.2).

    `wanted` has the number of the form by the dossier's; an empty text asks nothing.
    """
    post = open_for_writing(meeting, person, version, MeetingState.PREPARING)
    offered = choices(meeting)
    rows = {one.nomination_id: one.nomination for one in meeting.dossiers}
    if set(wanted) - set(rows):
        raise NotFoundError(_("Không tìm thấy hồ sơ trong chương trình họp."))
    before, questions = _asked(meeting), {}
    for number, text in wanted.items():
        if not text:
            continue
        form = next((one for one in offered.get(number, []) if str(one.id) == text), None)
        if form is None:
            raise InputError({f"form-{number}": _("Chọn một hình thức khác trong phong trào.")})
        item = meeting.form_questions.get(number) or AgendaItem(nomination=rows[number], nomination_id=number)
        item.proposed_form_id, item.proposed_form = form.id, form
        questions[number] = item
    put_in_order(meeting, meeting.dossiers, questions)
    after = _asked(meeting)
    changes = {
        row.code: (before.get(number), after.get(number))
        for number, row in rows.items()
        if before.get(number) != after.get(number)
    }
    if changes:
        note("ask_forms", meeting, person, post, changes)


def _asked(meeting: ReviewMeeting) -> dict[int, str]:
    return {
        one: item.proposed_form.name for one, item in meeting.form_questions.items() if item.proposed_form
    }


def needless(meeting: ReviewMeeting) -> list[Problem]:
    """Questions about a form that the dossier asks for already, or about none of its campaign any more."""
    offered = choices(meeting)
    return [
        Problem(
            f"{one.nomination.code} {one.nomination.name}: "
            + _("hình thức khen đưa ra hỏi không còn chọn được, xin sửa câu hỏi")
        )
        for number, one in meeting.form_questions.items()
        if one.proposed_form_id not in [form.id for form in offered.get(number, [])]
    ]


def in_words(item: AgendaItem) -> str:
    """Whether the vote on a form chose it; the tally that follows is that of this form."""
    form = item.proposed_form
    assert form is not None  # A question about a form has one.
    if item.is_passed:
        return _("chọn hình thức %(form)s", form=form.name)
    return _("không chọn hình thức %(form)s", form=form.name)


def set_chosen(meeting: ReviewMeeting, person: Person, act_id: UUID) -> None:
    """Set the forms that the closed vote chose, for dossiers that it commends.

    The vote on the dossier stands: it then covers the content with the new form. A dossier that
    changed or left while the vote ran keeps its form; `NotReadyError` where the clerk may set none.
    """
    chosen = [one for one in meeting.dossiers if one.is_passed and _is_chosen(meeting, one)]
    lock_all([one.nomination_id for one in chosen], person)
    chosen = [one for one in chosen if _is_as_voted(one.nomination, one)]
    problems = [
        Problem(f"{one.nomination.code} {one.nomination.name}: {problem.text}")
        for one in chosen
        for problem in rehearse(Action.SET_FORM, one.nomination, person)
    ]
    if problems:
        raise NotReadyError(problems)
    day = f"{meeting.held_on:%d/%m/%Y}"
    for item in sorted(chosen, key=lambda one: one.nomination_id):
        question = meeting.form_questions[item.nomination_id]
        said = _("Họp xét ngày %(day)s: %(votes)s/%(all)s phiếu đồng ý.",
                 day=day, votes=question.votes_for, all=question.electors)  # fmt: skip
        inputs = {"award_form_id": str(question.proposed_form_id), "reason": said}
        perform(Action.SET_FORM, item.nomination_id, actor=person, inputs=inputs,
                expected_version=item.nomination.version, request_id=uuid4().hex, act_id=act_id,
                on_behalf=_("Họp xét ngày %(day)s", day=day))  # fmt: skip
        item.content_hash = question.content_hash = item.nomination.content_hash


def _is_chosen(meeting: ReviewMeeting, dossier: AgendaItem) -> bool:
    question = meeting.form_questions.get(dossier.nomination_id)
    return bool(question and question.is_passed)


def _is_as_voted(row: Nomination, item: AgendaItem) -> bool:
    return row.state is State.UNIT_APPROVED and row.content_hash == item.content_hash
