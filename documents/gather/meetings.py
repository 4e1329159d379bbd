"""From the rows of a review meeting to the data of its invitation and its minutes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func

from documents.blocks import Paper
from documents.gather.names import form_of, movement, office
from documents.papers import Absentee, InvitationData, Invited, MinutesData, Reviewed, Signer
from documents.papers import invitation as invitation_paper
from documents.papers import minutes as minutes_paper
from documents.types.signing import authority_for_all
from models import AgendaItem, Ballot, Document, MeetingMember, PublicComment, ReviewMeeting, db
from models.enums import BODY_LABELS, Attendance, Vote


def invitation(document: Document, _public_url: str) -> Paper:
    """The invitation as it was last sent."""
    assert document.meeting is not None
    return invitation_paper(_invitation(document.meeting))


def minutes(document: Document, _public_url: str) -> Paper:
    """The minutes of a closed meeting."""
    assert document.meeting is not None
    return minutes_paper(_minutes(document.meeting))


def _invitation(meeting: ReviewMeeting) -> InvitationData:
    return InvitationData(
        issuer=office(meeting.organisation), symbol=meeting.invitation_symbol,
        number=meeting.invitation_number, dated_on=meeting.invited_on, body=str(BODY_LABELS[meeting.body]),
        members=tuple(Invited(one.name, one.title) for one in meeting.members),
        campaign=movement(meeting.campaign), dossiers=len(meeting.dossiers), chair=meeting.chaired_by,
        time=meeting.starts_at, held_on=meeting.held_on, place=meeting.place,
        signer=Signer(
            authority=authority_for_all(meeting.signer_title, meeting.signing), name=meeting.signer_name
        ),
        is_again=meeting.invitations > 1,
    )  # fmt: skip


def _minutes(meeting: ReviewMeeting) -> MinutesData:
    votes = _votes(meeting)
    return MinutesData(
        issuer=office(meeting.organisation), symbol=meeting.minutes_symbol, number=meeting.minutes_number,
        held_on=meeting.held_on, body=str(BODY_LABELS[meeting.body]), campaign=movement(meeting.campaign),
        starts_at=meeting.starts_at, ends_at=meeting.ends_at, place=meeting.place,
        chair=meeting.chaired_by, note_taker=meeting.note_taker,
        present=tuple(_named(one) for one in meeting.present), written=_away(meeting, Attendance.WRITTEN),
        absent=_away(meeting, Attendance.ABSENT), quorum=meeting.quorum, pass_ratio=meeting.pass_ratio,
        is_secret=meeting.is_secret, counts_all_members=meeting.counts_all_members,
        heads_abstain=meeting.heads_abstain,
        ballots=(meeting.ballots_issued or 0, meeting.ballots_returned or 0, meeting.ballots_valid or 0),
        reviewed=tuple(_reviewed(one, votes.get(one.id, ())) for one in meeting.agenda),
        comments=_comments(meeting), conclusion=meeting.conclusion,
    )  # fmt: skip


def _comments(meeting: ReviewMeeting) -> tuple[date, date, int] | None:
    if meeting.comments_from is None or meeting.comments_until is None:
        return None
    query = db.select(func.count()).select_from(PublicComment).filter_by(meeting_id=meeting.id)
    return meeting.comments_from, meeting.comments_until, db.session.scalar(query) or 0


def _named(one: MeetingMember) -> str:
    return f"{one.name}, {one.title}" if one.title else one.name


def _away(meeting: ReviewMeeting, attendance: Attendance) -> tuple[Absentee, ...]:
    away = [one for one in meeting.members if one.attendance is attendance]
    return tuple(Absentee(_named(one), one.absence_reason) for one in away)


def _reviewed(item: AgendaItem, votes: tuple[tuple[str, Vote], ...]) -> Reviewed:
    row = item.nomination
    return Reviewed(
        code=row.code, name=row.name, unit=row.unit.name, form=form_of(row, item.form),
        instead=form_of(row, item.proposed_form) if item.proposed_form else "", votes_for=item.votes_for,
        votes_against=item.votes_against, votes_abstain=item.votes_abstain, electors=item.electors or 0,
        is_passed=bool(item.is_passed), votes=votes,
    )  # fmt: skip


def _votes(meeting: ReviewMeeting) -> dict[int, tuple[tuple[str, Vote], ...]]:
    """Who said what, by item, where the office lets the minutes say it; a secret vote has no such rows."""
    if meeting.is_secret or not meeting.lists_votes:
        return {}
    query = (
        db.select(Ballot.item_id, MeetingMember.name, Ballot.vote)
        .join(MeetingMember, MeetingMember.id == Ballot.member_id)
        .filter(MeetingMember.meeting_id == meeting.id)
        .order_by(MeetingMember.position)
    )
    found: dict[int, tuple[tuple[str, Vote], ...]] = {}
    for number, name, vote in db.session.execute(query):
        found[number] = (*found.get(number, ()), (name, vote))
    return found
