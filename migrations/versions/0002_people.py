"""People, lines, skills, roles; the organisation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_person()
    _create_appointment()
    _create_dotted_line()
    _create_organisation()
    _create_skill()
    _create_person_skill()
    _create_skill_synonym()


def downgrade() -> None:
    with op.batch_alter_table("skill_synonym", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_skill_synonym_skill_id"))

    op.drop_table("skill_synonym")
    with op.batch_alter_table("person_skill", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_skill_skill_id"))

    op.drop_table("person_skill")
    with op.batch_alter_table("skill", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_skill_state"))
        batch_op.drop_index(batch_op.f("ix_skill_merged_into_id"))
        batch_op.drop_index(batch_op.f("ix_skill_area"))

    op.drop_table("skill")
    op.drop_table("organisation")
    with op.batch_alter_table("dotted_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dotted_line_boss_id"))

    op.drop_table("dotted_line")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_person_id"))
        batch_op.drop_index(
            "appointed_once", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )

    op.drop_table("appointment")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_state_search_text")
        batch_op.drop_index(batch_op.f("ix_person_manager_id"))
        batch_op.drop_index(batch_op.f("ix_person_department"))

    op.drop_table("person")


def _create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(length=100), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("pronouns", sa.String(length=40), nullable=True),
        sa.Column("job_title", sa.String(length=200), nullable=True),
        sa.Column("department", sa.String(length=200), nullable=True),
        sa.Column("job_family", sa.String(length=200), nullable=True),
        sa.Column("site", sa.String(length=200), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("joining", "active", "left", name="personstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("about_draft", sa.Text(), nullable=True),
        sa.Column("theme", sa.String(length=10), nullable=True),
        sa.Column("search_text", sa.String(length=800), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("level IS NULL OR level BETWEEN 0 AND 99", name=op.f("ck_person_level_in_range")),
        sa.CheckConstraint("manager_id IS NULL OR manager_id <> id", name=op.f("ck_person_not_own_manager")),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"], name=op.f("fk_person_manager_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("external_id", name=op.f("uq_person_external_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_public_id")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_department"), ["department"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_manager_id"), ["manager_id"], unique=False)
        batch_op.create_index("ix_person_state_search_text", ["state", "search_text"], unique=False)


def _create_appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "administrator",
                "appointer",
                "executive",
                "coach",
                "advisor",
                "hr_lead",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("appointed_by_id", sa.Integer(), nullable=True),
        sa.Column("appointed_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["appointed_by_id"], ["person.id"], name=op.f("fk_appointment_appointed_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_appointment_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_appointment_public_id")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(
            "appointed_once",
            ["person_id", "role"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_appointment_person_id"), ["person_id"], unique=False)


def _create_dotted_line() -> None:
    op.create_table(
        "dotted_line",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("boss_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("person_id <> boss_id", name=op.f("ck_dotted_line_two_people")),
        sa.ForeignKeyConstraint(["boss_id"], ["person.id"], name=op.f("fk_dotted_line_boss_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_dotted_line_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "boss_id", name=op.f("pk_dotted_line")),
    )
    with op.batch_alter_table("dotted_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dotted_line_boss_id"), ["boss_id"], unique=False)


def _create_organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sender_name", sa.String(length=120), nullable=False),
        sa.Column("sender_address", sa.String(length=254), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("emergency_number", sa.String(length=40), nullable=False),
        sa.Column("eap_name", sa.String(length=120), nullable=False),
        sa.Column("eap_number", sa.String(length=40), nullable=False),
        sa.Column("privacy_notice", sa.Text(), nullable=False),
        sa.Column("privacy_version", sa.Integer(), nullable=False),
        sa.Column("safeguarding_officer_id", sa.Integer(), nullable=True),
        sa.Column("safeguarding_deputy_id", sa.Integer(), nullable=True),
        sa.Column("sender_confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_organisation_one_organisation")),
        sa.ForeignKeyConstraint(
            ["safeguarding_deputy_id"], ["person.id"], name=op.f("fk_organisation_safeguarding_deputy_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["safeguarding_officer_id"], ["person.id"], name=op.f("fk_organisation_safeguarding_officer_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )


def _create_skill() -> None:
    op.create_table(
        "skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column(
            "state",
            sa.Enum("approved", "proposed", "rejected", name="skillstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(length=300), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["merged_into_id"], ["skill.id"], name=op.f("fk_skill_merged_into_id_skill")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["person.id"], name=op.f("fk_skill_proposed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
        sa.UniqueConstraint("folded", name="uq_skill_folded"),
        sa.UniqueConstraint("public_id", name=op.f("uq_skill_public_id")),
    )
    with op.batch_alter_table("skill", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_skill_area"), ["area"], unique=False)
        batch_op.create_index(batch_op.f("ix_skill_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_skill_state"), ["state"], unique=False)


def _create_person_skill() -> None:
    op.create_table(
        "person_skill",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 0 AND 7", name=op.f("ck_person_skill_level_in_range")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_skill_person_id_person")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_person_skill_skill_id_skill")),
        sa.PrimaryKeyConstraint("person_id", "skill_id", name=op.f("pk_person_skill")),
    )
    with op.batch_alter_table("person_skill", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_skill_skill_id"), ["skill_id"], unique=False)


def _create_skill_synonym() -> None:
    op.create_table(
        "skill_synonym",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_skill_synonym_skill_id_skill")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_synonym")),
        sa.UniqueConstraint("folded", name=op.f("uq_skill_synonym_folded")),
    )
    with op.batch_alter_table("skill_synonym", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_skill_synonym_skill_id"), ["skill_id"], unique=False)
