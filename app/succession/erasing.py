"""Whoever is erased leaves no word on any slate; what is erased stays so after a backup was restored."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import delete, select

from app.core.db import session
from app.core.erasures import erasable
from app.core.vault import Domain, relationships_of, relationships_with
from app.people.erasing import when_erased
from app.people.models import Person
from app.succession.drafts import losing
from app.succession.models import Candidate
from app.succession.papers import CANDIDATE
from app.succession.services.naming import KIND, forget


def known() -> Iterable[str]:
    """The public ids of all candidates that have a row or a key."""
    return {*session().scalars(select(Candidate.public_id)), *relationships_of(Domain.SUCCESSION)}


@erasable(KIND, present=known)
def erase_again(public_ids: Collection[str]) -> int:
    """After a backup was restored: rows, papers and keys of these are gone once more."""
    with losing(public_ids):
        held = forget(list(public_ids))
        there = session().execute(delete(Candidate).where(Candidate.public_id.in_(public_ids)).returning(Candidate.id))
        return max(held, len(there.all()))


@when_erased
def erase_own_names(person: Person) -> None:
    """Take somebody off every slate."""
    erase_again(relationships_with(person.public_id, Domain.SUCCESSION, CANDIDATE))
