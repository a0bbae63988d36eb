"""Who has read the orientation before the first meeting, and the words of cohorts that have their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "orientation_text",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Enum("mentee", "mentor", name="side", native_enum=False, length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_orientation_text_cohort_id_cohort")),
        sa.PrimaryKeyConstraint("cohort_id", "side", name=op.f("pk_orientation_text")),
    )
    op.create_table(
        "orientation_read",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_orientation_read_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("enrolment_id", name=op.f("pk_orientation_read")),
    )


def downgrade() -> None:
    op.drop_table("orientation_read")
    op.drop_table("orientation_text")
