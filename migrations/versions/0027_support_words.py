"""What an organisation says in its own words about kinds of support."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "support_words",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("length(words) > 0", name=op.f("ck_support_words_has_words")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_support_words")),
    )


def downgrade() -> None:
    op.drop_table("support_words")
