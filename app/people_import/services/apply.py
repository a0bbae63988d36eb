"""Applies what the dry run showed, all of it in one transaction, or nothing."""

from __future__ import annotations

from sqlalchemy import text

from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.jobs import enqueue
from app.people.models import Person
from app.people_import.models import ImportState, PeopleImport
from app.people_import.plan import Plan
from app.people_import.rows import Reading
from app.people_import.services.check import Order, keep_plan, plan_for
from app.people_import.services.prepare import refuse_busy
from app.people_import.writes import write

APPLY_JOB = "people_import.apply"


def ask_apply(draft: PeopleImport, *, actor: Person, leavers: int | None = None) -> None:
    """Let a job apply the import. The caller commits.

    Where many would leave, ``leavers`` is their number as somebody typed it who has seen the names. Raises
    RuleBroken for problems in the file and for a number that is not theirs, Conflict for an import at work or over.
    """
    check_ready(draft, leavers)
    draft.state = ImportState.APPLYING
    draft.job_id = enqueue(APPLY_JOB, actor=actor, import_id=draft.id).public_id
    session().flush()


def check_ready(draft: PeopleImport, leavers: int | None) -> None:
    """Raise RuleBroken or Conflict unless the import can be applied as it was shown."""
    refuse_busy(draft)
    if draft.state is not ImportState.CHECKED:
        raise Conflict(_("What this file would change has to be shown first."))
    if draft.counts.get("problems"):
        raise RuleBroken(_("Put right what is wrong in the file first, then choose it again."))
    if draft.asks_twice and leavers != draft.counts["leaving"]:
        raise RuleBroken(
            _("Write how many people will lose their access: %(count)s.", count=draft.counts["leaving"]),
            field="leavers",
        )


def apply_import(draft: PeopleImport, order: Order, reading: Reading, *, actor: Person | None) -> bool:
    """Write the plan if it is still the one that was shown; True when it was.

    Otherwise the new plan is kept to be shown, nobody is changed, and the answer is False. Two imports at once wait
    for each other here, so that neither writes from what the other is changing. The caller commits.
    """
    lock_directory()
    plan, directory = plan_for(order, reading)
    if plan.problems or plan.digest() != draft.digest:
        keep_plan(draft, plan)
        draft.sentence = _("The directory has changed since you looked. This is what the file would change now.")
        return False
    write(plan, directory, actor=actor)
    finish(draft, plan, actor=actor)
    return True


def lock_directory() -> None:
    """Keep others from changing people until the transaction ends; they may still read. SQLite does so by itself."""
    if session().get_bind().dialect.name == "postgresql":
        session().execute(text("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE"))


def finish(draft: PeopleImport, plan: Plan, *, actor: Person | None) -> None:
    """Note with the import, and in the audit, what was done: numbers only."""
    draft.state = ImportState.APPLIED
    draft.applied_at = now()
    draft.counts = plan.counts
    draft.stored_as = None
    draft.sentence = None
    session().flush()
    record(actor, "people.imported", draft, scope=draft.scope.value, **plan.counts)
