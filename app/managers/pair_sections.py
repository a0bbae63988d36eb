"""On the page of a pair: what the mentee showed of their manager’s suggestions, and what the manager sees."""

from __future__ import annotations

from app.managers.pages import Choice, choices_of
from app.managers.queries import shown_in
from app.pairings.models import Pairing
from app.pairings.sections import Section, section
from app.people.models import Person


@section("managers", order=70)
def from_the_manager(viewer: Person, pairing: Pairing) -> Section | None:
    """Both read what was shown; the mentee alone how their manager stands to the meetings."""
    is_mentee = pairing.mentee.person_id == viewer.id
    shown = shown_in(pairing)
    choice = _choice(viewer, pairing) if is_mentee and pairing.is_open and viewer.manager_id else None
    if not shown and choice is None:
        return None
    context = {"shown": shown, "choice": choice, "is_mentee": is_mentee, "mentee": pairing.mentee.person}
    return Section(template="managers/_pair.html", context=context)


def _choice(viewer: Person, pairing: Pairing) -> Choice | None:
    found = (each for each in choices_of(viewer) if each.enrolment.id == pairing.mentee_id)
    return next((each for each in found if each.is_offered), None)
