"""Review meetings: members, agenda, ballots."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def words(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "review_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("body", words("none", "council", "leadership", name="reviewbody"), nullable=False),
        sa.Column("state", words("preparing", "voting", "closed", name="meetingstate"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        *(text(one) for one in ("starts_at", "place", "chaired_by", "note_taker", "conclusion")),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        *(text(one) for one in ("quorum", "pass_ratio")),
        sa.Column("counts_all_members", sa.Boolean(), nullable=False),
        sa.Column("heads_abstain", sa.Boolean(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        *(sa.Column(one, sa.DateTime(timezone=True), nullable=True) for one in ("opened_at", "closed_at")),
        *(
            sa.Column(one, sa.Integer(), nullable=True)
            for one in ("ballots_issued", "ballots_returned", "ballots_valid")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_review_meeting_campaign_id"),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name="fk_review_meeting_made_by_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_review_meeting_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_review_meeting"),
    )
    op.create_index("ix_review_meeting_organisation_id", "review_meeting", ["organisation_id"])
    op.create_table(
        "meeting_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(text(one) for one in ("name", "title")),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("attendance", words("present", "written", "absent", name="attendance"), nullable=False),
        sa.Column("has_voted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["review_meeting.id"], name="fk_meeting_member_meeting_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name="fk_meeting_member_unit_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_meeting_member_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_member"),
        sa.UniqueConstraint("meeting_id", "user_id", name="uq_meeting_member_meeting_id"),
    )
    op.create_index("ix_meeting_member_meeting_id", "meeting_member", ["meeting_id"])
    op.create_index("ix_meeting_member_user_id", "meeting_member", ["user_id"])
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        text("content_hash"),
        *(
            sa.Column(one, sa.Integer(), nullable=False)
            for one in ("votes_for", "votes_against", "votes_abstain")
        ),
        sa.Column("electors", sa.Integer(), nullable=True),
        sa.Column("is_passed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["review_meeting.id"], name="fk_agenda_item_meeting_id"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_agenda_item_nomination_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_item"),
        sa.UniqueConstraint("meeting_id", "nomination_id", name="uq_agenda_item_meeting_id"),
    )
    op.create_index("ix_agenda_item_meeting_id", "agenda_item", ["meeting_id"])
    op.create_index("ix_agenda_item_nomination_id", "agenda_item", ["nomination_id"])
    op.create_table(
        "ballot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("vote", words("for", "against", "abstain", name="vote"), nullable=False),
        sa.Column("is_written", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name="fk_ballot_item_id"),
        sa.ForeignKeyConstraint(["member_id"], ["meeting_member.id"], name="fk_ballot_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ballot"),
        sa.UniqueConstraint("item_id", "member_id", name="uq_ballot_item_id"),
    )
    op.create_index("ix_ballot_item_id", "ballot", ["item_id"])
    op.create_index("ix_ballot_member_id", "ballot", ["member_id"])


def downgrade() -> None:
    for table in ("ballot", "agenda_item", "meeting_member", "review_meeting"):
        op.drop_table(table)
