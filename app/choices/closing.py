"""Where a cohort begins to close, nobody asks any more: every open request ends, all of them alike."""

from __future__ import annotations

from app.choices.services import end_all
from app.cohorts.models import Cohort
from app.cohorts.moves import follows_moves
from app.people.models import Person
from programs.phases import Phase


@follows_moves
def end_requests(cohort: Cohort, _actor: Person | None) -> None:
    """End them; whoever is left without a mentor hears of it with everybody else who is."""
    if cohort.phase is Phase.CLOSING:
        end_all(cohort)
