"""Who went from one program to another is told by an index alone."""

from __future__ import annotations

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolment_person_id"))
        batch_op.create_index(
            "ix_enrolment_of_person", ["person_id", "cohort_id", "role", "state", "joined_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index("ix_enrolment_of_person")
        batch_op.create_index(batch_op.f("ix_enrolment_person_id"), ["person_id"], unique=False)
