"""What the yearly statistics ask of an awardee."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

VALUES = (
    "province_leader",
    "department_leader",
    "entrepreneur",
    "other_leader",
    "direct_worker",
    "enterprise",
)


def upgrade() -> None:
    for table in ("nominee", "nomination"):
        kind = sa.Enum(*VALUES, name="category", native_enum=False, length=40)
        op.add_column(table, sa.Column("category", kind, nullable=True))


def downgrade() -> None:
    for table in ("nominee", "nomination"):
        op.drop_column(table, "category")
