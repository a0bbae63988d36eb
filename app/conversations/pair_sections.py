"""The way into the room, on the page of the pair."""

from __future__ import annotations

from app.conversations.policy import is_gone, is_over
from app.conversations.queries import own_strand, room_of
from app.conversations.thanking import may_be_asked_to_thank
from app.pairings.models import Pairing
from app.pairings.sections import Section, section
from app.people.models import Person


@section("conversations", order=25)
def way_in(viewer: Person, pairing: Pairing) -> Section | None:
    """A link to the room, or the button that opens it; nothing where there never was one, or is nothing to open."""
    room = room_of(pairing)
    has_entered = room is not None and own_strand(room, viewer) is not None
    if not has_entered and (not pairing.is_open if room is None else is_gone(room)):
        return None
    context = {
        "room": room,
        "pairing": pairing,
        "has_entered": has_entered,
        "is_gone": room is not None and is_gone(room),
        "until": room.shred_on if room is not None and is_over(room) else None,
        "thanks": room is not None and has_entered and may_be_asked_to_thank(viewer, room),
    }
    return Section(template="conversations/_pair.html", context=context)
