"""Observation reports on the page of a pair, where its program has them."""

from __future__ import annotations

from app.cohorts.models import Side
from app.observations.pages import STATES
from app.observations.policy import observations_of
from app.observations.queries import reports_of
from app.pairings.models import Pairing
from app.pairings.queries import side_of
from app.pairings.sections import Section, section
from app.people.models import Person
from programs.observations import IN_WORK


@section("observations", order=28)
def reports_on_the_pair(viewer: Person, pairing: Pairing) -> Section | None:
    """The way to the reports of a pair, and where the one in work stands."""
    if observations_of(pairing) is None:
        return None
    reports = reports_of(pairing)
    if not reports and not pairing.is_open:
        return None
    context = {
        "pairing": pairing,
        "is_mentee": side_of(viewer, pairing) is Side.MENTEE,
        "in_work": next((each for each in reports if each.state in IN_WORK), None),
        "reports": reports,
        "states": STATES,
    }
    return Section(template="observations/_pair.html", context=context)
