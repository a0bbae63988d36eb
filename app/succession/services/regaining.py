"""After a new password or address nothing opens here until an owner of the plan says that it is they."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.core.bulk import among, portions
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import Domain, Lock, freeze_all, frozen_in, thaw_at
from app.people.models import Person
from app.people.rebinding import Rebinding, when_rebound
from app.succession.journal import Line, note
from app.succession.models import Candidate, Plan


@when_rebound
def shut(changes: Sequence[Rebinding]) -> None:
    """Shut all that these people could open here, before the change commits."""
    for some in portions([each.person_id for each in changes]):
        names = session().scalars(select(Person.public_id).where(among(Person.id, some))).all()
        freeze_all(names, Domain.SUCCESSION)


def shut_out(plan: Plan) -> list[Person]:
    """To whom something of a plan is shut, and for whom nobody has spoken yet: owners, executives and candidates."""
    names = sorted({person for person, _lock in _shut(plan)})
    found = session().scalars(select(Person).where(Person.public_id.in_(names)).order_by(Person.search_text))
    return [each for each in found if each.is_active]


def vouch(plan: Plan, person: Person, *, actor: Person) -> None:
    """An owner has talked with them: a day after the change it opens again. Raises RuleBroken for oneself."""
    shut = _shut(plan)
    if person.id == actor.id or any(each == actor.public_id for each, _lock in shut):
        raise RuleBroken(_("Another owner has to say so, to whom nothing is shut."))
    for each, lock in shut:
        if each == person.public_id:
            thaw_at(each, lock, now())
    note(plan, Line.VOUCHED, actor, person.public_id)


def _shut(plan: Plan) -> list[tuple[str, Lock]]:
    candidates = session().scalars(select(Candidate.public_id).where(Candidate.plan_id == plan.id))
    return frozen_in(Domain.SUCCESSION, [plan.public_id, *candidates])
