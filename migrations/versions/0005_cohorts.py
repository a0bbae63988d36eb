"""Cohorts, who runs them, who takes part."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_cohort()
    _create_excluded_pair()
    _create_cohort_administrator()
    _create_enrolment()
    _create_sign_up_draft()


def downgrade() -> None:
    with op.batch_alter_table("sign_up_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_up_draft_person_id"))
        batch_op.drop_index(batch_op.f("ix_sign_up_draft_expires_at"))
        batch_op.drop_index(batch_op.f("ix_sign_up_draft_cohort_id"))

    op.drop_table("sign_up_draft")
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolment_person_id"))
        batch_op.drop_index("ix_enrolment_cohort_role_state")

    op.drop_table("enrolment")
    with op.batch_alter_table("cohort_administrator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohort_administrator_person_id"))

    op.drop_table("cohort_administrator")
    with op.batch_alter_table("excluded_pair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_excluded_pair_higher_id"))

    op.drop_table("excluded_pair")
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohort_program_type"))
        batch_op.drop_index(batch_op.f("ix_cohort_phase"))
        batch_op.drop_index(batch_op.f("ix_cohort_created_by_id"))
        batch_op.drop_index(batch_op.f("ix_cohort_contact_id"))

    op.drop_table("cohort")


def _create_cohort() -> None:
    op.create_table(
        "cohort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("program_type", sa.String(length=40), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "draft",
                "sign-up",
                "matching",
                "running",
                "closing",
                "closed",
                name="phase",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_cohort_ends_after_start")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_cohort_has_name")),
        sa.ForeignKeyConstraint(["contact_id"], ["person.id"], name=op.f("fk_cohort_contact_id_person")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_cohort_created_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
        sa.UniqueConstraint("public_id", name=op.f("uq_cohort_public_id")),
    )
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cohort_created_by_id"), ["created_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cohort_phase"), ["phase"], unique=False)
        batch_op.create_index(batch_op.f("ix_cohort_program_type"), ["program_type"], unique=False)


def _create_excluded_pair() -> None:
    op.create_table(
        "excluded_pair",
        sa.Column("lower_id", sa.Integer(), nullable=False),
        sa.Column("higher_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("lower_id < higher_id", name=op.f("ck_excluded_pair_smaller_first")),
        sa.ForeignKeyConstraint(["higher_id"], ["person.id"], name=op.f("fk_excluded_pair_higher_id_person")),
        sa.ForeignKeyConstraint(["lower_id"], ["person.id"], name=op.f("fk_excluded_pair_lower_id_person")),
        sa.PrimaryKeyConstraint("lower_id", "higher_id", name=op.f("pk_excluded_pair")),
    )
    with op.batch_alter_table("excluded_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_excluded_pair_higher_id"), ["higher_id"], unique=False)


def _create_cohort_administrator() -> None:
    op.create_table(
        "cohort_administrator",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=True),
        sa.Column("named_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_administrator_cohort_id_cohort")),
        sa.ForeignKeyConstraint(
            ["named_by_id"], ["person.id"], name=op.f("fk_cohort_administrator_named_by_id_person")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_cohort_administrator_person_id_person")),
        sa.PrimaryKeyConstraint("cohort_id", "person_id", name=op.f("pk_cohort_administrator")),
    )
    with op.batch_alter_table("cohort_administrator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_administrator_person_id"), ["person_id"], unique=False)


def _create_enrolment() -> None:
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Enum("mentee", "mentor", name="side", native_enum=False, length=40), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("needs", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("signed-up", "withdrawn", name="enrolmentstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "(role = 'mentor' AND needs = 0) OR (role = 'mentee' AND seats = 0)",
            name=op.f("ck_enrolment_mentors_offer_and_mentees_need"),
        ),
        sa.CheckConstraint("needs BETWEEN 0 AND 20", name=op.f("ck_enrolment_needs_in_range")),
        sa.CheckConstraint("seats BETWEEN 0 AND 20", name=op.f("ck_enrolment_seats_in_range")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_enrolment_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_enrolment_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("cohort_id", "person_id", "role", name="signed_up_once"),
        sa.UniqueConstraint("public_id", name=op.f("uq_enrolment_public_id")),
    )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.create_index("ix_enrolment_cohort_role_state", ["cohort_id", "role", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_enrolment_person_id"), ["person_id"], unique=False)


def _create_sign_up_draft() -> None:
    op.create_table(
        "sign_up_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_sign_up_draft_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_up_draft_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up_draft")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sign_up_draft_public_id")),
    )
    with op.batch_alter_table("sign_up_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_up_draft_cohort_id"), ["cohort_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_up_draft_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_up_draft_person_id"), ["person_id"], unique=False)
