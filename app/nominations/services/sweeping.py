"""What has had its time goes: by the calendar alone, so that nobody can tell by it what became of anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select

from app.cohorts.models import Cohort
from app.core.clock import now
from app.core.db import session
from app.nominations.apart import let_together
from app.nominations.models import Nomination, NominationFile, Proposal, Selection
from app.nominations.queries import day_here
from programs.catalogue import PROGRAM_TYPES

AT_ONCE = 200


def sweep() -> int:
    """Delete files and nominations that are old enough, some at a time; returns how many."""
    swept = 0
    for program_type, kind in PROGRAM_TYPES.items():
        if kind.nominations is not None:
            swept += _sweep(program_type, now() - timedelta(days=kind.nominations.kept_days))
    return swept


def forget(files: Sequence[NominationFile]) -> None:
    """Take files away, with what members wrote about them and what kept the two sides apart."""
    for file in files:
        let_together(file)
        session().delete(file)
    session().flush()


def _sweep(program_type: str, before: datetime) -> int:
    here = select(Selection.id).join(Selection.cohort).where(Cohort.program_type == program_type)
    files = select(NominationFile).join(NominationFile.selection).join(Selection.cohort)
    old = session().scalars(files.where(Cohort.program_type == program_type, _is_old(before)).limit(AT_ONCE)).all()
    forget(old)
    received = Nomination.nominated_at < before, Nomination.selection_id.in_(here)
    gone = session().execute(delete(Nomination).where(*received).returning(Nomination.id)).all()
    return len(old) + len(gone)


def _is_old(before: datetime) -> ColumnElement[bool]:
    """Not taken: so long after the answer. Never decided: after it was begun. Taken: after the end of the cohort."""
    age = now() - before
    return or_(
        (NominationFile.outcome == Proposal.NOT_NOW) & (NominationFile.decided_at < before),
        NominationFile.outcome.is_(None) & (NominationFile.begun_at < before),
        (NominationFile.outcome == Proposal.TAKE) & (Cohort.ends_on < day_here() - age),
    )
