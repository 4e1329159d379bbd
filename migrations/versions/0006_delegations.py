"""Deputies with dates, and whose deputy somebody was when he was told."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PEOPLE = ("deputy_id", "made_by_id", "ended_by_id", "confirmed_by_id")


def upgrade() -> None:
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("signing", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("needs_confirmation", sa.Boolean(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name="fk_delegation_appointment_id"),
        *(sa.ForeignKeyConstraint([one], ["user.id"], name=f"fk_delegation_{one}") for one in PEOPLE),
        sa.PrimaryKeyConstraint("id", name="pk_delegation"),
    )
    op.create_index("ix_delegation_appointment_id", "delegation", ["appointment_id"])
    op.create_index("ix_delegation_deputy_id", "delegation", ["deputy_id"])
    op.add_column("message", sa.Column("on_behalf", sa.String(), server_default="", nullable=False))
    op.alter_column("message", "on_behalf", server_default=None)


def downgrade() -> None:
    op.drop_column("message", "on_behalf")
    op.drop_table("delegation")
