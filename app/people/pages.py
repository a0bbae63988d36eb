"""What the pages about people show, shaped for the person who looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.core.access import can
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.wording import day_year
from app.people.labels import LABELS, ROLES, STATES, THEMES
from app.people.models import Appointment, Person, PersonSkill, PersonState, SkillState
from app.people.phrases import IN_PROFILE, phrase_level
from app.people.policy import PersonAction
from app.people.queries import appointments_open, direct_reports, roles_held, skills_of
from app.people.services import last_day_to_restore, roles_given_by
from app.people.spoken import language_name, time_zone_name
from app.people.working_hours import in_words


class Circle(StrEnum):
    """Who sees a field, from the widest circle to the narrowest."""

    EVERYBODY = "everybody"
    STAFF = "staff"
    ONESELF = "oneself"


CIRCLES = {
    Circle.EVERYBODY: _l("Seen by everybody here"),
    Circle.STAFF: _l("Seen by you and administrators only"),
    Circle.ONESELF: _l("Seen by you only"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a profile: what it says, who sees it, and whether HR keeps it or the person."""

    name: str
    label: Any
    value: str
    circle: Circle
    is_from_hr: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """How a field is shown, to whom, and whether HR keeps it or the person."""

    name: str
    circle: Circle
    is_from_hr: bool = True
    words: Callable[[Any], str] = str


def _languages(codes: list[str]) -> str:
    return ", ".join(language_name(code) for code in codes)


def _state(state: PersonState) -> str:
    return str(STATES[state])


def _theme(theme: str | None) -> str:
    return str(THEMES[theme or ""])


FIELDS = (
    Shown("pronouns", Circle.EVERYBODY, is_from_hr=False),
    Shown("job_title", Circle.EVERYBODY),
    Shown("department", Circle.EVERYBODY),
    Shown("job_family", Circle.EVERYBODY),
    Shown("site", Circle.EVERYBODY),
    Shown("email", Circle.EVERYBODY),
    Shown("time_zone", Circle.EVERYBODY, is_from_hr=False, words=time_zone_name),
    Shown("languages", Circle.EVERYBODY, is_from_hr=False, words=_languages),
    Shown("working_hours", Circle.EVERYBODY, is_from_hr=False, words=in_words),
    Shown("level", Circle.STAFF),
    Shown("start_on", Circle.STAFF, words=day_year),
    Shown("state", Circle.STAFF, words=_state),
    Shown("external_id", Circle.STAFF),
    Shown("theme", Circle.ONESELF, is_from_hr=False, words=_theme),
)
SEE = {
    Circle.EVERYBODY: PersonAction.VIEW,
    Circle.STAFF: PersonAction.SEE_LEVEL,
    Circle.ONESELF: PersonAction.EDIT_OWN,
}


@dataclass(frozen=True, slots=True)
class SkillGroup:
    """The skills somebody knows equally well."""

    phrase: Any
    names: list[str]


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """A profile as one person may see it; what they may not see is not in it."""

    person: Person
    is_own: bool
    facts: list[Fact]
    skills: list[SkillGroup]
    about_draft: str | None
    lines: Lines | None
    roles: list[Any]


@dataclass(frozen=True, slots=True)
class Lines:
    """Whom somebody reports to, and who reports to them."""

    manager: Person | None
    dotted: list[Person]
    reports: Sequence[Person]


def profile_page(viewer: Person, person: Person) -> ProfilePage:
    """The profile of ``person`` with what ``viewer`` may see of it."""
    is_own = viewer.id == person.id
    return ProfilePage(
        person=person,
        is_own=is_own,
        facts=facts_of(viewer, person),
        skills=skill_groups(skills_of(person)),
        about_draft=person.about_draft if is_own else None,
        lines=lines_of(person) if can(viewer, PersonAction.SEE_LINES, person) else None,
        roles=role_names(person) if can(viewer, PersonAction.SEE_ROLES, person) else [],
    )


def facts_of(viewer: Person, person: Person) -> list[Fact]:
    """The fields that ``viewer`` may see; empty ones only on one's own page."""
    is_own = viewer.id == person.id
    facts = []
    for shown in FIELDS:
        value = getattr(person, shown.name)
        is_given = value not in (None, "", [], {}) or shown.name == "theme"
        if (is_given or is_own) and can(viewer, SEE[shown.circle], person):
            words = shown.words(value) if is_given else ""
            facts.append(Fact(shown.name, LABELS[shown.name], words, shown.circle, shown.is_from_hr))
    return facts


def facts_by_circle(person: Person) -> list[tuple[Any, list[Fact]]]:
    """The fields of one's own profile under the words that say who sees them."""
    facts = facts_of(person, person)
    return [(words, [fact for fact in facts if fact.circle is circle]) for circle, words in CIRCLES.items()]


def skill_groups(skills: Sequence[PersonSkill]) -> list[SkillGroup]:
    """Skills of the list by phrase, what somebody can teach first; proposals that wait or were not taken left out."""
    listed = [own for own in skills if own.skill.state is SkillState.APPROVED]
    groups = [
        SkillGroup(phrase, [own.skill.name for own in listed if phrase_level(own.level) == level])
        for level, phrase in IN_PROFILE.items()
    ]
    return [group for group in groups if group.names]


def role_names(person: Person) -> list[Any]:
    """What the roles are called that somebody holds."""
    return [ROLES[held.role] for held in appointments_open(person)]


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """A role with everybody who holds it, and whether the reader may end it."""

    name: Any
    held: list[Appointment]
    is_given_by_me: bool


def role_groups(viewer: Person) -> list[RoleGroup]:
    """Every role, in the order of authority, with who holds it."""
    held, given = roles_held(), roles_given_by(viewer)
    return [
        RoleGroup(name, [each for each in held if each.role is role], role in given) for role, name in ROLES.items()
    ]


def lines_of(person: Person) -> Lines:
    """The reporting lines around somebody."""
    dotted = sorted((line.boss for line in person.dotted_lines), key=lambda boss: boss.search_text)
    return Lines(manager=person.manager, dotted=dotted, reports=direct_reports(person))


def directory_headings() -> list[str]:
    """The headings of the directory as a file; only what everybody here may see."""
    return [str(LABELS["name"]), *(str(LABELS[shown.name]) for shown in FIELDS if shown.circle is Circle.EVERYBODY)]


def directory_row(person: Person) -> list[str]:
    """One person as a row below ``directory_headings``."""
    values = ((shown, getattr(person, shown.name)) for shown in FIELDS if shown.circle is Circle.EVERYBODY)
    return [person.name, *(shown.words(value) if value else "" for shown, value in values)]


def can_be_restored_until(person: Person) -> str:
    """The sentence about bringing somebody back who has left; empty for whoever has not."""
    if person.is_active or person.left_on is None:
        return ""
    last_day = day_year(last_day_to_restore(person.left_on))
    return _("Until %(day)s you can bring %(name)s back with the same account.", day=last_day, name=person.first_name)
