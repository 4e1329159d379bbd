"""The stories of those who were commended."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("photo_sha256", sa.String(), nullable=True),
        sa.Column("photo_text", sa.String(), nullable=False),
        sa.Column("consent_by", sa.String(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("consent_how", sa.String(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_story_nomination_id")),
        sa.ForeignKeyConstraint(["photo_sha256"], ["stored_file.sha256"], name=op.f("fk_story_photo_sha256")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_story_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        sa.UniqueConstraint("nomination_id", name=op.f("uq_story_nomination_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_story_slug")),
    )
    op.create_index(
        "ix_story_published", "story",
        [sa.literal_column("published_on DESC"), sa.literal_column("id DESC")],
        postgresql_where=sa.text("state = 'published'"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("story")
