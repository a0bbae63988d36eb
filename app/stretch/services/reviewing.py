"""The two look back, each in words of their own; nothing is rated. The caller commits."""

from __future__ import annotations

from datetime import datetime

from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.people.models import Person
from app.stretch.models import StretchTask
from app.stretch.queries import day_here, locked
from programs.phases import Phase
from programs.stretch import State


def seen_of(wrote_at: datetime | None) -> str:
    """What a form carries so that nobody writes over words of their own unseen."""
    return wrote_at.isoformat() if wrote_at else ""


def write_as_mentee(task: StretchTask, outcome: str, learnt: str, *, seen: str, actor: Person) -> None:
    """What came of it, and what was learnt: with that the task is reviewed.

    Raises RuleBroken before it has begun, Conflict where it was written in another window since ``seen``.
    """
    row = _begun(task)
    _refuse_unseen(row.reviewed_at, seen)
    is_first = row.reviewed_at is None
    row.outcome, row.learnt = outcome, learnt
    row.state, row.reviewed_at = State.REVIEWED, now()
    row.ended_at = row.ended_at or row.reviewed_at
    session().flush()
    record(actor, "stretch_task.reviewed", row)
    if is_first and row.sponsor.email and row.sponsor.is_active:
        send("stretch_reviewed", to=row.sponsor.email, task_id=row.id, person_id=row.sponsor_id)


def write_as_sponsor(task: StretchTask, words: str, *, seen: str, actor: Person) -> None:
    """What the sponsor saw and would say to the mentee; the mentee reads it at once."""
    row = _begun(task)
    _refuse_unseen(row.sponsor_wrote_at, seen)
    is_first = row.sponsor_wrote_at is None
    row.sponsor_words, row.sponsor_wrote_at = words, now()
    session().flush()
    record(actor, "stretch_task.sponsor_wrote", row)
    if is_first and row.mentee.email:
        send("stretch_reviewed", to=row.mentee.email, task_id=row.id, person_id=row.mentee.id)


def _begun(task: StretchTask) -> StretchTask:
    row = locked(task)
    if not row.has_sponsor:
        raise Conflict(_("This task was changed or has ended meanwhile. Look at it once more."))
    if row.begins_on > day_here():
        raise RuleBroken(_("It has not begun yet. There is nothing to look back on."))
    if row.cohort.phase is Phase.CLOSED:
        raise RuleBroken(_("The cohort has ended. What was written stays as it is."))
    return row


def _refuse_unseen(wrote_at: datetime | None, seen: str) -> None:
    if seen_of(wrote_at) != seen:
        raise Conflict(_("You wrote this in another window meanwhile. Look at that first; what you typed is below."))
