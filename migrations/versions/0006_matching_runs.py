"""Runs of the match and their pairs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_match_run()
    _index_match_run()
    _create_match_pair()
    _create_unplaced()


def downgrade() -> None:
    with op.batch_alter_table("unplaced", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unplaced_enrolment_id"))

    op.drop_table("unplaced")
    with op.batch_alter_table("match_pair", schema=None) as batch_op:
        batch_op.drop_index("ix_match_pair_run_score")
        batch_op.drop_index(batch_op.f("ix_match_pair_mentor_id"))
        batch_op.drop_index(batch_op.f("ix_match_pair_mentee_id"))

    op.drop_table("match_pair")
    with op.batch_alter_table("match_run", schema=None) as batch_op:
        batch_op.drop_index(
            "one_open_run_per_cohort",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index(batch_op.f("ix_match_run_started_by_id"))
        batch_op.drop_index(batch_op.f("ix_match_run_job_id"))

    op.drop_table("match_run")


def _create_match_run() -> None:
    op.create_table(
        "match_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("open", "done", "stopped", "failed", name="runstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("salt", sa.BigInteger(), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("policy_digest", sa.String(length=64), nullable=True),
        sa.Column("input_digest", sa.String(length=64), nullable=True),
        sa.Column("total", sa.Double(), nullable=True),
        sa.Column("bound", sa.Double(), nullable=True),
        sa.Column("gap", sa.Double(), nullable=True),
        sa.Column("mentees", sa.Integer(), nullable=False),
        sa.Column("mentors", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("placed", sa.Integer(), nullable=False),
        sa.Column("rules_skipped", sa.JSON(), nullable=False),
        sa.Column("timings", sa.JSON(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name=op.f("ck_match_run_open_has_no_end")),
        sa.CheckConstraint(
            "state <> 'done' OR (total IS NOT NULL AND input_digest IS NOT NULL)",
            name=op.f("ck_match_run_done_has_result"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_match_run_number_from_one")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_match_run_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_match_run_job_id_job"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["started_by_id"], ["person.id"], name=op.f("fk_match_run_started_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_run")),
        sa.UniqueConstraint("cohort_id", "number", name="run_number_once"),
        sa.UniqueConstraint("public_id", name=op.f("uq_match_run_public_id")),
    )


def _index_match_run() -> None:
    with op.batch_alter_table("match_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_run_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_run_started_by_id"), ["started_by_id"], unique=False)
        batch_op.create_index(
            "one_open_run_per_cohort",
            ["cohort_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )


def _create_match_pair() -> None:
    op.create_table(
        "match_pair",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["mentee_id"], ["enrolment.id"], name=op.f("fk_match_pair_mentee_id_enrolment")),
        sa.ForeignKeyConstraint(["mentor_id"], ["enrolment.id"], name=op.f("fk_match_pair_mentor_id_enrolment")),
        sa.ForeignKeyConstraint(["run_id"], ["match_run.id"], name=op.f("fk_match_pair_run_id_match_run")),
        sa.PrimaryKeyConstraint("run_id", "mentee_id", "mentor_id", name=op.f("pk_match_pair")),
    )
    with op.batch_alter_table("match_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_pair_mentee_id"), ["mentee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_pair_mentor_id"), ["mentor_id"], unique=False)
        batch_op.create_index("ix_match_pair_run_score", ["run_id", "score"], unique=False)


def _create_unplaced() -> None:
    op.create_table(
        "unplaced",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_unplaced_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["run_id"], ["match_run.id"], name=op.f("fk_unplaced_run_id_match_run")),
        sa.PrimaryKeyConstraint("run_id", "enrolment_id", name=op.f("pk_unplaced")),
    )
    with op.batch_alter_table("unplaced", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unplaced_enrolment_id"), ["enrolment_id"], unique=False)
