"""A milestone is ticked, or the tick is taken back. The caller commits."""

from __future__ import annotations

from app.cohorts.models import Enrolment
from app.cohorts.services import refuse_when_over
from app.core.audit import record
from app.core.clock import today
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.people.models import Person
from app.timelines.models import MilestoneTick
from app.timelines.queries import milestones_of


def tick(mentee: Enrolment, milestone: str, *, actor: Person) -> bool:
    """Note that something is done; False where it was ticked before.

    Raises RuleBroken in a cohort that is over, and for a milestone that its cohort does not have.
    """
    refuse_when_over(mentee.cohort)
    _refuse_unknown(mentee, milestone)
    if session().get(MilestoneTick, (mentee.id, milestone)) is not None:
        return False
    on = today(organisation().time_zone)
    session().add(MilestoneTick(enrolment_id=mentee.id, milestone=milestone, ticked_on=on))
    session().flush()
    record(actor, "milestone.ticked", mentee)
    return True


def take_back(mentee: Enrolment, milestone: str, *, actor: Person) -> bool:
    """Take a tick back; False where there was none. Raises as ``tick`` does."""
    refuse_when_over(mentee.cohort)
    _refuse_unknown(mentee, milestone)
    found = session().get(MilestoneTick, (mentee.id, milestone))
    if found is None:
        return False
    session().delete(found)
    session().flush()
    record(actor, "milestone.taken_back", mentee)
    return True


def _refuse_unknown(mentee: Enrolment, milestone: str) -> None:
    if milestone not in {each.name for each in milestones_of(mentee)}:
        raise RuleBroken(_("This program has no such milestone. Look at the timeline again."))
