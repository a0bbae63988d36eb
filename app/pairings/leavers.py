"""Whoever leaves ends their pairs: kindly, at once, and without anybody having to think of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from app.cohorts.models import Cohort, Enrolment, EnrolmentState
from app.core.audit import record
from app.core.bulk import portions
from app.core.clock import now
from app.core.db import session
from app.pairings.models import Ending, Pairing, PairingState
from app.pairings.services.ending import end_pairings
from app.pairings.services.locking import AT_ONCE, locked_enrolments
from app.people.leaving import when_left
from app.people.models import Person
from programs.phases import Phase


@when_left
def end_pairs_of_leavers(person_ids: Sequence[int], actor: Person | None) -> None:
    """Take them out of every cohort that is not over, end their pairs, and tell those who stay."""
    enrolments = locked_enrolments([each for some in portions(person_ids, AT_ONCE) for each in _taking_part(some)])
    moment = now()
    for each in enrolments.values():
        each.state, each.withdrawn_at = EnrolmentState.WITHDRAWN, moment
        record(actor, "enrolment.withdrawn", each, why="left")
    session().flush()
    pairs = [pair for some in portions(sorted(enrolments), AT_ONCE) for pair in _open_pairs(some)]
    end_pairings(pairs, Ending.LEFT, actor=actor)


def _taking_part(person_ids: Sequence[int]) -> Sequence[int]:
    rows = select(Enrolment.id).join(Enrolment.cohort).where(Enrolment.person_id.in_(person_ids))
    return (
        session().scalars(rows.where(Enrolment.state == EnrolmentState.SIGNED_UP, Cohort.phase != Phase.CLOSED)).all()
    )


def _open_pairs(enrolment_ids: Sequence[int]) -> Sequence[Pairing]:
    of_them = or_(Pairing.mentee_id.in_(enrolment_ids), Pairing.mentor_id.in_(enrolment_ids))
    return session().scalars(select(Pairing).where(of_them, Pairing.state == PairingState.OPEN)).all()
