"""Nominations: selections, committees, files, the wish to lead."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_reflection()
    _create_wish_to_lead()
    _create_selection()
    _create_committee_member()
    _create_nomination()
    _create_nomination_file()
    _create_committee_reason()


def downgrade() -> None:
    with op.batch_alter_table("committee_reason", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_reason_member_id"))

    op.drop_table("committee_reason")
    with op.batch_alter_table("nomination_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nomination_file_speaker_id"))
        batch_op.drop_index(batch_op.f("ix_nomination_file_nominee_id"))
        batch_op.drop_index(batch_op.f("ix_nomination_file_decided_at"))
        batch_op.drop_index("ix_nomination_file_approved")

    op.drop_table("nomination_file")
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nomination_nominee_id"))
        batch_op.drop_index(batch_op.f("ix_nomination_nominated_at"))
        batch_op.drop_index(batch_op.f("ix_nomination_by_id"))

    op.drop_table("nomination")
    with op.batch_alter_table("committee_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_member_person_id"))

    op.drop_table("committee_member")
    with op.batch_alter_table("selection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_selection_speaker_id"))

    op.drop_table("selection")
    op.drop_table("wish_to_lead")
    op.drop_table("reflection")


def _create_reflection() -> None:
    op.create_table(
        "reflection",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reflection_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_reflection")),
    )


def _create_wish_to_lead() -> None:
    op.create_table(
        "wish_to_lead",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.Enum("yes", "not-now", "no", name="wish", native_enum=False, length=40), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wish_to_lead_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_wish_to_lead")),
    )


def _create_selection() -> None:
    op.create_table(
        "selection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("audience", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("audience > 0", name=op.f("ck_selection_audience_from_one")),
        sa.CheckConstraint("places > 0", name=op.f("ck_selection_places_from_one")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_selection_cohort_id_cohort")),
        sa.ForeignKeyConstraint(["speaker_id"], ["person.id"], name=op.f("fk_selection_speaker_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selection")),
        sa.UniqueConstraint("cohort_id", name=op.f("uq_selection_cohort_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_selection_public_id")),
    )
    with op.batch_alter_table("selection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_selection_speaker_id"), ["speaker_id"], unique=False)


def _create_committee_member() -> None:
    op.create_table(
        "committee_member",
        sa.Column("selection_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("named_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_committee_member_person_id_person")),
        sa.ForeignKeyConstraint(
            ["selection_id"], ["selection.id"], name=op.f("fk_committee_member_selection_id_selection")
        ),
        sa.PrimaryKeyConstraint("selection_id", "person_id", name=op.f("pk_committee_member")),
    )
    with op.batch_alter_table("committee_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_member_person_id"), ["person_id"], unique=False)


def _create_nomination() -> None:
    op.create_table(
        "nomination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("selection_id", sa.Integer(), nullable=False),
        sa.Column("nominee_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Enum("program", "manager", name="origin", native_enum=False, length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("nominated_at", UtcDateTime(), nullable=False),
        sa.Column("let_lie_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("nominee_id <> by_id", name=op.f("ck_nomination_by_somebody_else")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_nomination_by_id_person")),
        sa.ForeignKeyConstraint(["nominee_id"], ["person.id"], name=op.f("fk_nomination_nominee_id_person")),
        sa.ForeignKeyConstraint(["selection_id"], ["selection.id"], name=op.f("fk_nomination_selection_id_selection")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
        sa.UniqueConstraint("public_id", name=op.f("uq_nomination_public_id")),
        sa.UniqueConstraint("selection_id", "nominee_id", "by_id", name="put_forward_once"),
    )
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nomination_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_nominated_at"), ["nominated_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_nominee_id"), ["nominee_id"], unique=False)


def _create_nomination_file() -> None:
    op.create_table(
        "nomination_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("selection_id", sa.Integer(), nullable=False),
        sa.Column("nominee_id", sa.Integer(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=False),
        sa.Column("learning", sa.Text(), nullable=False),
        sa.Column("quoted", sa.JSON(), nullable=False),
        sa.Column("attached", sa.JSON(), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("approved_at", UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.Enum("take", "not-now", name="proposal", native_enum=False, length=40), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("talk_by", sa.Date(), nullable=True),
        sa.Column("talk_held_on", sa.Date(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "outcome IS NULL OR approved_at IS NOT NULL", name=op.f("ck_nomination_file_approved_before_decided")
        ),
        sa.CheckConstraint("outcome IS NULL OR length(answer) > 0", name=op.f("ck_nomination_file_decided_in_words")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_nomination_file_decided_by_id_person")),
        sa.ForeignKeyConstraint(["nominee_id"], ["person.id"], name=op.f("fk_nomination_file_nominee_id_person")),
        sa.ForeignKeyConstraint(
            ["selection_id"], ["selection.id"], name=op.f("fk_nomination_file_selection_id_selection")
        ),
        sa.ForeignKeyConstraint(["speaker_id"], ["person.id"], name=op.f("fk_nomination_file_speaker_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_file")),
        sa.UniqueConstraint("public_id", name=op.f("uq_nomination_file_public_id")),
        sa.UniqueConstraint("selection_id", "nominee_id", name="one_file_each"),
    )
    with op.batch_alter_table("nomination_file", schema=None) as batch_op:
        batch_op.create_index("ix_nomination_file_approved", ["selection_id", "approved_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_file_decided_at"), ["decided_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_file_nominee_id"), ["nominee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_file_speaker_id"), ["speaker_id"], unique=False)


def _create_committee_reason() -> None:
    op.create_table(
        "committee_reason",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "proposal", sa.Enum("take", "not-now", name="proposal", native_enum=False, length=40), nullable=False
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_committee_reason_has_reason")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["nomination_file.id"], name=op.f("fk_committee_reason_file_id_nomination_file")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["person.id"], name=op.f("fk_committee_reason_member_id_person")),
        sa.PrimaryKeyConstraint("file_id", "member_id", name=op.f("pk_committee_reason")),
    )
    with op.batch_alter_table("committee_reason", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_reason_member_id"), ["member_id"], unique=False)
