"""Every change to people and skills: one function for each intention; the caller commits."""

from app.people.services.erasing import erase_person
from app.people.services.lines import LineStep, change_lines, set_dotted_lines, set_manager
from app.people.services.people import (
    RESTORE_DAYS,
    ProfileChanges,
    add_person,
    change_profile,
    colleague_with,
    confirm_about,
    discard_about_draft,
    last_day_to_restore,
    mark_left,
    restore,
)
from app.people.services.roles import appoint, end_appointment, roles_given_by
from app.people.services.skills import (
    approve_skill,
    load_starter_skills,
    merge_skills,
    propose_skill,
    reject_skill,
    rename_skill,
    save_skill_levels,
    set_skill_level,
)

__all__ = [
    "RESTORE_DAYS",
    "LineStep",
    "ProfileChanges",
    "add_person",
    "appoint",
    "approve_skill",
    "change_lines",
    "change_profile",
    "colleague_with",
    "confirm_about",
    "discard_about_draft",
    "end_appointment",
    "erase_person",
    "last_day_to_restore",
    "load_starter_skills",
    "mark_left",
    "merge_skills",
    "propose_skill",
    "reject_skill",
    "rename_skill",
    "restore",
    "roles_given_by",
    "save_skill_levels",
    "set_dotted_lines",
    "set_manager",
    "set_skill_level",
]
