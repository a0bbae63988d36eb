"""How many larger roles HR expects to come free."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "placement_forecast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("program_type", sa.String(length=40), nullable=False),
        sa.Column("roles", sa.Integer(), nullable=False),
        sa.Column("free_a_year", sa.Integer(), nullable=False),
        sa.Column("from_inside", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("free_a_year BETWEEN 0 AND 100", name=op.f("ck_placement_forecast_free_in_range")),
        sa.CheckConstraint("from_inside BETWEEN 0 AND 100", name=op.f("ck_placement_forecast_inside_in_range")),
        sa.CheckConstraint("roles BETWEEN 0 AND 100000", name=op.f("ck_placement_forecast_roles_in_range")),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["person.id"], name=op.f("fk_placement_forecast_entered_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_forecast")),
    )
    with op.batch_alter_table("placement_forecast", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placement_forecast_entered_by_id"), ["entered_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_forecast_program_type"), ["program_type"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("placement_forecast", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_placement_forecast_program_type"))
        batch_op.drop_index(batch_op.f("ix_placement_forecast_entered_by_id"))

    op.drop_table("placement_forecast")
