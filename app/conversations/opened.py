"""What the access log says about rooms: that one was shut, and how it opens again. Never that one of the two read."""

from __future__ import annotations

from app.conversations.models import Room
from app.core.access_log import note_access, phrase
from app.core.i18n import lazy_gettext as _l
from app.pairings.queries import partner_of
from app.people.models import Person

SHUT = phrase("rooms.shut", _l("Shut what was written before in a room of yours"))
OWN_CHANGE = phrase("rooms.own_change", _l("You have a new password or address"))
PARTNERS_CHANGE = phrase("rooms.partners_change", _l("The other of the two has a new password or address"))
WAY_BACK = phrase("rooms.way_back", _l("Let what was written before open again, a day after the change at the soonest"))
REASONS = {
    "code": phrase("rooms.by_code", _l("They showed the code of the room")),
    "device": phrase("rooms.by_device", _l("They used a device that was trusted before")),
    "partner": phrase("rooms.by_partner", _l("The other of the two confirmed who it is")),
}


def note_shut(room: Room, person: Person) -> None:
    """Somebody’s old words are shut to them: both of the room read it."""
    note_access(person, SHUT, by=None, why=OWN_CHANGE)
    note_access(partner_of(person, room.pairing), SHUT, by=None, why=PARTNERS_CHANGE)


def note_way_back(room: Room, person: Person, by: str) -> None:
    """A way back was taken for somebody: both read it, for it may not have been them."""
    partner = partner_of(person, room.pairing)
    actor = partner if by == "partner" else person
    for each in (person, partner):
        note_access(each, WAY_BACK, by=actor, why=REASONS[by], even_own=True)
