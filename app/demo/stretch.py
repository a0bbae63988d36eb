"""Stretch tasks for the tour: Ingrid stands for Samuel’s, and somebody else asks her."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Select, select

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.db import session
from app.demo.cast import CAST
from app.people.models import Person
from app.stretch.models import StretchTask
from app.stretch.policy import has_tasks
from app.stretch.services import Plan, agree, propose
from programs.stretch import Days

SPONSOR, MENTEE = "Ingrid Solberg", "Samuel Adeyemi"
FIRST = (
    "Bring the night shifts of two ports to one way of handing over.",
    "Whoever comes at six knows in five minutes what happened at night, in both ports.",
    "The two crews do not trust each other’s notes yet.",
    "A week on each shift before I propose anything.",
)
SECOND = (
    "Find out why one in five deliveries to the north is late.",
    "We know the three reasons, and one of them is gone.",
    "Nobody has the figures of all carriers.",
    "Somebody who tells the carriers that I may ask.",
)


def stretch_somebody(people: Mapping[str, Person]) -> None:
    """Let one task have a sponsor and another wait for her answer. The caller commits."""
    cohort = next(each for each in session().scalars(select(Cohort).order_by(Cohort.id)) if has_tasks(each))
    sponsor = people[SPONSOR]
    task = _proposed(_mentee(cohort, people[MENTEE]), sponsor, FIRST)
    agree(task, seen=task.version, actor=sponsor)
    _proposed(_another(cohort, sponsor), sponsor, SECOND)


def _proposed(mentee: Enrolment, sponsor: Person, words: tuple[str, str, str, str]) -> StretchTask:
    title, goal, risk, support = words
    first = mentee.cohort.starts_on + timedelta(days=30)
    days = Days(begins_on=first, ends_on=first + timedelta(days=90), review_on=first + timedelta(days=97))
    plan = Plan(title=title, goal=goal, sponsor=sponsor.email or "", risk=risk, support=support, days=days)
    return propose(mentee, plan, actor=mentee.person)


def _mentee(cohort: Cohort, person: Person) -> Enrolment:
    return session().scalars(_mentees(cohort).where(Enrolment.person_id == person.id)).one()


def _another(cohort: Cohort, sponsor: Person) -> Enrolment:
    """Somebody of another department who is no part of the tour."""
    cast = {each.name for each in CAST}
    found = session().scalars(_mentees(cohort).order_by(Enrolment.id)).all()
    others = (each for each in found if each.person.name not in cast)
    return next(each for each in others if each.person.department != sponsor.department)


def _mentees(cohort: Cohort) -> Select[Enrolment]:
    mine = select(Enrolment).where(Enrolment.cohort_id == cohort.id, Enrolment.role == Side.MENTEE)
    return mine.where(Enrolment.state == EnrolmentState.SIGNED_UP)
