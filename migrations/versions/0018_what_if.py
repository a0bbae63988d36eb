"""What if: changes that are tried out on a run, whom a match leaves out, and which version of the engine made it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KINDS = ("lock", "forbid", "seats", "weights", "leave-out", "take-in")


def upgrade() -> None:
    op.create_table(
        "left_out",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("left_out_by_id", sa.Integer(), nullable=False),
        sa.Column("left_out_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_left_out_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["left_out_by_id"], ["person.id"], name=op.f("fk_left_out_left_out_by_id_person")),
        sa.PrimaryKeyConstraint("enrolment_id", name=op.f("pk_left_out")),
    )
    with op.batch_alter_table("left_out", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_left_out_left_out_by_id"), ["left_out_by_id"], unique=False)

    op.create_table(
        "what_if_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="changekind", native_enum=False, length=40), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=True),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'seats') = (seats IS NOT NULL)", name=op.f("ck_what_if_change_seats_of_a_mentor_alone")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_what_if_change_made_by_id_person")),
        sa.ForeignKeyConstraint(["mentee_id"], ["enrolment.id"], name=op.f("fk_what_if_change_mentee_id_enrolment")),
        sa.ForeignKeyConstraint(["mentor_id"], ["enrolment.id"], name=op.f("fk_what_if_change_mentor_id_enrolment")),
        sa.ForeignKeyConstraint(["run_id"], ["match_run.id"], name=op.f("fk_what_if_change_run_id_match_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_what_if_change")),
    )
    with op.batch_alter_table("what_if_change", schema=None) as batch_op:
        for column in ("made_by_id", "mentee_id", "mentor_id", "run_id"):
            batch_op.create_index(batch_op.f(f"ix_what_if_change_{column}"), [column], unique=False)

    with op.batch_alter_table("match_run", schema=None) as batch_op:
        batch_op.add_column(sa.Column("engine", sa.String(length=20), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("match_run", schema=None) as batch_op:
        batch_op.drop_column("engine")
    op.drop_table("what_if_change")
    op.drop_table("left_out")
