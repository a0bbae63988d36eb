"""Where the letterhead and the person menu lead to."""

from __future__ import annotations

from app.core.i18n import lazy_gettext as _l
from app.core.navigation import everybody, menu_entry, way
from app.people.models import Person
from app.people.policy import is_administrator, is_appointer


def gives_roles(person: Person) -> bool:
    return is_administrator(person) or is_appointer(person)


way(_l("People"), "people.directory", order=60, visible=everybody)
way(_l("Skills"), "people.skills", order=70, visible=is_administrator)
way(_l("Roles"), "people.roles_overview", order=75, visible=gives_roles)
menu_entry(_l("My profile"), "people.own", order=10)
menu_entry(_l("My skills"), "people.own_skills", order=15)
menu_entry(_l("Who opened what is mine"), "people.access_log", order=22)
menu_entry(_l("Light or dark"), "people.appearance", order=30)
