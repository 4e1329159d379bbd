"""What an office outside the system answered, as it was written down from its paper."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Columns that point to a row: table, column, the table that it points to, whether it has an index.
LINKS = (
    ("submission", "letter_scan_id", "enclosure", False),
    ("submission", "kept_by_id", "organisation", True),
    ("decision", "scan_id", "enclosure", False),
)


def upgrade() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("signer_title", sa.String(), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name="fk_answer_submission_id"),
        sa.ForeignKeyConstraint(["office_id"], ["organisation.id"], name="fk_answer_office_id"),
        sa.ForeignKeyConstraint(["scan_id"], ["enclosure.id"], name="fk_answer_scan_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user.id"], name="fk_answer_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
    )
    op.create_index("ix_answer_submission_id", "answer", ["submission_id"])
    for table, column, target, is_indexed in LINKS:
        op.add_column(table, sa.Column(column, sa.Integer(), nullable=True))
        op.create_foreign_key(f"fk_{table}_{column}", table, target, [column], ["id"])
        if is_indexed:
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table, column, _target, _is_indexed in LINKS:
        op.drop_column(table, column)
    op.drop_table("answer")
