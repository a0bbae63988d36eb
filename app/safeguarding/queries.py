"""What is asked about calls for help. Who knows of one has not read a word of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.base import ExecutableOption

from app.cohorts.models import Enrolment
from app.core.db import session
from app.core.organisation import organisation
from app.core.vault import Domain, Head, begun_for, head_of
from app.pairings.models import Pairing
from app.people.models import Person
from app.safeguarding.models import HelpBell, HelpContact, HelpNote


def note_by_public_id(public_id: str) -> HelpNote | None:
    """The note of this public id, with who sent it, who reads it, and its pair."""
    pairing = joinedload(HelpNote.pairing)
    found = select(HelpNote).where(HelpNote.public_id == public_id)
    return session().scalar(
        found.options(
            *with_readers(),
            pairing.joinedload(Pairing.cohort),
            pairing.joinedload(Pairing.mentee).joinedload(Enrolment.person),
            pairing.joinedload(Pairing.mentor).joinedload(Enrolment.person),
        )
    )


def notes_for(reader: Person) -> Select[HelpNote]:
    """What was sent to somebody, the newest first, what is done last."""
    found = select(HelpNote).where(held_by(reader)).options(*with_readers())
    return found.order_by(HelpNote.done_at.is_not(None), HelpNote.id.desc())


def open_notes_of(reader: Person) -> Sequence[HelpNote]:
    """What was sent to somebody and is not done, with all its people."""
    pairing = joinedload(HelpNote.pairing)
    found = select(HelpNote).where(held_by(reader), HelpNote.done_at.is_(None)).options(*with_readers())
    both = (pairing.joinedload(Pairing.mentee), pairing.joinedload(Pairing.mentor))
    return session().scalars(found.options(*(side.joinedload(Enrolment.person) for side in both))).all()


def sent_by(author: Person, pairing: Pairing) -> Sequence[HelpNote]:
    """The notes that somebody sent from a pair, for themselves to see how they stand."""
    own = select(HelpNote).where(HelpNote.author_id == author.id, HelpNote.pairing_id == pairing.id)
    return session().scalars(own.order_by(HelpNote.id.desc())).all()


def contacts_of(note: HelpNote) -> Sequence[HelpContact]:
    """What was noted about a call, the oldest first."""
    noted = select(HelpContact).where(HelpContact.note_id == note.id).options(joinedload(HelpContact.by))
    return session().scalars(noted.order_by(HelpContact.number)).all()


def end_of(note: HelpNote) -> Head:
    """Where a note and what was noted about it end; one query."""
    rows = select(HelpContact.number, HelpContact.sealed).where(HelpContact.note_id == note.id)
    contacts = session().execute(rows.order_by(HelpContact.number))
    own = (note.public_id, note.turn, note.sealed)
    return head_of([own, *((str(number), 1, sealed) for number, sealed in contacts)])


def gone_missing(reader: Person) -> int:
    """How many notes that were sent to somebody are not there any more, though nobody shredded them."""
    held = select(HelpNote).where(held_by(reader))
    there = {note.lock.relationship for note in session().scalars(held)}
    return len(begun_for(reader.public_id, Domain.SAFEGUARDING) - there)


def named_now() -> tuple[Person | None, Person | None]:
    """The officer and the deputy of today, as far as they are here."""
    house = organisation()
    ids = house.safeguarding_officer_id, house.safeguarding_deputy_id
    found = {each.id: each for each in session().scalars(select(Person).where(Person.id.in_([i for i in ids if i])))}
    people = [found.get(each) if each else None for each in ids]
    officer, deputy = (each if each is not None and each.is_active else None for each in people)
    return officer, deputy


def waiting_for(person: Person) -> int:
    """How many notes somebody has not seen."""
    return session().scalar(select(func.count()).where(HelpBell.person_id == person.id)) or 0


def held_by(reader: Person) -> ColumnElement[bool]:
    """The condition that a note was sent to somebody."""
    return or_(HelpNote.officer_id == reader.id, HelpNote.deputy_id == reader.id)


def with_readers() -> tuple[ExecutableOption, ...]:
    """Load a note with who sent it and who reads it."""
    return tuple(joinedload(each) for each in (HelpNote.author, HelpNote.officer, HelpNote.deputy))
