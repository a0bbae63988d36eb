"""Suggestions of managers, and who lets their manager see busy times."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_suggestion()
    _create_busy_agreement()
    _create_shown_suggestion()


def downgrade() -> None:
    with op.batch_alter_table("shown_suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shown_suggestion_pairing_id"))

    op.drop_table("shown_suggestion")
    with op.batch_alter_table("busy_agreement", schema=None) as batch_op:
        batch_op.drop_index(
            "one_busy_agreement", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_busy_agreement_manager_id"))
        batch_op.drop_index(batch_op.f("ix_busy_agreement_enrolment_id"))

    op.drop_table("busy_agreement")
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_writer_id"))
        batch_op.drop_index(batch_op.f("ix_suggestion_reader_id"))
        batch_op.drop_index(batch_op.f("ix_suggestion_left_at"))

    op.drop_table("suggestion")


def _create_suggestion() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("writer_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("clashes_at", UtcDateTime(), nullable=True),
        sa.Column("left_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=True),
        sa.Column("put_away_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("length(words) > 0", name=op.f("ck_suggestion_has_words")),
        sa.ForeignKeyConstraint(["reader_id"], ["person.id"], name=op.f("fk_suggestion_reader_id_person")),
        sa.ForeignKeyConstraint(["writer_id"], ["person.id"], name=op.f("fk_suggestion_writer_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("public_id", name=op.f("uq_suggestion_public_id")),
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestion_left_at"), ["left_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestion_reader_id"), ["reader_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestion_writer_id"), ["writer_id"], unique=False)


def _create_busy_agreement() -> None:
    op.create_table(
        "busy_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("agreed_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_busy_agreement_enrolment_id_enrolment")
        ),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"], name=op.f("fk_busy_agreement_manager_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_busy_agreement")),
    )
    with op.batch_alter_table("busy_agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_busy_agreement_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_busy_agreement_manager_id"), ["manager_id"], unique=False)
        batch_op.create_index(
            "one_busy_agreement",
            ["enrolment_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )


def _create_shown_suggestion() -> None:
    op.create_table(
        "shown_suggestion",
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("pairing_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("shown_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairing.id"], name=op.f("fk_shown_suggestion_pairing_id_pairing")),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_shown_suggestion_suggestion_id_suggestion")
        ),
        sa.PrimaryKeyConstraint("suggestion_id", "pairing_id", name=op.f("pk_shown_suggestion")),
    )
    with op.batch_alter_table("shown_suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shown_suggestion_pairing_id"), ["pairing_id"], unique=False)
