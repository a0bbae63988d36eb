"""Who chooses whom: the form of a cohort, requests, lines to mentors, an administrator's picks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_mentor_request()
    _index_mentor_request()
    _create_wish_line()
    _create_administrators_pick()
    _change_cohort()


def downgrade() -> None:
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.drop_column("choice")

    with op.batch_alter_table("administrators_pick", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_administrators_pick_picked_by_id"))

    op.drop_table("administrators_pick")
    with op.batch_alter_table("wish_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wish_line_mentor_id"))

    op.drop_table("wish_line")
    with op.batch_alter_table("mentor_request", schema=None) as batch_op:
        batch_op.drop_index(
            "request_place_taken_once",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index(
            "mentor_asked_once",
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        )
        batch_op.drop_index(batch_op.f("ix_mentor_request_mentor_id"))
        batch_op.drop_index("ix_mentor_request_due")
        batch_op.drop_index(batch_op.f("ix_mentor_request_cohort_id"))

    op.drop_table("mentor_request")


def _create_mentor_request() -> None:
    op.create_table(
        "mentor_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_allowed", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "accepted", "over", "withdrawn", name="requeststate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("talk_offered_at", UtcDateTime(), nullable=True),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("declined_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "declined_at IS NULL OR state IN ('open', 'withdrawn')", name=op.f("ck_mentor_request_a_no_is_forgotten")
        ),
        sa.CheckConstraint("mentee_id <> mentor_id", name=op.f("ck_mentor_request_two_enrolments")),
        sa.CheckConstraint("place > 0", name=op.f("ck_mentor_request_place_from_one")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_mentor_request_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["mentee_id"], ["enrolment.id"], name=op.f("fk_mentor_request_mentee_id_enrolment")),
        sa.ForeignKeyConstraint(["mentor_id"], ["enrolment.id"], name=op.f("fk_mentor_request_mentor_id_enrolment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_request")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mentor_request_public_id")),
    )


def _index_mentor_request() -> None:
    with op.batch_alter_table("mentor_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mentor_request_cohort_id"), ["cohort_id"], unique=False)
        batch_op.create_index("ix_mentor_request_due", ["state", "answer_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_mentor_request_mentor_id"), ["mentor_id"], unique=False)
        batch_op.create_index(
            "mentor_asked_once",
            ["mentee_id", "mentor_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        )
        batch_op.create_index(
            "request_place_taken_once",
            ["mentee_id", "place"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )


def _create_wish_line() -> None:
    op.create_table(
        "wish_line",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mentee_id"], ["enrolment.id"], name=op.f("fk_wish_line_mentee_id_enrolment")),
        sa.ForeignKeyConstraint(["mentor_id"], ["enrolment.id"], name=op.f("fk_wish_line_mentor_id_enrolment")),
        sa.PrimaryKeyConstraint("mentee_id", "mentor_id", name=op.f("pk_wish_line")),
    )
    with op.batch_alter_table("wish_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wish_line_mentor_id"), ["mentor_id"], unique=False)


def _create_administrators_pick() -> None:
    op.create_table(
        "administrators_pick",
        sa.Column("pairing_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("picked_by_id", sa.Integer(), nullable=False),
        sa.Column("picked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairing.id"], name=op.f("fk_administrators_pick_pairing_id_pairing")),
        sa.ForeignKeyConstraint(
            ["picked_by_id"], ["person.id"], name=op.f("fk_administrators_pick_picked_by_id_person")
        ),
        sa.PrimaryKeyConstraint("pairing_id", name=op.f("pk_administrators_pick")),
    )
    with op.batch_alter_table("administrators_pick", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_administrators_pick_picked_by_id"), ["picked_by_id"], unique=False)


def _change_cohort() -> None:
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.add_column(sa.Column("choice", sa.String(length=20), server_default="", nullable=False))
