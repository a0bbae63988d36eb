"""Somebody is erased for good: what remains is a row without a name, to which others’ words and pairs may refer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, select, update

from app.core.audit import record
from app.core.clock import now, today
from app.core.db import session
from app.core.erasures import erasable, note_erasures
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import forget_letters_to
from app.people.erasing import tell_erasers
from app.people.leaving import tell_heirs
from app.people.models import Appointment, DottedLine, Person, PersonSkill, PersonState, Skill
from app.people.services.people import mark_left

PERSON = "person"
NOTHING: dict[str, Any] = {
    "external_id": None,
    "email": None,
    "pronouns": None,
    "job_title": None,
    "department": None,
    "job_family": None,
    "site": None,
    "time_zone": None,
    "level": None,
    "start_on": None,
    "about": None,
    "about_draft": None,
    "theme": None,
    "manager_id": None,
}


def erase_person(person: Person, *, actor: Person | None) -> None:
    """Erase somebody: profile, sign-in, answers, and what they wrote only for themselves. They leave first.

    What they shared stays with the other until the time to read it ends. The caller commits. Raises RuleBroken for
    somebody who was erased already, and for the last administrator or appointer.
    """
    if person.erased_at is not None:
        raise RuleBroken(_("This person was erased already."))
    if person.is_active:
        mark_left(person, actor=actor)
    note_erasures(PERSON, [person.public_id])
    _erase(person)
    record(actor, "person.erased", person)


def people_known() -> Sequence[str]:
    """The public ids of all people, erased or not."""
    return session().scalars(select(Person.public_id)).all()


@erasable(PERSON, present=people_known)
def erase_again(public_ids: Collection[str]) -> int:
    """Erase these people, or what a restored backup holds of them; how many still had a name."""
    people = session().scalars(select(Person).where(Person.public_id.in_(public_ids))).all()
    named = sum(person.erased_at is None for person in people)
    for person in people:
        if person.is_active:
            person.state, person.left_on = PersonState.LEFT, today()
            session().flush()
            tell_heirs([person.id], None)
        _erase(person)
    return named


def _erase(person: Person) -> None:
    tell_erasers(person)
    if person.email:
        forget_letters_to(person.email)
    for column in (DottedLine.person_id, DottedLine.boss_id, PersonSkill.person_id, Appointment.person_id):
        session().execute(delete(column.class_).where(column == person.id))
    session().execute(update(Person).where(Person.manager_id == person.id).values(manager_id=None))
    session().execute(update(Skill).where(Skill.proposed_by_id == person.id).values(proposed_by_id=None))
    session().expire(person, ["dotted_lines", "skills", "appointments"])
    for name, value in NOTHING.items():
        setattr(person, name, value)
    person.name, person.languages, person.working_hours = _("Former member"), [], {}
    person.erased_at = person.erased_at or now()
    session().flush()
