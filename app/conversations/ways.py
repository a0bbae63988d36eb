"""From the home page and from a meeting into the room: what the two share there, and getting ready."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.conversations.policy import is_over
from app.conversations.queries import rooms_entered
from app.core.i18n import gettext as _
from app.pairings.queries import partner_of
from app.pairings.ways import WayOn, ways_on
from app.people.models import Person


@ways_on
def into_rooms(person: Person) -> Mapping[int, Sequence[WayOn]]:
    """The ways into each room that somebody has entered and whose pair goes on; no word of it is opened for that."""
    found: dict[int, list[WayOn]] = {}
    for room in rooms_entered(person):
        if is_over(room):
            continue
        name, here = partner_of(person, room.pairing).first_name, {"room_id": room.public_id}
        found[room.pairing_id] = [_room(name, here), _goals(name, here)]
        if room.paused_at is None:
            found[room.pairing_id].append(_preparing(name, here))
    return found


def _room(name: str, here: Mapping[str, str]) -> WayOn:
    words = _("Your room"), _("Your room with %(name)s", name=name)
    return WayOn(label=words[0], describe=words[1], endpoint="conversations.show", values=here)


def _goals(name: str, here: Mapping[str, str]) -> WayOn:
    words = _("Goals"), _("Goals, in your room with %(name)s", name=name)
    return WayOn(label=words[0], describe=words[1], endpoint="conversations.goals", values=here)


def _preparing(name: str, here: Mapping[str, str]) -> WayOn:
    words = _("Prepare the next session"), _("Prepare the next session with %(name)s", name=name)
    return WayOn(label=words[0], describe=words[1], endpoint="conversations.prepare", values=here, prepares=True)
