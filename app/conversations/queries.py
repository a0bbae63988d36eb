"""What is asked about rooms. Who knows a room has not read a word of it: see ``strands``."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Enrolment
from app.conversations.models import Room, Strand
from app.core.db import session
from app.pairings.models import Pairing
from app.people.models import Person


def room_by_public_id(public_id: str) -> Room | None:
    """The room of this public id, with its pair, the two and their cohort."""
    return session().scalar(_with_pair(select(Room).where(Room.public_id == public_id)))


def room_of(pairing: Pairing) -> Room | None:
    """The room of a pair, None before one of the two has opened it."""
    return session().scalar(_with_pair(select(Room).where(Room.pairing_id == pairing.id)))


def shared_strand(room: Room) -> Strand:
    """What the two share."""
    return session().scalars(select(Strand).where(Strand.room_id == room.id, Strand.owner_id.is_(None))).one()


def own_strand(room: Room, person: Person) -> Strand | None:
    """What one of the two writes for themselves, None before they have entered."""
    return session().scalar(select(Strand).where(Strand.room_id == room.id, Strand.owner_id == person.id))


def _with_pair(found: Select[Room]) -> Select[Room]:
    pairing = joinedload(Room.pairing)
    return found.options(
        pairing.joinedload(Pairing.cohort),
        pairing.joinedload(Pairing.mentee).joinedload(Enrolment.person),
        pairing.joinedload(Pairing.mentor).joinedload(Enrolment.person),
    )
