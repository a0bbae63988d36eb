"""Deletes files that nobody applied within a day, and addresses that were for before a first day."""

from __future__ import annotations

from sqlalchemy import delete, or_, select

from app.core.clock import now, today
from app.core.db import session
from app.core.organisation import organisation
from app.people.models import Person, PersonState
from app.people_import.files import forget, forget_orphans
from app.people_import.models import KEPT, ArrivalAddress, ImportState, PeopleImport


def forget_old_files() -> int:
    """Put aside the imports whose day is over and delete their files, and files without an import; how many.

    One that is being applied this moment keeps its file until the next time. The caller commits.
    """
    moment = now()
    at_work = PeopleImport.state.in_([ImportState.APPLYING, ImportState.CHECKING])
    is_given_up = or_(~at_work, PeopleImport.expires_at < moment - KEPT)
    old = select(PeopleImport).where(PeopleImport.stored_as.is_not(None), PeopleImport.expires_at < moment, is_given_up)
    drafts = session().scalars(old).all()
    for draft in drafts:
        stored_as, draft.stored_as = draft.stored_as, None
        draft.state = ImportState.DISCARDED
        forget(stored_as)
    session().flush()
    kept = set(session().scalars(select(PeopleImport.stored_as).where(PeopleImport.stored_as.is_not(None))))
    return len(drafts) + forget_orphans({name for name in kept if name})


def forget_arrival_addresses() -> None:
    """Forget the addresses of those whose first day has come, who have left or whom no first day awaits any more."""
    day = today(organisation().time_zone)
    awaited = select(Person.id).where(Person.state != PersonState.LEFT, Person.start_on > day)
    session().execute(delete(ArrivalAddress).where(ArrivalAddress.person_id.not_in(awaited)))
