"""The culture officer's guidance to the units, and who has read it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publicity_guide",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_publicity_guide_campaign_id")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_publicity_guide_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_guide")),
    )
    op.create_index(op.f("ix_publicity_guide_campaign_id"), "publicity_guide", ["campaign_id"])
    op.create_table(
        "publicity_guide_file",
        sa.Column("guide_id", sa.Integer(), nullable=False),
        sa.Column("enclosure_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["guide_id"], ["publicity_guide.id"], name=op.f("fk_publicity_guide_file_guide_id")),
        sa.ForeignKeyConstraint(["enclosure_id"], ["enclosure.id"], name=op.f("fk_publicity_guide_file_enclosure_id")),
        sa.PrimaryKeyConstraint("guide_id", "enclosure_id", name=op.f("pk_publicity_guide_file")),
    )  # fmt: skip
    op.create_table(
        "publicity_reading",
        sa.Column("guide_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["guide_id"], ["publicity_guide.id"], name=op.f("fk_publicity_reading_guide_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name=op.f("fk_publicity_reading_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_publicity_reading_user_id")),
        sa.PrimaryKeyConstraint("guide_id", "unit_id", "user_id", name=op.f("pk_publicity_reading")),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("publicity_reading")
    op.drop_table("publicity_guide_file")
    op.drop_table("publicity_guide")
