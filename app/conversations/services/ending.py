"""How a room ends: closed for writing, read for the announced time, then emptied of what the two shared.

Nothing goes that was not announced a week before, nothing of a pair that is one again, and nothing that both want kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import Select, delete, or_, select

from app.cohorts.models import Cohort
from app.conversations.models import Chunk, Draft, Record, Room, RoomSide
from app.conversations.policy import is_gone, is_over
from app.conversations.queries import both_keep, shared_strand, sides_of, with_pair
from app.core.audit import record
from app.core.bulk import portions
from app.core.clock import now, today
from app.core.db import session
from app.core.erasures import erasable, note_erasures
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.outbox import send
from app.core.vault import Domain, Lock, destroy_key, locks_of, scrub
from app.pairings.endings import when_ended
from app.pairings.models import Pairing, PairingState
from app.pairings.services.telling import hears_of_end
from app.people.models import Person
from programs.phases import Phase

CLOSED, ENDS = "room_closed", "room_ends"
A_MONTH, A_WEEK = 30, 7
AT_ONCE = 500
ROOM = "room"
Told = Callable[[Person, Room], bool]


@when_ended
def close_rooms_of(pairings: Sequence[Pairing], actor: Person | None) -> None:
    """Close the rooms of pairs that have ended, in the same transaction.

    Whoever is written to about the end of the pair reads there what becomes of the room, and gets no second letter.
    """

    def is_told(person: Person, room: Room) -> bool:
        return not hears_of_end(person, room.pairing, actor)

    for some in portions([pairing.id for pairing in pairings], AT_ONCE):
        _close(_locked(select(Room).where(Room.pairing_id.in_(some), Room.closed_at.is_(None))), is_told)


def close_rooms() -> None:
    """Close what has ended otherwise, such as with its cohort, and open again what is a pair again."""
    ended = or_(Pairing.state == PairingState.ENDED, Cohort.phase == Phase.CLOSED)
    rooms = select(Room).join(Room.pairing).join(Pairing.cohort).where(Room.shredded_at.is_(None))
    _close(_locked(rooms.where(ended, Room.closed_at.is_(None))))
    for room in _locked(rooms.where(~ended, Room.closed_at.is_not(None))):
        room.closed_at = room.shred_on = room.told_days = None
        record(None, "room.opened_again", room)
    session().flush()


def remind_of_ends() -> None:
    """Tell both a month and a week before their words go, each once.

    After a pause only what is due now is told, and where less than a week is left the words stay for a week more.
    """
    soon = select(Room).where(Room.shred_on <= _today() + timedelta(days=A_MONTH), Room.shredded_at.is_(None))
    for room in _locked(soon.where(Room.told_days > A_WEEK)):
        left = (room.shred_on - _today()).days if room.shred_on else A_MONTH
        announced = A_WEEK if left <= A_WEEK else A_MONTH
        if room.told_days is None or room.told_days <= announced:
            continue
        if left < A_WEEK:
            room.shred_on = _today() + timedelta(days=A_WEEK)
        room.told_days = announced
        _tell(room, ENDS)
    session().flush()


def shred_rooms() -> int:
    """Destroy the keys of what has been read long enough, and empty it; how many rooms."""
    over = select(Room).where(Room.shred_on < _today(), Room.shredded_at.is_(None), Room.told_days <= A_WEEK)
    rooms = [room for room in _locked(over) if is_over(room)]
    note_erasures(ROOM, [room.public_id for room in rooms])
    for room in rooms:
        _shred(room)
        record(None, "room.shredded", room)
    if rooms:
        scrub()
    return len(rooms)


def choose_keeping(room: Room, person: Person, *, keeps: bool) -> None:
    """Say whether one wants the shared words kept; they are for as long as both do.

    Raises RuleBroken while the two still write, and when the words are gone.
    """
    (room,) = _locked(select(Room).where(Room.id == room.id))
    if not is_over(room):
        raise RuleBroken(_("The two of you still write here. You can say so when your pair has ended."))
    if is_gone(room):
        raise RuleBroken(_("The time is over, and what you shared here is gone."))
    sides = sides_of(room)
    for side in sides:
        if side.person_id == person.id:
            side.keeps = keeps
    _follow_choice(room, sides)
    record(person, "room.keeping_chosen", room)


def take_back_keeping(person: Person) -> None:
    """Somebody is erased: what only both can keep gets an end, announced as any other."""
    kept = select(Room).join(RoomSide, RoomSide.room_id == Room.id)
    for room in _locked(kept.where(RoomSide.person_id == person.id, RoomSide.keeps)):
        sides = sides_of(room)
        for side in sides:
            side.keeps = side.keeps and side.person_id != person.id
        _follow_choice(room, sides)


def rooms_known() -> set[str]:
    """The public ids of all rooms that content or keystore know."""
    return {*session().scalars(select(Room.public_id)), *(lock.relationship for lock in locks_of(Domain.CONVERSATIONS))}


@erasable(ROOM, present=rooms_known)
def shred_again(public_ids: Collection[str]) -> int:
    """Empty these rooms, or what a restored backup holds of them; how many held something."""
    found = {room.public_id: room for room in _locked(select(Room).where(Room.public_id.in_(public_ids)))}
    held = 0
    for each in public_ids:
        room = found.get(each)
        had_words = room is not None and not room.is_shredded
        had_key = _shred(room) if room else destroy_key(Lock(Domain.CONVERSATIONS, each))
        held += had_words or had_key
    if held:
        scrub()
    return held


def _everybody(_person: Person, _room: Room) -> bool:
    return True


def _close(rooms: Iterable[Room], is_told: Told = _everybody) -> None:
    for room in rooms:
        room.closed_at = now()
        record(None, "room.closed", room)
        if not both_keep(sides_of(room)):
            _begin_reading(room, is_told)
    session().flush()


def _begin_reading(room: Room, is_told: Told = _everybody) -> None:
    days = organisation().reading_days
    room.shred_on, room.told_days = _today() + timedelta(days=days), days
    _tell(room, CLOSED, is_told)


def _follow_choice(room: Room, sides: Sequence[RoomSide]) -> None:
    if both_keep(sides):
        room.shred_on = room.told_days = None
    elif room.shred_on is None and is_over(room) and not room.is_shredded:
        room.closed_at = room.closed_at or now()
        _begin_reading(room)
    session().flush()


def _tell(room: Room, kind: str, is_told: Told = _everybody) -> None:
    if not shared_strand(room).length:
        return  # where nothing was written nothing goes
    for person in (room.pairing.mentee.person, room.pairing.mentor.person):
        if person.is_active and person.email and is_told(person, room):
            send(kind, to=person.email, room_id=room.id, person_id=person.id)


def _shred(room: Room) -> bool:
    """Whether there was a key."""
    strand = shared_strand(room)
    # The key first: were the rest not to follow, what is left is noise, and the next round takes it away.
    had_key = destroy_key(strand.lock)
    for table in (Chunk, Draft, Record):
        session().execute(delete(table).where(table.strand_id == strand.id))
    strand.length, strand.head = 0, b""
    room.closed_at, room.shredded_at = room.closed_at or now(), room.shredded_at or now()
    session().flush()
    return had_key


def _locked(rooms: Select[Room]) -> Sequence[Room]:
    """These rooms as they are now, with their pairs, kept from others who end, keep or empty them."""
    found = with_pair(rooms).order_by(Room.id).with_for_update(of=Room)
    return session().scalars(found.execution_options(populate_existing=True)).all()


def _today() -> date:
    return today(organisation().time_zone)
