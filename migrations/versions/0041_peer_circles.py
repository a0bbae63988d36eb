"""Peer circles: who is in them, and when they meet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "peer_circle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_peer_circle_number_from_one")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_peer_circle_cohort_id_cohort")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_circle")),
        sa.UniqueConstraint("cohort_id", "number", name="circle_numbered_once"),
        sa.UniqueConstraint("public_id", name=op.f("uq_peer_circle_public_id")),
    )
    op.create_table(
        "circle_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 10 AND 480", name=op.f("ck_circle_date_minutes_in_range")),
        sa.ForeignKeyConstraint(["circle_id"], ["peer_circle.id"], name=op.f("fk_circle_date_circle_id_peer_circle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_date")),
        sa.UniqueConstraint("circle_id", "starts_at", name="circle_date_once"),
        sa.UniqueConstraint("public_id", name=op.f("uq_circle_date_public_id")),
    )
    op.create_table(
        "circle_member",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["circle_id"], ["peer_circle.id"], name=op.f("fk_circle_member_circle_id_peer_circle")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_circle_member_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("enrolment_id", name=op.f("pk_circle_member")),
    )
    with op.batch_alter_table("circle_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_circle_member_circle_id"), ["circle_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("circle_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_circle_member_circle_id"))

    op.drop_table("circle_member")
    op.drop_table("circle_date")
    op.drop_table("peer_circle")
