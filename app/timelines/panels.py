"""What the home page says of one’s own timeline: where one is, and the next thing to do."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.core.wording import day
from app.people.models import Person
from app.timelines.pages import Timeline, timeline_of
from app.timelines.queries import own_timelines, ticks_of

NEXT = 3


@panels("timelines", order=11)
def my_timelines(person: Person) -> Iterator[Panel]:
    """The way of each program one takes part in as a mentee; one query for all."""
    mine = own_timelines(person)
    ticks = ticks_of(each.id for each in mine)
    for mentee in mine:
        timeline = timeline_of(mentee, ticks.get(mentee.id, {}))
        if timeline.next is not None and timeline.here is not None:
            yield _next(timeline, timeline.next.title)
        yield Panel(
            place=Place.LETTER,
            title=_("Where you are"),
            template="timelines/_home.html",
            context={"timeline": timeline},
        )


def _next(timeline: Timeline, title: str) -> Panel:
    due = timeline.here.due_on if timeline.here else None
    return Panel(
        place=Place.TURN,
        title=title,
        text=_("On your way in %(cohort)s, around %(day)s.", cohort=timeline.cohort.name, day=day(due)) if due else "",
        endpoint="timelines.show",
        values={"enrolment_id": timeline.mentee.public_id},
        label=_("Open your timeline"),
        note=_("Next on your way"),
        urgency=NEXT,
    )
