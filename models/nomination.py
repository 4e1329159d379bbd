"""The register of nominees and the dossiers about them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, func, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.campaign import AwardForm, Campaign, Criterion
from models.db import db, enum_column
from models.enums import OPEN_STATES, AttachmentKind, Category, Level, NomineeKind, State, SubmissionState
from models.organisation import Organisation
from models.people import User
from models.submission import Award, Submission

# What is due first, then what has waited longest.
QUEUE_ORDER = (text("coalesce(due_on, DATE '9999-12-31')"), "waiting_since", "id")


class Nominee(db.Model):
    """A person, household or collective, kept across campaigns."""

    __tablename__ = "nominee"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[NomineeKind] = mapped_column(enum_column(NomineeKind))
    name: Mapped[str]
    search_key: Mapped[str]
    sort_key: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    # The account of this person, where there is one: nobody acts on a dossier of his own.
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    born_on: Mapped[date | None]
    gender: Mapped[str] = mapped_column(default="")
    position: Mapped[str] = mapped_column(default="")
    hometown: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    category: Mapped[Category | None] = mapped_column(enum_column(Category))
    invented: Mapped[bool] = mapped_column(default=False)

    unit: Mapped[Organisation] = relationship(foreign_keys=[unit_id])

    __table_args__ = (
        Index(
            "ix_nominee_search_key",
            "search_key",
            postgresql_using="gin",
            postgresql_ops={"search_key": "gin_trgm_ops"},
        ),
    )


class Nomination(db.Model):
    """A dossier: one nominee, one award form, one campaign."""

    __tablename__ = "nomination"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    award_form_id: Mapped[int] = mapped_column(ForeignKey("award_form.id"))
    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id"), index=True)
    # The route that the dossier takes, as the tree of offices was when it was drafted.
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    town_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    province_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))

    procedure: Mapped[str] = mapped_column(default="district")
    state: Mapped[State] = mapped_column(enum_column(State), default=State.DRAFTING)
    # Goes up with each act, so that a second click is found.
    version: Mapped[int] = mapped_column(default=1)
    # Goes up with each change of state, so that a message knows whether it is still true.
    state_seq: Mapped[int] = mapped_column(default=1)
    # Goes up with each return to the drafter.
    round: Mapped[int] = mapped_column(default=1)
    waiting_since: Mapped[datetime] = mapped_column(server_default=func.now())
    waiting_from: Mapped[date]

    # As they were when they were written into the dossier.
    kind: Mapped[NomineeKind] = mapped_column(enum_column(NomineeKind))
    name: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
    born_on: Mapped[date | None]
    gender: Mapped[str] = mapped_column(default="")
    hometown: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    category: Mapped[Category | None] = mapped_column(enum_column(Category))
    search_key: Mapped[str]
    marked_key: Mapped[str]
    sort_key: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    # The initiative that the achievement rests on, by name: it may be used once only.
    initiative: Mapped[str] = mapped_column(default="", server_default="")
    initiative_key: Mapped[str] = mapped_column(default="", server_default="")

    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    # A unit on paper: the clerk entered the dossier on its behalf.
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    paper_received_on: Mapped[date | None]

    content_hash: Mapped[str] = mapped_column(default="")
    approved_hash: Mapped[str | None]
    appraised_hash: Mapped[str | None]
    submitted_at: Mapped[datetime | None]
    # First handed in after the window of the campaign had closed.
    submitted_late: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    # The award form asks for something that what was submitted does not answer.
    lacks_answers: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    sent_at: Mapped[datetime | None]
    forwarded_at: Mapped[datetime | None]

    receipt_number: Mapped[str | None]
    received_on: Mapped[date | None]
    # See workflow/deadline.py.
    due_on: Mapped[date | None]
    due_from: Mapped[date | None]
    due_days: Mapped[int | None]
    review_note: Mapped[str] = mapped_column(default="")
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    handed_over_on: Mapped[date | None]
    hand_over_note: Mapped[str] = mapped_column(default="")

    campaign: Mapped[Campaign] = relationship()
    award_form: Mapped[AwardForm] = relationship()
    nominee: Mapped[Nominee] = relationship()
    unit: Mapped[Organisation] = relationship(foreign_keys=[unit_id])
    town: Mapped[Organisation] = relationship(foreign_keys=[town_id])
    district: Mapped[Organisation | None] = relationship(foreign_keys=[district_id])
    province: Mapped[Organisation | None] = relationship(foreign_keys=[province_id])
    drafted_by: Mapped[User] = relationship(foreign_keys=[drafted_by_id])
    submission: Mapped[Submission | None] = relationship(foreign_keys=[submission_id])
    award: Mapped[Award | None] = relationship(
        back_populates="nomination", foreign_keys="Award.nomination_id"
    )
    claims: Mapped[list[Claim]] = relationship(cascade="all, delete-orphan", order_by="Claim.criterion_id")
    attachments: Mapped[list[Attachment]] = relationship(order_by="Attachment.id")
    remarks: Mapped[list[Remark]] = relationship(order_by="Remark.id")
    appraisals: Mapped[list[Appraisal]] = relationship(order_by="Appraisal.id")
    snapshots: Mapped[list[Snapshot]] = relationship(order_by="Snapshot.id")

    __table_args__ = (
        Index(
            "ix_nomination_search_key",
            "search_key",
            postgresql_using="gin",
            postgresql_ops={"search_key": "gin_trgm_ops"},
        ),
        Index("ix_nomination_campaign", "campaign_id"),
        Index("ix_nomination_initiative", "town_id", postgresql_where=text("initiative_key <> ''")),
        Index("ix_nomination_award_form", "award_form_id"),
        # The parts of others in the queues: few rows among very many that are done.
        *(
            Index(f"ix_nomination_to_{name}", "town_id", *QUEUE_ORDER, postgresql_where=text(where))
            for name, where in {
                "enter": "state = 'drafting' AND entered_by_id IS NOT NULL",
                "write": "state = 'drafting' AND submitted_at IS NULL AND entered_by_id IS NULL",
                "gather": "state = 'town_reviewed' AND submission_id IS NULL",
                "hand_over": "state = 'awarded' AND handed_over_on IS NULL",
            }.items()
        ),
        *(
            Index(
                f"ix_nomination_queue_{level}",
                f"{level}_id",
                "state",
                *QUEUE_ORDER,
            )
            for level in Level
        ),
        *(Index(f"ix_nomination_list_{level}", f"{level}_id", text("id DESC")) for level in Level),
    )

    def organisation_id(self, level: Level) -> int | None:
        """The organisation of that level on the route of the dossier."""
        return getattr(self, f"{level.value}_id")

    @hybrid_method
    def is_granted_at(self, level: Level) -> bool:
        """Whether the award form asked for is granted at that level."""
        return self.award_form.granter_level is level

    @is_granted_at.inplace.expression
    @classmethod
    def _is_granted_at(cls, level: Level) -> ColumnElement[bool]:
        forms = select(AwardForm.id).where(AwardForm.granter_level == level)
        return cls.award_form_id.in_(forms)

    @hybrid_property
    def is_on_open_list(self) -> bool:
        """Whether it stands in a submission that is still being gathered."""
        return self.submission is not None and self.submission.state is SubmissionState.ASSEMBLING

    @is_on_open_list.inplace.expression
    @classmethod
    def _is_on_open_list(cls) -> ColumnElement[bool]:
        return _on_a_list(cls, Submission.state == SubmissionState.ASSEMBLING)

    @hybrid_property
    def is_on_closed_list(self) -> bool:
        """Whether it stands in a submission whose list can no longer change."""
        return self.submission is not None and self.submission.state is not SubmissionState.ASSEMBLING

    @is_on_closed_list.inplace.expression
    @classmethod
    def _is_on_closed_list(cls) -> ColumnElement[bool]:
        return _on_a_list(cls, Submission.state != SubmissionState.ASSEMBLING)

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.state in OPEN_STATES

    @property
    def files(self) -> list[Attachment]:
        """The attachments that belong to the dossier now."""
        return [one for one in self.attachments if one.removed_at is None]

    @property
    def open_remarks(self) -> list[Remark]:
        """The remarks of this round, to whomever they were sent."""
        return [one for one in self.remarks if one.round == self.round]

    @property
    def drafters_remarks(self) -> list[Remark]:
        """The remarks that the drafter must answer in this round, and the fields that he opened."""
        return [one for one in self.open_remarks if one.sent_to is State.DRAFTING]


def _on_a_list(row: type[Nomination], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    lists = select(Submission.id).where(Submission.id == row.submission_id, condition)
    return lists.correlate(row).exists()


class Claim(db.Model):
    """What the nominee achieved against one criterion, with its evidence."""

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"), index=True)
    text: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    # Which content of part II of the plan it belongs to (1 …), if one was chosen.
    content: Mapped[int | None]

    criterion: Mapped[Criterion] = relationship()

    __table_args__ = (UniqueConstraint("nomination_id", "criterion_id"),)


class StoredFile(db.Model):
    """A file in the store, once for each content."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str]
    stored_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Attachment(db.Model):
    """An uploaded file of a dossier; taken out, it stays in the history."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    kind: Mapped[AttachmentKind] = mapped_column(enum_column(AttachmentKind))
    filename: Mapped[str]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    uploaded_at: Mapped[datetime] = mapped_column(server_default=func.now())
    removed_at: Mapped[datetime | None]

    file: Mapped[StoredFile] = relationship(lazy="joined")


class Remark(db.Model):
    """What a reviewer asks for when he returns a dossier; no field means in general.

    Whoever has the dossier in the state `sent_to` is to act on it.
    """

    __tablename__ = "remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    # The round in which it is to be answered.
    round: Mapped[int]
    sent_to: Mapped[State] = mapped_column(enum_column(State), default=State.DRAFTING)
    field: Mapped[str | None]
    text: Mapped[str]
    # True where the drafter opened this field himself and `text` is his reason.
    is_opening: Mapped[bool] = mapped_column(default=False)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    author_title: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    answer: Mapped[str] = mapped_column(default="")

    author: Mapped[User] = relationship()


class Appraisal(db.Model):
    """The clerk's sheet: each criterion met or not, for one content of the dossier."""

    __tablename__ = "appraisal"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    content_hash: Mapped[str]
    # Each: {"criterion_id": …, "met": …, "remark": …}
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    # Each: {"attachment_id": …, "form": a `PaperForm`}; a paper that is missing was not judged.
    papers: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default="[]")
    note: Mapped[str] = mapped_column(default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())

    made_by: Mapped[User] = relationship()


class Hold(db.Model):
    """A reason not to commend yet; on a nominee it holds all his dossiers."""

    __tablename__ = "hold"

    id: Mapped[int] = mapped_column(primary_key=True)
    nominee_id: Mapped[int] = mapped_column(ForeignKey("nominee.id"))
    # Empty where the hold is on the nominee himself.
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nomination.id"))
    reason: Mapped[str]
    level: Mapped[Level] = mapped_column(enum_column(Level))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    set_at: Mapped[datetime] = mapped_column(server_default=func.now())
    set_on: Mapped[date]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    released_at: Mapped[datetime | None]
    released_on: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship()

    __table_args__ = (Index("ix_hold_open", "nominee_id", postgresql_where=text("released_at IS NULL")),)


class Snapshot(db.Model):
    """The content of a dossier as it was submitted, under its hash."""

    __tablename__ = "snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    round: Mapped[int]
    content_hash: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
