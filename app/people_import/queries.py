"""What is asked about imports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.core.db import session
from app.core.jobs import Job, job_by_public_id
from app.people_import.headings import compact
from app.people_import.models import ImportMapping, ImportState, PeopleImport, SensitiveConsent
from app.people_import.sensitive import SensitiveKind


def import_by_public_id(public_id: str) -> PeopleImport | None:
    """The import of this public id, whatever its state."""
    return session().scalar(select(PeopleImport).where(PeopleImport.public_id == public_id))


def imports_done() -> Select[PeopleImport]:
    """Every import that was applied, the newest first."""
    done = select(PeopleImport).where(PeopleImport.state == ImportState.APPLIED)
    return done.options(joinedload(PeopleImport.created_by)).order_by(PeopleImport.applied_at.desc(), PeopleImport.id)


def imports_waiting(created_by_id: int) -> Sequence[PeopleImport]:
    """Files that this person chose and has neither applied nor put aside, the newest first."""
    waiting = select(PeopleImport).where(
        PeopleImport.created_by_id == created_by_id,
        PeopleImport.state.not_in([ImportState.APPLIED, ImportState.DISCARDED]),
    )
    return session().scalars(waiting.order_by(PeopleImport.id.desc()).limit(10)).all()


def job_of(draft: PeopleImport) -> Job | None:
    """The job that checks or applies the import, or did so last."""
    return job_by_public_id(draft.job_id) if draft.job_id else None


def headings_digest(headings: Iterable[str]) -> str:
    """The same for the same set of headings, in whatever order and spelling they come."""
    return hashlib.sha256("\n".join(sorted(map(compact, headings))).encode()).hexdigest()


def remembered_mapping(headings: Sequence[str]) -> ImportMapping | None:
    """What the columns of a file with these headings were taken as the last time."""
    return session().get(ImportMapping, headings_digest(headings))


def consent_by_public_id(public_id: str) -> SensitiveConsent | None:
    """The consent of this public id, withdrawn or not."""
    return session().scalar(select(SensitiveConsent).where(SensitiveConsent.public_id == public_id))


def consents() -> Sequence[SensitiveConsent]:
    """Every consent that was ever recorded, open ones first."""
    every = select(SensitiveConsent).options(joinedload(SensitiveConsent.recorded_by))
    newest = every.order_by(SensitiveConsent.withdrawn_at.is_not(None), SensitiveConsent.id.desc())
    return session().scalars(newest).all()


def open_consents(kinds: Iterable[SensitiveKind] | None = None) -> Sequence[SensitiveConsent]:
    """The consents that hold now, of these kinds only where kinds are given."""
    wanted = select(SensitiveConsent).where(SensitiveConsent.withdrawn_at.is_(None))
    if kinds is not None:
        wanted = wanted.where(SensitiveConsent.kind.in_(list(kinds)))
    return session().scalars(wanted.order_by(SensitiveConsent.id)).all()


def consents_for(draft: PeopleImport) -> list[SensitiveConsent]:
    """The consents for which columns of this file can be taken: those that held when it was chosen.

    Of the other sensitive columns nothing was kept.
    """
    return [each for each in open_consents() if each.recorded_at <= draft.created_at]
