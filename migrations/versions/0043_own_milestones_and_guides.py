"""What is done by when, and what the two ask each other, in the words of a cohort; empty: as its type has it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.add_column(sa.Column("own_milestones", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("own_guides", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.drop_column("own_guides")
        batch_op.drop_column("own_milestones")
