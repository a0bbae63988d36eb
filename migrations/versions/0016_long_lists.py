"""Long lists: indexes that hold all that is counted and put in order, so that long rows are not read for it."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

INDEXES = (
    (
        "person",
        "ix_person_state_search_text",
        ["state", "search_text"],
        "ix_person_listed",
        ["search_text", "id", "state"],
    ),
    (
        "enrolment",
        "ix_enrolment_cohort_role_state",
        ["cohort_id", "role", "state"],
        "ix_enrolment_taking_part",
        ["cohort_id", "role", "state", "seats", "needs", "person_id"],
    ),
    (
        "pairing",
        "ix_pairing_cohort_state",
        ["cohort_id", "state"],
        "ix_pairing_of_cohort",
        ["cohort_id", "state", "mentee_id", "mentor_id"],
    ),
)


def upgrade() -> None:
    for table, before, _columns, then, columns in INDEXES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(before)
            batch_op.create_index(then, columns, unique=False)


def downgrade() -> None:
    for table, before, columns, then, _columns in INDEXES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(then)
            batch_op.create_index(before, columns, unique=False)
