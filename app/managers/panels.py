"""What the home page says: to managers the way to their people, to everybody what they were left."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.managers.queries import newest_suggestion_for
from app.people.models import Person


@panels("managers", order=70)
def left_by_a_manager(person: Person) -> Iterator[Panel]:
    """The newest thought that somebody was left and has not put away."""
    newest = newest_suggestion_for(person)
    if newest is not None:
        yield Panel(
            place=Place.LETTER,
            title=_("%(name)s left you a thought", name=newest.writer.first_name),
            text=_("Use it, show it to a mentor, or forget it. Nobody is told which, and no answer is expected."),
            endpoint="managers.own",
            label=_("Read it"),
        )


@panels("managers.team", order=75)
def own_people(person: Person) -> Iterator[Panel]:
    """For whoever has people reporting to them."""
    if person.has_reports:
        yield Panel(
            place=Place.DOOR,
            title=_("Make room for your people"),
            text=_("Leave a thought, see how to support, or hand a topic on."),
            endpoint="managers.team",
            label=_("My team"),
            note=_("The same for each of them, always."),
        )
