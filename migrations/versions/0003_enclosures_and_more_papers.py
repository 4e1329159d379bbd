"""Files that belong to no dossier, and papers about a dossier, a meeting or a campaign."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SUBJECTS = {"nomination": "nomination", "meeting": "review_meeting", "campaign": "campaign"}
OLD = "num_nonnulls(submission_id, decision_id, award_id) = 1"
NEW = "num_nonnulls(submission_id, decision_id, award_id, nomination_id, meeting_id, campaign_id) = 1"


def upgrade() -> None:
    op.create_table(
        "enclosure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name="fk_enclosure_sha256"),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["user.id"], name="fk_enclosure_uploaded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_enclosure"),
    )
    for subject, table in SUBJECTS.items():
        column = f"{subject}_id"
        op.add_column("document", sa.Column(column, sa.Integer(), nullable=True))
        op.create_foreign_key(f"fk_document_{column}", "document", table, [column], ["id"])
        op.create_index(f"ix_document_{column}", "document", [column])
        op.create_index(f"uq_document_{subject}", "document", ["type", column, "version"], unique=True)
    op.drop_constraint(op.f("ck_document_one_subject"), "document", type_="check")
    op.create_check_constraint(op.f("ck_document_one_subject"), "document", NEW)


def downgrade() -> None:
    op.drop_constraint(op.f("ck_document_one_subject"), "document", type_="check")
    for subject in SUBJECTS:
        op.execute(sa.text(f"DELETE FROM document WHERE {subject}_id IS NOT NULL"))  # noqa: S608
        op.drop_column("document", f"{subject}_id")
    op.create_check_constraint(op.f("ck_document_one_subject"), "document", OLD)
    op.drop_table("enclosure")
