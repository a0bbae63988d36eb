"""Meetings."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_meeting()
    _index_meeting()
    _create_meeting_option()


def downgrade() -> None:
    op.drop_table("meeting_option")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(
            "one_offer_per_pair",
            sqlite_where=sa.text("state = 'proposed'"),
            postgresql_where=sa.text("state = 'proposed'"),
        )
        batch_op.drop_index("ix_meeting_state_starts_at")
        batch_op.drop_index(batch_op.f("ix_meeting_proposed_by_id"))
        batch_op.drop_index("ix_meeting_pairing_state_starts_at")

    op.drop_table("meeting")


def _columns_of_meeting() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pairing_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "confirmed",
                "held",
                "not-held",
                "cancelled",
                name="meetingstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=True),
        sa.Column("wall_time", sa.String(length=16), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sa.Column("logged_at", UtcDateTime(), nullable=True),
        sa.Column("logged_by_id", sa.Integer(), nullable=True),
        sa.Column("held_minutes", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
    ]


def _create_meeting() -> None:
    op.create_table(
        "meeting",
        *_columns_of_meeting(),
        sa.CheckConstraint(
            "(state IN ('held', 'not-held')) = (logged_at IS NOT NULL)", name=op.f("ck_meeting_logged_has_time")
        ),
        sa.CheckConstraint(
            "state = 'proposed' OR state = 'cancelled' OR starts_at IS NOT NULL",
            name=op.f("ck_meeting_agreed_has_start"),
        ),
        sa.CheckConstraint("(starts_at IS NULL) = (wall_time IS NULL)", name=op.f("ck_meeting_start_has_wall_time")),
        sa.CheckConstraint(
            "held_minutes IS NULL OR held_minutes BETWEEN 1 AND 480", name=op.f("ck_meeting_held_minutes_in_range")
        ),
        sa.CheckConstraint("minutes BETWEEN 10 AND 480", name=op.f("ck_meeting_minutes_in_range")),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_meeting_sequence_not_negative")),
        sa.ForeignKeyConstraint(["logged_by_id"], ["person.id"], name=op.f("fk_meeting_logged_by_id_person")),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairing.id"], name=op.f("fk_meeting_pairing_id_pairing")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["person.id"], name=op.f("fk_meeting_proposed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("public_id", name=op.f("uq_meeting_public_id")),
    )


def _index_meeting() -> None:
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_pairing_state_starts_at", ["pairing_id", "state", "starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_proposed_by_id"), ["proposed_by_id"], unique=False)
        batch_op.create_index("ix_meeting_state_starts_at", ["state", "starts_at"], unique=False)
        batch_op.create_index(
            "one_offer_per_pair",
            ["pairing_id"],
            unique=True,
            sqlite_where=sa.text("state = 'proposed'"),
            postgresql_where=sa.text("state = 'proposed'"),
        )


def _create_meeting_option() -> None:
    op.create_table(
        "meeting_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("wall_time", sa.String(length=16), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=True),
        sa.CheckConstraint("minutes BETWEEN 10 AND 480", name=op.f("ck_meeting_option_minutes_in_range")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_option_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_option")),
        sa.UniqueConstraint("meeting_id", "starts_at", name="offered_once"),
    )
