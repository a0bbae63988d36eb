"""Whoever is erased leaves no file, no wish, no word to or about them, and none that they wrote about others."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from app.core.db import session
from app.core.vault import destroy_key
from app.nominations.models import (
    CommitteeMember,
    CommitteeReason,
    Nomination,
    NominationFile,
    Reflection,
    WishToLead,
    lock_of,
)
from app.nominations.services.sweeping import forget
from app.people.erasing import when_erased
from app.people.models import Person


@when_erased
def forget_nominations(person: Person) -> None:
    """Delete what is theirs; of what they wrote about others the words go."""
    destroy_key(lock_of(person))
    session().execute(delete(Reflection).where(Reflection.person_id == person.id))
    session().execute(delete(WishToLead).where(WishToLead.person_id == person.id))
    forget(session().scalars(select(NominationFile).where(NominationFile.nominee_id == person.id)).all())
    session().execute(delete(Nomination).where(Nomination.nominee_id == person.id))
    written = update(Nomination).where(Nomination.by_id == person.id).values(words="")
    session().execute(written.execution_options(synchronize_session=False))
    session().execute(delete(CommitteeReason).where(CommitteeReason.member_id == person.id))
    session().execute(delete(CommitteeMember).where(CommitteeMember.person_id == person.id))
