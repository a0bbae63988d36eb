"""What a run was given, and the mentor who came next in each of its pairs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "match_input",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["match_run.id"], name=op.f("fk_match_input_run_id_match_run")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_match_input")),
    )
    with op.batch_alter_table("match_pair", schema=None) as batch_op:
        batch_op.add_column(sa.Column("runner_up", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("match_pair", schema=None) as batch_op:
        batch_op.drop_column("runner_up")
    op.drop_table("match_input")
