"""What executives draft and choose is marked too; what is older begins to count with the next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UNCOUNTED = -1
DOMAIN, DRAFTS = "succession", "draft-%"


def upgrade() -> None:
    op.execute(
        sa.text(
            "INSERT INTO mark (domain, relationship, owner, length, head, ahead_length, ahead_head)"
            " SELECT DISTINCT domain, relationship, owner, :uncounted, :nothing, :uncounted, :nothing FROM recipient"
            " WHERE domain = :domain AND owner LIKE :drafts AND NOT EXISTS (SELECT 1 FROM mark"
            " WHERE mark.domain = recipient.domain AND mark.relationship = recipient.relationship"
            " AND mark.owner = recipient.owner)"
        ).bindparams(
            sa.bindparam("uncounted", UNCOUNTED, sa.Integer()),
            sa.bindparam("nothing", b"", sa.LargeBinary()),
            sa.bindparam("domain", DOMAIN),
            sa.bindparam("drafts", DRAFTS),
        )
    )


def downgrade() -> None:
    op.execute(
        sa.text("DELETE FROM mark WHERE domain = :domain AND owner LIKE :drafts").bindparams(
            sa.bindparam("domain", DOMAIN), sa.bindparam("drafts", DRAFTS)
        )
    )
