"""What somebody asks themselves about leading: sealed for them alone, opened by nobody else, worked out by nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.accounts.session_interface import is_here_trusted_since
from app.core.audit import record
from app.core.bulk import among, portions
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import (
    Domain,
    Head,
    Key,
    Membership,
    NoKey,
    Place,
    destroy_key,
    freeze_all,
    frozen_for,
    head_of,
    is_whole,
    make_key_to_write,
    move_on,
    open_key,
    thaw_at,
)
from app.nominations.models import Reflection, lock_of
from app.people.models import Person
from app.people.rebinding import Rebinding, when_rebound
from programs.nominations import PROMPTS

OWN = "reflection.own"
Thoughts = Mapping[str, str]


@when_rebound
def shut(changes: Sequence[Rebinding]) -> None:
    """Shut what these people could open, before the change commits."""
    for some in portions(changes):
        ids = select(Person.public_id).where(among(Person.id, [each.person_id for each in some]))
        freeze_all(session().scalars(ids).all(), Domain.NOMINATIONS)


def is_shut(person: Person) -> bool:
    """Whether a new password or address keeps them from what they wrote before."""
    return frozen_for(person.public_id, lock_of(person)) is not None


def may_open_here(person: Person) -> bool:
    """Whether this browser is one that they trusted before that change."""
    frozen = frozen_for(person.public_id, lock_of(person))
    return frozen is not None and is_here_trusted_since(person, frozen.since)


def open_here(person: Person) -> None:
    """Show by the browser that one is who one was. Raises RuleBroken in one that was not trusted before."""
    if not may_open_here(person):
        raise RuleBroken(_("This is not a device that you trusted before. Try it in one that you did."))
    thaw_at(person.public_id, lock_of(person), now())
    record(None, OWN)


def read_thoughts(person: Person) -> tuple[Thoughts, int, bool]:
    """What somebody wrote, its version (0: nothing yet), and whether it is as they left it. Raises CannotBeOpened."""
    kept = session().get(Reflection, person.id)
    if kept is None:
        return {}, 0, True
    key = open_key(Membership(lock_of(person), person.public_id), "read")
    words = json.loads(key.unseal(_place(person, kept.version), kept.sealed))
    return words, kept.version, is_whole(lock_of(person), _head(person, kept))


def write_thoughts(person: Person, thoughts: Thoughts, *, seen: int) -> None:
    """Keep what somebody wrote. Raises Conflict where it was changed in another window, RuleBroken while it is shut."""
    if is_shut(person):
        raise RuleBroken(_("What you wrote before is shut. Open it first, or throw it away."))
    kept = session().get(Reflection, person.id, with_for_update=True, populate_existing=True)
    if (kept.version if kept else 0) != seen:
        raise Conflict(_("You changed this in another window. What you wrote here stands below; save it once more."))
    before = _head(person, kept) if kept else Head()
    words = json.dumps({name: thoughts.get(name, "") for name in PROMPTS}, ensure_ascii=False).encode()
    sealed = _key(person, is_new=kept is None).seal(_place(person, seen + 1), words)
    if kept is None:
        kept = Reflection(person_id=person.id, version=1, sealed=sealed)
        session().add(kept)
    else:
        kept.version, kept.sealed, kept.changed_at = seen + 1, sealed, now()
    session().flush()
    move_on(session(), lock_of(person), before, _head(person, kept))
    record(None, OWN)


def throw_away(person: Person) -> None:
    """Destroy it, with its key: no backup brings it back."""
    kept = session().get(Reflection, person.id)
    if kept is not None:
        session().delete(kept)
        session().flush()
    destroy_key(lock_of(person))
    record(None, OWN)


def _key(person: Person, *, is_new: bool) -> Key:
    lock = lock_of(person)
    try:
        return make_key_to_write(lock, {person.public_id}) if is_new else open_key(_member(person), "write")
    except NoKey:
        return open_key(_member(person), "write")


def _member(person: Person) -> Membership:
    return Membership(lock_of(person), person.public_id)


def _place(person: Person, version: int) -> Place:
    who = person.public_id
    return Place(table="reflection", column="sealed", row=who, author=who, version=version)


def _head(person: Person, kept: Reflection) -> Head:
    return head_of([(person.public_id, kept.version, kept.sealed)])
