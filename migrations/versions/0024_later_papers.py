"""What a granter outside the system revokes or corrects later is kept with the scan of its paper."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

NAMES = ("revoked_scan_id", "correction_scan_id")


def upgrade() -> None:
    for name in NAMES:
        op.add_column("award", sa.Column(name, sa.Integer(), nullable=True))
        op.create_foreign_key(f"fk_award_{name}", "award", "enclosure", [name], ["id"])


def downgrade() -> None:
    for name in NAMES:
        op.drop_column("award", name)
