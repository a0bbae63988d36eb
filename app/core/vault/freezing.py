"""The rebinding lock: when how somebody proves who they are has changed, what was said before stays shut to them.

It lies in the keystore, so that nobody who administers people or the content can lift it (requirements C-07 to C-12).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.core.asked_once import asked_once
from app.core.bulk import portions
from app.core.clock import now
from app.core.vault.keys import Lock, newest_generation, renewed
from app.core.vault.store import Domain, Freeze, Member, reading, writing

LEAST = timedelta(hours=24)
"""Between a change of how somebody proves who they are and the old words: time for the partner to notice."""


def freeze(person: str, domain: Domain) -> list[Lock]:
    """Shut all that a person could open in a domain, and begin a new generation so that new words work at once."""
    return [lock for lock, _member in freeze_all([person], domain)]


def freeze_all(persons: Collection[str], domain: Domain) -> list[tuple[Lock, str]]:
    """The same for many people in one transaction; returns what was shut to whom."""
    with writing() as session:
        found = [
            (Lock(Domain(each.domain), each.relationship, each.owner), each.person)
            for some in portions(persons)
            for each in session.scalars(
                select(Member)
                .where(Member.person.in_(some), Member.domain == domain.value)
                .order_by(Member.relationship, Member.owner, Member.person)
            )
        ]
        for lock, person in found:
            _freeze(session, lock, person)
    return found


def thaw_at(person: str, lock: Lock, at: datetime) -> None:
    """Say when a frozen relationship opens again, once a way back was taken; not before `LEAST` has gone by."""
    with writing() as session:
        frozen = session.get(Freeze, (*lock.parts, person), with_for_update=True)
        if frozen is not None and (frozen.opens_at is None or at < frozen.opens_at):
            frozen.opens_at = max(at, frozen.since + LEAST)


def frozen_within(person: str, domain: Domain, relationship: str) -> list[Freeze]:
    """The locks on what somebody said before in a relationship, whatever part of it they are on."""
    mine = Freeze.domain == domain.value, Freeze.relationship == relationship, Freeze.person == person
    with reading() as session:
        found = session.scalars(select(Freeze).where(*mine).order_by(Freeze.owner)).all()
    return [each for each in found if each.opens_at is None or each.opens_at > now()]


def frozen_in(domain: Domain, relationships: Collection[str]) -> list[tuple[str, Lock]]:
    """What of these relationships waits for somebody to say who its member is: to whom, and which lock; one query."""
    mine = Freeze.domain == domain.value, Freeze.opens_at.is_(None), Freeze.relationship.in_(relationships)
    with reading() as session:
        found = session.scalars(select(Freeze).where(*mine).order_by(Freeze.person, Freeze.relationship, Freeze.owner))
        return [(each.person, Lock(domain, each.relationship, each.owner)) for each in found]


def shut_relationships(person: str, domain: Domain) -> set[str]:
    """The relationships of a domain in which something is shut to somebody today."""
    is_shut = Freeze.opens_at.is_(None) | (Freeze.opens_at > now())
    mine = Freeze.person == person, Freeze.domain == domain.value
    with reading() as session:
        return set(session.scalars(select(Freeze.relationship).where(*mine, is_shut)))


def tidy_thawed() -> None:
    """Take away locks whose time has come; they hold nothing shut any more."""
    with writing() as session:
        session.execute(delete(Freeze).where(Freeze.opens_at <= now()))


def frozen_for(person: str, lock: Lock) -> Freeze | None:
    """The lock on what somebody said before; None where there is none, or its time has come."""
    frozen = _freezes(lock).get(person)
    return None if frozen is None or (frozen.opens_at is not None and frozen.opens_at <= now()) else frozen


@asked_once
def _freezes(lock: Lock) -> dict[str, Freeze]:
    """By person; a page asks for both of the two."""
    with reading() as session:
        return {each.person: each for each in session.scalars(select(Freeze).where(*lock.of(Freeze)))}


def _freeze(session: Session, lock: Lock, person: str) -> None:
    newest = newest_generation(session, lock)
    frozen = session.get(Freeze, (*lock.parts, person), with_for_update=True)
    if frozen is None:
        domain, relationship, owner = lock.parts
        frozen = Freeze(domain=domain, relationship=relationship, owner=owner, person=person, generation=newest)
        session.add(frozen)
    # Changed twice: what was said in between is shut as well, and the ways back begin anew.
    frozen.generation, frozen.since, frozen.opens_at = newest, now(), None
    session.flush()
    renewed(session, lock)
