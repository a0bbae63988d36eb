"""Whoever leaves sits on no committee any more, and no committee reads what they had shown it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.core.bulk import portions
from app.core.db import session
from app.nominations.models import CommitteeMember, NominationFile
from app.nominations.services.opening import end_member
from app.nominations.services.sweeping import forget
from app.people.leaving import when_left
from app.people.models import Person


@when_left
def leave_committees(person_ids: Sequence[int], actor: Person | None) -> None:
    """End what is theirs to do, and throw away what is undecided."""
    for some in portions(person_ids):
        mine = CommitteeMember.person_id.in_(some), CommitteeMember.ended_at.is_(None)
        for each in session().scalars(select(CommitteeMember).where(*mine)).all():
            end_member(each.selection, each.person, actor=actor)
        undecided = NominationFile.nominee_id.in_(some), NominationFile.outcome.is_(None)
        forget(session().scalars(select(NominationFile).where(*undecided)).all())
