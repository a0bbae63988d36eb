"""What mentees have ticked on their timelines."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "milestone_tick",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("milestone", sa.String(length=40), nullable=False),
        sa.Column("ticked_on", sa.Date(), nullable=False),
        sa.Column("ticked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_milestone_tick_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("enrolment_id", "milestone", name=op.f("pk_milestone_tick")),
    )


def downgrade() -> None:
    op.drop_table("milestone_tick")
