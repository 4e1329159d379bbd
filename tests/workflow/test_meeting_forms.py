"""A meeting chooses the award form of a dossier: asked, voted, set through the door, told in the minutes."""

from __future__ import annotations

import pytest
from flask import Flask

from documents.gather import paper_of
from documents.pdf import render_pdf
from models import AuditEvent, AwardForm, Document, Message, Nomination, ReviewMeeting, db
from models.enums import Action, DocumentType, Role, State
from tests.documents.reading import text_of
from tests.workflow.sittings import ENDING, as_member, attend, council
from tests.workflow.world import person, try_act
from workflow import meetings
from workflow.errors import InputError, NotFoundError, NotReadyError
from workflow.people import Person


def province(meeting: ReviewMeeting) -> AwardForm:
    return next(one for one in meeting.campaign.award_forms if one.code == "province_merit")


def asked(**choices: object) -> tuple[ReviewMeeting, Person, Nomination]:
    """A meeting of two dossiers that also decides whether the first goes for Bằng khen."""
    meeting, clerk, rows = council(**choices)
    form = province(meeting)
    meetings.ask_forms(meeting, clerk, {rows[0].id: str(form.id)}, meeting.version)
    return meeting, clerk, rows[0]


def vote(meeting: ReviewMeeting, clerk: Person, *, dossier: int, form: int) -> None:
    """Five members: so many are for the first dossier, so many for its new form."""
    attend(meeting, clerk, 5)
    meetings.open_vote(meeting, clerk, meeting.version)
    first, question, second = meeting.agenda
    for n, member in enumerate(meeting.present):
        said = {first.id: n < dossier, question.id: n < form, second.id: True}
        raw = {f"vote-{one}": "for" if yes else "against" for one, yes in said.items()}
        meetings.cast(meeting, as_member(member), raw)
    db.session.flush()
    db.session.expire_all()


def events(row: Nomination) -> list[AuditEvent]:
    query = db.select(AuditEvent).filter_by(nomination_id=row.id).order_by(AuditEvent.seq)
    return list(db.session.scalars(query))


@pytest.mark.parametrize("secret", [False, True])
def test_the_form_that_the_meeting_chose_is_set_on_its_behalf_and_its_vote_stands(
    inside: Flask, secret: bool
) -> None:
    meeting, clerk, row = asked(vote_secret=secret)
    vote(meeting, clerk, dossier=5, form=4)
    meetings.close(meeting, clerk, ENDING, meeting.version)
    assert row.award_form.code == "province_merit"
    by_form = {one.action: one for one in events(row)}
    assert by_form["set_form"].on_behalf == "Họp xét ngày 02/06/2025"
    # One act: the log of the dossier leads from the form to the meeting that chose it.
    assert by_form["set_form"].act_id == by_form["meeting_result"].act_id
    assert by_form["meeting_result"].data["meeting"] == meeting.id
    told = db.session.scalars(db.select(Message.recipient_id).filter_by(event_id=by_form["set_form"].id))
    assert person(Role.UNIT_HEAD).id in set(told)
    # What was appraised is appraised anew, as after every change of the form; the vote covers the new one.
    with pytest.raises(NotReadyError) as refusal:
        try_act(Action.REVIEW, row, clerk)
    said = str(refusal.value)
    assert "cần thẩm định lại" in said
    assert "họp xét" not in said
    assert row not in meetings.candidates(meeting)


def test_a_form_without_its_majority_stays(inside: Flask) -> None:
    meeting, clerk, row = asked()
    vote(meeting, clerk, dossier=5, form=3)
    meetings.close(meeting, clerk, ENDING, meeting.version)
    assert row.award_form.code == "district_merit"
    assert try_act(Action.REVIEW, row, clerk).nominations[0].state is State.TOWN_REVIEWED


def test_a_dossier_that_is_not_commended_keeps_its_form(inside: Flask) -> None:
    meeting, clerk, row = asked()
    vote(meeting, clerk, dossier=3, form=5)
    meetings.close(meeting, clerk, ENDING, meeting.version)
    assert row.award_form.code == "district_merit"
    with pytest.raises(NotReadyError, match=r"họp xét không thông qua: 3/7 phiếu đồng ý"):
        try_act(Action.REVIEW, row, clerk)


