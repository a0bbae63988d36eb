"""A mentee changes mentor: once, without a reason, in the first days. The caller commits."""

from __future__ import annotations

from app.arrivals.models import MentorSwap
from app.arrivals.queries import day_here, has_swapped, swap_until
from app.cohorts.services import refuse_when_over
from app.core.audit import record
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.wording import day
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.pairings.services.locking import locked_enrolments
from app.people.models import Person


def swap(pairing: Pairing, *, actor: Person) -> None:
    """End the pair, never make it again, and look for another mentor; the mentor reads that it has ended.

    Raises Conflict where it has ended already or the change was used, RuleBroken when its days or those of the cohort
    are over.
    """
    locked_enrolments([pairing.mentee_id])
    session().refresh(pairing)
    refuse_swap(pairing)
    session().add(MentorSwap(mentee_id=pairing.mentee_id))
    session().flush()
    end_pairings([pairing], Ending.NOT_THIS_ONE, actor=actor)
    record(actor, "pairing.swapped", pairing)


def refuse_swap(pairing: Pairing) -> None:
    """Raise, with what can be done instead, where the mentor can no longer be changed or nobody would be found."""
    if not pairing.is_open:
        raise Conflict(_("This pair has ended already. Nothing more needs to be done."))
    refuse_when_over(pairing.cohort)
    if has_swapped(pairing.mentee_id):
        raise Conflict(_("You have changed your mentor once. You can end the pair at any time instead."))
    last = swap_until(pairing)
    if day_here() > last:
        raise RuleBroken(_("The days for this ended on %(day)s. You can end the pair at any time.", day=day(last)))
