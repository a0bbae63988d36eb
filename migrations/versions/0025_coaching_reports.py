"""Coaching: offers, signed agreements, reports, their readers and exports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_coaching_offer()
    _create_agreement_signature()
    _create_coaching_report()
    _create_report_export()
    _create_report_reader()


def downgrade() -> None:
    op.drop_table("report_reader")
    with op.batch_alter_table("report_export", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_export_report_id"))

    op.drop_table("report_export")
    with op.batch_alter_table("coaching_report", schema=None) as batch_op:
        batch_op.drop_index(
            "one_report_in_work",
            sqlite_where=sa.text("state IN ('draft', 'with-client')"),
            postgresql_where=sa.text("state IN ('draft', 'with-client')"),
        )
        batch_op.drop_index(batch_op.f("ix_coaching_report_author_id"))

    op.drop_table("coaching_report")
    with op.batch_alter_table("agreement_signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_signature_person_id"))

    op.drop_table("agreement_signature")
    with op.batch_alter_table("coaching_offer", schema=None) as batch_op:
        batch_op.drop_index(
            "coaching_offered_once",
            sqlite_where=sa.text("taken_back_at IS NULL"),
            postgresql_where=sa.text("taken_back_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_coaching_offer_manager_id"))

    op.drop_table("coaching_offer")


def _create_coaching_offer() -> None:
    op.create_table(
        "coaching_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("offered_at", UtcDateTime(), nullable=False),
        sa.Column("put_away_at", UtcDateTime(), nullable=True),
        sa.Column("taken_back_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("client_id <> manager_id", name=op.f("ck_coaching_offer_two_people")),
        sa.ForeignKeyConstraint(["client_id"], ["person.id"], name=op.f("fk_coaching_offer_client_id_person")),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"], name=op.f("fk_coaching_offer_manager_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coaching_offer")),
        sa.UniqueConstraint("public_id", name=op.f("uq_coaching_offer_public_id")),
    )
    with op.batch_alter_table("coaching_offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coaching_offer_manager_id"), ["manager_id"], unique=False)
        batch_op.create_index(
            "coaching_offered_once",
            ["client_id", "manager_id"],
            unique=True,
            sqlite_where=sa.text("taken_back_at IS NULL"),
            postgresql_where=sa.text("taken_back_at IS NULL"),
        )


def _create_agreement_signature() -> None:
    op.create_table(
        "agreement_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "client", "guide", "manager", "sponsor", "hr", "nobody", name="party", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name=op.f("fk_agreement_signature_engagement_id_engagement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_agreement_signature_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_signature")),
        sa.UniqueConstraint("engagement_id", "party", "digest", name="agreement_signed_once"),
    )
    with op.batch_alter_table("agreement_signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_signature_person_id"), ["person_id"], unique=False)


def _create_coaching_report() -> None:
    op.create_table(
        "coaching_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "with-client",
                "signed",
                "withdrawn",
                "dropped",
                name="reportstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_coaching_report_author_id_person")),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name=op.f("fk_coaching_report_engagement_id_engagement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coaching_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_coaching_report_public_id")),
    )
    with op.batch_alter_table("coaching_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coaching_report_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            "one_report_in_work",
            ["engagement_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('draft', 'with-client')"),
            postgresql_where=sa.text("state IN ('draft', 'with-client')"),
        )


def _create_report_export() -> None:
    op.create_table(
        "report_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_report_export_person_id_person")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["coaching_report.id"],
            name=op.f("fk_report_export_report_id_coaching_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_export")),
    )
    with op.batch_alter_table("report_export", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_export_report_id"), ["report_id"], unique=False)


def _create_report_reader() -> None:
    op.create_table(
        "report_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "client", "guide", "manager", "sponsor", "hr", "nobody", name="party", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"],
            ["engagement_consent.id"],
            name=op.f("fk_report_reader_consent_id_engagement_consent"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["coaching_report.id"],
            name=op.f("fk_report_reader_report_id_coaching_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_reader")),
        sa.UniqueConstraint("report_id", "consent_id", name=op.f("uq_report_reader_report_id_consent_id")),
    )
