"""What a guidance adds to a running plan: criteria with their source, ceilings, and who must still answer."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("award_form", sa.Column("ceiling", sa.Integer(), nullable=True))
    op.add_column("criterion", sa.Column("source", sa.String(), server_default="", nullable=False))
    op.add_column("criterion", sa.Column("since", sa.Date(), nullable=True))
    op.add_column(
        "nomination", sa.Column("lacks_answers", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("nomination", "lacks_answers")
    op.drop_column("criterion", "since")
    op.drop_column("criterion", "source")
    op.drop_column("award_form", "ceiling")
