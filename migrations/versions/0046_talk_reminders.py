"""A talk that is overdue is asked for again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("nomination_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talk_reminders", sa.SmallInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("nomination_file", schema=None) as batch_op:
        batch_op.drop_column("talk_reminders")
