"""Papers of succession plans are marked too; those that are older begin to count with the next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

UNCOUNTED = -1
DOMAINS = ("succession",)


def upgrade() -> None:
    op.execute(
        sa.text(
            "INSERT INTO mark (domain, relationship, owner, length, head, ahead_length, ahead_head)"
            " SELECT DISTINCT domain, relationship, owner, :uncounted, :nothing, :uncounted, :nothing FROM recipient"
            " WHERE domain IN :domains"
        ).bindparams(
            sa.bindparam("uncounted", UNCOUNTED, sa.Integer()),
            sa.bindparam("nothing", b"", sa.LargeBinary()),
            sa.bindparam("domains", DOMAINS, expanding=True),
        )
    )


def downgrade() -> None:
    op.execute(
        sa.text("DELETE FROM mark WHERE domain IN :domains").bindparams(
            sa.bindparam("domains", DOMAINS, expanding=True)
        )
    )
