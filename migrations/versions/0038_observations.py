"""Observation reports of a pair, their readers, and sealed papers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_observation_paper()
    _create_observation_report()
    _create_observation_reader()


def downgrade() -> None:
    with op.batch_alter_table("observation_reader", schema=None) as batch_op:
        batch_op.drop_index(
            "observation_reader_once",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_observation_reader_person_id"))

    op.drop_table("observation_reader")
    with op.batch_alter_table("observation_report", schema=None) as batch_op:
        batch_op.drop_index(
            "one_observation_in_work",
            sqlite_where=sa.text("state IN ('rated', 'with-mentee', 'replied')"),
            postgresql_where=sa.text("state IN ('rated', 'with-mentee', 'replied')"),
        )
        batch_op.drop_index(batch_op.f("ix_observation_report_signed_at"))
        batch_op.drop_index(batch_op.f("ix_observation_report_pairing_id"))

    op.drop_table("observation_report")
    with op.batch_alter_table("observation_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_observation_paper_author_id"))

    op.drop_table("observation_paper")


def _create_observation_paper() -> None:
    op.create_table(
        "observation_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pairing_id", sa.Integer(), nullable=False),
        sa.Column("drawer", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "rating",
                "observed",
                "reply",
                "signed",
                "before",
                "after",
                "comment",
                name="paperkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_observation_paper_counted_from_one")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_observation_paper_author_id_person")),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairing.id"], name=op.f("fk_observation_paper_pairing_id_pairing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation_paper")),
        sa.UniqueConstraint("pairing_id", "drawer", "kind", name="one_paper_of_a_kind"),
    )
    with op.batch_alter_table("observation_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_observation_paper_author_id"), ["author_id"], unique=False)


def _create_observation_report() -> None:
    op.create_table(
        "observation_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pairing_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "rated",
                "with-mentee",
                "replied",
                "released",
                "withdrawn",
                "kept",
                name="observationstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (digest IS NULL)", name=op.f("ck_observation_report_signed_has_digest")
        ),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairing.id"], name=op.f("fk_observation_report_pairing_id_pairing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_observation_report_public_id")),
    )
    with op.batch_alter_table("observation_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_observation_report_pairing_id"), ["pairing_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_observation_report_signed_at"), ["signed_at"], unique=False)
        batch_op.create_index(
            "one_observation_in_work",
            ["pairing_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('rated', 'with-mentee', 'replied')"),
            postgresql_where=sa.text("state IN ('rated', 'with-mentee', 'replied')"),
        )


def _create_observation_reader() -> None:
    op.create_table(
        "observation_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "standing", sa.Enum("manager", "person", name="standing", native_enum=False, length=40), nullable=False
        ),
        sa.Column("named_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_observation_reader_person_id_person")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["observation_report.id"],
            name=op.f("fk_observation_reader_report_id_observation_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation_reader")),
    )
    with op.batch_alter_table("observation_reader", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_observation_reader_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "observation_reader_once",
            ["report_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
