"""A sponsor answers: yes holds at once; a no needs no reason and is told when the days are over. The caller commits."""

from __future__ import annotations

from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.people.models import Person
from app.stretch.models import StretchTask
from app.stretch.queries import day_here, locked
from app.stretch.services.proposing import refuse_when_over
from programs.stretch import State


def agree(task: StretchTask, *, seen: int, actor: Person) -> None:
    """Say yes to it as it was read. Raises Conflict where it was changed since ``seen``, or is no longer open."""
    row = _waiting(task)
    if row.version != seen:
        raise Conflict(_("It was changed while you read. Read it once more before you say yes."))
    refuse_when_over(row.cohort)
    row.state, row.agreed_at, row.declined_at = State.AGREED, now(), None
    session().flush()
    record(actor, "stretch_task.answered", row)
    if row.mentee.email:
        send("stretch_agreed", to=row.mentee.email, task_id=row.id)


def decline(task: StretchTask, *, actor: Person) -> None:
    """Say no, without a reason. Until it is told one may still say yes. Raises Conflict where it is no longer open."""
    row = _waiting(task)
    row.declined_at = row.declined_at or now()
    session().flush()
    record(actor, "stretch_task.answered", row)


def _waiting(task: StretchTask) -> StretchTask:
    row = locked(task)
    if row.state is not State.PROPOSED or row.answer_by < day_here():
        raise Conflict(_("This was answered or taken back meanwhile. Nothing more needs to be done."))
    return row
