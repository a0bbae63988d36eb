"""Pairs and seats."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_seat()
    _create_pairing()
    _index_pairing()
    _create_pairs_draft()


def downgrade() -> None:
    with op.batch_alter_table("pairs_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pairs_draft_person_id"))
        batch_op.drop_index(batch_op.f("ix_pairs_draft_expires_at"))

    op.drop_table("pairs_draft")
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.drop_index(
            "two_are_a_pair_once", sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'")
        )
        batch_op.drop_index(
            "one_open_pairing_per_mentee",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index(
            "mentor_seat_taken_once", sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'")
        )
        batch_op.drop_index(batch_op.f("ix_pairing_mentor_id"))
        batch_op.drop_index(batch_op.f("ix_pairing_mentee_id"))
        batch_op.drop_index("ix_pairing_cohort_state")

    op.drop_table("pairing")
    op.drop_table("seat")


def _create_seat() -> None:
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_seat_number_from_one")),
        sa.ForeignKeyConstraint(["mentor_id"], ["enrolment.id"], name=op.f("fk_seat_mentor_id_enrolment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("mentor_id", "number", name="seat_once"),
    )


def _create_pairing() -> None:
    op.create_table(
        "pairing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.Enum("open", "ended", name="pairingstate", native_enum=False, length=40), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("run", "import", "administrator", "request", name="origin", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("objection_until", sa.Date(), nullable=True),
        sa.Column("wrote_at", UtcDateTime(), nullable=True),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("first_met_on", sa.Date(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "not-this-one", "ended", "left", "undone", "completed", name="ending", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name=op.f("ck_pairing_ended_has_time")),
        sa.CheckConstraint("(state = 'ended') = (ending IS NOT NULL)", name=op.f("ck_pairing_ended_has_kind")),
        sa.CheckConstraint("(state = 'open') = (seat_id IS NOT NULL)", name=op.f("ck_pairing_open_holds_a_seat")),
        sa.CheckConstraint("mentee_id <> mentor_id", name=op.f("ck_pairing_two_enrolments")),
        sa.CheckConstraint("place > 0", name=op.f("ck_pairing_place_from_one")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_pairing_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_pairing_ended_by_id_person")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_pairing_made_by_id_person")),
        sa.ForeignKeyConstraint(["mentee_id"], ["enrolment.id"], name=op.f("fk_pairing_mentee_id_enrolment")),
        sa.ForeignKeyConstraint(["mentor_id"], ["enrolment.id"], name=op.f("fk_pairing_mentor_id_enrolment")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_pairing_seat_id_seat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pairing_public_id")),
    )


def _index_pairing() -> None:
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.create_index("ix_pairing_cohort_state", ["cohort_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_pairing_mentee_id"), ["mentee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pairing_mentor_id"), ["mentor_id"], unique=False)
        batch_op.create_index(
            "mentor_seat_taken_once",
            ["seat_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index(
            "one_open_pairing_per_mentee",
            ["mentee_id", "place"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index(
            "two_are_a_pair_once",
            ["mentee_id", "mentor_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )


def _create_pairs_draft() -> None:
    op.create_table(
        "pairs_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("seats_grow", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_pairs_draft_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pairs_draft_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairs_draft")),
        sa.UniqueConstraint("cohort_id", "person_id", name="one_file_of_pairs_each"),
        sa.UniqueConstraint("public_id", name=op.f("uq_pairs_draft_public_id")),
    )
    with op.batch_alter_table("pairs_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairs_draft_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_pairs_draft_person_id"), ["person_id"], unique=False)
