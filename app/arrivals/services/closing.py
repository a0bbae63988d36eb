"""At its last day a way ends: the record is closed, and both are told what comes next. The caller commits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import cast

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager

from app.arrivals.models import Arrival, ClosedRecord
from app.arrivals.queries import day_here, locked_cohorts, open_pairs_of
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.audit import record
from app.core.db import session
from app.core.organisation import date_here
from app.core.outbox import send
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person, PersonState
from programs.catalogue import PROGRAM_TYPES
from programs.timeline import first_day


def close_records() -> int:
    """Close the record of everybody whose days are over; how many. Nobody is closed twice."""
    return sum(_close(mentee, began, cohort) for cohort in locked_cohorts() for mentee, began in _on_their_way(cohort))


def _on_their_way(cohort: Cohort) -> Iterator[tuple[Enrolment, date]]:
    """The mentees, each with day 0: by their arrival or their own start, unless that is long past."""
    closed = exists().where(ClosedRecord.mentee_id == Enrolment.id)
    found = select(Enrolment, Arrival.starts_on).outerjoin(Arrival, Arrival.enrolment_id == Enrolment.id)
    found = found.join(Enrolment.person).options(contains_eager(Enrolment.person))
    here = found.where(Enrolment.cohort_id == cohort.id, Enrolment.role == Side.MENTEE, ~closed)
    is_in = here.where(Enrolment.state == EnrolmentState.SIGNED_UP, Person.state != PersonState.LEFT)
    length = PROGRAM_TYPES[cohort.program_type].duration_days
    for mentee, starts_on in session().execute(is_in.order_by(Enrolment.id)).all():
        arrived = cast("date | None", starts_on)  # an outer join: who signed up by themselves has none
        yield mentee, first_day(arrived or mentee.person.start_on, date_here(mentee.joined_at), length)


def _close(mentee: Enrolment, started: date, cohort: Cohort) -> bool:
    if started + timedelta(days=PROGRAM_TYPES[cohort.program_type].duration_days) > day_here():
        return False
    pairs = open_pairs_of(mentee.id)
    had_mentor = session().scalar(select(Pairing.id).where(Pairing.mentee_id == mentee.id).limit(1)) is not None
    session().add(
        ClosedRecord(
            mentee_id=mentee.id,
            person_id=mentee.person_id,
            program_type=cohort.program_type,
            started_on=started,
            closed_on=day_here(),
            had_mentor=had_mentor,
        )
    )
    mentee.needs = 0
    end_pairings(pairs, Ending.COMPLETED, actor=None)
    session().flush()
    record(None, "record.closed", mentee)
    _tell(mentee, pairs)
    return True


def _tell(mentee: Enrolment, pairs: Sequence[Pairing]) -> None:
    if mentee.person.email:
        send("record_closed", to=mentee.person.email, mentee_id=mentee.id)
    for pair in pairs:
        mentor = pair.mentor.person
        if mentor.is_active and mentor.email:
            send("record_closed_mentor", to=mentor.email, pairing_id=pair.id)
