"""How many of a cohort are together, how many wait for a mentor, and how many seats are free."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Subquery, func, select, true
from sqlalchemy.orm import InstrumentedAttribute

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.queries import works_here
from app.core.asked_once import asked_once
from app.core.db import session
from app.pairings.models import Ending, Pairing, PairingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Exact counts of one's own cohort, without those who have left.

    ``waiting`` are mentees with fewer mentors than they asked for; ``needing`` are those of them who had one here
    before. ``seats`` are free and may be given.
    """

    together: int
    waiting: int
    needing: int
    seats: int


@asked_once
def places_of(cohort: Cohort) -> Places:
    """The counts; one query for all sections of a page."""
    together = select(func.count().label("pairs")).where(Pairing.cohort_id == cohort.id, _IS_OPEN).subquery("together")
    mentees, seats = _waiting(cohort).subquery("mentees"), _free_seats(cohort).subquery("seats")
    counts = select(together.c.pairs, mentees.c.waiting, mentees.c.needing, seats.c.free)
    row = session().execute(counts.select_from(together).join(mentees, true()).join(seats, true())).one()
    return Places(together=row[0], waiting=row[1], needing=row[2], seats=int(row[3]))


def _waiting(cohort: Cohort) -> Select[int, int]:
    known = _counted(cohort, Pairing.mentee_id)
    is_without = Enrolment.needs > func.coalesce(known.c.now_with, 0)
    counts = select(func.count().label("waiting"), func.count().filter(known.c.once_with > 0).label("needing"))
    found = counts.select_from(Enrolment).outerjoin(known, known.c.enrolment_id == Enrolment.id)
    return found.where(*_takes_part(cohort, Side.MENTEE), is_without)


def _free_seats(cohort: Cohort) -> Select[int]:
    known = _counted(cohort, Pairing.mentor_id)
    free = Enrolment.seats - func.coalesce(known.c.now_with, 0)
    total = select(func.coalesce(func.sum(free), 0).label("free")).select_from(Enrolment)
    found = total.outerjoin(known, known.c.enrolment_id == Enrolment.id)
    return found.where(*_takes_part(cohort, Side.MENTOR), Enrolment.takes_more.is_(True), free > 0)


def _counted(cohort: Cohort, side: InstrumentedAttribute[int]) -> Subquery:
    """With how many each is now, and with how many they were until a pair ended early."""
    now_with = func.count().filter(_IS_OPEN).label("now_with")
    once_with = func.count().filter(~_IS_OPEN, Pairing.ending != Ending.COMPLETED).label("once_with")
    pairs = select(side.label("enrolment_id"), now_with, once_with).where(Pairing.cohort_id == cohort.id)
    return pairs.group_by(side).subquery()


def _takes_part(cohort: Cohort, side: Side) -> tuple[ColumnElement[bool], ...]:
    is_in = Enrolment.state == EnrolmentState.SIGNED_UP
    return Enrolment.cohort_id == cohort.id, Enrolment.role == side, is_in, works_here()


_IS_OPEN = Pairing.state == PairingState.OPEN
