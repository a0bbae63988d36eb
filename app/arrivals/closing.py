"""Where a cohort begins to close, nobody arrives in it any more: what was proposed is taken back."""

from __future__ import annotations

from app.arrivals.policy import takes_in
from app.arrivals.services import drop_all
from app.cohorts.models import Cohort
from app.cohorts.moves import follows_moves
from app.people.models import Person
from programs.phases import Phase


@follows_moves
def drop_proposals(cohort: Cohort, actor: Person | None) -> None:
    """Take them back, open or held; each mentor who was to hear more hears it once."""
    if takes_in(cohort) and cohort.phase is Phase.CLOSING:
        drop_all(cohort, actor=actor)
