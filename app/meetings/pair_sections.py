"""The meetings on the page of a pair: the time that waits for an answer, what is agreed, and those the two had."""

from __future__ import annotations

from app.core.db import session
from app.meetings.models import MeetingState
from app.meetings.pages import MeetingView, meetings_of_pair, outcome
from app.meetings.queries import logged_meetings, zone_of
from app.pairings.models import Pairing
from app.pairings.pauses import paused_among
from app.pairings.sections import Section, section
from app.people.models import Person

CHOOSE, LOG = 30, 25
"""How urgently these want to be the one next thing: more than the first words."""
SHOWN = 3


@section("meetings.turn", order=20)
def meeting_turn(viewer: Person, pairing: Pairing) -> Section | None:
    """The times that the viewer is to choose from, or the meeting that waits to be logged."""
    if not pairing.is_open or paused_among([pairing.id]):
        return None
    views = meetings_of_pair(pairing, viewer)
    for urgency, wanted in ((CHOOSE, is_to_choose), (LOG, is_to_log)):
        view = next((each for each in views if wanted(each)), None)
        if view is not None:
            return Section(template="meetings/_turn.html", urgency=urgency, context={"view": view})
    return None


@section("meetings", order=30)
def meetings(viewer: Person, pairing: Pairing) -> Section | None:
    """What is agreed and on offer while the pair is open, and the days and minutes that stay theirs."""
    views = meetings_of_pair(pairing, viewer) if pairing.is_open else []
    next_one = next((each for each in views if each.is_ahead), None)
    logged = session().scalars(logged_meetings(pairing).limit(SHOWN)).all()
    if not pairing.is_open and not logged:
        return None
    context = {
        "pairing": pairing,
        "is_open": pairing.is_open,
        "next": next_one,
        "others": [each for each in views if (each is not next_one or each.is_offer) and not is_to_choose(each)],
        "is_asked": any(is_to_choose(each) for each in views),
        "may_offer": not paused_among([pairing.id])
        and not any(each.meeting.state is MeetingState.PROPOSED for each in views),
        "logged": [(each.starts_at, outcome(each)) for each in logged],
        "zone": zone_of(viewer),
    }
    return Section(template="meetings/_meetings.html", context=context)


def is_to_choose(view: MeetingView) -> bool:
    """Whether the reader is to choose one of the times, which have not all gone by with the meeting."""
    return view.is_my_turn and not view.waits_for_log


def is_to_log(view: MeetingView) -> bool:
    """Whether the meeting is over and waits to be logged."""
    return view.waits_for_log and not view.is_ahead
