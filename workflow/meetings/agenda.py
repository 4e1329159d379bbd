"""Which dossiers lie before a meeting. The caller commits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from models import AgendaItem, Nomination, ReviewMeeting, db
from models.enums import MeetingState, State
from workflow.errors import NotFoundError, NotReadyError, Problem
from workflow.meetings.finding import lock_dossiers, note, open_for_writing
from workflow.people import Person


def candidates(meeting: ReviewMeeting) -> list[Nomination]:
    """Dossiers that could be put on the agenda: received, appraised as they stand, in no open meeting."""
    taken = (
        db.select(AgendaItem.nomination_id)
        .join(ReviewMeeting, ReviewMeeting.id == AgendaItem.meeting_id)
        .filter(ReviewMeeting.state.in_([MeetingState.PREPARING, MeetingState.VOTING]))
    )
    passed = db.select(AgendaItem.nomination_id).filter(
        AgendaItem.is_passed, AgendaItem.proposed_form_id.is_(None),
        AgendaItem.content_hash == Nomination.content_hash,
    )  # fmt: skip
    query = (
        db.select(Nomination)
        .filter(
            Nomination.town_id == meeting.organisation_id,
            Nomination.campaign_id == meeting.campaign_id,
            Nomination.state == State.UNIT_APPROVED,
            Nomination.appraised_hash == Nomination.content_hash,
            Nomination.id.not_in(taken), Nomination.id.not_in(passed.correlate(Nomination)),
        )
        .options(joinedload(Nomination.unit), joinedload(Nomination.award_form))
        .order_by(Nomination.id)
    )  # fmt: skip
    return list(db.session.scalars(query))


def set_agenda(meeting: ReviewMeeting, person: Person, ids: Iterable[int], version: int) -> None:
    """Put just these dossiers before the meeting, in the order of the list that will go up.

    What is asked about the award form of a dossier stays with it.
    """
    post = open_for_writing(meeting, person, version, MeetingState.PREPARING)
    wanted = set(ids)
    # Two meetings that take the same dossier at once: the second finds it taken.
    lock_dossiers(wanted)
    known = {one.id: one for one in candidates(meeting)} | {
        one.nomination_id: one.nomination for one in meeting.dossiers
    }
    if strange := wanted - set(known):
        raise NotFoundError(_("Không tìm thấy %(n)s hồ sơ đã chọn.", n=len(strange)))
    if meeting.comments_from and wanted - {one.nomination_id for one in meeting.dossiers}:
        raise NotReadyError(
            [Problem(_("danh sách đã công khai nên không thêm hồ sơ được, xin lập cuộc họp khác"))]
        )
    rows = sorted((known[one] for one in wanted), key=_order)
    kept = {one.nomination_id: one for one in meeting.dossiers}
    before = [one.nomination.code for one in meeting.dossiers]
    items = [kept.get(row.id) or AgendaItem(nomination=row, nomination_id=row.id) for row in rows]
    put_in_order(meeting, items, meeting.form_questions)
    note("save", meeting, person, post, {"agenda": (before, [row.code for row in rows])})


def put_in_order(
    meeting: ReviewMeeting, dossiers: list[AgendaItem], questions: dict[int, AgendaItem]
) -> None:
    """Each dossier, and after it what is asked about its award form."""
    pairs = ((one, questions.get(one.nomination_id)) for one in dossiers)
    meeting.agenda = [item for pair in pairs for item in pair if item]
    for place, item in enumerate(meeting.agenda, 1):
        item.position = place


def _order(row: Nomination) -> tuple[Any, ...]:
    return (row.award_form.position, row.kind.value != "collective", row.sort_key, row.id)
