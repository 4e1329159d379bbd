"""Which reminders of a due date the office was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "due_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_due_reminder_nomination_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_reminder")),
        sa.UniqueConstraint(
            "nomination_id", "due_on", "days_before",
            name=op.f("uq_due_reminder_nomination_id_due_on_days_before"),
        ),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("due_reminder")
