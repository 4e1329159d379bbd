"""Who received a plan, what each unit did, and the letters about a campaign."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("acknowledged_by_id", sa.Integer(), nullable=True),
        sa.Column("acknowledged_on_paper", sa.Boolean(), nullable=False),
        sa.Column("followed_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_participation_campaign_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name="fk_participation_unit_id"),
        sa.ForeignKeyConstraint(
            ["acknowledged_by_id"], ["user.id"], name="fk_participation_acknowledged_by_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_participation"),
        sa.UniqueConstraint("campaign_id", "unit_id", name="uq_participation_campaign_id_unit_id"),
    )
    op.create_index("ix_participation_unit_id", "participation", ["unit_id"])
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("attendance", sa.Integer(), nullable=True),
        sa.Column("enclosure_id", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_activity_campaign_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name="fk_activity_unit_id"),
        sa.ForeignKeyConstraint(["enclosure_id"], ["enclosure.id"], name="fk_activity_enclosure_id"),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name="fk_activity_made_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
    )
    op.create_index("ix_activity_unit_id", "activity", ["unit_id"])
    op.create_index(
        "ix_activity_campaign", "activity",
        ["campaign_id", sa.literal_column("held_on DESC"), sa.literal_column("id DESC")],
        postgresql_where=sa.text("removed_at IS NULL"),
    )  # fmt: skip
    op.create_table(
        "campaign_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("signer_title", sa.String(), nullable=False),
        sa.Column("signing", sa.String(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_campaign_paper_campaign_id"),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name="fk_campaign_paper_made_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_paper"),
        sa.UniqueConstraint(
            "campaign_id", "type", "version", name="uq_campaign_paper_campaign_id_type_version"
        ),
    )


def downgrade() -> None:
    op.drop_table("campaign_paper")
    op.drop_table("activity")
    op.drop_table("participation")
