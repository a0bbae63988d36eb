"""Who may open a conversation: the two of its pair and nobody else, whoever runs the cohort or the house."""

from __future__ import annotations

from typing import Any

from app.conversations.models import Room, Strand
from app.core.access import Action, allow, can
from app.core.clock import today
from app.core.organisation import organisation
from app.core.vault import Membership, NoKey
from app.pairings.policy import is_one_of_the_two
from app.people.models import Person
from programs.phases import Phase


class ConversationAction(Action):
    """What one can do in the room of a pair."""

    ENTER = "room:enter", "Open the room of one’s pair for the first time"
    READ = "room:read", "Read what the two of one’s pair have written"
    WRITE = "room:write", "Write to the other of one’s pair"


def is_one_of_its_two(person: Person, obj: Any) -> bool:
    """Is one of the two whose room this is; what is their own stays, also when the shared words are gone."""
    return isinstance(obj, Room) and is_one_of_the_two(person, obj.pairing)


def may_write(person: Person, obj: Any) -> bool:
    """The two are a pair, and nobody has asked for calm."""
    return is_one_of_its_two(person, obj) and not is_over(obj) and obj.paused_at is None


def is_over(room: Room) -> bool:
    """Whether the room is for reading only, for its pair or its cohort has ended, or for nothing shared at all."""
    return not room.pairing.is_open or room.pairing.cohort.phase is Phase.CLOSED or room.is_shredded


def is_gone(room: Room) -> bool:
    """Whether the time to read the shared words is over, emptied or not yet."""
    return room.is_shredded or (room.shred_on is not None and today(organisation().time_zone) > room.shred_on)


POLICY = {
    ConversationAction.ENTER: (is_one_of_the_two,),
    ConversationAction.READ: (is_one_of_its_two,),
    ConversationAction.WRITE: (may_write,),
}
allow(POLICY)


def membership_of(person: Person, strand: Strand) -> Membership:
    """That somebody may open a strand: one of the two, and of what one wrote alone, that one. Raises NoKey."""
    if not can(person, ConversationAction.READ, strand.room) or strand.owner_id not in (None, person.id):
        raise NoKey
    if strand.owner_id is None and is_gone(strand.room):
        raise NoKey
    return Membership(strand.lock, person.public_id)
