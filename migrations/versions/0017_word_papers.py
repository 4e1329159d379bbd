"""The Word file of a paper, beside its PDF."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("word_sha256", sa.String(), nullable=True))
    op.create_foreign_key("fk_document_word_sha256", "document", "stored_file", ["word_sha256"], ["sha256"])


def downgrade() -> None:
    op.drop_column("document", "word_sha256")
