"""Calls for help: sealed notes to the safeguarding officer, and who paused a pair."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_help_bell()
    _create_help_note()
    _create_help_contact()
    _change_organisation()
    _change_room()


def downgrade() -> None:
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_room_paused_by_id_person"), type_="foreignkey")
        batch_op.drop_column("paused_by_id")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("help_note_months")
        batch_op.drop_column("safeguarding_deputy_phone")
        batch_op.drop_column("safeguarding_phone")

    with op.batch_alter_table("help_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_help_contact_by_id"))

    op.drop_table("help_contact")
    with op.batch_alter_table("help_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_help_note_pairing_id"))
        batch_op.drop_index(batch_op.f("ix_help_note_officer_id"))
        batch_op.drop_index(batch_op.f("ix_help_note_done_at"))
        batch_op.drop_index(batch_op.f("ix_help_note_deputy_id"))
        batch_op.drop_index(batch_op.f("ix_help_note_author_id"))

    op.drop_table("help_note")
    with op.batch_alter_table("help_bell", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_help_bell_person_id"))

    op.drop_table("help_bell")


def _create_help_bell() -> None:
    op.create_table(
        "help_bell",
        sa.Column("note", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_help_bell_person_id_person")),
        sa.PrimaryKeyConstraint("note", "person_id", name=op.f("pk_help_bell")),
    )
    with op.batch_alter_table("help_bell", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_help_bell_person_id"), ["person_id"], unique=False)


def _create_help_note() -> None:
    op.create_table(
        "help_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("pairing_id", sa.Integer(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "officer_id IS NOT NULL OR deputy_id IS NOT NULL", name=op.f("ck_help_note_somebody_reads_it")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_help_note_author_id_person")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_help_note_deputy_id_person")),
        sa.ForeignKeyConstraint(["officer_id"], ["person.id"], name=op.f("fk_help_note_officer_id_person")),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairing.id"], name=op.f("fk_help_note_pairing_id_pairing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_note")),
        sa.UniqueConstraint("public_id", name=op.f("uq_help_note_public_id")),
    )
    with op.batch_alter_table("help_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_help_note_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_help_note_deputy_id"), ["deputy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_help_note_done_at"), ["done_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_help_note_officer_id"), ["officer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_help_note_pairing_id"), ["pairing_id"], unique=False)


def _create_help_contact() -> None:
    op.create_table(
        "help_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_help_contact_by_id_person")),
        sa.ForeignKeyConstraint(["note_id"], ["help_note.id"], name=op.f("fk_help_contact_note_id_help_note")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_contact")),
        sa.UniqueConstraint("note_id", "number", name="one_contact_at_a_time"),
    )
    with op.batch_alter_table("help_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_help_contact_by_id"), ["by_id"], unique=False)


def _change_organisation() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("safeguarding_phone", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("safeguarding_deputy_phone", sa.String(length=40), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("help_note_months", sa.Integer(), server_default="12", nullable=False))


def _change_room() -> None:
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_room_paused_by_id_person"), "person", ["paused_by_id"], ["id"])
