"""Where a cohort ends, its pairs have gone their way to its end: nothing more is asked of them."""

from __future__ import annotations

from sqlalchemy import select

from app.cohorts.models import Cohort
from app.cohorts.moves import follows_moves
from app.core.db import session
from app.pairings.models import Ending, Pairing, PairingState
from app.pairings.services import end_pairings
from app.people.models import Person
from programs.phases import Phase


@follows_moves
def complete_pairs(cohort: Cohort, actor: Person | None) -> None:
    """End those that are open, as completed."""
    if cohort.phase is not Phase.CLOSED:
        return
    still = select(Pairing).where(Pairing.cohort_id == cohort.id, Pairing.state == PairingState.OPEN)
    end_pairings(session().scalars(still).all(), Ending.COMPLETED, actor=actor)
