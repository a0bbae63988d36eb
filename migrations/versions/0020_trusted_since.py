"""Since when a device has been trusted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("known_device", schema=None) as batch_op:
        batch_op.add_column(sa.Column("trusted_since", UtcDateTime(), nullable=True))
    device = sa.table("known_device", sa.column("trusted_since"), sa.column("created_at"), sa.column("is_trusted"))
    op.execute(device.update().where(device.c.is_trusted == sa.true()).values(trusted_since=device.c.created_at))


def downgrade() -> None:
    with op.batch_alter_table("known_device", schema=None) as batch_op:
        batch_op.drop_column("trusted_since")
