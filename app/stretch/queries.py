"""The stretch tasks of a mentee, of a sponsor, and how many of a cohort have one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.policy import UNTOLD
from app.cohorts.queries import own_enrolments
from app.core.clock import today
from app.core.db import session
from app.core.organisation import organisation
from app.people.models import Person
from app.people.names import address, fold
from app.people.policy import colleagues
from app.stretch.models import StretchTask
from app.stretch.policy import has_tasks, tasks_sponsored_by
from programs.catalogue import PROGRAM_TYPES
from programs.stretch import LIVE, SPONSORED, State, Stretch

NAMESAKES = 3


def day_here() -> date:
    """Today, by the clock of the organisation."""
    return today(organisation().time_zone)


def kind_of(cohort: Cohort) -> Stretch:
    """What the type of a cohort makes of stretch tasks; the usual, where a cohort has some and its type none."""
    return PROGRAM_TYPES[cohort.program_type].stretch or Stretch()


def mentee_by_public_id(public_id: str) -> Enrolment | None:
    """As what mentee somebody takes part, with themselves and the cohort."""
    found = select(Enrolment).where(Enrolment.public_id == public_id, Enrolment.role == Side.MENTEE)
    cohort = joinedload(Enrolment.cohort).joinedload(Cohort.contact)
    return session().scalar(found.options(joinedload(Enrolment.person), cohort))


def task_by_public_id(public_id: str) -> StretchTask | None:
    """The task of this public id, with its people and its cohort."""
    return session().scalar(_whole(select(StretchTask).where(StretchTask.public_id == public_id)))


def task_by_id(task_id: int) -> StretchTask | None:
    """The task of this row, as a letter names it."""
    return session().scalar(_whole(select(StretchTask).where(StretchTask.id == task_id)))


def locked(task: StretchTask) -> StretchTask:
    """The task as it is now, kept from other writers."""
    same = select(StretchTask).where(StretchTask.id == task.id).with_for_update()
    return session().scalars(same.execution_options(populate_existing=True)).one()


def tasks_of(mentee: Enrolment) -> Sequence[StretchTask]:
    """All of a mentee’s, the newest first, but for those that were taken back."""
    own = select(StretchTask).where(StretchTask.enrolment_id == mentee.id, StretchTask.state != State.WITHDRAWN)
    return session().scalars(_whole(own).order_by(StretchTask.id.desc())).all()


def newest_task(mentee: Enrolment) -> StretchTask | None:
    """The last one that a mentee proposed, whatever became of it."""
    own = select(StretchTask).where(StretchTask.enrolment_id == mentee.id)
    return session().scalar(_whole(own).order_by(StretchTask.id.desc()).limit(1))


def newest_tasks(mentees: Iterable[Enrolment]) -> Mapping[int, StretchTask]:
    """The newest of each of these that was not taken back, by enrolment; one query."""
    ids = [each.id for each in mentees]
    newest = select(func.max(StretchTask.id)).where(StretchTask.state != State.WITHDRAWN)
    newest = newest.where(StretchTask.enrolment_id.in_(ids)).group_by(StretchTask.enrolment_id)
    found = session().scalars(_whole(select(StretchTask).where(StretchTask.id.in_(newest))))
    return {each.enrolment_id: each for each in found}


def sponsored_task(mentee: Enrolment) -> StretchTask | None:
    """The newest to which a sponsor said yes."""
    own = select(StretchTask).where(StretchTask.enrolment_id == mentee.id, StretchTask.state.in_(SPONSORED))
    return session().scalar(_whole(own).order_by(StretchTask.id.desc()).limit(1))


def sponsored_by(person: Person) -> Sequence[StretchTask]:
    """What somebody is asked to sponsor, or sponsors: what waits first, then by the day to look back; one query."""
    order = case({State.PROPOSED: 0, State.AGREED: 1}, value=StretchTask.state, else_=2)
    mine = _whole(tasks_sponsored_by(person)).order_by(order, StretchTask.review_on, StretchTask.id)
    return session().scalars(mine).all()


def mentees_with_tasks(person: Person) -> list[Enrolment]:
    """Where somebody takes part as a mentee now, in a cohort with stretch tasks."""
    own = [each for each in own_enrolments(person) if each.role is Side.MENTEE]
    here = [each for each in own if each.state is EnrolmentState.SIGNED_UP and each.cohort.phase is not UNTOLD]
    return [each for each in here if has_tasks(each.cohort)]


def number_with_sponsor(cohort: Cohort) -> int:
    """How many mentees of a cohort have, or had, a task to which a sponsor said yes."""
    taking_part = select(Enrolment.id).where(
        Enrolment.cohort_id == cohort.id, Enrolment.state == EnrolmentState.SIGNED_UP
    )
    counted = select(func.count(func.distinct(StretchTask.enrolment_id)))
    sponsored = StretchTask.enrolment_id.in_(taking_part), StretchTask.state.in_(SPONSORED)
    return session().scalar(counted.where(*sponsored)) or 0


def live_tasks_around(person_ids: Sequence[int]) -> Sequence[StretchTask]:
    """The tasks that these people do or sponsor now."""
    own = select(Enrolment.id).where(Enrolment.person_id.in_(person_ids))
    around = or_(StretchTask.enrolment_id.in_(own), StretchTask.sponsor_id.in_(person_ids))
    live = _whole(select(StretchTask).where(StretchTask.state.in_(LIVE), around))
    return session().scalars(live.order_by(StretchTask.id)).all()


def colleagues_called(words: str) -> Sequence[Person]:
    """Who of the directory has this address, else who has exactly this name; a few at most."""
    if "@" in words:
        found = colleagues().where(Person.email == address(words))
    else:
        folded = fold(words)
        exact = Person.search_text == folded
        # Job title and department follow the name.
        found = colleagues().where(or_(exact, Person.search_text.startswith(f"{folded} · ", autoescape=True)))
    return session().scalars(found.order_by(Person.id).limit(NAMESAKES)).all()


def _whole(tasks: Select[StretchTask]) -> Select[StretchTask]:
    enrolment = joinedload(StretchTask.enrolment)
    cohort = enrolment.joinedload(Enrolment.cohort).joinedload(Cohort.contact)
    return tasks.options(joinedload(StretchTask.sponsor), enrolment.joinedload(Enrolment.person), cohort)
