"""The invitation and the minutes of a review meeting; a meeting can be cancelled."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEXTS = ("ends_at", "signer_name", "signer_title", "signing", "cancel_reason")
NUMBERS = ("invitation_number", "minutes_number", "minutes_scan_id")
NEW = (*TEXTS, *NUMBERS, "lists_votes", "invitations", "invited_on")


def upgrade() -> None:
    # What stands there already needs a value; what is new gets its own from the model.
    for name in TEXTS:
        op.add_column("review_meeting", sa.Column(name, sa.String(), server_default="", nullable=False))
        op.alter_column("review_meeting", name, server_default=None)
    for name in NUMBERS:
        op.add_column("review_meeting", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("review_meeting", sa.Column("invited_on", sa.Date(), nullable=True))
    for name, kind, value in (("lists_votes", sa.Boolean(), sa.false()), ("invitations", sa.Integer(), "0")):
        op.add_column("review_meeting", sa.Column(name, kind, server_default=value, nullable=False))
        op.alter_column("review_meeting", name, server_default=None)
    op.create_foreign_key(
        "fk_review_meeting_minutes_scan_id", "review_meeting", "enclosure", ["minutes_scan_id"], ["id"]
    )


def downgrade() -> None:
    for name in NEW:
        op.drop_column("review_meeting", name)
