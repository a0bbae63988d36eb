"""What is asked about people and skills."""

from app.people.queries.people import (
    active_people,
    appointments_open,
    direct_reports,
    has_administrator,
    history_of,
    holders,
    line_above,
    people_found,
    person_by_email,
    person_by_external_id,
    person_by_public_id,
)
from app.people.queries.skills import (
    listed_skills,
    nearest_skills,
    proposed_skills,
    skill_by_name,
    skill_by_public_id,
    skills_by_folded_name,
    skills_in_list,
    skills_of,
)

__all__ = [
    "active_people",
    "appointments_open",
    "direct_reports",
    "has_administrator",
    "history_of",
    "holders",
    "line_above",
    "listed_skills",
    "nearest_skills",
    "people_found",
    "person_by_email",
    "person_by_external_id",
    "person_by_public_id",
    "proposed_skills",
    "skill_by_name",
    "skill_by_public_id",
    "skills_by_folded_name",
    "skills_in_list",
    "skills_of",
]
