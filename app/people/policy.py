"""Who may know and change what about people, and the scopes that say the same as queries."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, or_, select, true
from sqlalchemy.orm import aliased

from app.core.access import Action, Rule, allow
from app.core.db import session
from app.people.models import Person, PersonState, Role, holds


class PersonAction(Action):
    """What one can do with people."""

    LIST = "people:list", "Look people up in the directory"
    EXPORT = "people:export", "Take the directory away as a file"
    ADD = "people:add", "Add somebody to the directory"
    VIEW = "person:view", "See somebody’s profile"
    SEE_LEVEL = "person:see-level", "See somebody’s level and start date"
    SEE_LINES = "person:see-lines", "See whom somebody reports to, and who reports to them"
    SEE_ROLES = "person:see-roles", "See which roles somebody was given"
    SEE_HISTORY = "person:see-history", "See who changed what in somebody’s profile"
    EDIT_OWN = "person:edit-own", "Change one’s own words, languages, skills and settings"
    EDIT = "person:edit", "Change what comes from HR: job, site, level, reporting lines"
    MARK_LEFT = "person:mark-left", "Note that somebody has left"
    RESTORE = "person:restore", "Bring somebody back who was marked as having left"
    GIVE_ROLES = "person:give-roles", "Open the pages on which roles are given"
    APPOINT_ADMINISTRATOR = "person:appoint-administrator", "Name administrators, and who may give the other roles"
    APPOINT = "person:appoint", "Give the roles of executive, HR lead, coach and advisor"


class SkillAction(Action):
    """What one can do with the list of skills."""

    CURATE = "skill:curate", "Approve proposed skills, rename and merge skills"


def anybody(_person: Person, _obj: Any) -> bool:
    return True


def is_oneself(person: Person, obj: Any) -> bool:
    return isinstance(obj, Person) and obj.id == person.id


def is_administrator(person: Person, _obj: Any = None) -> bool:
    return holds(person, Role.ADMINISTRATOR)


def is_appointer(person: Person, _obj: Any = None) -> bool:
    return holds(person, Role.APPOINTER)


def is_works_council(person: Person, _obj: Any = None) -> bool:
    return holds(person, Role.WORKS_COUNCIL)


def is_hr_lead(person: Person, _obj: Any = None) -> bool:
    return holds(person, Role.HR_LEAD)


def is_colleague(_person: Person, obj: Any) -> bool:
    """Everybody who is signed in has everybody who works here as a colleague."""
    return isinstance(obj, Person) and obj.state is PersonState.ACTIVE


def manages(person: Person, obj: Any) -> bool:
    """Directly, by the solid line, somebody who has not left."""
    return isinstance(obj, Person) and obj.is_active and obj.manager_id == person.id


def manages_above(person: Person, obj: Any) -> bool:
    """Directly or further up the solid line, somebody who has not left."""
    if not isinstance(obj, Person) or not obj.is_active or obj.manager_id is None:
        return False
    above = select(ids_above(obj).c.id)
    return person.id in session().scalars(above)


def ids_above(person: Person) -> CTE:
    """The ids of the solid line above somebody, as a recursive query with the column ``id``."""
    line = (
        select(Person.manager_id.label("id"))
        .where(Person.id == person.id, Person.manager_id.is_not(None))
        .cte("line_above", recursive=True)
    )
    boss = aliased(Person)
    # UNION and not UNION ALL: rows that somebody knotted into a ring by hand must still end.
    return line.union(select(boss.manager_id).join(line, boss.id == line.c.id).where(boss.manager_id.is_not(None)))


POLICY: dict[Action, tuple[Rule, ...]] = {
    PersonAction.LIST: (anybody,),
    PersonAction.EXPORT: (is_administrator, is_hr_lead),
    PersonAction.ADD: (is_administrator,),
    PersonAction.VIEW: (is_oneself, is_administrator, is_colleague, manages),
    PersonAction.SEE_LEVEL: (is_oneself, is_administrator),
    PersonAction.SEE_LINES: (is_oneself, is_administrator, manages_above),
    PersonAction.SEE_ROLES: (is_oneself, is_administrator, is_appointer),
    PersonAction.SEE_HISTORY: (is_oneself, is_administrator),
    PersonAction.EDIT_OWN: (is_oneself,),
    PersonAction.EDIT: (is_administrator,),
    PersonAction.MARK_LEFT: (is_administrator,),
    PersonAction.RESTORE: (is_administrator,),
    PersonAction.GIVE_ROLES: (is_administrator, is_appointer),
    PersonAction.APPOINT_ADMINISTRATOR: (is_administrator,),
    PersonAction.APPOINT: (is_appointer,),
    SkillAction.CURATE: (is_administrator,),
}
allow(POLICY)


def people_visible_to(person: Person) -> Select[Person]:
    """Everybody whose profile ``person`` may see: the same as ``PersonAction.VIEW``, as a query."""
    return select(Person).where(_visible_to(person))


def colleagues() -> Select[Person]:
    """Everybody who works here: the same as ``is_colleague``, as a query. All of them are visible to everybody."""
    return select(Person).where(Person.state == PersonState.ACTIVE)


def _visible_to(person: Person) -> ColumnElement[bool]:
    if is_administrator(person):
        return true()
    reports = (Person.manager_id == person.id) & (Person.state != PersonState.LEFT)
    return or_(Person.state == PersonState.ACTIVE, Person.id == person.id, reports)
