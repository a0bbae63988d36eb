"""Decisions about pairs, and publishing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pair_decision",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Enum("keep", "forbid", name="decision", native_enum=False, length=40), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_pair_decision_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_pair_decision_decided_by_id_person")),
        sa.ForeignKeyConstraint(["mentee_id"], ["enrolment.id"], name=op.f("fk_pair_decision_mentee_id_enrolment")),
        sa.ForeignKeyConstraint(["mentor_id"], ["enrolment.id"], name=op.f("fk_pair_decision_mentor_id_enrolment")),
        sa.PrimaryKeyConstraint("mentee_id", "mentor_id", name=op.f("pk_pair_decision")),
    )
    with op.batch_alter_table("pair_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pair_decision_cohort_id"), ["cohort_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pair_decision_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pair_decision_mentor_id"), ["mentor_id"], unique=False)

    op.create_table(
        "published_pair",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("pairing_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairing.id"], name=op.f("fk_published_pair_pairing_id_pairing")),
        sa.ForeignKeyConstraint(["run_id"], ["match_run.id"], name=op.f("fk_published_pair_run_id_match_run")),
        sa.PrimaryKeyConstraint("run_id", "pairing_id", name=op.f("pk_published_pair")),
        sa.UniqueConstraint("pairing_id", name=op.f("uq_published_pair_pairing_id")),
    )
    with op.batch_alter_table("match_run", schema=None) as batch_op:
        batch_op.alter_column("started_by_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("asked_digest", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("counts", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("objective", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("locked", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("decisions", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("published_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("published_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("undone_at", UtcDateTime(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_match_run_published_by_id_person"), "person", ["published_by_id"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_match_run_only_results_are_published"), "published_at IS NULL OR state = 'done'"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_match_run_only_published_is_undone"), "undone_at IS NULL OR published_at IS NOT NULL"
        )


def downgrade() -> None:
    # A run that began by itself is given to whoever made its cohort.
    maker = "SELECT created_by_id FROM cohort WHERE cohort.id = match_run.cohort_id"
    op.execute(f"UPDATE match_run SET started_by_id = ({maker}) WHERE started_by_id IS NULL")  # noqa: S608  no value in it
    with op.batch_alter_table("match_run", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_match_run_only_published_is_undone"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_match_run_only_results_are_published"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_match_run_published_by_id_person"), type_="foreignkey")
        batch_op.drop_column("undone_at")
        batch_op.drop_column("published_by_id")
        batch_op.drop_column("published_at")
        batch_op.drop_column("decisions")
        batch_op.drop_column("locked")
        batch_op.drop_column("objective")
        batch_op.drop_column("counts")
        batch_op.drop_column("asked_digest")
        batch_op.alter_column("started_by_id", existing_type=sa.Integer(), nullable=False)

    op.drop_table("published_pair")
    with op.batch_alter_table("pair_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pair_decision_mentor_id"))
        batch_op.drop_index(batch_op.f("ix_pair_decision_decided_by_id"))
        batch_op.drop_index(batch_op.f("ix_pair_decision_cohort_id"))

    op.drop_table("pair_decision")
