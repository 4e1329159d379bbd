"""Why a member of a meeting is absent."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What stands there already needs a value; what is new gets its own from the model.
    op.add_column(
        "meeting_member", sa.Column("absence_reason", sa.String(), server_default="", nullable=False)
    )
    op.alter_column("meeting_member", "absence_reason", server_default=None)


def downgrade() -> None:
    op.drop_column("meeting_member", "absence_reason")
