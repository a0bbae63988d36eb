"""Signing up."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_consent_words()
    _create_sign_up()
    _index_sign_up()


def downgrade() -> None:
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_up_person_id"))
        batch_op.drop_index("ix_sign_up_cohort_side_state")

    op.drop_table("sign_up")
    op.drop_table("consent_words")


def _create_consent_words() -> None:
    op.create_table(
        "consent_words",
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("first_used_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_consent_words")),
    )


def _columns_of_sign_up() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Enum("mentee", "mentor", name="side", native_enum=False, length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "invited",
                "opened",
                "started",
                "entered",
                "done",
                "withdrawn",
                name="signupstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("needs", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("avoided", sa.Integer(), nullable=False),
        sa.Column("consent_version", sa.String(length=16), nullable=True),
        sa.Column("consented_at", UtcDateTime(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("invited_at", UtcDateTime(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
    ]


def _create_sign_up() -> None:
    op.create_table(
        "sign_up",
        *_columns_of_sign_up(),
        sa.CheckConstraint(
            "state <> 'done' OR (done_at IS NOT NULL AND consent_version IS NOT NULL)",
            name=op.f("ck_sign_up_done_has_consent"),
        ),
        sa.CheckConstraint("avoided BETWEEN 0 AND 10", name=op.f("ck_sign_up_avoided_in_range")),
        sa.CheckConstraint("needs BETWEEN 0 AND 20", name=op.f("ck_sign_up_needs_in_range")),
        sa.CheckConstraint("seats BETWEEN 0 AND 20", name=op.f("ck_sign_up_seats_in_range")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_sign_up_cohort_id_cohort")),
        sa.ForeignKeyConstraint(
            ["consent_version"], ["consent_words.version"], name=op.f("fk_sign_up_consent_version_consent_words")
        ),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_sign_up_entered_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_up_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint("cohort_id", "person_id", "side", name="one_sign_up_each"),
        sa.UniqueConstraint("public_id", name=op.f("uq_sign_up_public_id")),
    )


def _index_sign_up() -> None:
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.create_index("ix_sign_up_cohort_side_state", ["cohort_id", "side", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_up_person_id"), ["person_id"], unique=False)
