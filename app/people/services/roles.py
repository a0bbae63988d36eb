"""Who is given a role, by whom; nobody gives one to themselves."""

from __future__ import annotations

from app.core.access import can
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.people.models import Appointment, Person, Role, holds
from app.people.policy import PersonAction
from app.people.queries import holders
from app.people.services.people import NEVER_WITHOUT, last_of

# Administrators say who administers and who hands out the other roles, but never hand those out themselves.
GIVEN_BY = {
    Role.ADMINISTRATOR: PersonAction.APPOINT_ADMINISTRATOR,
    Role.APPOINTER: PersonAction.APPOINT_ADMINISTRATOR,
    Role.EXECUTIVE: PersonAction.APPOINT,
    Role.HR_LEAD: PersonAction.APPOINT,
    Role.COACH: PersonAction.APPOINT,
    Role.ADVISOR: PersonAction.APPOINT,
    Role.WORKS_COUNCIL: PersonAction.APPOINT,
}


def roles_given_by(actor: Person) -> list[Role]:
    """The roles that somebody may give and end."""
    return [role for role, action in GIVEN_BY.items() if can(actor, action)]


def appoint(person: Person, role: Role, *, actor: Person | None) -> Appointment:
    """Give somebody a role, and tell them by letter. The caller commits.

    ``actor`` None stands for whoever sits at the command line: the first administrator is named so. Raises
    RuleBroken when the actor may not give this role or is the person, and when the person has left or has it.
    """
    if actor is not None:
        _refuse_actor(role, actor)
        if actor.id == person.id:
            raise RuleBroken(_("Nobody gives a role to themselves. Ask somebody else who may."), field="role")
    if not person.is_active:
        raise RuleBroken(_("%(name)s has left.", name=person.name), field="role")
    if holds(person, role):
        raise RuleBroken(_("%(name)s holds that role already.", name=person.name), field="role")
    appointment = Appointment(person=person, role=role, appointed_by=actor)
    session().add(appointment)
    session().flush()
    record(actor, "person.appointed", person, role=role.value)
    if actor is not None and person.email:
        send("appointed", to=person.email, appointment_id=appointment.id)
    return appointment


def end_appointment(appointment: Appointment, *, actor: Person | None) -> None:
    """End a role. The caller commits.

    Raises RuleBroken when the actor may not, when it is ended, and for the last administrator or appointer.
    """
    if actor is not None:
        _refuse_actor(appointment.role, actor)
    if appointment.ended_at is not None:
        raise RuleBroken(_("This role was ended already."))
    person = appointment.person
    if appointment.role in NEVER_WITHOUT and person.is_active and holders(appointment.role) == 1:
        raise RuleBroken(last_of(appointment.role, person))
    appointment.ended_at = now()
    session().flush()
    record(actor, "person.appointment_ended", person, role=appointment.role.value)


def _refuse_actor(role: Role, actor: Person) -> None:
    if can(actor, GIVEN_BY[role]):
        return
    if GIVEN_BY[role] is PersonAction.APPOINT_ADMINISTRATOR:
        raise RuleBroken(_("Only an administrator can give or end this role."), field="role")
    raise RuleBroken(_("Only somebody named for it can give or end this role."), field="role")
