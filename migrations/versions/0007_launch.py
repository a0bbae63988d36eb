"""Cohorts that are launched, their privacy, working hours, letters that are refused."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "refused_letters",
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("refused_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("recipient", "kind", name=op.f("pk_refused_letters")),
    )
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.add_column(sa.Column("audience", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("sign_up_closes_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("next_run_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("questions", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("privacy", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("launched_at", UtcDateTime(), nullable=True))

    op.create_table(
        "cohort_privacy_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("setting", sa.String(length=40), nullable=False),
        sa.Column("before", sa.String(length=40), nullable=False),
        sa.Column("after", sa.String(length=40), nullable=False),
        sa.Column("is_tighter", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_cohort_privacy_change_changed_by_id_person")
        ),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_privacy_change_cohort_id_cohort")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_privacy_change")),
    )
    with op.batch_alter_table("cohort_privacy_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_privacy_change_cohort_id"), ["cohort_id"], unique=False)

    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("takes_more", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("withdrawn_at", UtcDateTime(), nullable=True))

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("working_hours", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("excluded_pair", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tag", sa.String(length=32), nullable=False, server_default=""))
        batch_op.drop_constraint(batch_op.f("pk_excluded_pair"), type_="primary")
        batch_op.create_primary_key(batch_op.f("pk_excluded_pair"), ["lower_id", "higher_id", "tag"])


def downgrade() -> None:
    # One row for each two people is all that the older table takes.
    op.execute(
        "DELETE FROM excluded_pair WHERE EXISTS (SELECT 1 FROM excluded_pair other WHERE "
        "other.lower_id = excluded_pair.lower_id AND other.higher_id = excluded_pair.higher_id "
        "AND other.tag < excluded_pair.tag)"
    )
    with op.batch_alter_table("excluded_pair", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("pk_excluded_pair"), type_="primary")
        batch_op.create_primary_key(batch_op.f("pk_excluded_pair"), ["lower_id", "higher_id"])
        batch_op.drop_column("tag")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("working_hours")

    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("takes_more")

    with op.batch_alter_table("cohort_privacy_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohort_privacy_change_cohort_id"))

    op.drop_table("cohort_privacy_change")
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.drop_column("launched_at")
        batch_op.drop_column("privacy")
        batch_op.drop_column("questions")
        batch_op.drop_column("next_run_on")
        batch_op.drop_column("sign_up_closes_on")
        batch_op.drop_column("audience")

    op.drop_table("refused_letters")
