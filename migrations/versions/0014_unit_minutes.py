"""The minutes of the unit's own meeting, kept with the list that it sends to its town."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("submission", sa.Column("minutes_id", sa.Integer(), nullable=True))
    op.create_foreign_key("fk_submission_minutes_id", "submission", "enclosure", ["minutes_id"], ["id"])


def downgrade() -> None:
    op.drop_column("submission", "minutes_id")
