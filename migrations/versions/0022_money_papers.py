"""By which paper prize money was paid, and by which it came back after a revocation."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("paid_paper", "recovered_paper"):
        op.add_column("award", sa.Column(name, sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    for name in ("recovered_paper", "paid_paper"):
        op.drop_column("award", name)
