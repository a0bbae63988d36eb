"""The way into the room, on the page of the pair."""

from __future__ import annotations

from app.conversations.queries import own_strand, room_of
from app.pairings.models import Pairing
from app.pairings.sections import Section, section
from app.people.models import Person


@section("conversations", order=25)
def way_in(viewer: Person, pairing: Pairing) -> Section | None:
    """A link to the room, or the button that opens it; nothing once its words are gone or where there never was one."""
    room = room_of(pairing)
    if (room is None and not pairing.is_open) or (room is not None and room.is_shredded):
        return None
    has_entered = room is not None and own_strand(room, viewer) is not None
    context = {"room": room, "pairing": pairing, "has_entered": has_entered}
    return Section(template="conversations/_pair.html", context=context)
