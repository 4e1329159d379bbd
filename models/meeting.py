"""The review meeting of a town: who sits in it, what lies before it, and how it voted."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.campaign import AwardForm, Campaign
from models.db import db, enum_column
from models.enclosure import Enclosure
from models.enums import Attendance, MeetingState, ReviewBody, Vote
from models.organisation import Organisation

if TYPE_CHECKING:
    from models.nomination import Nomination


class ReviewMeeting(db.Model):
    """A meeting (họp xét) on the dossiers of one campaign."""

    __tablename__ = "review_meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    body: Mapped[ReviewBody] = mapped_column(enum_column(ReviewBody))
    state: Mapped[MeetingState] = mapped_column(enum_column(MeetingState), default=MeetingState.PREPARING)
    version: Mapped[int] = mapped_column(default=1)
    held_on: Mapped[date]
    starts_at: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    chaired_by: Mapped[str] = mapped_column(default="")
    note_taker: Mapped[str] = mapped_column(default="")
    ends_at: Mapped[str] = mapped_column(default="")
    conclusion: Mapped[str] = mapped_column(default="")

    # The rules in force that day, as settings gave them when the meeting was convened.
    is_secret: Mapped[bool] = mapped_column(default=False)
    quorum: Mapped[str] = mapped_column(default="2/3")
    pass_ratio: Mapped[str] = mapped_column(default="1/2")
    counts_all_members: Mapped[bool] = mapped_column(default=True)
    heads_abstain: Mapped[bool] = mapped_column(default=False)
    # For so many working days the list is open to everybody before the vote; 0: not at all.
    comment_days: Mapped[int] = mapped_column(default=0)
    comments_from: Mapped[date | None]
    comments_until: Mapped[date | None]
    # Whether the minutes of an open vote say who voted how.
    lists_votes: Mapped[bool] = mapped_column(default=False)

    # The invitation as it was last sent: each sending is a paper with a number of its own.
    invitations: Mapped[int] = mapped_column(default=0)
    invitation_number: Mapped[int | None]
    invited_on: Mapped[date | None]
    signer_name: Mapped[str] = mapped_column(default="")
    signer_title: Mapped[str] = mapped_column(default="")
    signing: Mapped[str] = mapped_column(default="")
    cancel_reason: Mapped[str] = mapped_column(default="")

    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # For the minutes, frozen at the closing.
    ballots_issued: Mapped[int | None]
    ballots_returned: Mapped[int | None]
    ballots_valid: Mapped[int | None]
    minutes_number: Mapped[int | None]
    # The minutes as they were signed, scanned.
    minutes_scan_id: Mapped[int | None] = mapped_column(ForeignKey("enclosure.id"))

    campaign: Mapped[Campaign] = relationship()
    organisation: Mapped[Organisation] = relationship()
    minutes_scan: Mapped[Enclosure | None] = relationship()
    members: Mapped[list[MeetingMember]] = relationship(
        order_by="MeetingMember.position", cascade="all, delete-orphan"
    )
    agenda: Mapped[list[AgendaItem]] = relationship(
        order_by="AgendaItem.position", cascade="all, delete-orphan", back_populates="meeting"
    )

    @property
    def dossiers(self) -> list[AgendaItem]:
        """The agenda without the questions about award forms: one item for each dossier."""
        return [one for one in self.agenda if one.proposed_form_id is None]

    @property
    def form_questions(self) -> dict[int, AgendaItem]:
        """The questions about award forms, by the dossier."""
        return {one.nomination_id: one for one in self.agenda if one.proposed_form_id is not None}

    @property
    def present(self) -> list[MeetingMember]:
        """Who sits there; a written ballot is a vote but no presence."""
        return [one for one in self.members if one.attendance is Attendance.PRESENT]

    @property
    def ties(self) -> list[list[AgendaItem]]:
        """Nominees of one kind with as many votes for the same thing; where all said one thing there is no tie."""
        found: dict[tuple[object, ...], list[AgendaItem]] = {}
        for one in self.agenda:
            if one.electors and one.votes_for and (one.votes_against or one.votes_abstain):
                share = Fraction(one.votes_for, one.electors)
                same = (one.proposed_form_id, one.form.id, one.nomination.kind, share)
                found.setdefault(same, []).append(one)
        return [group for group in found.values() if len(group) > 1]

    @property
    def is_open(self) -> bool:
        """Whether there is still something to be done in it."""
        return self.state in (MeetingState.PREPARING, MeetingState.VOTING)

    @property
    def invitation_symbol(self) -> str:
        """What stands behind the number of the invitation (NĐ 30/2020, Phụ lục III)."""
        return f"GM-{self.organisation.symbol}"

    @property
    def minutes_symbol(self) -> str:
        """The same for the minutes; a council counts its own."""
        return "BB-HĐTĐKT" if self.body is ReviewBody.COUNCIL else f"BB-{self.organisation.symbol}"

    @property
    def voters(self) -> list[MeetingMember]:
        """Who casts a ballot, there or in writing."""
        return [one for one in self.members if one.attendance is not Attendance.ABSENT]


class MeetingMember(db.Model):
    """A member, with the name and title of that day."""

    __tablename__ = "meeting_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("review_meeting.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    # The unit that this member heads, on whose dossiers he may have to abstain.
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    attendance: Mapped[Attendance] = mapped_column(enum_column(Attendance), default=Attendance.ABSENT)
    absence_reason: Mapped[str] = mapped_column(default="")
    # That, never when: a time beside the tallies would tell a secret vote.
    has_voted: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (UniqueConstraint("meeting_id", "user_id"),)


class AgendaItem(db.Model):
    """A question before the meeting, with its tally; an open vote has its ballots beside it.

    It asks whether to commend a dossier at all or, with a `proposed_form`, whether to ask for that award
    form instead of the dossier's own.
    """

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("review_meeting.id"), index=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    position: Mapped[int]
    proposed_form_id: Mapped[int | None] = mapped_column(ForeignKey("award_form.id"))
    # The form that the dossier asked for when the vote began.
    award_form_id: Mapped[int | None] = mapped_column(ForeignKey("award_form.id"))
    # What was voted on; with the new form in it where the same meeting chose one.
    content_hash: Mapped[str] = mapped_column(default="")
    votes_for: Mapped[int] = mapped_column(default=0)
    votes_against: Mapped[int] = mapped_column(default=0)
    votes_abstain: Mapped[int] = mapped_column(default=0)
    # How many could vote on it; set with the result at the closing.
    electors: Mapped[int | None]
    is_passed: Mapped[bool | None]

    meeting: Mapped[ReviewMeeting] = relationship(back_populates="agenda")
    nomination: Mapped[Nomination] = relationship()
    proposed_form: Mapped[AwardForm | None] = relationship(foreign_keys=[proposed_form_id])
    award_form: Mapped[AwardForm | None] = relationship(foreign_keys=[award_form_id])

    # One question of each kind for a dossier.
    __table_args__ = (
        Index("uq_agenda_item_dossier", "meeting_id", "nomination_id", unique=True,
              postgresql_where=proposed_form_id.is_(None)),
        Index("uq_agenda_item_form", "meeting_id", "nomination_id", unique=True,
              postgresql_where=proposed_form_id.is_not(None)),
    )  # fmt: skip

    @property
    def form(self) -> AwardForm:
        """The award form that the dossier asks for: the one of that day, once the vote has begun."""
        return self.award_form or self.nomination.award_form


class Ballot(db.Model):
    """One vote of an open meeting. A secret meeting has none of these rows."""

    __tablename__ = "ballot"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("meeting_member.id"), index=True)
    vote: Mapped[Vote] = mapped_column(enum_column(Vote))
    is_written: Mapped[bool] = mapped_column(default=False)

    member: Mapped[MeetingMember] = relationship()

    __table_args__ = (UniqueConstraint("item_id", "member_id"),)
