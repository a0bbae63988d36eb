"""Stretch tasks: what a mentee takes on, with whom, and what the two wrote afterwards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stretch_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("sponsor_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "agreed",
                "reviewed",
                "not-possible",
                "withdrawn",
                name="state",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("risk", sa.Text(), nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("learnt", sa.Text(), nullable=False),
        sa.Column("sponsor_words", sa.Text(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("declined_at", UtcDateTime(), nullable=True),
        sa.Column("agreed_at", UtcDateTime(), nullable=True),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("reviewed_at", UtcDateTime(), nullable=True),
        sa.Column("sponsor_wrote_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "(state IN ('agreed', 'reviewed')) <= (agreed_at IS NOT NULL)", name=op.f("ck_stretch_task_agreed_has_time")
        ),
        sa.CheckConstraint(
            "declined_at IS NULL OR state IN ('proposed', 'withdrawn')", name=op.f("ck_stretch_task_a_no_is_forgotten")
        ),
        sa.CheckConstraint("begins_on <= ends_on", name=op.f("ck_stretch_task_begins_before_it_ends")),
        sa.CheckConstraint("version > 0", name=op.f("ck_stretch_task_version_from_one")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_stretch_task_enrolment_id_enrolment")
        ),
        sa.ForeignKeyConstraint(["sponsor_id"], ["person.id"], name=op.f("fk_stretch_task_sponsor_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stretch_task")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stretch_task_public_id")),
    )
    with op.batch_alter_table("stretch_task", schema=None) as batch_op:
        batch_op.create_index("ix_stretch_task_due", ["state", "answer_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_stretch_task_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stretch_task_sponsor_id"), ["sponsor_id"], unique=False)
        batch_op.create_index(
            "one_stretch_task_each",
            ["enrolment_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('agreed', 'proposed')"),
            postgresql_where=sa.text("state IN ('agreed', 'proposed')"),
        )


def downgrade() -> None:
    with op.batch_alter_table("stretch_task", schema=None) as batch_op:
        batch_op.drop_index(
            "one_stretch_task_each",
            sqlite_where=sa.text("state IN ('agreed', 'proposed')"),
            postgresql_where=sa.text("state IN ('agreed', 'proposed')"),
        )
        batch_op.drop_index(batch_op.f("ix_stretch_task_sponsor_id"))
        batch_op.drop_index(batch_op.f("ix_stretch_task_enrolment_id"))
        batch_op.drop_index("ix_stretch_task_due")

    op.drop_table("stretch_task")
