"""On the page of a pair: one piece of the library, another each month, with the question for the next session."""

from __future__ import annotations

from app.core.clock import today
from app.core.organisation import date_here, organisation
from app.library.queries import library_of, pieces
from app.pairings.models import Pairing
from app.pairings.sections import Section, section
from app.people.models import Person

A_MONTH = 30


@section("library", order=28)
def worth_reading(_viewer: Person, pairing: Pairing) -> Section | None:
    """The same for both, counted from the day they became a pair."""
    if not pairing.is_open or library_of(pairing.cohort) is None:
        return None
    there = pieces(pairing.cohort)
    if not there:
        return None
    months = (today(organisation().time_zone) - date_here(pairing.made_at)).days // A_MONTH
    context = {"piece": there[max(0, months) % len(there)], "cohort": pairing.cohort}
    return Section(template="library/_pair.html", context=context)