def test_a_dossier_that_left_while_the_vote_ran_does_not_stop_the_closing(inside: Flask) -> None:
    meeting, clerk, row = asked()
    vote(meeting, clerk, dossier=5, form=5)
    try_act(Action.WITHDRAW, row, person(Role.UNIT_HEAD))
    meetings.close(meeting, clerk, ENDING, meeting.version)
    assert row.award_form.code == "district_merit"
    assert row.state is State.WITHDRAWN


def test_the_clerk_sets_no_form_for_himself_not_even_for_the_meeting(inside: Flask) -> None:
    meeting, clerk, row = asked()
    vote(meeting, clerk, dossier=5, form=5)
    row.nominee.user_id = clerk.id
    with pytest.raises(NotReadyError, match=f"{row.code}.*xin để cấp phó xử lý"):
        meetings.close(meeting, clerk, ENDING, meeting.version)


def test_only_another_form_of_the_campaign_for_a_dossier_of_the_agenda_is_asked(inside: Flask) -> None:
    meeting, clerk, rows = council()
    other = next(one.id for one in db.session.scalars(db.select(AwardForm).order_by(AwardForm.id))
                 if one.campaign_id != meeting.campaign_id)  # fmt: skip
    for text in (str(rows[0].award_form_id), str(other), "x", "²"):
        with pytest.raises(InputError) as refusal:
            meetings.ask_forms(meeting, clerk, {rows[0].id: text}, meeting.version)
        assert set(refusal.value.fields) == {f"form-{rows[0].id}"}
    with pytest.raises(NotFoundError):
        meetings.ask_forms(meeting, clerk, {2**31 - 1: ""}, meeting.version)
    assert meeting.form_questions == {}


def test_a_question_goes_with_its_dossier_and_can_be_taken_back(inside: Flask) -> None:
    meeting, clerk, row = asked()
    other = next(one.nomination_id for one in meeting.dossiers if one.nomination_id != row.id)
    assert [one.position for one in meeting.agenda] == [1, 2, 3]
    assert [one.nomination_id for one in meeting.agenda] == [row.id, row.id, other]
    meetings.set_agenda(meeting, clerk, [other], meeting.version)
    assert [one.nomination_id for one in meeting.agenda] == [other]
    form = str(province(meeting).id)
    meetings.ask_forms(meeting, clerk, {other: form}, meeting.version)
    meetings.ask_forms(meeting, clerk, {other: ""}, meeting.version)
    db.session.flush()
    assert len(meeting.agenda) == 1


def test_the_vote_does_not_begin_on_a_form_that_the_dossier_asks_for_already(inside: Flask) -> None:
    meeting, clerk, row = asked()
    form = province(meeting)
    try_act(Action.SET_FORM, row, clerk, inputs={"award_form_id": form.id, "reason": "Theo kế hoạch"})
    attend(meeting, clerk, 5)
    with pytest.raises(NotReadyError, match="xin sửa câu hỏi"):
        meetings.open_vote(meeting, clerk, meeting.version)


def test_the_minutes_tell_both_questions_and_the_form_of_that_day(inside: Flask) -> None:
    meeting, clerk, row = asked()
    vote(meeting, clerk, dossier=5, form=4)
    meetings.close(meeting, clerk, ENDING, meeting.version)
    db.session.flush()
    document = db.session.scalars(
        db.select(Document).filter_by(meeting_id=meeting.id, type=DocumentType.MINUTES)
    ).one()
    text = " ".join(text_of(render_pdf(paper_of(document, "http://office.example"))).split())
    assert "xem xét 02 hồ sơ" in text
    assert "Đề nghị khen thưởng 02 trên 02 trường hợp" in text
    assert "thay cho Giấy khen" in text
    assert "Chọn hình thức này" in text
    assert f"Về hình thức khen: {row.name}" in text
