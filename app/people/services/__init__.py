"""Every change to people and skills: one function for each intention; the caller commits."""

from app.people.services.lines import set_dotted_lines, set_manager
from app.people.services.people import (
    RESTORE_DAYS,
    ProfileChanges,
    add_person,
    change_profile,
    confirm_about,
    discard_about_draft,
    mark_left,
    restore,
)
from app.people.services.roles import appoint, end_appointment
from app.people.services.skills import (
    approve_skill,
    load_starter_skills,
    merge_skills,
    propose_skill,
    reject_skill,
    rename_skill,
    set_skill_level,
)

__all__ = [
    "RESTORE_DAYS",
    "ProfileChanges",
    "add_person",
    "appoint",
    "approve_skill",
    "change_profile",
    "confirm_about",
    "discard_about_draft",
    "end_appointment",
    "load_starter_skills",
    "mark_left",
    "merge_skills",
    "propose_skill",
    "reject_skill",
    "rename_skill",
    "restore",
    "set_dotted_lines",
    "set_manager",
    "set_skill_level",
]
