"""Checking and applying large files in the background, and what comes due with time."""

from __future__ import annotations

from datetime import timedelta

from app.core.db import session
from app.core.due import due
from app.core.i18n import gettext as _
from app.core.jobs import JobHandle, job
from app.core.transactions import transaction
from app.people.models import Person
from app.people.queries import person_by_public_id
from app.people_import.files import forget
from app.people_import.models import ImportState, PeopleImport
from app.people_import.policy import ImportAction
from app.people_import.rows import Reading
from app.people_import.services import (
    APPLY_JOB,
    CHECK_JOB,
    apply_import,
    follow_calendar,
    forget_arrival_addresses,
    forget_old_files,
    keep_plan,
    order_of,
    plan_for,
    read_order,
)
from app.people_import.services.check import Order


@job(CHECK_JOB)
def check(job: JobHandle, *, import_id: int) -> None:
    """Read a file and keep what it would change."""
    order, reading = _read(job, import_id, ImportState.CHECKING)
    job.report(_("Comparing with the directory"), 3, 4)
    with transaction():
        plan, _directory = plan_for(order, reading)
        keep_plan(session().get_one(PeopleImport, import_id), plan)
        job.finish()


@job(APPLY_JOB)
def apply(job: JobHandle, *, import_id: int) -> None:
    """Read a file again and write what was shown, if it is still the same, in one transaction with the job's end."""
    order, reading = _read(job, import_id, ImportState.APPLYING)
    job.report(_("Writing. This cannot be stopped half-way"), 3, 4)
    with transaction():
        actor = _actor(job)
        draft = session().get_one(PeopleImport, import_id, with_for_update=True)
        job.demand(actor, ImportAction.OPEN, draft)  # reading took a while
        stored_as = draft.stored_as
        is_applied = apply_import(draft, order, reading, actor=actor)
        job.finish()
    if is_applied:
        forget(stored_as)


def _read(job: JobHandle, import_id: int, state: ImportState) -> tuple[Order, Reading]:
    """Read the file with no transaction open, so that others may write meanwhile."""
    with transaction():
        draft = session().get_one(PeopleImport, import_id)
        job.demand(_actor(job), ImportAction.OPEN, draft)
        if draft.state is not state:
            raise RuntimeError(f"The import is {draft.state}.")
        order = order_of(draft)
    return order, read_order(order, lambda done, total: _tell(job, done, total))


def _tell(job: JobHandle, done: int, total: int) -> None:
    job.report(_("Reading the file"), 3 * done, 4 * total)


def _actor(job: JobHandle) -> Person | None:
    return person_by_public_id(job.actor_id) if job.actor_id else None


@due("people_import.forget_old_files", every=timedelta(hours=1))
def forget_files() -> None:
    """Delete files that nobody applied within a day."""
    forget_old_files()


@due("people_import.forget_arrival_addresses", every=timedelta(hours=1))
def forget_addresses() -> None:
    """An address for before the first day serves nobody after it."""
    forget_arrival_addresses()


@due("people_import.follow_calendar", every=timedelta(hours=1))
def let_in_and_out() -> None:
    """First and last days that a file told ahead of time."""
    follow_calendar()
