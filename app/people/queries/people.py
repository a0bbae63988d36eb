"""Who somebody is, whom they answer to, who holds a role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core.actor import signed_in_actor
from app.core.audit import AuditEvent
from app.core.characters import readable
from app.core.db import session
from app.core.pages import LONGEST_SEARCH, MOST_WORDS
from app.people.models import Appointment, Person, PersonSkill, PersonState, Role, Skill, SkillState, SkillSynonym
from app.people.names import address, fold
from app.people.policy import colleagues, ids_above, is_administrator, people_visible_to

HISTORY_SHOWN = 50


def signed_in_person() -> Person:
    """The person of this request; only for views that nobody signed out can open."""
    return cast("Person", signed_in_actor())


def person_by_public_id(public_id: str) -> Person | None:
    """The person of this public id, whatever their state; a form may send anything for one."""
    return session().scalar(select(Person).where(Person.public_id == readable(public_id)))


def person_by_email(email: str) -> Person | None:
    """The person of this address, in whatever case it is typed."""
    return session().scalar(select(Person).where(Person.email == address(email)))


def person_by_external_id(external_id: str) -> Person | None:
    """The person of this key of the HR system."""
    return session().scalar(select(Person).where(Person.external_id == external_id))


def direct_reports(person: Person) -> Sequence[Person]:
    """Who reports to this person by the solid line and has not left, by name."""
    reports = select(Person).where(Person.manager_id == person.id, Person.state != PersonState.LEFT)
    return session().scalars(reports.order_by(Person.search_text, Person.id)).all()


def line_above(person: Person) -> list[Person]:
    """The solid line above this person, the direct manager first; everybody once, even in a ring."""
    above = select(ids_above(person).c.id)
    found = {each.id: each for each in session().scalars(select(Person).where(Person.id.in_(above)))}
    line: list[Person] = []
    step = found.pop(person.manager_id or 0, None)
    while step is not None:
        line.append(step)
        step = found.pop(step.manager_id or 0, None)
    return line


def has_administrator() -> bool:
    """Whether anybody who can sign in may administer this installation."""
    return holders(Role.ADMINISTRATOR) > 0


def holders(role: Role) -> int:
    """How many people who have not left hold the role now."""
    count = (
        select(func.count(func.distinct(Appointment.person_id)))
        .join(Appointment.person)
        .where(Appointment.role == role, Appointment.ended_at.is_(None), Person.state != PersonState.LEFT)
    )
    return session().scalar(count) or 0


def appointments_open(person: Person) -> Sequence[Appointment]:
    """The roles that somebody holds now, the oldest first, with who gave them."""
    held = select(Appointment).where(Appointment.person_id == person.id, Appointment.ended_at.is_(None))
    newest_last = held.options(joinedload(Appointment.appointed_by)).order_by(Appointment.appointed_at)
    return session().scalars(newest_last).all()


def appointment_by_public_id(public_id: str) -> Appointment | None:
    """The appointment of this public id, ended or not."""
    return session().scalar(select(Appointment).where(Appointment.public_id == public_id))


def roles_held() -> Sequence[Appointment]:
    """Every role that is held now, with who holds it and who gave it, by role and name."""
    held = select(Appointment).join(Appointment.person).where(Appointment.ended_at.is_(None))
    with_names = held.options(contains_eager(Appointment.person), joinedload(Appointment.appointed_by))
    return session().scalars(with_names.order_by(Appointment.role, Person.search_text, Person.id)).all()


def people_found(viewer: Person, wanted: str = "", *, with_leavers: bool = False) -> Select[Person]:
    """The directory as ``viewer`` may see it, by name: people with every word of ``wanted`` in name, job or skills;
    a word with an @ is looked for in addresses.

    Joiners are listed to administrators only; leavers only to them, and only when asked for.
    """
    found = colleagues()
    if is_administrator(viewer):
        states = [PersonState.LEFT] if with_leavers else [PersonState.ACTIVE, PersonState.JOINING]
        found = people_visible_to(viewer).where(Person.state.in_(states))
    for condition in [each for word in wanted[:LONGEST_SEARCH].split() for each in _says(word)][:MOST_WORDS]:
        found = found.where(condition)
    return found.order_by(Person.search_text, Person.id)


def _says(word: str) -> list[ColumnElement[bool]]:
    if "@" in word:
        return [Person.email.contains(word.lower(), autoescape=True)]
    return [or_(Person.search_text.contains(part, autoescape=True), _can(part)) for part in fold(word).split()]


def _can(word: str) -> ColumnElement[bool]:
    # Uncorrelated, so that the list of skills is read once and not for each person, and in two halves without “or”,
    # so that the database knows that few are meant.
    listed = select(Skill.id).where(Skill.state == SkillState.APPROVED)
    named = listed.where(Skill.folded.contains(word, autoescape=True))
    by_synonym = listed.join(Skill.synonyms).where(SkillSynonym.folded.contains(word, autoescape=True))
    meant = PersonSkill.skill_id.in_(named.union(by_synonym))
    able = select(PersonSkill.person_id).where(PersonSkill.level > 0, meant).cte()
    return Person.id.in_(select(able.c.person_id))


def history_of(person: Person) -> Sequence[AuditEvent]:
    """What was changed about somebody, the newest first."""
    events = select(AuditEvent).where(AuditEvent.object_type == "person", AuditEvent.object_id == person.public_id)
    return session().scalars(events.order_by(AuditEvent.at.desc(), AuditEvent.id.desc()).limit(HISTORY_SHOWN)).all()
