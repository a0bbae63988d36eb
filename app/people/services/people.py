"""People come, change, leave and come back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypedDict, Unpack

from app.core.audit import record
from app.core.clock import today
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.people.fields import check_profile
from app.people.leaving import tell_heirs
from app.people.models import Person, PersonState, Role, holds
from app.people.new_departments import tell_of_new_departments
from app.people.queries import holders, person_by_email, person_by_external_id
from app.people.rebinding import Rebinding, tell_rebound

RESTORE_DAYS = 30
# Somebody has to be able to let people in and to hand the roles on.
NEVER_WITHOUT = (Role.ADMINISTRATOR, Role.APPOINTER)


class ProfileChanges(TypedDict, total=False):
    """What can be written about somebody; reporting lines, skills, roles and leaving have services of their own."""

    external_id: str | None
    email: str | None
    name: str
    pronouns: str | None
    job_title: str | None
    department: str | None
    job_family: str | None
    site: str | None
    time_zone: str | None
    languages: list[str]
    working_hours: dict[str, Any]
    level: int | None
    start_on: date | None
    state: PersonState
    about: str | None
    about_draft: str | None
    theme: str | None


def add_person(*, actor: Person | None, **given: Unpack[ProfileChanges]) -> Person:
    """Put somebody into the directory, active unless ``state`` says joining. The caller commits.

    Raises RuleBroken, naming the field, for a missing name, an address or key that is somebody else's, an unknown
    time zone or language, and what is too long.
    """
    fields = check_profile({"name": "", **given})
    _free_keys_of_former(fields)
    _refuse_taken(None, fields)
    person = Person(**fields)
    session().add(person)
    session().flush()
    record(actor, "person.added", person)
    return person


def change_profile(person: Person, *, actor: Person | None, **given: Unpack[ProfileChanges]) -> list[str]:
    """Write what differs; returns the names of the fields that changed, in no case an event when none did.

    Raises RuleBroken as ``add_person`` does, and for a change of state of somebody who has left.
    """
    fields = check_profile(dict(given))
    changed = [name for name, value in fields.items() if getattr(person, name) != value]
    if "state" in changed and not person.is_active:
        raise RuleBroken(_("%(name)s has left. Bring them back first.", name=person.name), field="state")
    _refuse_taken(person, {name: fields[name] for name in changed})
    former, had_department = person.email, person.department is not None
    for name in changed:
        setattr(person, name, fields[name])
    if changed:
        session().flush()
        record(actor, "person.changed", person, fields=sorted(changed))
    if "email" in changed and former is not None:
        tell_rebound([Rebinding(person.id, former)])
    if "department" in changed and had_department and person.department is not None:
        tell_of_new_departments({person.id: today(organisation().time_zone)})
    return changed


def colleague_with(email: str, *, field: str) -> Person:
    """The person of this address, to be named for something. Raises RuleBroken for nobody, and for who has left."""
    person = person_by_email(email)
    if person is None or not person.is_active:
        raise RuleBroken(_("Nobody in the directory has this address."), field=field)
    return person


def mark_left(person: Person, *, actor: Person | None, on: date | None = None) -> None:
    """Note that somebody has left, today unless ``on`` says when; they lose access with their next request.

    Reporting lines, skills and roles stay as they are, so that ``restore`` gives the same account back; what must
    not wait for them, such as their pairs, ends.
    Raises RuleBroken for oneself, for somebody who has left already, and for the last administrator or appointer.
    """
    if not person.is_active:
        raise RuleBroken(_("%(name)s has left already.", name=person.name))
    if actor is not None and actor.id == person.id:
        raise RuleBroken(_("You cannot note your own leaving. Ask another administrator to do it."))
    refuse_last(person)
    person.state = PersonState.LEFT
    person.left_on = on or today()
    session().flush()
    record(actor, "person.left", person)
    tell_heirs([person.id], actor)


def restore(person: Person, *, actor: Person | None) -> None:
    """Bring back somebody who was marked as having left, with the same account.

    Raises RuleBroken for somebody who has not left, and later than 30 days after the day of leaving.
    """
    if person.is_active:
        raise RuleBroken(_("%(name)s has not left.", name=person.name))
    if person.erased_at is not None:
        raise RuleBroken(_("This person was erased, and nobody can bring them back. Add them anew."))
    if person.left_on is not None and today() > last_day_to_restore(person.left_on):
        raise RuleBroken(
            _("%(name)s left more than 30 days ago. Add them anew: they start with a new account.", name=person.name)
        )
    starts_later = person.start_on is not None and person.start_on > today()
    person.state = PersonState.JOINING if starts_later else PersonState.ACTIVE
    person.left_on = None
    session().flush()
    record(actor, "person.restored", person)


def last_day_to_restore(left_on: date) -> date:
    """The last day on which somebody who left on this day can be brought back."""
    return left_on + timedelta(days=RESTORE_DAYS)


def confirm_about(person: Person, *, actor: Person) -> None:
    """Show the words that came with an import to colleagues; only the person they are about may say so."""
    _own_words_only(person, actor)
    person.about, person.about_draft = person.about_draft, None
    session().flush()
    record(actor, "person.about_confirmed", person)


def discard_about_draft(person: Person, *, actor: Person) -> None:
    """Throw away the words that came with an import, unseen by anybody; only the person they are about may."""
    _own_words_only(person, actor)
    person.about_draft = None
    session().flush()
    record(actor, "person.about_discarded", person)


def refuse_last(person: Person) -> None:
    """Raise RuleBroken when somebody is the last who administers, or the last who gives roles."""
    for role in NEVER_WITHOUT:
        if holds(person, role) and holders(role) == 1:
            raise RuleBroken(last_of(role, person))


def last_of(role: Role, person: Person) -> str:
    """The sentence that says why the last holder of a role has to stay."""
    if role is Role.ADMINISTRATOR:
        return _("%(name)s is the last administrator. Name another one first.", name=person.name)
    return _("%(name)s is the last who gives roles. Name another one first.", name=person.name)


def _own_words_only(person: Person, actor: Person) -> None:
    if actor.id != person.id:
        raise RuleBroken(_("Only %(name)s can decide about these words.", name=person.name))
    if person.about_draft is None:
        raise RuleBroken(_("There is no draft any more."))


def _free_keys_of_former(fields: dict[str, Any]) -> None:
    """Take the keys from whoever left more than 30 days ago: somebody who comes with them now is a new account."""
    email, key = fields.get("email"), fields.get("external_id")
    holders_of = (person_by_email(email) if email else None, person_by_external_id(key) if key else None)
    for former in holders_of:
        if former is not None and former.left_on is not None and today() > last_day_to_restore(former.left_on):
            former.email = former.external_id = None
    session().flush()


def _refuse_taken(person: Person | None, fields: dict[str, Any]) -> None:
    if (email := fields.get("email")) and person_by_email(email) not in (None, person):
        raise RuleBroken(_("Somebody else has this e-mail address."), field="email")
    if (key := fields.get("external_id")) and person_by_external_id(key) not in (None, person):
        raise RuleBroken(_("Somebody else has this id."), field="external_id")
