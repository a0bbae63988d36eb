"""Deletes files that nobody applied within a day."""

from __future__ import annotations

from sqlalchemy import or_, select

from app.core.clock import now
from app.core.db import session
from app.people_import.files import forget, forget_orphans
from app.people_import.models import KEPT, ImportState, PeopleImport


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
