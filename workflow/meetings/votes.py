"""The arithmetic of a review meeting: quorum, majority, and what the minutes count."""

from __future__ import annotations

from fractions import Fraction

from models import AgendaItem, MeetingMember, ReviewMeeting
from models.enums import Attendance


def is_quorate(meeting: ReviewMeeting) -> bool:
    """Whether at least the wanted share of all members sits in the meeting."""
    return bool(meeting.members) and len(meeting.present) >= Fraction(meeting.quorum) * len(meeting.members)


def is_barred(item: AgendaItem, member: MeetingMember, heads_abstain: bool) -> bool:
    """Whether this member has no vote on this dossier: his own, or by setting his unit's."""
    nomination = item.nomination
    if nomination.nominee.user_id == member.user_id:
        return True
    return heads_abstain and member.unit_id is not None and member.unit_id == nomination.unit_id


def electors_of(item: AgendaItem, meeting: ReviewMeeting) -> int:
    """How many votes the share of this dossier is reckoned on."""
    counted = meeting.members if meeting.counts_all_members else meeting.voters
    return sum(not is_barred(item, one, meeting.heads_abstain) for one in counted)


def is_passed(votes_for: int, electors: int, ratio: str) -> bool:
    """Whether the votes are more than that share of the electors."""
    return votes_for > Fraction(ratio) * electors


def written(meeting: ReviewMeeting) -> list[MeetingMember]:
    """Absent members whose ballot is to come in writing."""
    return [one for one in meeting.members if one.attendance is Attendance.WRITTEN]
