"""On the home page: rooms of pairs that have ended, for as long as there is something to read together."""

from __future__ import annotations

from collections.abc import Iterator

from app.cohorts.queries import own_enrolments
from app.conversations.queries import rooms_for_reading
from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.core.wording import day_year
from app.pairings.queries import partner_of
from app.people.models import Person


@panels("conversations", order=45)
def rooms_to_read(person: Person) -> Iterator[Panel]:
    """A door to each of the newest two."""
    for room in rooms_for_reading(person) if own_enrolments(person) else ():
        until = room.shred_on
        yield Panel(
            place=Place.DOOR,
            title=_("Your room with %(name)s", name=partner_of(person, room.pairing).first_name),
            text=_(
                "You both can read it until %(day)s, take a copy, or say that you want it kept.", day=day_year(until)
            )
            if until
            else _("You both chose to keep it, for reading."),
            endpoint="conversations.ending",
            values={"room_id": room.public_id},
            label=_("Look at it"),
        )
