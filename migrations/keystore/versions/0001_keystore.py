"""Wrapped keys, their members, and what shows that words were cut or turned back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _root_and_epochs()
    _marks_and_members()
    _openings_and_freezes()
    _recipients()


def _root_and_epochs() -> None:
    op.create_table(
        "canary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canary")),
    )
    op.create_table(
        "epoch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_epoch")),
        sa.UniqueConstraint("domain", "number", name=op.f("uq_epoch_domain_number")),
    )


def _marks_and_members() -> None:
    op.create_table(
        "mark",
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("relationship", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("ahead_length", sa.Integer(), nullable=False),
        sa.Column("ahead_head", sa.LargeBinary(), nullable=False),
        sa.Column("altered_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("domain", "relationship", "owner", name=op.f("pk_mark")),
    )
    op.create_table(
        "member",
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("relationship", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("domain", "relationship", "owner", "person", name=op.f("pk_member")),
    )
    op.create_index(op.f("ix_member_person"), "member", ["person"], unique=False)


def _openings_and_freezes() -> None:
    op.create_table(
        "opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("relationship", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("hour", UtcDateTime(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
    )
    op.create_index("ix_opening_person_hour", "opening", ["person", "hour"], unique=False)
    op.create_table(
        "freeze",
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("relationship", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("opens_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["domain", "relationship", "owner", "person"],
            ["member.domain", "member.relationship", "member.owner", "member.person"],
            name=op.f("fk_freeze_domain_relationship_owner_person_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("domain", "relationship", "owner", "person", name=op.f("pk_freeze")),
    )


def _recipients() -> None:
    op.create_table(
        "recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("relationship", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=40), nullable=False),
        sa.Column("algorithm", sa.String(length=40), nullable=False),
        sa.Column("epoch_id", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["epoch_id"], ["epoch.id"], name=op.f("fk_recipient_epoch_id_epoch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient")),
        sa.UniqueConstraint(
            "domain",
            "relationship",
            "owner",
            "generation",
            "recipient",
            name=op.f("uq_recipient_domain_relationship_owner_generation_recipient"),
        ),
    )
    op.create_index("ix_recipient_epoch_id", "recipient", ["epoch_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_recipient_epoch_id", table_name="recipient")
    op.drop_table("recipient")
    op.drop_table("freeze")
    op.drop_index("ix_opening_person_hour", table_name="opening")
    op.drop_table("opening")
    op.drop_index(op.f("ix_member_person"), table_name="member")
    op.drop_table("member")
    op.drop_table("mark")
    op.drop_table("epoch")
    op.drop_table("canary")
