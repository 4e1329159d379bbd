"""A list can be open to everybody for some days before the meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What stands there already was convened without such days.
    op.add_column(
        "review_meeting", sa.Column("comment_days", sa.Integer(), server_default="0", nullable=False)
    )
    op.alter_column("review_meeting", "comment_days", server_default=None)
    for name in ("comments_from", "comments_until"):
        op.add_column("review_meeting", sa.Column(name, sa.Date(), nullable=True))
    op.create_table(
        "public_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["review_meeting.id"], name="fk_public_comment_meeting_id"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_public_comment_nomination_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user.id"], name="fk_public_comment_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_public_comment"),
    )
    for name in ("meeting_id", "nomination_id"):
        op.create_index(f"ix_public_comment_{name}", "public_comment", [name])


def downgrade() -> None:
    op.drop_table("public_comment")
    for name in ("comments_until", "comments_from", "comment_days"):
        op.drop_column("review_meeting", name)
