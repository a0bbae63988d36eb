"""When a cohort begins to close, whoever still waits in it for a mentor hears of it in one letter."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.moves import follows_moves
from app.core.outbox import send_many
from app.matching_runs.queries import all_of, has_nobody, in_brief, waiting_mentees
from app.people.models import Person, PersonState
from programs.phases import Phase


@follows_moves
def tell_who_waits(cohort: Cohort, _actor: Person | None) -> None:
    """Write to the mentees who have no mentor. What they had asked or wished for ends without a letter of its own."""
    if cohort.phase is not Phase.CLOSING:
        return
    people = all_of(in_brief(waiting_mentees(cohort).where(has_nobody())))
    # Whoever is yet to have their first day has heard of nothing, so nothing ends for them.
    told = (each for each in people if each.person.email and each.person.state is not PersonState.JOINING)
    send_many("closed_unplaced", ((each.person.email or "", {"enrolment_id": each.id}) for each in told))
