"""A cohort that is made from another takes in the same people by itself as that one."""

from __future__ import annotations

from app.arrivals.models import ArrivalSettings
from app.cohorts.copies import copied
from app.cohorts.models import Cohort
from app.core.db import session


@copied
def copy_settings(cohort: Cohort, copy: Cohort) -> None:
    """Take over who is taken in, where somebody has chosen it."""
    own = session().get(ArrivalSettings, cohort.id)
    if own is not None:
        session().add(ArrivalSettings(cohort_id=copy.id, takes_hires=own.takes_hires, takes_movers=own.takes_movers))
