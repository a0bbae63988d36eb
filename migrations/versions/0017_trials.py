"""Points and rules are tried out before they are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "match_trial",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("proposal", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_match_trial_asked_by_id_person")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_match_trial_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_match_trial_job_id_job"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_trial")),
        sa.UniqueConstraint("public_id", name=op.f("uq_match_trial_public_id")),
    )
    with op.batch_alter_table("match_trial", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_trial_asked_at"), ["asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_trial_asked_by_id"), ["asked_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_trial_cohort_id"), ["cohort_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_trial_job_id"), ["job_id"], unique=False)


def downgrade() -> None:
    op.drop_table("match_trial")
