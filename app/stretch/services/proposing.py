"""A mentee proposes a stretch task to a sponsor, changes it, or takes it back. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError

from app.cohorts.lines import dotted_bosses_of, line_of, superiors_of
from app.cohorts.models import Cohort, Enrolment
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.pairings.queries import pairings_of
from app.people.models import Person
from app.stretch.models import StretchTask
from app.stretch.policy import has_tasks
from app.stretch.queries import colleagues_called, day_here, kind_of, locked
from programs.phases import Phase
from programs.stretch import Days, State
from programs.working_days import add_working_days

OVER = frozenset({Phase.CLOSING, Phase.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a mentee would do; ``sponsor`` is a name or an e-mail address, as it was typed."""

    title: str
    goal: str
    sponsor: str
    risk: str
    support: str
    days: Days


def propose(mentee: Enrolment, plan: Plan, *, actor: Person) -> StretchTask:
    """Propose a task, and ask its sponsor.

    Raises RuleBroken, naming the field, for days and sponsors that cannot be, and where another task takes the place
    of the one at a time.
    """
    cohort = mentee.cohort
    if not has_tasks(cohort):
        raise RuleBroken(_("There are no stretch tasks in this program."))
    sponsor = _sponsor_for(mentee, plan)
    task = StretchTask(enrolment=mentee, sponsor=sponsor, answer_by=_answer_by(cohort), **_words(plan))
    _store(task)
    record(actor, "stretch_task.proposed", task)
    _write_to_sponsor(task)
    return task


def change(task: StretchTask, plan: Plan, *, seen: int, actor: Person) -> None:
    """Change a task; its sponsor, the same or another one, is asked anew.

    Raises Conflict where it was changed since ``seen``, or has ended.
    """
    row = _live(task)
    if row.version != seen:
        raise Conflict(_("You changed it in another window meanwhile. Look at that first; what you typed is below."))
    former, was_known, sponsor = row.sponsor, row.declined_at is None, _sponsor_for(row.enrolment, plan)
    for name, value in _words(plan).items():
        setattr(row, name, value)
    row.sponsor, row.answer_by = sponsor, _answer_by(row.cohort)
    row.state, row.version, row.proposed_at = State.PROPOSED, row.version + 1, now()
    row.declined_at = row.agreed_at = row.reminded_at = None
    session().flush()
    record(actor, "stretch_task.changed", row)
    if former is not sponsor and was_known:
        _tell(former)
    _write_to_sponsor(row)


def withdraw(task: StretchTask, *, actor: Person | None) -> None:
    """Take a task back; its sponsor hears that it is, and not why. Raises Conflict where it has ended."""
    row = _live(task)
    was_known = row.declined_at is None
    row.state, row.ended_at, row.declined_at = State.WITHDRAWN, now(), None
    session().flush()
    record(actor, "stretch_task.withdrawn", row)
    if was_known:
        _tell(row.sponsor)


def refuse_when_over(cohort: Cohort) -> None:
    """Raise RuleBroken where a cohort comes to its end."""
    if cohort.phase in OVER:
        raise RuleBroken(_("The cohort comes to its end, so no new task begins in it."))


def _live(task: StretchTask) -> StretchTask:
    row = locked(task)
    if not row.is_live:
        raise Conflict(_("This task has ended meanwhile. Look at it once more."))
    return row


def _words(plan: Plan) -> dict[str, object]:
    days = plan.days
    return {
        "title": plan.title,
        "goal": plan.goal,
        "risk": plan.risk,
        "support": plan.support,
        "begins_on": days.begins_on,
        "ends_on": days.ends_on,
        "review_on": days.review_on,
    }


def _store(task: StretchTask) -> None:
    try:
        with session().begin_nested():
            session().add(task)
            session().flush()
    except IntegrityError as error:
        raise Conflict(_("You proposed a task in another window at the same moment. Look once more.")) from error


def _answer_by(cohort: Cohort) -> date:
    return add_working_days(day_here(), kind_of(cohort).answer_days)


def _sponsor_for(mentee: Enrolment, plan: Plan) -> Person:
    refuse_when_over(mentee.cohort)
    kind_of(mentee.cohort).check(plan.days, today=day_here(), cohort_ends_on=mentee.cohort.ends_on)
    return _sponsor(mentee, plan.sponsor)


def _sponsor(mentee: Enrolment, typed: str) -> Person:
    found = colleagues_called(typed)
    if not found:
        raise RuleBroken(_("Nobody here has this name or address. Look into the directory."), field="sponsor")
    if len(found) > 1:
        raise RuleBroken(_("Several people have this name. Write the e-mail address."), field="sponsor")
    _refuse_near(mentee, found[0])
    return found[0]


def _refuse_near(mentee: Enrolment, sponsor: Person) -> None:
    """Nobody who answers for the mentee’s work, and not the mentor, whose part is another one."""
    person = mentee.person
    if sponsor.id == person.id:
        raise RuleBroken(_("Somebody else has to say yes to it."), field="sponsor")
    above = {*line_of(person.id, superiors_of([person.id])), *dotted_bosses_of([person.id]).get(person.id, ())}
    if sponsor.id in above:
        words = _("Nobody of your own reporting line, please: a stretch task is no part of how your work is judged.")
        raise RuleBroken(words, field="sponsor")
    if any(each.mentee_id == mentee.id and each.mentor.person_id == sponsor.id for each in pairings_of(person)):
        raise RuleBroken(_("Your mentor stays beside you in it. Ask somebody else to stand for it."), field="sponsor")
    if not sponsor.email:
        raise RuleBroken(_("This person cannot be written to. Ask somebody else."), field="sponsor")


def _write_to_sponsor(task: StretchTask) -> None:
    send("stretch_asked", to=task.sponsor.email or "", task_id=task.id, version=task.version)


def _tell(former: Person) -> None:
    if former.email and former.is_active:
        send("stretch_withdrawn", to=former.email, person_id=former.id)
