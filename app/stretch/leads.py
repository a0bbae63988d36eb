"""On the timeline: from the milestones about the stretch task to its page."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.core.i18n import gettext as _
from app.timelines.leads import Lead, lead_finder
from programs.catalogue import PROGRAM_TYPES


@lead_finder
def to_the_task(milestone: str, cohort: Cohort) -> Lead | None:
    """For the milestones that the type says are about it."""
    kind = PROGRAM_TYPES[cohort.program_type].stretch
    return Lead("stretch.mine", _("Your stretch task")) if kind and milestone in kind.milestones else None
