"""Plans for critical roles, slates, rounds and choices; sealed papers and a journal of each plan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "succession_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("belongs_to", sa.String(length=16), nullable=False),
        sa.Column("drawer", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=16), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_succession_paper_counted_from_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession_paper")),
        sa.UniqueConstraint("public_id", name=op.f("uq_succession_paper_public_id")),
    )
    with op.batch_alter_table("succession_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_succession_paper_about"), ["about"], unique=False)
        batch_op.create_index("ix_succession_paper_drawer", ["belongs_to", "drawer"], unique=False)

    op.create_table(
        "succession_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("proposed", "in-force", "turned-down", name="planstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("confirmer_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["confirmer_id"], ["person.id"], name=op.f("fk_succession_plan_confirmer_id_person")),
        sa.ForeignKeyConstraint(["proposer_id"], ["person.id"], name=op.f("fk_succession_plan_proposer_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession_plan")),
        sa.UniqueConstraint("public_id", name=op.f("uq_succession_plan_public_id")),
    )
    with op.batch_alter_table("succession_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_succession_plan_confirmer_id"), ["confirmer_id"], unique=False)

    op.create_table(
        "plan_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_event_person_id_person")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["succession_plan.id"], name=op.f("fk_plan_event_plan_id_succession_plan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_event")),
    )
    with op.batch_alter_table("plan_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_event_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_owner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("appointed_by_id", sa.Integer(), nullable=True),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("place BETWEEN 1 AND 2", name=op.f("ck_plan_owner_two_owners")),
        sa.ForeignKeyConstraint(["appointed_by_id"], ["person.id"], name=op.f("fk_plan_owner_appointed_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_owner_person_id_person")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["succession_plan.id"], name=op.f("fk_plan_owner_plan_id_succession_plan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_owner")),
    )
    with op.batch_alter_table("plan_owner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_owner_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "owner_named_once",
            ["plan_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index(
            "owner_place_taken_once",
            ["plan_id", "place"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "succession_candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "named", "asked", "agreed", "paired", "placed", name="candidatestate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("named_at", UtcDateTime(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("executive_id", sa.Integer(), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["executive_id"], ["person.id"], name=op.f("fk_succession_candidate_executive_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["succession_plan.id"],
            name=op.f("fk_succession_candidate_plan_id_succession_plan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession_candidate")),
        sa.UniqueConstraint("plan_id", "mark", name="on_a_slate_once"),
        sa.UniqueConstraint("public_id", name=op.f("uq_succession_candidate_public_id")),
    )
    with op.batch_alter_table("succession_candidate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_succession_candidate_executive_id"), ["executive_id"], unique=False)

    op.create_table(
        "succession_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("talks_by", sa.Date(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("meets_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["delegate_id"], ["person.id"], name=op.f("fk_succession_round_delegate_id_person")),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["succession_plan.id"],
            name=op.f("fk_succession_round_plan_id_succession_plan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession_round")),
        sa.UniqueConstraint("public_id", name=op.f("uq_succession_round_public_id")),
    )
    with op.batch_alter_table("succession_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_succession_round_delegate_id"), ["delegate_id"], unique=False)
        batch_op.create_index(
            "one_open_round",
            ["plan_id"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "succession_chooser",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("in_room_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["in_room_by_id"], ["person.id"], name=op.f("fk_succession_chooser_in_room_by_id_person")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_succession_chooser_person_id_person")),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["succession_round.id"],
            name=op.f("fk_succession_chooser_round_id_succession_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession_chooser")),
        sa.UniqueConstraint("round_id", "person_id", name=op.f("uq_succession_chooser_round_id_person_id")),
    )
    with op.batch_alter_table("succession_chooser", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_succession_chooser_person_id"), ["person_id"], unique=False)

    op.create_table(
        "succession_pick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("executive_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("draft", "chosen", "settled", name="pickstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("slot IS NULL OR slot BETWEEN 1 AND 2", name=op.f("ck_succession_pick_slot_of_two")),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["succession_candidate.id"],
            name=op.f("fk_succession_pick_candidate_id_succession_candidate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["executive_id"], ["person.id"], name=op.f("fk_succession_pick_executive_id_person")),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["succession_round.id"],
            name=op.f("fk_succession_pick_round_id_succession_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession_pick")),
        sa.UniqueConstraint(
            "round_id",
            "executive_id",
            "candidate_id",
            name=op.f("uq_succession_pick_round_id_executive_id_candidate_id"),
        ),
    )
    with op.batch_alter_table("succession_pick", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_succession_pick_candidate_id"), ["candidate_id"], unique=False)
        batch_op.create_index(
            "slot_taken_once",
            ["executive_id", "slot"],
            unique=True,
            sqlite_where=sa.text("slot IS NOT NULL"),
            postgresql_where=sa.text("slot IS NOT NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("succession_pick", schema=None) as batch_op:
        batch_op.drop_index(
            "slot_taken_once", sqlite_where=sa.text("slot IS NOT NULL"), postgresql_where=sa.text("slot IS NOT NULL")
        )
        batch_op.drop_index(batch_op.f("ix_succession_pick_candidate_id"))

    op.drop_table("succession_pick")
    with op.batch_alter_table("succession_chooser", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_succession_chooser_person_id"))

    op.drop_table("succession_chooser")
    with op.batch_alter_table("succession_round", schema=None) as batch_op:
        batch_op.drop_index(
            "one_open_round", sqlite_where=sa.text("closed_at IS NULL"), postgresql_where=sa.text("closed_at IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_succession_round_delegate_id"))

    op.drop_table("succession_round")
    with op.batch_alter_table("succession_candidate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_succession_candidate_executive_id"))

    op.drop_table("succession_candidate")
    with op.batch_alter_table("plan_owner", schema=None) as batch_op:
        batch_op.drop_index(
            "owner_place_taken_once",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(
            "owner_named_once", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_plan_owner_person_id"))

    op.drop_table("plan_owner")
    with op.batch_alter_table("plan_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_event_plan_id"))

    op.drop_table("plan_event")
    with op.batch_alter_table("succession_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_succession_plan_confirmer_id"))

    op.drop_table("succession_plan")
    with op.batch_alter_table("succession_paper", schema=None) as batch_op:
        batch_op.drop_index("ix_succession_paper_drawer")
        batch_op.drop_index(batch_op.f("ix_succession_paper_about"))

    op.drop_table("succession_paper")
