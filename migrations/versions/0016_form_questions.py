"""A meeting also votes on the award form of a dossier; an item keeps the form of its day."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

PAIR = ["meeting_id", "nomination_id"]


def upgrade() -> None:
    for name in ("proposed_form_id", "award_form_id"):
        op.add_column("agenda_item", sa.Column(name, sa.Integer(), nullable=True))
        op.create_foreign_key(f"fk_agenda_item_{name}", "agenda_item", "award_form", [name], ["id"])
    # Where the vote has begun, the form that the dossier asks for now is the best that is known.
    op.execute(
        "UPDATE agenda_item SET award_form_id = n.award_form_id FROM nomination n, review_meeting m"
        " WHERE n.id = nomination_id AND m.id = meeting_id AND m.state IN ('voting', 'closed')"
    )
    op.drop_constraint("uq_agenda_item_meeting_id", "agenda_item")
    for name, what in (("dossier", "IS NULL"), ("form", "IS NOT NULL")):
        op.create_index(
            f"uq_agenda_item_{name}", "agenda_item", PAIR, unique=True,
            postgresql_where=sa.text(f"proposed_form_id {what}"),
        )  # fmt: skip


def downgrade() -> None:
    # A ballot on a question that is gone says nothing any more.
    op.execute(
        "DELETE FROM ballot USING agenda_item i WHERE i.id = item_id AND i.proposed_form_id IS NOT NULL"
    )
    op.execute("DELETE FROM agenda_item WHERE proposed_form_id IS NOT NULL")
    for name in ("dossier", "form"):
        op.drop_index(f"uq_agenda_item_{name}", "agenda_item")
    op.create_unique_constraint("uq_agenda_item_meeting_id", "agenda_item", PAIR)
    for name in ("proposed_form_id", "award_form_id"):
        op.drop_column("agenda_item", name)
