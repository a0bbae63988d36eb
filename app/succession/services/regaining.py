"""After a new password or address nothing opens here until an owner of the plan says that it is they."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.core.bulk import among, portions
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import Domain, freeze_all, frozen_for, thaw_at
from app.people.models import Person
from app.people.rebinding import Rebinding, when_rebound
from app.succession.journal import Line, note
from app.succession.models import Plan
from app.succession.papers import OWNERS, SLATE, draft_drawer


@when_rebound
def shut(changes: Sequence[Rebinding]) -> None:
    """Shut all that these people could open here, before the change commits."""
    for some in portions([each.person_id for each in changes]):
        names = session().scalars(select(Person.public_id).where(among(Person.id, some))).all()
        freeze_all(names, Domain.SUCCESSION)


def shut_out(plan: Plan, people: Sequence[Person]) -> list[Person]:
    """To whom of these what was written before is shut."""
    return [each for each in people if frozen_for(each.public_id, plan.lock(SLATE)) is not None]


def vouch(plan: Plan, person: Person, *, actor: Person) -> None:
    """An owner has talked with them: a day after the change it opens again. Raises RuleBroken for oneself."""
    if person.id == actor.id or shut_out(plan, [actor]):
        raise RuleBroken(_("Another owner has to say so, to whom nothing is shut."))
    for drawer in (OWNERS, SLATE, draft_drawer(person)):
        if frozen_for(person.public_id, plan.lock(drawer)) is not None:
            thaw_at(person.public_id, plan.lock(drawer), now())
    note(plan, Line.VOUCHED, actor, person.public_id)
