"""What the home page says about meetings: a time to choose, one to log, and the next one."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.meetings.pages import MeetingView, meeting_view
from app.meetings.pair_sections import is_to_choose, is_to_log
from app.meetings.queries import open_meetings
from app.pairings.pauses import paused_among
from app.pairings.queries import pairings_of
from app.pairings.ways import preparing
from app.people.models import Person

CHOOSE, LOG = 20, 8
MOST_NEXT = 3


@panels("meetings", order=12)
def meetings_of_mine(person: Person) -> Iterator[Panel]:
    """A turn for each time to choose and each meeting to log, then the next meetings as torn-off days."""
    pairs = pairings_of(person)
    paused = paused_among([pairing.id for pairing in pairs])
    views = [meeting_view(each, person) for each in open_meetings(pairs)]
    for view in views:
        if view.meeting.pairing_id in paused:
            continue
        if is_to_choose(view):
            yield _turn(view, CHOOSE, "meetings.show", _("Choose a time"))
        elif is_to_log(view):
            yield _turn(view, LOG, "meetings.log", _("Log a session"))
    for view in [each for each in views if each.is_ahead][:MOST_NEXT]:
        context = {"view": view, "preparing": preparing(person, view.meeting.pairing_id)}
        yield Panel(place=Place.LETTER, title=view.title, template="meetings/_next.html", context=context)


def _turn(view: MeetingView, urgency: int, endpoint: str, label: str) -> Panel:
    return Panel(
        place=Place.TURN,
        title=view.title,
        text=view.words or "; ".join(each.words for each in view.times),
        endpoint=endpoint,
        values={"meeting_id": view.meeting.public_id},
        label=label,
        urgency=urgency,
        template="meetings/_turn.html",
        context={"view": view},
    )
