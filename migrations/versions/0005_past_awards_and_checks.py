"""The register of past awards, what reports are compared by, initiatives, and papers on the appraisal sheet."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KINDS = sa.Enum("collective", "household", "individual", name="nomineekind", native_enum=False, length=40)
NAMED = sa.text("initiative_key <> ''")


def text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def upgrade() -> None:
    for name in ("initiative", "initiative_key"):
        op.add_column("nomination", sa.Column(name, sa.String(), server_default="", nullable=False))
    op.create_index("ix_nomination_initiative", "nomination", ["town_id"], postgresql_where=NAMED)
    op.add_column("appraisal", sa.Column("papers", postgresql.JSONB(), server_default="[]", nullable=False))
    op.create_table(
        "report_text",
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("runs", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_report_text_nomination_id"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_report_text_campaign_id"),
        sa.PrimaryKeyConstraint("nomination_id", name="pk_report_text"),
    )
    op.create_index("ix_report_text_campaign_id", "report_text", ["campaign_id"])
    op.create_table(
        "past_award",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("town_id", sa.Integer(), nullable=False),
        sa.Column("nominee_id", sa.Integer(), nullable=True),
        sa.Column("kind", KINDS, nullable=False),
        *(text(one) for one in ("name", "search_key")),
        sa.Column("born_year", sa.Integer(), nullable=True),
        text("unit"),
        sa.Column("year", sa.Integer(), nullable=False),
        *(text(one) for one in ("form", "decision")),
        sa.Column("decided_on", sa.Date(), nullable=True),
        *(text(one) for one in ("issuer", "achievement", "initiative", "initiative_key", "key")),
        *(sa.Column(one, sa.Integer(), nullable=True) for one in ("enclosure_id", "row")),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["town_id"], ["organisation.id"], name="fk_past_award_town_id"),
        sa.ForeignKeyConstraint(["nominee_id"], ["nominee.id"], name="fk_past_award_nominee_id"),
        sa.ForeignKeyConstraint(["enclosure_id"], ["enclosure.id"], name="fk_past_award_enclosure_id"),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name="fk_past_award_made_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_past_award"),
        sa.UniqueConstraint("town_id", "key", name="uq_past_award_town_id_key"),
    )
    op.create_index("ix_past_award_nominee_id", "past_award", ["nominee_id"])
    op.create_index("ix_past_award_name", "past_award", ["town_id", "search_key"])
    op.create_index("ix_past_award_list", "past_award", ["town_id", sa.text("year DESC"), sa.text("id DESC")])
    op.create_index("ix_past_award_initiative", "past_award", ["town_id"], postgresql_where=NAMED)
    op.create_table(
        "register_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("town_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["town_id"], ["organisation.id"], name="fk_register_year_town_id"),
        sa.ForeignKeyConstraint(["marked_by_id"], ["user.id"], name="fk_register_year_marked_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_register_year"),
        sa.UniqueConstraint("town_id", "year", name="uq_register_year_town_id_year"),
    )


def downgrade() -> None:
    for table in ("register_year", "past_award", "report_text"):
        op.drop_table(table)
    op.drop_column("appraisal", "papers")
    op.drop_index("ix_nomination_initiative", "nomination")
    for name in ("initiative_key", "initiative"):
        op.drop_column("nomination", name)
