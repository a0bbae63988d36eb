"""Who is taken in by themselves. The caller commits."""

from __future__ import annotations

from app.arrivals.queries import settings_of
from app.cohorts.models import Cohort
from app.cohorts.services import locked, refuse_when_over
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.people.models import Person


def choose(cohort: Cohort, *, takes_hires: bool, takes_movers: bool, actor: Person) -> None:
    """Choose whether hires and people who move are taken in. Whoever is in stays. Raises RuleBroken once it is over."""
    refuse_when_over(locked(cohort))
    settings = session().merge(settings_of(cohort))
    settings.takes_hires, settings.takes_movers = takes_hires, takes_movers
    settings.changed_by_id, settings.changed_at = actor.id, now()
    session().flush()
    record(actor, "cohort.arrivals_changed", cohort, hires=takes_hires, movers=takes_movers)
