"""The timeline on the page of a pair: what the mentee is at, for both to see."""

from __future__ import annotations

from app.cohorts.models import EnrolmentState, Side
from app.pairings.models import Pairing
from app.pairings.queries import side_of
from app.pairings.sections import Section, section
from app.people.models import Person
from app.timelines.pages import timeline_of
from app.timelines.queries import is_over, milestones_of


@section("timelines", order=25)
def where_the_mentee_is(viewer: Person, pairing: Pairing) -> Section | None:
    """What comes next on the mentee’s way, in an open pair of a program with milestones."""
    mentee = pairing.mentee
    way = milestones_of(mentee)
    if not pairing.is_open or not way or mentee.state is not EnrolmentState.SIGNED_UP or is_over(mentee, way):
        return None
    timeline = timeline_of(mentee)
    context = {"timeline": timeline, "is_mentee": side_of(viewer, pairing) is Side.MENTEE}
    return Section(template="timelines/_pair.html", context=context)
