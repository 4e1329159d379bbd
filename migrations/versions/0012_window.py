"""The window that a guidance opens, the reminders before it closes, and what came too late."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("campaign", sa.Column("guidance_file_id", sa.Integer(), nullable=True))
    op.add_column("campaign", sa.Column("opens_on", sa.Date(), nullable=True))
    op.add_column("campaign", sa.Column("closes_on", sa.Date(), nullable=True))
    op.create_foreign_key(
        op.f("fk_campaign_guidance_file_id"), "campaign", "enclosure", ["guidance_file_id"], ["id"]
    )
    op.add_column(
        "nomination", sa.Column("submitted_late", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_reminder_campaign_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name=op.f("fk_reminder_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "campaign_id", "unit_id", "closes_on", "days_before",
            name=op.f("uq_reminder_campaign_id_unit_id_closes_on_days_before"),
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_reminder_unit_id"), "reminder", ["unit_id"])


def downgrade() -> None:
    op.drop_table("reminder")
    op.drop_column("nomination", "submitted_late")
    for name in ("closes_on", "opens_on", "guidance_file_id"):
        op.drop_column("campaign", name)
