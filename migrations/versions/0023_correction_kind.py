"""By what kind of paper an award was corrected: a letter, or a decision that replaces."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = sa.Enum("letter", "decision", name="correctionkind", native_enum=False, length=40)
    op.add_column("award", sa.Column("correction_kind", kind, nullable=True))


def downgrade() -> None:
    op.drop_column("award", "correction_kind")
