"""Arrivals: who was taken in, what is proposed, whose way has ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_arrival_address()
    _create_department_move()
    _create_arrival_settings()
    _create_arrival()
    _create_closed_record()
    _create_mentor_swap()
    _create_proposal()


def downgrade() -> None:
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(
            "one_proposal_at_a_time",
            sqlite_where=sa.text("state IN ('open', 'held')"),
            postgresql_where=sa.text("state IN ('open', 'held')"),
        )
        batch_op.drop_index(batch_op.f("ix_proposal_run_id"))
        batch_op.drop_index(batch_op.f("ix_proposal_mentor_id"))
        batch_op.drop_index(batch_op.f("ix_proposal_mentee_id"))
        batch_op.drop_index("ix_proposal_cohort_state")

    op.drop_table("proposal")
    op.drop_table("mentor_swap")
    with op.batch_alter_table("closed_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closed_record_person_id"))
        batch_op.drop_index(batch_op.f("ix_closed_record_closed_on"))

    op.drop_table("closed_record")
    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_arrival_person_id"))

    op.drop_table("arrival")
    op.drop_table("arrival_settings")
    with op.batch_alter_table("department_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_department_move_moved_on"))

    op.drop_table("department_move")
    op.drop_table("arrival_address")


def _create_arrival_address() -> None:
    op.create_table(
        "arrival_address",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_arrival_address_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_arrival_address")),
    )


def _create_department_move() -> None:
    op.create_table(
        "department_move",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_department_move_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_department_move")),
    )
    with op.batch_alter_table("department_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_department_move_moved_on"), ["moved_on"], unique=False)


def _create_arrival_settings() -> None:
    op.create_table(
        "arrival_settings",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("takes_hires", sa.Boolean(), nullable=False),
        sa.Column("takes_movers", sa.Boolean(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_arrival_settings_changed_by_id_person")
        ),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_arrival_settings_cohort_id_cohort")),
        sa.PrimaryKeyConstraint("cohort_id", name=op.f("pk_arrival_settings")),
    )


def _create_arrival() -> None:
    op.create_table(
        "arrival",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum("hire", "mover", name="arriving", native_enum=False, length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("stepped_back_at", UtcDateTime(), nullable=True),
        sa.Column("told_privately_at", UtcDateTime(), nullable=True),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.Column("opted_out_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_arrival_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_arrival_enrolment_id_enrolment")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_arrival_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
        sa.UniqueConstraint("cohort_id", "person_id", name="arrived_once"),
        sa.UniqueConstraint("enrolment_id", name=op.f("uq_arrival_enrolment_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_arrival_public_id")),
    )
    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arrival_person_id"), ["person_id"], unique=False)


def _create_closed_record() -> None:
    op.create_table(
        "closed_record",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("program_type", sa.String(length=40), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("had_mentor", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["mentee_id"], ["enrolment.id"], name=op.f("fk_closed_record_mentee_id_enrolment")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_closed_record_person_id_person")),
        sa.PrimaryKeyConstraint("mentee_id", name=op.f("pk_closed_record")),
    )
    with op.batch_alter_table("closed_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closed_record_closed_on"), ["closed_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_closed_record_person_id"), ["person_id"], unique=False)


def _create_mentor_swap() -> None:
    op.create_table(
        "mentor_swap",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("swapped_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mentee_id"], ["enrolment.id"], name=op.f("fk_mentor_swap_mentee_id_enrolment")),
        sa.PrimaryKeyConstraint("mentee_id", name=op.f("pk_mentor_swap")),
    )


def _create_proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "held", "published", "dropped", name="proposalstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("held_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "(state IN ('published', 'dropped')) = (settled_at IS NOT NULL)", name=op.f("ck_proposal_settled_has_time")
        ),
        sa.CheckConstraint("mentee_id <> mentor_id", name=op.f("ck_proposal_two_enrolments")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_proposal_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["held_by_id"], ["person.id"], name=op.f("fk_proposal_held_by_id_person")),
        sa.ForeignKeyConstraint(["mentee_id"], ["enrolment.id"], name=op.f("fk_proposal_mentee_id_enrolment")),
        sa.ForeignKeyConstraint(["mentor_id"], ["enrolment.id"], name=op.f("fk_proposal_mentor_id_enrolment")),
        sa.ForeignKeyConstraint(["run_id"], ["match_run.id"], name=op.f("fk_proposal_run_id_match_run")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name=op.f("fk_proposal_settled_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_proposal_public_id")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index("ix_proposal_cohort_state", ["cohort_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_mentee_id"), ["mentee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_mentor_id"), ["mentor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_run_id"), ["run_id"], unique=False)
        batch_op.create_index(
            "one_proposal_at_a_time",
            ["mentee_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('open', 'held')"),
            postgresql_where=sa.text("state IN ('open', 'held')"),
        )
