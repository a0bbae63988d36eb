"""Who opened what is somebody’s: lines, the seals that chain them, and where the kept part begins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_anchor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_access_anchor_one_anchor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_anchor")),
    )
    op.create_table(
        "access_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.String(length=16), nullable=True),
        sa.Column("what", sa.String(length=80), nullable=False),
        sa.Column("by_id", sa.String(length=16), nullable=True),
        sa.Column("why", sa.String(length=80), nullable=False),
        sa.Column("stamp", sa.LargeBinary(), nullable=False),
        sa.Column("seal_number", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_line")),
    )
    with op.batch_alter_table("access_line", schema=None) as batch_op:
        batch_op.create_index("ix_access_line_person_id_id", ["person_id", "id"], unique=False)
        batch_op.create_index("ix_access_line_seal_number_id", ["seal_number", "id"], unique=False)

    op.create_table(
        "access_seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("line_count", sa.Integer(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_access_seal")),
    )
    with op.batch_alter_table("access_seal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_seal_at"), ["at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("access_seal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_seal_at"))

    op.drop_table("access_seal")
    with op.batch_alter_table("access_line", schema=None) as batch_op:
        batch_op.drop_index("ix_access_line_seal_number_id")
        batch_op.drop_index("ix_access_line_person_id_id")

    op.drop_table("access_line")
    op.drop_table("access_anchor")
