"""What the fields, states and roles of people are called on every page."""

from __future__ import annotations

from app.core.i18n import lazy_gettext as _l
from app.people.models import PersonState, Role

LABELS = {
    "name": _l("Name"),
    "email": _l("E-mail"),
    "external_id": _l("Id in the HR system"),
    "pronouns": _l("Pronouns"),
    "job_title": _l("Job title"),
    "department": _l("Department"),
    "job_family": _l("Job family"),
    "site": _l("Site"),
    "time_zone": _l("Time zone"),
    "languages": _l("Languages"),
    "working_hours": _l("Working hours"),
    "level": _l("Level"),
    "start_on": _l("Start date"),
    "state": _l("State"),
    "about": _l("About"),
    "about_draft": _l("Draft from an import"),
    "theme": _l("Light or dark"),
}
STATES = {
    PersonState.JOINING: _l("Joining"),
    PersonState.ACTIVE: _l("Works here"),
    PersonState.LEFT: _l("Has left"),
}
ROLES = {
    Role.ADMINISTRATOR: _l("Administrator"),
    Role.APPOINTER: _l("Gives roles"),
    Role.EXECUTIVE: _l("Executive"),
    Role.HR_LEAD: _l("HR lead"),
    Role.COACH: _l("Coach"),
    Role.ADVISOR: _l("Performance advisor"),
    Role.WORKS_COUNCIL: _l("Works council"),
}
THEMES = {"": _l("As my device does"), "light": _l("Light"), "dark": _l("Dark")}
