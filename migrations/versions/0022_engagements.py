"""Engagements of coaching and advising, consents, sealed papers, talks, caseloads, counts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

STATES = ("referred", "waiting", "offered", "agreeing", "under-way", "closed", "not-taken-up")


def upgrade() -> None:
    _create_engagement_count()
    _create_caseload()
    _create_engagement()
    _index_engagement()
    _create_check_in()
    _create_coaching_paper()
    _create_engagement_consent()


def downgrade() -> None:
    with op.batch_alter_table("engagement_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_engagement_consent_person_id"))
        batch_op.drop_index(
            "consent_given_once",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.drop_table("engagement_consent")
    with op.batch_alter_table("coaching_paper", schema=None) as batch_op:
        batch_op.drop_index("ix_coaching_paper_engagement_drawer")
        batch_op.drop_index(batch_op.f("ix_coaching_paper_author_id"))

    op.drop_table("coaching_paper")
    op.drop_table("check_in")
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_engagement_state"))
        batch_op.drop_index(batch_op.f("ix_engagement_sponsor_id"))
        batch_op.drop_index(batch_op.f("ix_engagement_referrer_id"))
        batch_op.drop_index(batch_op.f("ix_engagement_guide_id"))
        batch_op.drop_index(batch_op.f("ix_engagement_closed_on"))
        batch_op.drop_index(batch_op.f("ix_engagement_client_id"))
        batch_op.drop_index(
            "asked_for_once",
            sqlite_where=sa.text("state NOT IN ('closed', 'not-taken-up')"),
            postgresql_where=sa.text("state NOT IN ('closed', 'not-taken-up')"),
        )

    op.drop_table("engagement")
    op.drop_table("caseload")
    op.drop_table("engagement_count")


def _create_engagement_count() -> None:
    op.create_table(
        "engagement_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("coaching", "performance-advising", name="engagementkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ending", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("still_meet", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_count")),
        sa.UniqueConstraint("kind", "year", "ending", name=op.f("uq_engagement_count_kind_year_ending")),
    )


def _create_caseload() -> None:
    op.create_table(
        "caseload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("coaching", "performance-advising", name="engagementkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("free_on", sa.Date(), nullable=True),
        sa.CheckConstraint("most BETWEEN 0 AND 20", name=op.f("ck_caseload_most")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_caseload_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caseload")),
        sa.UniqueConstraint("person_id", "kind", name=op.f("uq_caseload_person_id_kind")),
    )


def _columns_of_engagement() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("coaching", "performance-advising", name="engagementkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="engagementstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("referrer_id", sa.Integer(), nullable=False),
        sa.Column(
            "referred_by",
            sa.Enum(
                "client", "guide", "manager", "sponsor", "hr", "nobody", name="party", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("guide_id", sa.Integer(), nullable=True),
        sa.Column("sponsor_id", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("waiting_since", UtcDateTime(), nullable=True),
        sa.Column("answer_on", sa.Date(), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("met", "not-met", "withdrawn", "moved", name="outcome", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("still_meets", sa.Boolean(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
    ]


def _create_engagement() -> None:
    op.create_table(
        "engagement",
        *_columns_of_engagement(),
        sa.CheckConstraint("guide_id IS NULL OR guide_id <> client_id", name=op.f("ck_engagement_two_people")),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_engagement_client_id_person")),
        sa.ForeignKeyConstraint(["guide_id"], ["person.id"], name=op.f("fk_engagement_guide_id_person")),
        sa.ForeignKeyConstraint(["referrer_id"], ["person.id"], name=op.f("fk_engagement_referrer_id_person")),
        sa.ForeignKeyConstraint(["sponsor_id"], ["person.id"], name=op.f("fk_engagement_sponsor_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement")),
        sa.UniqueConstraint("public_id", name=op.f("uq_engagement_public_id")),
    )


def _index_engagement() -> None:
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.create_index(
            "asked_for_once",
            ["client_id", "kind", "referrer_id"],
            unique=True,
            sqlite_where=sa.text("state NOT IN ('closed', 'not-taken-up')"),
            postgresql_where=sa.text("state NOT IN ('closed', 'not-taken-up')"),
        )
        batch_op.create_index(batch_op.f("ix_engagement_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_engagement_closed_on"), ["closed_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_engagement_guide_id"), ["guide_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_engagement_referrer_id"), ["referrer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_engagement_sponsor_id"), ["sponsor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_engagement_state"), ["state"], unique=False)


def _create_check_in() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("was_held", sa.Boolean(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagement.id"], name=op.f("fk_check_in_engagement_id_engagement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint("engagement_id", "on", name="one_check_in_a_day"),
        sa.UniqueConstraint("public_id", name=op.f("uq_check_in_public_id")),
    )


def _create_coaching_paper() -> None:
    op.create_table(
        "coaching_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("drawer", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=16), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_coaching_paper_counted_from_one")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_coaching_paper_author_id_person")),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name=op.f("fk_coaching_paper_engagement_id_engagement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coaching_paper")),
        sa.UniqueConstraint("public_id", name=op.f("uq_coaching_paper_public_id")),
    )
    with op.batch_alter_table("coaching_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coaching_paper_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_coaching_paper_engagement_drawer", ["engagement_id", "drawer"], unique=False)


def _create_engagement_consent() -> None:
    op.create_table(
        "engagement_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("drawer", sa.String(length=40), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name=op.f("fk_engagement_consent_engagement_id_engagement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_engagement_consent_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_consent")),
    )
    with op.batch_alter_table("engagement_consent", schema=None) as batch_op:
        batch_op.create_index(
            "consent_given_once",
            ["engagement_id", "person_id", "drawer"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_engagement_consent_person_id"), ["person_id"], unique=False)
