"""The papers that the system makes, each with the work still to be done on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.campaign import Campaign
from models.db import db, enum_column
from models.enums import DocumentState, DocumentType
from models.meeting import ReviewMeeting
from models.nomination import Nomination, StoredFile
from models.submission import Award, Decision, Submission

# What a paper may speak of, each with a column of its own; a row fills just one.
SUBJECTS = ("submission", "decision", "award", "nomination", "meeting", "campaign")


class Document(db.Model):
    """A paper of one subject. Its row is also the order to make it."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[DocumentType] = mapped_column(enum_column(DocumentType))
    state: Mapped[DocumentState] = mapped_column(enum_column(DocumentState), default=DocumentState.PENDING)
    version: Mapped[int] = mapped_column(default=1)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    award_id: Mapped[int | None] = mapped_column(ForeignKey("award.id"), index=True)
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nomination.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("review_meeting.id"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"), index=True)
    sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    # The same paper for Word, made in the same breath; none of a type that is not edited.
    word_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_error: Mapped[str] = mapped_column(default="")
    ordered_at: Mapped[datetime] = mapped_column(server_default=func.now())
    made_at: Mapped[datetime | None]

    submission: Mapped[Submission | None] = relationship()
    decision: Mapped[Decision | None] = relationship()
    award: Mapped[Award | None] = relationship()
    nomination: Mapped[Nomination | None] = relationship()
    meeting: Mapped[ReviewMeeting | None] = relationship()
    campaign: Mapped[Campaign | None] = relationship()
    file: Mapped[StoredFile | None] = relationship(foreign_keys=[sha256])

    __table_args__ = (
        CheckConstraint(f"num_nonnulls({', '.join(f'{one}_id' for one in SUBJECTS)}) = 1", "one_subject"),
        Index("ix_document_pending", "next_try_at", postgresql_where=text("state = 'pending'")),
        *(
            Index(f"uq_document_{subject}", "type", f"{subject}_id", "version", unique=True)
            for subject in SUBJECTS
        ),
    )

    @property
    def subject(self) -> str:
        """Which of `SUBJECTS` the paper speaks of."""
        return next(one for one in SUBJECTS if getattr(self, f"{one}_id") is not None)
