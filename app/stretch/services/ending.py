"""What ends by itself: proposals that nobody answered, tasks of those who leave, rows that had their time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select

from app.cohorts.models import Cohort, Enrolment, EnrolmentState
from app.core.audit import record
from app.core.bulk import portions
from app.core.clock import now
from app.core.db import session
from app.core.outbox import send
from app.people.models import Person
from app.stretch.models import StretchTask
from app.stretch.queries import day_here, live_tasks_around
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.stretch import State

AT_ONCE = 500


def lapse() -> int:
    """End what was not answered with a yes in its days, and tell the mentees, all alike; how many."""
    late = _due(StretchTask.state == State.PROPOSED, StretchTask.answer_by < day_here())
    for each in late:
        _not_possible(each)
    session().flush()
    return len(late)


def remind() -> int:
    """Write to mentee and sponsor some days before they look back, once for each task; how many tasks."""
    reminded = 0
    for program_type, kind in PROGRAM_TYPES.items():
        if kind.stretch is None:
            continue
        soon = StretchTask.review_on <= day_here() + timedelta(days=kind.stretch.remind_days)
        here = StretchTask.enrolment_id.in_(
            select(Enrolment.id)
            .join(Enrolment.cohort)
            .where(
                Cohort.program_type == program_type,
                Cohort.phase != Phase.CLOSED,
                Enrolment.state == EnrolmentState.SIGNED_UP,
            )
        )
        for each in _due(StretchTask.state == State.AGREED, StretchTask.reminded_at.is_(None), soon, here):
            each.reminded_at = now()
            _remind_both(each)
            reminded += 1
    session().flush()
    return reminded


def part_from(person_ids: Sequence[int], actor: Person | None) -> None:
    """Of those who leave: their own tasks are taken back, and what they sponsor needs another sponsor."""
    for some in portions(person_ids):
        leavers = frozenset(some)
        for each in live_tasks_around(some):
            if each.mentee.id in leavers:
                _taken_back(each, actor)
            else:
                _not_possible(each)
    session().flush()


def take_back_proposals(cohort: Cohort, actor: Person | None) -> None:
    """In a cohort that comes to its end nobody is asked any more; sponsors hear so, mentees need not."""
    here = select(Enrolment.id).where(Enrolment.cohort_id == cohort.id)
    waiting = StretchTask.enrolment_id.in_(here), StretchTask.state == State.PROPOSED
    for each in session().scalars(select(StretchTask).where(*waiting).order_by(StretchTask.id)).all():
        _taken_back(each, actor)
    session().flush()


def sweep() -> int:
    """Delete what is old enough by the calendar, some at a time; returns how many."""
    swept = 0
    for program_type, kind in PROGRAM_TYPES.items():
        if kind.stretch is None:
            continue
        over = Cohort.ends_on < day_here() - timedelta(days=kind.stretch.kept_days)
        here = select(Enrolment.id).join(Enrolment.cohort).where(Cohort.program_type == program_type, over)
        old = select(StretchTask.id).where(StretchTask.enrolment_id.in_(here)).limit(AT_ONCE)
        gone = delete(StretchTask).where(StretchTask.id.in_(old)).returning(StretchTask.id)
        swept += len(session().execute(gone).all())
    return swept


def _not_possible(task: StretchTask) -> None:
    mentee = task.enrolment
    task.state, task.declined_at, task.ended_at = State.NOT_POSSIBLE, None, now()
    record(None, "stretch_task.over", task)
    if mentee.state is EnrolmentState.SIGNED_UP and mentee.person.is_active and mentee.person.email:
        send("stretch_not_possible", to=mentee.person.email, task_id=task.id)


def _taken_back(task: StretchTask, actor: Person | None) -> None:
    sponsor, was_known = task.sponsor, task.declined_at is None
    task.state, task.declined_at, task.ended_at = State.WITHDRAWN, None, now()
    record(actor, "stretch_task.withdrawn", task)
    if was_known and sponsor.email and sponsor.is_active:
        send("stretch_withdrawn", to=sponsor.email, person_id=sponsor.id)


def _remind_both(task: StretchTask) -> None:
    for person in (task.mentee, task.sponsor):
        if person.email and person.is_active:
            send("stretch_review_soon", to=person.email, task_id=task.id, person_id=person.id)


def _due(*conditions: ColumnElement[bool]) -> Sequence[StretchTask]:
    """Whoever is just writing one of them keeps it: it is due again in the next round."""
    found = select(StretchTask).where(*conditions).order_by(StretchTask.id).limit(AT_ONCE)
    found = found.with_for_update(skip_locked=True, of=StretchTask)
    return session().scalars(found.execution_options(populate_existing=True)).all()
