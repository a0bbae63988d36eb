"""Letters to those who take part and have not come in yet. The caller commits; nothing leaves before."""

from __future__ import annotations

from app.accounts.services import invite
from app.cohorts.models import Cohort
from app.cohorts.queries import not_come_in
from app.cohorts.services.cohorts import locked, refuse_when_over
from app.core.audit import record
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person


def invite_participants(cohort: Cohort, expected: int, *, actor: Person) -> int:
    """Send everybody who takes part and has not come in a link of their own; returns how many.

    Whoever was written to in the last 14 days is left out, so that pressing twice sends nothing twice. ``expected`` is
    the number that was looked at: raises Conflict when it is another one by now, RuleBroken when nobody is left.
    """
    locked(cohort)
    refuse_when_over(cohort)
    people = session().scalars(not_come_in(cohort)).all()
    if not people:
        raise RuleBroken(_("Nobody is left to invite: everybody has come in or has a letter of the last 14 days."))
    if len(people) != expected:
        raise Conflict(
            _("Something has changed since you looked: now it would be %(count)s people.", count=len(people))
        )
    for person in people:
        invite(person, actor=actor)
    record(actor, "cohort.participants_invited", cohort, people=len(people))
    return len(people)
