"""Who reads calls for help: the officer and the deputy to whom one was sent, and nobody in their stead."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select

from app.core.access import Action, Rule, allow, can
from app.core.db import session
from app.core.vault import Membership, NoKey
from app.people.models import Person
from app.safeguarding.models import HelpNote


class SafeguardingAction(Action):
    """What officer and deputy can do."""

    LIST = "help:list", "See which calls for help were sent to oneself"
    READ = "help:read", "Read a call for help that was sent to oneself"


def is_named(person: Person, _obj: Any = None) -> bool:
    """Is the officer or the deputy today."""
    return person.is_officer_or_deputy


def holds_notes(person: Person, _obj: Any = None) -> bool:
    """Was sent a note in their time, and has it still."""
    held = select(HelpNote.id).where(or_(HelpNote.officer_id == person.id, HelpNote.deputy_id == person.id))
    return session().scalar(held.limit(1)) is not None


def was_sent_it(person: Person, obj: Any) -> bool:
    return isinstance(obj, HelpNote) and person.id in (obj.officer_id, obj.deputy_id)


POLICY: dict[SafeguardingAction, tuple[Rule, ...]] = {
    SafeguardingAction.LIST: (is_named, holds_notes),
    SafeguardingAction.READ: (was_sent_it,),
}
allow(POLICY)


def membership_of(person: Person, note: HelpNote) -> Membership:
    """That somebody may open a note. Raises NoKey."""
    if not can(person, SafeguardingAction.READ, note):
        raise NoKey
    return Membership(note.lock, person.public_id)
