"""The end of a meeting: the count, the results, and what is written into each dossier. The caller commits."""

from __future__ import annotations

from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy import func

from models import AgendaItem, Ballot, Enclosure, ReviewMeeting, db
from models.enums import DocumentType, MeetingState, ReviewBody, Vote
from workflow.actions import record, stream_of
from workflow.errors import NotReadyError, Problem
from workflow.inputs import NOTE, Field, Inputs, read_inputs, read_line, read_printed
from workflow.meetings import votes
from workflow.meetings.award_forms import in_words, set_chosen
from workflow.meetings.finding import lock_dossiers, note, open_for_writing
from workflow.meetings.voting import TALLY, lacks_quorum
from workflow.numbers import next_number, paper_number
from workflow.orders import order
from workflow.people import Person

FIELDS = (Field("ends_at", read_line), Field("conclusion", read_printed(NOTE), required=False))


def close(meeting: ReviewMeeting, person: Person, raw: Inputs, version: int) -> None:
    """End the vote: count, freeze the results, and write them into each dossier's log."""
    post = open_for_writing(meeting, person, version, MeetingState.VOTING)
    clean = read_inputs(FIELDS, raw)
    waiting = [one.name for one in meeting.voters if not one.has_voted]
    if not votes.is_quorate(meeting):
        raise NotReadyError([lacks_quorum(meeting)])
    if waiting:
        raise NotReadyError([Problem(_("chưa bỏ phiếu: %(names)s", names=", ".join(waiting)))])
    if not meeting.is_secret:
        _count(meeting)
    # First the dossiers, then what is written of them, as everywhere.
    lock_dossiers(one.nomination_id for one in meeting.dossiers)
    act_id = uuid4()
    for item in meeting.agenda:
        item.electors = votes.electors_of(item, meeting)
        item.is_passed = votes.is_passed(item.votes_for, item.electors, meeting.pass_ratio)
        record("meeting_result", stream=stream_of(item.nomination), actor=person, post=post,
               nomination=item.nomination, changes={"result": (None, result_in_words(item))},
               data={"meeting": meeting.id, "content_hash": item.content_hash}, act_id=act_id)  # fmt: skip
    set_chosen(meeting, person, act_id)
    meeting.ballots_issued = len(meeting.voters)
    meeting.ballots_returned = meeting.ballots_valid = sum(one.has_voted for one in meeting.voters)
    meeting.ends_at, meeting.conclusion = clean["ends_at"], clean["conclusion"]
    _order_minutes(meeting)
    meeting.state, meeting.closed_at = MeetingState.CLOSED, func.clock_timestamp()
    results = {one.nomination.code: (None, _all_results(meeting, one)) for one in meeting.dossiers}
    note("close_meeting", meeting, person, post, results, act_id=act_id)


def _order_minutes(meeting: ReviewMeeting) -> None:
    # A council that uses the office's seal counts its papers by itself (NĐ 30/2020, Điều 15).
    kind, year = DocumentType.MINUTES, meeting.held_on.year
    if meeting.body is ReviewBody.COUNCIL:
        meeting.minutes_number = next_number(meeting.organisation_id, f"{kind.value}_council", year)
    else:
        meeting.minutes_number = paper_number(meeting.organisation, kind, year)
    order(DocumentType.MINUTES, 1, meeting_id=meeting.id)


def file_minutes(meeting: ReviewMeeting, person: Person, scan: Enclosure, version: int) -> None:
    """Keep the scan of the signed minutes; a later one stands in for it, and the log knows both."""
    post = open_for_writing(meeting, person, version, MeetingState.CLOSED)
    before = meeting.minutes_scan
    meeting.minutes_scan = scan
    db.session.flush()
    note("file_minutes", meeting, person, post,
         {"filename": (before.filename if before else None, scan.filename)},
         data={"files": [scan.sha256]})  # fmt: skip


def _count(meeting: ReviewMeeting) -> None:
    query = (
        db.select(Ballot.item_id, Ballot.vote, func.count())
        .join(AgendaItem, AgendaItem.id == Ballot.item_id)
        .filter(AgendaItem.meeting_id == meeting.id)
        .group_by(Ballot.item_id, Ballot.vote)
    )
    items = {one.id: one for one in meeting.agenda}
    for number, vote, count in db.session.execute(query):
        setattr(items[number], TALLY[vote], count)


def result_in_words(item: AgendaItem) -> str:
    """The tally as the minutes say it."""
    if item.proposed_form:
        said = in_words(item)
    else:
        said = _("đề nghị khen thưởng") if item.is_passed else _("không đề nghị khen thưởng")
    return _("%(said)s: %(votes)s/%(all)s phiếu đồng ý",
             said=said, votes=item.votes_for, all=item.electors)  # fmt: skip


def _all_results(meeting: ReviewMeeting, dossier: AgendaItem) -> str:
    """What was voted of a dossier, and of its award form where that was asked."""
    question = meeting.form_questions.get(dossier.nomination_id)
    return "; ".join(result_in_words(one) for one in (dossier, question) if one)


def ballots_of(meeting: ReviewMeeting) -> dict[int, dict[int, Vote]]:
    """Who said what, by item and member; empty for a secret vote and until the closing."""
    if meeting.is_secret or meeting.state is not MeetingState.CLOSED:
        return {}
    query = db.select(Ballot).join(AgendaItem).filter(AgendaItem.meeting_id == meeting.id)
    found: dict[int, dict[int, Vote]] = {}
    for one in db.session.scalars(query):
        found.setdefault(one.item_id, {})[one.member_id] = one.vote
    return found
