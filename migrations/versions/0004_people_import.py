"""Imports of people and what they remember."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_import_mapping()
    _create_imported_text()
    _create_people_import()
    _create_sensitive_consent()
    _create_consented_value()


def downgrade() -> None:
    with op.batch_alter_table("consented_value", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consented_value_person_id"))

    op.drop_table("consented_value")
    op.drop_table("sensitive_consent")
    with op.batch_alter_table("people_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_import_expires_at"))
        batch_op.drop_index(batch_op.f("ix_people_import_created_by_id"))
        batch_op.drop_index(batch_op.f("ix_people_import_created_at"))

    op.drop_table("people_import")
    op.drop_table("imported_text")
    op.drop_table("import_mapping")


def _create_import_mapping() -> None:
    op.create_table(
        "import_mapping",
        sa.Column("headings_digest", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("headings_digest", name=op.f("pk_import_mapping")),
    )


def _create_imported_text() -> None:
    op.create_table(
        "imported_text",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_imported_text_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_imported_text")),
    )


def _create_people_import() -> None:
    op.create_table(
        "people_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("applied_at", UtcDateTime(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "uploaded",
                "checking",
                "checked",
                "applying",
                "applied",
                "discarded",
                name="importstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("stored_as", sa.String(length=64), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("uses", sa.JSON(), nullable=False),
        sa.Column("scope", sa.Enum("some", "everyone", name="scope", native_enum=False, length=40), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("asks_twice", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=True),
        sa.Column("job_id", sa.String(length=16), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "(state = 'applied') = (applied_at IS NOT NULL)", name=op.f("ck_people_import_applied_has_time")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_people_import_created_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_import")),
        sa.UniqueConstraint("public_id", name=op.f("uq_people_import_public_id")),
        sa.UniqueConstraint("stored_as", name=op.f("uq_people_import_stored_as")),
    )
    with op.batch_alter_table("people_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_import_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_import_created_by_id"), ["created_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_import_expires_at"), ["expires_at"], unique=False)


def _create_sensitive_consent() -> None:
    op.create_table(
        "sensitive_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "gender",
                "age",
                "origin",
                "religion",
                "health",
                "orientation",
                "identity",
                "family",
                "pay",
                "performance",
                "attitude",
                "conduct",
                "politics",
                "private",
                name="sensitivekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("use", sa.String(length=500), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_sensitive_consent_recorded_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sensitive_consent")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sensitive_consent_public_id")),
    )


def _create_consented_value() -> None:
    op.create_table(
        "consented_value",
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["sensitive_consent.id"], name=op.f("fk_consented_value_consent_id_sensitive_consent")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consented_value_person_id_person")),
        sa.PrimaryKeyConstraint("consent_id", "person_id", name=op.f("pk_consented_value")),
    )
    with op.batch_alter_table("consented_value", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consented_value_person_id"), ["person_id"], unique=False)
