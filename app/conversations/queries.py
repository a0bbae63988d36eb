"""What is asked about rooms. Who knows a room has not read a word of it: see ``strands``."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Enrolment
from app.conversations.models import Room, RoomSide, Strand
from app.core.asked_once import asked_once
from app.core.clock import today
from app.core.db import session
from app.core.organisation import organisation
from app.pairings.models import Pairing
from app.people.models import Person


def room_by_public_id(public_id: str) -> Room | None:
    """The room of this public id, with its pair, the two and their cohort."""
    return session().scalar(with_pair(select(Room).where(Room.public_id == public_id)))


def room_of(pairing: Pairing) -> Room | None:
    """The room of a pair, None before one of the two has opened it."""
    return session().scalar(with_pair(select(Room).where(Room.pairing_id == pairing.id)))


def shared_strand(room: Room) -> Strand:
    """What the two share."""
    return _strands(room.id)[None]


def own_strand(room: Room, person: Person) -> Strand | None:
    """What one of the two writes for themselves, None before they have entered."""
    return _strands(room.id).get(person.id)


@asked_once
def _strands(room_id: int) -> dict[int | None, Strand]:
    """By owner; None for what is shared. No word of either is read by that."""
    return {each.owner_id: each for each in session().scalars(select(Strand).where(Strand.room_id == room_id))}


def sides_of(room: Room) -> Sequence[RoomSide]:
    """What the room keeps about each of the two, as far as they entered or were written to."""
    return session().scalars(select(RoomSide).where(RoomSide.room_id == room.id).order_by(RoomSide.id)).all()


@asked_once
def rooms_entered(person: Person) -> Sequence[Room]:
    """The rooms that somebody entered and that are not gone, the one closed last first."""
    entered = select(RoomSide.room_id).where(RoomSide.person_id == person.id, RoomSide.entered_at.is_not(None))
    is_there = or_(Room.closed_at.is_(None), Room.shred_on.is_(None), Room.shred_on >= today(organisation().time_zone))
    rooms = select(Room).where(Room.id.in_(entered), Room.shredded_at.is_(None), is_there)
    return session().scalars(with_pair(rooms).order_by(Room.closed_at.desc(), Room.id)).all()


def rooms_for_reading(person: Person) -> Sequence[Room]:
    """The newest two of them which are for reading only."""
    return [each for each in rooms_entered(person) if each.closed_at is not None][:2]


def both_keep(sides: Sequence[RoomSide]) -> bool:
    """Whether both of the two want the shared words kept."""
    return len(sides) > 1 and all(side.keeps for side in sides)


def with_pair(found: Select[Room]) -> Select[Room]:
    """The same query, loading the pair, the two and their cohort with it."""
    pairing = joinedload(Room.pairing)
    return found.options(
        pairing.joinedload(Pairing.cohort),
        pairing.joinedload(Pairing.mentee).joinedload(Enrolment.person),
        pairing.joinedload(Pairing.mentor).joinedload(Enrolment.person),
    )
