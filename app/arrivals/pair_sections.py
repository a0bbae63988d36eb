"""On the page of the pair: to the mentee alone, that they may change mentor once."""

from __future__ import annotations

from app.arrivals.policy import takes_in
from app.arrivals.queries import OPEN_PHASES, day_here, has_swapped, swap_until
from app.cohorts.models import Side
from app.pairings.models import Pairing
from app.pairings.queries import side_of
from app.pairings.sections import Section, section
from app.people.models import Person


@section("arrivals", order=90)
def change_mentor(viewer: Person, pairing: Pairing) -> Section | None:
    """While its days last and it has not been used."""
    if not takes_in(pairing.cohort) or not pairing.is_open or side_of(viewer, pairing) is not Side.MENTEE:
        return None
    if pairing.cohort.phase not in OPEN_PHASES:
        return None
    last = swap_until(pairing)
    if day_here() > last or has_swapped(pairing.mentee_id):
        return None
    return Section(template="arrivals/_swap.html", context={"pairing": pairing, "last": last})
