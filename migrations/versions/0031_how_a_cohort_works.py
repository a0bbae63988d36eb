"""How a cohort works, the skills it is about, and that it is put away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cohort_competency",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_competency_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_cohort_competency_skill_id_skill")),
        sa.PrimaryKeyConstraint("cohort_id", "skill_id", name=op.f("pk_cohort_competency")),
    )
    with op.batch_alter_table("cohort_competency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_competency_skill_id"), ["skill_id"], unique=False)

    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.add_column(sa.Column("practice", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("archived_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("relabelled_as", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.drop_column("relabelled_as")
        batch_op.drop_column("archived_at")
        batch_op.drop_column("practice")

    with op.batch_alter_table("cohort_competency", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohort_competency_skill_id"))

    op.drop_table("cohort_competency")
