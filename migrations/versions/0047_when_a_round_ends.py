"""A round ends when everybody has been talked with; until when the executives choose has a name of its own."""

from __future__ import annotations

from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("succession_round", "ends_on", new_column_name="choose_by")
    op.alter_column("succession_round", "talks_by", new_column_name="ends_on")


def downgrade() -> None:
    op.alter_column("succession_round", "ends_on", new_column_name="talks_by")
    op.alter_column("succession_round", "choose_by", new_column_name="ends_on")
