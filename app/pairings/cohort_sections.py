"""What pairs have to say on the page of their cohort: how many are together, and who needs a mentor again."""

from __future__ import annotations

from sqlalchemy import func, select

from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.cohorts.services.cohorts import OVER
from app.core.db import session
from app.pairings.lists import in_need
from app.pairings.models import Pairing, PairingState
from app.people.models import Person


@section("pairings", order=60)
def pairs_of_cohort(_viewer: Person, cohort: Cohort, _counts: Counts) -> Section | None:
    """The way to the list of pairs, and to the file of those that meet already while it may still be read."""
    of_cohort = (Pairing.cohort_id == cohort.id) & (Pairing.state == PairingState.OPEN)
    together = session().scalar(select(func.count()).select_from(Pairing).where(of_cohort)) or 0
    needing = session().scalar(select(func.count()).select_from(in_need(cohort).order_by(None).subquery())) or 0
    may_import = cohort.phase not in OVER
    if not (together or needing or may_import):
        return None
    context = {"together": together, "needing": needing, "may_import": may_import}
    return Section(template="pairings/_cohort.html", context=context)
