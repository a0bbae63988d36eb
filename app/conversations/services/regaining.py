"""After a new password by mail, or another address, old words stay shut: a mailbox must not open the room as well.

An honest person gets back in by the code of the room, by a device they trusted before, or by the partner, and then
waits until a day has gone by since the change; what is written from now on is open at once. Both are told, and nobody
can hurry it (C-07 to C-12).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.accounts.session_interface import is_here_trusted_since
from app.cohorts.models import Enrolment
from app.conversations.models import Room, RoomSide
from app.conversations.opened import note_shut, note_way_back
from app.conversations.policy import is_gone
from app.conversations.queries import own_strand, shared_strand
from app.core.audit import record
from app.core.bulk import among, portions
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.core.vault import Domain, Freeze, freeze_all, frozen_for, thaw_at
from app.pairings.models import Pairing
from app.pairings.queries import partner_of
from app.people.models import Person
from app.people.rebinding import Rebinding, when_rebound

SHUT = "room_shut"
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP = 5, 4
"""Twenty letters of thirty-two: a hundred bits, in groups that one can copy by hand."""


def new_code(side: RoomSide) -> str:
    """The code that opens this room again, shown once: only what it hashes to is kept. An earlier one ends."""
    code = "-".join("".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(GROUPS))
    side.code_hash = _hash(code)
    session().flush()
    return code


@when_rebound
def shut(changes: Sequence[Rebinding]) -> None:
    """Shut all that these people could open, before the change commits, and tell both people of each room."""
    for some in portions(changes):
        people = session().scalars(select(Person).where(among(Person.id, [each.person_id for each in some]))).all()
        freeze_all([person.public_id for person in people], Domain.CONVERSATIONS)
        for side in session().scalars(_sides_of(people)):
            _tell_both(side)


def open_by_code(room: Room, person: Person, code: str) -> None:
    """Show by the code that one is who one was. Raises RuleBroken for a wrong one."""
    side = session().scalar(select(RoomSide).where(RoomSide.room_id == room.id, RoomSide.person_id == person.id))
    kept = side.code_hash if side else None
    if kept is None or not hmac.compare_digest(kept, _hash(code)):
        raise RuleBroken(_("This is not the code of this room. It has five groups of four letters."), field="code")
    _thaw(room, person, by="code")


def open_by_partner(room: Room, partner: Person) -> None:
    """The other of the two has talked with somebody whose words are shut, and says so.

    Raises RuleBroken for one whose own words are shut: whoever took both over would vouch for themselves.
    """
    if frozen_in(room, partner) is not None:
        raise RuleBroken(_("What was written before is shut to you too. Show first that it is you."))
    _thaw(room, partner_of(partner, room.pairing), by="partner")


def frozen_in(room: Room, person: Person) -> Freeze | None:
    """The lock on what somebody could read here: what the two share, and one's own once that is gone."""
    strand = own_strand(room, person) if is_gone(room) else shared_strand(room)
    return None if strand is None else frozen_for(person.public_id, strand.lock)


def may_open_by_device(room: Room, person: Person) -> bool:
    """Whether what was written before is shut to somebody whose browser is one that they trusted before the change."""
    frozen = frozen_in(room, person)
    return frozen is not None and is_here_trusted_since(person, frozen.since)


def open_by_device(room: Room, person: Person) -> None:
    """Show by the browser that one is who one was. Raises RuleBroken in one that was not trusted before."""
    if not may_open_by_device(room, person):
        raise RuleBroken(_("This is not a device that you trusted before. Try it in one that you did."))
    _thaw(room, person, by="device")


def _sides_of(people: Sequence[Person]) -> Select[RoomSide]:
    theirs = select(RoomSide).where(among(RoomSide.person_id, [person.id for person in people]))
    pairing = joinedload(RoomSide.room).joinedload(Room.pairing)
    return theirs.order_by(RoomSide.id).options(
        joinedload(RoomSide.person),
        pairing.joinedload(Pairing.mentee).joinedload(Enrolment.person),
        pairing.joinedload(Pairing.mentor).joinedload(Enrolment.person),
    )


def _tell_both(side: RoomSide) -> None:
    record(None, "room.shut", side.room, person=side.person.public_id)
    note_shut(side.room, side.person)
    for each in (side.person, partner_of(side.person, side.room.pairing)):
        if each.email and each.is_active:
            send(SHUT, to=each.email, room_id=side.room_id, person_id=each.id, shut_id=side.person_id)


def _thaw(room: Room, person: Person, *, by: str) -> None:
    own = own_strand(room, person)
    for strand in (shared_strand(room), own):
        if strand is not None and frozen_for(person.public_id, strand.lock) is not None:
            thaw_at(person.public_id, strand.lock, now())
    record(person, "room.way_back", room, by=by)
    note_way_back(room, person, by)


def _hash(code: str) -> str:
    # A hundred random bits cannot be guessed, so that a slow hash would add nothing.
    return hashlib.sha256("".join(each for each in code.upper() if each.isalnum()).encode()).hexdigest()
